/// What was reported of a recommendation, in the council's form: every assessment, and what members decided about it.
extension PaperProgress {
    /// Where it stands, in the words of every other page; none where nobody has said anything.
    func stand(_ it: Recommendation) -> [Block] {
        guard let stand = it.stand, stand.standing != .notAssessed else { return [] }
        return [.paragraph(runs: [.init(text: "Stands at: ", look: .strong), .init(text: stand.text)])]
    }

    /// The latest update of the whole and of each action, then the grades before them.
    func reports(_ it: Recommendation) -> [Block] {
        let own = source.updates.filter { $0.recommendationID == it.id }
        let latest = own.filter { update in
            !own.contains { $0.actionID == update.actionID && $0.period > update.period }
        }
        let earlier = own.filter { update in
            update.grade != nil
                && own.contains { $0.actionID == update.actionID && $0.period > update.period }
        }
        let before = earlier.map { "\(when($0)), \($0.grade ?? "")" }.joined(separator: "; ")
        return latest.flatMap(report)
            + (before.isEmpty
                ? []
                : [.paragraph(runs: [.init(text: "Assessed before: ", look: .strong), .init(text: before + ".")])])
    }

    private func report(_ update: ReportedUpdate) -> [Block] {
        let heading = PaperDocument.Run(
            text: "\(when(update)): " + (update.grade.map { "\($0). " } ?? ""), look: .strong)
        var blocks = PaperText.blocks(update.evidence)
        if case .paragraph(let runs)? = blocks.first {
            blocks[0] = .paragraph(runs: [heading] + runs)
        } else {
            blocks.insert(.paragraph(runs: [heading]), at: 0)
        }
        let explained = assessment(update).dropFirst(update.grade == nil ? 0 : 1)
        return blocks + numbers(update) + explained + decision(update)
    }

    /// What Waymark counted when it was submitted, as members are told of it.
    func numbers(_ update: ReportedUpdate) -> [Block] {
        guard let numbers = Numbers(source.figures[update.id] ?? [], Disclosure()) else { return [] }
        let lines = numbers.lines.map { line in
            Block.plain("\(line.measure): \(line.readings.map(\.words).joined(separator: "; ")).")
        }
        return lines + (numbers.held.map { [.plain("\($0.symbol) \($0.text)")] } ?? [])
    }

    /// "November 2026, HR": which of several actions it is about.
    func when(_ update: ReportedUpdate) -> String {
        let actions = source.actions.filter { $0.recommendationID == update.recommendationID }
        return update.period.monthText + (actions.part(update.actionID).map { ", \($0)" } ?? "")
    }

    /// What members decided about it.
    func decision(_ update: ReportedUpdate) -> [Block] {
        if update.state == .agreed {
            let day = update.agreedOn.map { " on \($0.longText)" } ?? ""
            let place = update.agreedAt.isEmpty ? "" : ", \(update.agreedAt)"
            let minute = update.minute.isEmpty ? "" : ", minute \(update.minute)"
            return [
                .plain(
                    update.isAgreedInPaper
                        ? "Agreed\(day)\(place)\(minute), as the paper that it came in with says."
                        : "Agreed by members\(day)\(place)\(minute).")
            ]
        }
        guard let refusal = update.refusal else {
            return update.grade == nil ? [] : [.plain("Members have not decided about it yet.")]
        }
        return [.plain("Members did not confirm it (\(refusal.place)):")] + PaperText.blocks(refusal.words)
    }
}
