import Values

/// Lines of the head of a report outside any table: "Report to: Place Scrutiny Committee", "Date: 3 June 2026".
extension PlanReader {
    mutating func readHeadFact(_ source: String, _ lines: SourceLines) -> Bool {
        guard let (label, words) = HeadFact.read(source) else { return false }
        guard isBeforeRecommendations && !isInSection || HeadFact.isOfClose(label) else { return false }
        use(lines, as: .fact)
        plan.otherFacts.append(.init(label: label, words: words, lines: lines))
        return true
    }
}

enum HeadFact {
    private static let labels: Set<String> = [
        "report to", "to", "date", "date of meeting", "meeting date", "meeting", "subject", "title", "report title",
        "report of", "report by", "from", "author", "report author", "contact officer", "officer contact", "contact",
        "lead officer contact", "ward", "wards", "wards affected", "ward s", "portfolio", "portfolio holder",
        "cabinet portfolio", "committee", "classification", "key decision", "agenda item", "item no", "director",
    ]
    private static let ofClose: Set<String> = [
        "contact officer", "officer contact", "report author", "author", "contact", "report of", "report by",
    ]

    /// Its label, and what it says.
    static func read(_ source: String) -> (label: String, words: String)? {
        guard source.utf8.count <= 300, let colon = source.prefix(60).firstIndex(of: ":") else { return nil }
        let label = CellTextReader.read(source[..<colon]).joined
        let words = CellTextReader.read(source[source.index(after: colon)...]).joined
        guard !words.isEmpty, labels.contains(label.folded) else { return nil }
        return (label, words)
    }

    static func isTitle(_ label: String) -> Bool { ["subject", "title", "report title"].contains(label.folded) }

    static func isOfClose(_ label: String) -> Bool { ofClose.contains(label.folded) }
}
