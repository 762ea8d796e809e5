/// The head of the report and its sections: what has a field of its own goes there, all of it is kept as text.
enum BroughtSections {
    static func add(_ plan: UnderstoodPlan, to whole: inout WholePlan) {
        func fact(_ labels: String...) -> String {
            plan.otherFacts.first { labels.contains($0.label.folded) }?.words ?? ""
        }
        whole.portfolio = String(fact("portfolio", "portfolio holder", "cabinet portfolio").prefix(200))
        let body = fact("report to", "committee", "scrutiny committee", "panel", "select committee", "meeting")
        whole.body = String((body.isEmpty ? plan.body : body).prefix(200))
        let officers = plan.linkOfficers + [fact("contact officer", "report author", "officer contact")]
        whole.linkOfficers = officers.filter { !$0.isEmpty }.joined(separator: "; ")
        whole.decisions = plan.decisions.map { .init(body: $0.body, on: $0.on, words: $0.words) }
        if let head = head(plan) { whole.sections.append(head) }
        whole.sections += plan.sections.flatMap(sections)
    }

    /// The facts of the header block, with what stood above them.
    private static func head(_ plan: UnderstoodPlan) -> WholePlan.Section? {
        let above = [plan.reviewName == nil ? nil : plan.title, plan.form].compactMap(\.self).filter { !$0.isEmpty }
        let facts = plan.otherFacts.map { $0.words.isEmpty ? "• \($0.label)" : "• \($0.label): \($0.words)" }
        guard !facts.isEmpty || !above.isEmpty else { return nil }
        let words = BroughtPlan.text(above + facts)
        return .init(heading: "Head of the paper", words: words, lines: plan.otherFacts.map(\.lines))
    }

    /// In pieces, where it is longer than one may be.
    private static func sections(_ it: UnderstoodPlan.Section) -> [WholePlan.Section] {
        var parts = [WholePlan.Section(heading: String(it.heading.prefix(300)), words: "", lines: [it.lines])]
        for paragraph in it.paragraphs {
            let last = parts.count - 1
            let words = BroughtPlan.text([parts[last].words, paragraph])
            if words.unicodeScalars.count > limit, !parts[last].words.isEmpty {
                parts.append(.init(heading: "", words: paragraph, lines: [it.lines]))
            } else {
                parts[last].words = words
            }
        }
        return parts
    }

    private static let limit = 20_000
}
