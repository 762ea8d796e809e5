/// Words as they are compared: without case, hyphens or stops.
extension StringProtocol {
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text.drop { $0.isWhitespace })
    }

    /// "Actions- Pathways:" is "actions pathways".
    var folded: String {
        var words = ""
        for scalar in unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "+" {
                words += scalar.properties.lowercaseMapping
            } else if scalar != "'", scalar != "’", words.last != " " {
                words += " "
            }
        }
        return words.trimmed
    }

    /// Its first words, without what may cling to them.
    func firstWords(_ count: Int) -> [Substring] {
        Substring(self).split(maxSplits: count, whereSeparator: \.isWhitespace).prefix(count).map { $0 }
    }

    /// "HR", "EWG", "SEND", "14+": capitals or digits only.
    var isAcronym: Bool {
        (2...8).contains(count) && allSatisfy { $0.isUppercase || $0.isNumber || $0 == "&" || $0 == "+" }
            && contains(where: \.isLetter)
    }

    var startsInLowerCase: Bool { first { $0.isLetter || $0.isNumber }.map(\.isLowercase) ?? false }
}
