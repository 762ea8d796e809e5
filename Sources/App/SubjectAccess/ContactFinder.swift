import Values

/// Finds e-mail addresses and telephone numbers in texts, each in one pass.
enum ContactFinder {
    /// In small letters.
    static func emails(in text: String) -> [String] {
        guard text.contains("@") else { return [] }
        return text.split { $0.isWhitespace || "<>()[]{},;|\"“”".contains($0) }.filter { $0.contains("@") }
            .compactMap { EmailAddress.read(String($0)) }
    }

    /// As they are written.
    static func telephones(in text: String) -> [String] {
        let letters = Array(text.unicodeScalars)
        var found: [String] = [], place = 0
        while place < letters.count {
            let number = Number(letters, at: place)
            if let number, number.isWhole { found.append(number.text) }
            place = max(number?.end ?? 0, place + 1)
        }
        return found
    }

    /// The figures alone, from 0: "+44 (0)20 7946 0123" is "02079460123".
    static func key(_ telephone: String) -> String {
        let figures = telephone.filter { ("0"..."9").contains($0) }
        guard telephone.contains("+"), figures.hasPrefix("44") else { return figures }
        return "0" + figures.dropFirst(2).drop { $0 == "0" }
    }

    /// A number that begins at a place with 0 or a plus, perhaps in brackets.
    private struct Number {
        private(set) var text = "", end: Int
        private var figures = "", isCut = false

        init?(_ letters: [Unicode.Scalar], at start: Int) {
            var place = start
            if letters[place] == "(" { place += 1 }
            guard place < letters.count, letters[place] == "0" || letters[place] == "+" else { return nil }
            if start > 0, letters[start - 1].properties.isAlphabetic || Self.isFigure(letters[start - 1]) { return nil }
            let isAbroad = letters[place] == "+"
            end = start
            var apart = 0
            if isAbroad { place += 1 }
            while place < letters.count, apart < 3, figures.count < Self.most(figures, isAbroad) {
                if Self.isFigure(letters[place]) {
                    figures.unicodeScalars.append(letters[place])
                    (end, apart) = (place + 1, 0)
                } else if " ()-.\u{A0}".unicodeScalars.contains(letters[place]) {
                    apart += 1
                } else {
                    break
                }
                place += 1
            }
            isCut = end < letters.count && Self.isFigure(letters[end])
            text = String(String.UnicodeScalarView(letters[start..<end]))
        }

        /// Ten figures or more, and no piece of a longer one.
        var isWhole: Bool { figures.count >= 10 && !isCut }

        private static func isFigure(_ letter: Unicode.Scalar) -> Bool { ("0"..."9").contains(letter) }

        private static func most(_ figures: String, _ isAbroad: Bool) -> Int {
            if !isAbroad { return 11 }
            return figures.hasPrefix("440") ? 13 : figures.hasPrefix("44") ? 12 : 15
        }
    }
}
