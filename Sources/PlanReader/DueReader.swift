import Values

/// The day in a cell that says when: "by March 2019", "end of March 2028 (revised from December 2027)", "Mar-28".
enum DueReader {
    /// Of the last line that has one.
    static func day(_ paragraphs: [String]) -> ApproximateDay? {
        for paragraph in paragraphs.prefix(100).reversed() {
            if let day = day(in: paragraph) { return day }
        }
        return nil
    }

    private static func day(in paragraph: String) -> ApproximateDay? {
        let text = outsideBrackets(paragraph).trimmedOfStops
        var words = text.words[...]
        while let first = words.first, openings.contains(first.lowercased()) { words = words.dropFirst() }
        if let day = ApproximateDay.read(words.joined(separator: " ")) { return later(day) }
        return by(text.words)
    }

    /// "To be completed by March 2027": the only day that is named, behind "by".
    private static func by(_ words: [Substring]) -> ApproximateDay? {
        guard words.count <= 20, let at = words.lastIndex(where: { $0.lowercased() == "by" }),
            words.allSatisfy({ !begun.contains($0.folded) }),
            // Where another year is named before, nobody knows which.
            !words[..<at].contains(where: { $0.filter(\.isNumber).count == 4 })
        else { return nil }
        var rest = words[(at + 1)...]
        while let first = rest.first, openings.contains(first.lowercased()) { rest = rest.dropFirst() }
        for count in stride(from: min(3, rest.count), to: 0, by: -1) {
            if let day = ApproximateDay.read(rest.prefix(count).joined(separator: " ").trimmedOfStops) {
                return rest.dropFirst(count).contains { $0.contains(where: \.isNumber) } ? nil : later(day)
            }
        }
        return nil
    }

    private static let openings: Set<String> = ["by", "end", "of", "from", "due", "the", "before", "end-"]
    private static let begun: Set<String> = [
        "commencing", "starting", "started", "ongoing", "since",
    ]

    private static func outsideBrackets(_ text: String) -> String {
        var outside = "", depth = 0
        for character in text.prefix(500) {
            if character == "(" { depth += 1 }
            if depth == 0 { outside.append(character) }
            if character == ")", depth > 0 { depth -= 1 }
        }
        return outside
    }

    /// Nothing is due in the last century: spreadsheets read "Mar-31" so.
    private static func later(_ day: ApproximateDay) -> ApproximateDay {
        guard day.day.year < 1_990,
            let year = Day(year: day.day.year + 100, month: day.day.month, day: day.day.parts.day)
        else { return day }
        return ApproximateDay(year, day.precision)
    }

    /// "N/A" says that nothing is due.
    static func isNone(_ text: String) -> Bool { ["n a", "na", "not applicable", "none"].contains(text.folded) }

    /// "Completed March 2026" says that it is done, not when it will be.
    static func isDone(_ text: String) -> Bool {
        Achievement.count(text.words[...]) != nil && Achievement.tone(within: text) == .achieved
    }
}
