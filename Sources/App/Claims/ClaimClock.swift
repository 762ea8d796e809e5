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
        let gaps = spell.breaks.compactMap { $0 }.map { rect("gap", place($0.out), place($0.back)) }
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

extension Claim.Spell {
    /// The break before each stay: the first day out of work, and the one back in it. Nil before the first, and where any stay before goes on
    /// until then.
    var breaks: [(out: Day, back: Day)?] {
        var breaks: [(out: Day, back: Day)?] = []
        var free: Day?
        var isOpen = false
        for stay in stays {
            if let out = free, !isOpen, out < stay.from {
                breaks.append((out: out, back: stay.from))
            } else {
                breaks.append(nil)
            }
            if let to = stay.to {
                let next = to.adding(days: 1)
                free = max(free ?? next, next)
            } else {
                isOpen = true
            }
        }
        return breaks
    }
}
