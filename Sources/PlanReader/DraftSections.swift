import Values

/// The head of the report and its sections: what has a field of its own goes there, all of it is kept as text.
extension PlanFile {
    mutating func addHead(of draft: PlanDraft) {
        func fact(_ labels: String...) -> String {
            draft.otherFacts.first { labels.contains($0.label.folded) }?.words ?? ""
        }
        portfolio = fact("portfolio", "portfolio holder", "cabinet portfolio").cut(to: PlanLimit.portfolio.most)
        let committee = fact("report to", "committee", "scrutiny committee", "panel", "select committee", "meeting")
        body = (committee.isEmpty ? draft.body : committee).cut(to: PlanLimit.body.most)
        let officers = draft.officers + [fact("contact officer", "report author", "officer contact")]
        linkOfficers = officers.filter { !$0.isEmpty }.joined(separator: "; ")
        decisions = draft.decisions.map { .init(body: $0.body, on: $0.on, words: $0.words) }
        if let head = Self.head(draft) { sections.append(head) }
        sections += draft.sections.flatMap(Self.pieces)
    }

    /// The facts of the header block, with what stood above them.
    private static func head(_ draft: PlanDraft) -> Section? {
        let above = [draft.reviewName == nil ? nil : draft.title, draft.form].compactMap(\.self).filter { !$0.isEmpty }
        let facts = draft.otherFacts.map { $0.words.isEmpty ? "• \($0.label)" : "• \($0.label): \($0.words)" }
        guard !facts.isEmpty || !above.isEmpty else { return nil }
        let words = text(above + facts)
        return .init(heading: "Head of the paper", words: words, lines: draft.otherFacts.map(\.lines))
    }

    /// In pieces, where it is longer than one may be.
    private static func pieces(_ it: PlanDraft.Section) -> [Section] {
        var parts = [
            Section(heading: it.heading.cut(to: PlanLimit.sectionHeading.most), words: "", lines: [it.lines])
        ]
        var length = 0
        for paragraph in it.paragraphs where !paragraph.isEmpty {
            let last = parts.count - 1, gap = PlanFile.gap(before: paragraph)
            let more = paragraph.unicodeScalars.count
            if length > 0, length + gap.utf8.count + more > PlanLimit.section.most {
                parts.append(.init(heading: "", words: paragraph, lines: [it.lines]))
                length = more
            } else {
                parts[last].words += (length > 0 ? gap : "") + paragraph
                length += (length > 0 ? gap.utf8.count : 0) + more
            }
        }
        return parts
    }

}
