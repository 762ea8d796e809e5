import Values

/// A label as printed: "Recommendations 3", "Evidence of Progress (July 2024):".
struct Label {
    /// How sure it is that the words mean this column.
    enum Sureness { case known, likely, guessed }

    var column: Column
    var number: String?
    var period: ApproximateDay?
    /// What of it is meant, beside the period: "(July 2024, Housing)".
    var part = ""
    var sureness = Sureness.known

    init(_ column: Column) { self.column = column }

    /// By its very name.
    init?(_ source: some StringProtocol) {
        guard let text = Label.text(source) else { return nil }
        self.init(named: text)
    }

    /// Of a column: also by what its words come to (`HeadingGrammar`).
    init?(heading source: some StringProtocol) {
        guard let text = Label.text(source) else { return nil }
        if let known = Label(named: text) {
            self = known
        } else if let read = Label(grammar: text) {
            self = read
        } else {
            return nil
        }
    }

    /// Without the marks of notes; nil when it is too long for a label.
    private static func text(_ source: some StringProtocol) -> String? {
        guard source.utf8.count <= 400 else { return nil }
        let text = withoutMarks(CellTextReader.read(source).joined)
            .replacing("(s)", with: "s").replacing("/s", with: "s")
        return text.utf8.count <= 90 ? text : nil
    }

    private init?(named text: String) {
        var words = Label.withoutBrackets(text, &period, &part).folded.words
        if let column = Column.named(words.joined(separator: " ")) {
            self.column = column
            return
        }
        if words.count == 2, let column = Column.named(String(words[0])), column == .recommendation,
            Label.isNumber(words[1])
        {
            (self.column, number) = (column, String(words[1]))
            return
        }
        for count in [2, 1] where words.count > count && period == nil {
            period = ApproximateDay.read(words.suffix(count).joined(separator: " "))
            if period != nil { words.removeLast(count) }
        }
        if let column = Label.inOneOfTwoTongues(text, Column.named) {
            self.column = column
            return
        }
        guard period != nil, let column = Column.named(words.joined(separator: " ")) else { return nil }
        self.column = column
    }

    private init?(grammar text: String) {
        var outside = Label.withoutBrackets(text, &period, &part).words.map(String.init)
        Label.takePeriod(&outside, &period)
        let words = outside.joined(separator: " ").folded
        if text == "#" {
            (column, sureness) = (.number, .likely)
            return
        }
        if period != nil, let column = Column.named(words) {
            (self.column, sureness) = (column, .likely)
        } else if let found = HeadingGrammar.read(words) {
            (column, sureness) = (found.column, found.isSure ? .likely : .guessed)
        } else if let column = Label.inOneOfTwoTongues(text, { HeadingGrammar.read($0)?.column }) {
            (self.column, sureness) = (column, .guessed)
        } else {
            return nil
        }
    }

    /// A heading that is nearly one: "Recomendations".
    init?(misspelt source: some StringProtocol) {
        guard source.utf8.count <= 400 else { return nil }
        let words = CellTextReader.read(source).joined.folded
        guard 5...40 ~= words.count, let column = Column.nearly(words) else { return nil }
        (self.column, sureness) = (column, .guessed)
    }

    /// By what a heading says, however it is marked: "Lead Officer[v]" and "LEAD OFFICER*" are one.
    static func key(_ heading: some StringProtocol) -> String {
        withoutMarks(CellTextReader.read(heading.prefix(400)).joined).folded
    }

    /// "Recommendation[i]", "Recommendation*", "Recommendation²" and "Recommendation1" without what points to a note.
    private static func withoutMarks(_ text: String) -> String {
        var text = text.trimmed[...]
        while let last = text.unicodeScalars.last {
            if "*†‡§".unicodeScalars.contains(last) || Superscript.digit(last) != nil {
                text = text.dropLast()
            } else if last == "]", let open = text.suffix(7).lastIndex(of: "["), open > text.startIndex,
                text[open...].dropFirst().dropLast().allSatisfy({ $0.isLetter || $0.isNumber })
            {
                text = text[..<open]
            } else {
                break
            }
        }
        let letters = text.reversed().drop { $0.isASCII && $0.isNumber }
        if let before = letters.first, before.isLetter, text.count - letters.count == 1, letters.count > 3 {
            text = text.dropLast()
        }
        return text.trimmed
    }

    /// "Argymhelliad / Recommendation", "Lead Officer / Cabinet Member"; not "(Accept / Reject)".
    private static func inOneOfTwoTongues(_ text: String, _ named: (String) -> Column?) -> Column? {
        var none: ApproximateDay?, nothing = ""
        let pieces = withoutBrackets(text, &none, &nothing).split { "/|".contains($0) }
        guard 2...3 ~= pieces.count, text.count <= 70 else { return nil }
        for piece in pieces { if let column = named(piece.folded) { return column } }
        return nil
    }

    /// "March 2024 Update", "Progress as at March 2024", "Q2 2023/24 Update", "12 month update": what is told, and of when.
    private static func takePeriod(_ words: inout [String], _ period: inout ApproximateDay?) {
        guard words.count <= 10 else { return }
        var at = 0
        while at + 1 < words.count, period == nil {
            for count in [3, 2] where at + count <= words.count {
                let text = words[at..<(at + count)].joined(separator: " ").trimmedOfStops
                if let found = ApproximateDay.read(text), found.precision != .year {
                    period = found
                    words.removeSubrange(at..<(at + count))
                    break
                }
            }
            at += 1
        }
        let spans: Set = ["q1", "q2", "q3", "q4", "quarter", "month", "months", "monthly", "week", "year"]
        let kept = words.filter { word in
            let bare = word.lowercased().filter { $0 != "-" }
            return !spans.contains(bare) && !(bare.contains(where: \.isNumber) && bare.allSatisfy { !$0.isLetter })
        }
        if !kept.isEmpty { words = kept }
    }

    /// "7", "7a", "12b".
    static func isNumber(_ word: some StringProtocol) -> Bool {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count)
        return 1...3 ~= digits.count && rest.count <= 1 && rest.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// Drops "(include explanation if required)"; keeps what "(July 2024)" says.
    private static func withoutBrackets(_ text: String, _ period: inout ApproximateDay?, _ part: inout String) -> String
    {
        var outside = ""
        for (index, piece) in text.split(separator: "(", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let close = piece.firstIndex(of: ")") else {
                outside += piece
                continue
            }
            let inside = piece[..<close].split(separator: ",", maxSplits: 1)
            if let found = ApproximateDay.read(piece[..<close]) {
                period = found
            } else if inside.count == 2, let found = ApproximateDay.read(inside[0]), found.precision == .month {
                (period, part) = (found, inside[1].trimmed)
            }
            outside += piece[piece.index(after: close)...]
        }
        return outside
    }
}
