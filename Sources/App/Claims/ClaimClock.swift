import Mustache

/// The clock of a claim: days in work filled, breaks within the rule hatched, and a mark where the milestone is. The words beside it say the same.
enum ClaimClock {
    /// On a scale that ends with the milestone, or with what came after it.
    static func drawing(of claim: Claim, on today: Day, isWide: Bool = false) -> Markup? {
        guard let spell = claim.spell else { return nil }
        let width = isWide ? 560 : 140
        let last = max(spell.reach, min(spell.ended.map { $0.adding(days: 1) } ?? today, spell.reach.adding(days: 28)))
        let days = max(1, spell.from.days(to: last))
        func place(_ day: Day) -> Int { min(width, max(0, spell.from.days(to: day) * width / days)) }
        let isLost = claim.state == .cannot
        let stays = spell.stays.map { stay in
            let end = min(stay.to.map { $0.adding(days: 1) } ?? max(today, stay.from), last)
            return rect(isLost ? "lost" : "done", place(stay.from), place(end))
        }
        let gaps = zip(spell.stays, spell.stays.dropFirst()).map { before, after in
            rect("gap", place(before.to.map { $0.adding(days: 1) } ?? after.from), place(after.from))
        }
        let goal = place(spell.reach)
        return """
            <svg class="app-clock\(isWide ? " app-clock--wide" : "")" viewBox="-2 0 \(width + 4) 18" aria-hidden="true" focusable="false">\
            <rect class="app-clock__track" x="0" y="6" width="\(width)" height="6"/>\
            \(Markup(html: (stays + gaps).map(\.html).joined()))<path class="app-clock__goal" d="M\(goal) 1v16"/></svg>
            """
    }

    private static func rect(_ kind: String, _ from: Int, _ to: Int) -> Markup {
        to > from
            ? "<rect class=\"app-clock__\(kind)\" x=\"\(from)\" y=\"6\" width=\"\(to - from)\" height=\"6\"/>" : ""
    }
}
