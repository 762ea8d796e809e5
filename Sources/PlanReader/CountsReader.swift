import Values

/// Reads what a report pledged and what it counts: "up to 8 apprenticeships", "To date we have achieved nine …".
enum CountsReader {
    private typealias Line = (words: String, value: Int?)

    static func read(_ reader: inout PlanReader) {
        guard let goal = goal(reader.plan.sections) else { return }
        let month = latestMonth(in: reader.plan.sections)
        var counts = [goal]
        for section in reader.plan.sections {
            for (index, paragraph) in section.paragraphs.enumerated() where paragraph.folded.contains("to date we have")
            {
                guard
                    let value = paragraph.words.compactMap({ number($0) }).first(where: {
                        $0 > 0 && !paragraph.hasPrefix("\($0).")
                    })
                else { continue }
                let rest = section.paragraphs[(index + 1)...].prefix(12).map { Line($0, opening($0)) }
                take(value, paragraph, Array(rest), of: month, &counts)
                break
            }
        }
        guard counts[0].value != nil, !reader.draft.recommendations.isEmpty else { return }
        reader.draft.recommendations[0].counts = counts
        reader.draft.recommendations[0].asOf = month
        let lines = reader.plan.sections.first { $0.paragraphs.contains(counts[0].words) }?.lines
        let when =
            month.map { "The paper bears no date: \($0.text) is the latest month that it names" }
            ?? "The paper names no month"
        reader.doubt(lines, counts[0].words, "Of when are these figures? \(when)")
        reconcile(counts, &reader)
    }

    /// "The measure for the pledge is … up to 8 apprenticeships to children …"
    private static func goal(_ sections: [PlanDraft.Section]) -> PlanDraft.Count? {
        for text in sections.flatMap(\.paragraphs)
        where text.folded.contains("pledge") && text.folded.contains("measure") {
            guard let milestone = MilestoneReader.read([text]).first, let unit = milestone.unit else { continue }
            let words = ReportItem(CellText(paragraphs: [text])).text.joined
            return .init(
                title: "Pledge: \(unit)", unit: unit, comparator: String(words.prefix(300)), goal: milestone)
        }
        return nil
    }

    /// The lines below that begin with a number are parts while they come to the whole, and counts of their own from there on.
    private static func take(
        _ value: Int, _ words: String, _ rest: [Line], of month: ApproximateDay?, _ counts: inout [PlanDraft.Count]
    ) {
        (counts[0].value, counts[0].words, counts[0].of) = (value, words, month)
        let lines = Array(rest.prefix { $0.value != nil })
        var sum = 0, count = 0
        while count < lines.count, sum < value {
            sum += lines[count].value ?? 0
            count += 1
        }
        let isWhole = sum == value
        if isWhole { counts[0].parts = lines.prefix(count).map { .init(value: $0.value ?? 0, words: $0.words) } }
        for line in lines.dropFirst(isWhole ? count : 0) {
            let title = line.words.words.dropFirst().joined(separator: " ").trimmedOfStops
            counts.append(
                .init(
                    title: String((title.prefix(1).uppercased() + title.dropFirst()).prefix(300)), unit: "people",
                    value: line.value, words: line.words, of: month))
        }
    }

    /// "2 of these are now employed …" beside parts that come to three.
    private static func reconcile(_ counts: [PlanDraft.Count], _ reader: inout PlanReader) {
        for section in reader.plan.sections {
            for sentence in section.paragraphs.flatMap(\.sentences) {
                let words = sentence.words.map(\.folded)
                guard let at = words.indices.first(where: { words[$0...].starts(with: ["of", "these"]) }), at > 0,
                    let said = number(words[at - 1]),
                    let verb = words[at...].first(where: { $0.count > 5 && $0.hasSuffix("ed") })
                else { continue }
                let parts = counts[0].parts.filter { (" " + $0.words.folded + " ").contains(" \(verb) ") }
                let sum = parts.reduce(0) { $0 + $1.value }
                guard !parts.isEmpty, sum != said else { continue }
                let figures = parts.map { String($0.value) }.joined(separator: " and ")
                reader.doubt(
                    section.lines, sentence,
                    "Which is right? Here \(said) are \(verb), further down it is \(figures), which makes \(sum)")
            }
        }
    }

    private static func opening(_ text: String) -> Int? { text.firstWords(1).first.flatMap { number($0) } }

    private static let words = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12,
    ]

    private static func number(_ word: some StringProtocol) -> Int? {
        words[word.lowercased()] ?? (word.count < 7 ? Int(String(word).filter { $0 != "," }) : nil)
    }

    private static func latestMonth(in sections: [PlanDraft.Section]) -> ApproximateDay? {
        var latest: ApproximateDay?
        for text in sections.flatMap(\.paragraphs) {
            let words = text.words.prefix(2_000).map(\.trimmedOfStop)
            for (month, year) in zip(words, words.dropFirst()) where Day.month(named: month) != nil && year.count == 4 {
                if let day = ApproximateDay.read("\(month) \(year)"), latest.map({ $0 < day }) ?? true { latest = day }
            }
        }
        return latest
    }
}
