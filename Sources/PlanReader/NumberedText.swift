import Values

/// A text that may open with its own number: "Recommendation 1 We…", "1. We…", "R1 We…", "R4:We…", "(1) We…", "b) We…".
struct NumberedText {
    var number: String?
    var rest: CellText

    init(_ text: CellText) {
        rest = text
        guard let first = text.paragraphs.first, let (number, end) = NumberedText.opening(first) else { return }
        self.number = number
        let left = first[end...].drop { " :-–—.".contains($0) }
        let dropped = first.unicodeScalars.count - left.unicodeScalars.count
        if left.isEmpty { rest.paragraphs.removeFirst() } else { rest.paragraphs[0] = String(left) }
        for index in rest.markers.indices where rest.markers[index].paragraph == 0 {
            rest.markers[index].at = max(0, rest.markers[index].at - dropped)
        }
    }

    private static func opening(_ first: String) -> (number: String, end: String.Index)? {
        let words = first.firstWords(3)
        guard let word = words.first else { return nil }
        if words.count > 1, Column.read(word) == .recommendation, Label.isNumber(words[1].bare) {
            return (words[1].bare, words[1].endIndex)
        }
        if word != word.bare[...] || words.count == 1, Label.isNumber(word.bare) { return (word.bare, word.endIndex) }
        if word.first == "R", Label.isNumber(word.dropFirst().bare) {
            return (word.dropFirst().bare, word.endIndex)
        }
        if isLetter(word), words.count > 1 { return (word.bare, word.endIndex) }
        // Nothing parts it from the first word.
        guard let mark = word.prefix(6).firstIndex(where: { ":)".contains($0) }) else { return nil }
        let number = (word.first == "R" ? word.dropFirst() : word[...])
        return mark > number.startIndex && Label.isNumber(number[..<mark])
            ? (String(number[..<mark]), word.index(after: mark)) : nil
    }

    /// "a)", "(b)", "iv)".
    static func isLetter(_ word: some StringProtocol) -> Bool {
        let bare = word.bare
        return word.hasSuffix(")")
            && (bare.count == 1 && bare.allSatisfy { $0.isASCII && $0.isLetter }
                || ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"].contains(bare.lowercased()))
    }
}

extension StringProtocol {
    /// Without the brackets, stops and colons around it.
    var bare: String {
        var text = self.drop { "([*".contains($0) }
        while let last = text.last, ").:,]*".contains(last) { text.removeLast() }
        return String(text)
    }

    var trimmedOfStop: String {
        let word = trimmed.bare
        let lower = word.lowercased()
        for prefix in ["recommendation ", "rec ", "r"] where lower.hasPrefix(prefix) {
            let rest = word.dropFirst(prefix.count)
            if Label.isNumber(rest) { return String(rest) }
        }
        return word
    }
}
