import Formats
import Values

/// Words as they are compared: without case, hyphens or stops.
extension StringProtocol {
    package var trimmed: String {
        Work.took(utf8.count)
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isSpace }),
            let last = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(self[start..<scalars.index(after: last)])
    }

    /// Whether these very bytes stand somewhere in it.
    func holds(_ words: String) -> Bool {
        Work.took(utf8.count)
        return ByteSearch.holds(String(self), words)
    }

    /// "Actions- Pathways:" is "actions pathways".
    var folded: String { Folding.words(self) }

    /// Cut at blanks.
    var words: [SubSequence] {
        Work.took(utf8.count)
        return split(separator: " ")
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

/// What most letters of a paper are is known without a table.
extension Unicode.Scalar {
    var isWordPart: Bool {
        if isASCII { return 48...57 ~= value || 65...90 ~= value || 97...122 ~= value }
        return properties.isAlphabetic || properties.numericType != nil
    }

    var isSpace: Bool { isASCII ? value == 32 || 9...13 ~= value : properties.isWhitespace }

    func appendLowercase(to text: inout String.UnicodeScalarView) {
        if isASCII {
            text.append(65...90 ~= value ? Unicode.Scalar(UInt8(value) + 32) : self)
        } else {
            text.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
        }
    }
}
