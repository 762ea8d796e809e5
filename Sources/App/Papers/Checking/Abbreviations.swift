import Foundation

/// Capitals that a reader may not know.
enum Abbreviations {
    /// Known to every reader of a council's papers.
    private static let common: Set<String> = [
        "UK", "GB", "EU", "US", "BBC", "NHS", "PDF", "VAT", "AM", "PM", "MP", "MPS", "OK", "CV", "CVS", "TV", "IT",
        "ID", "GCSE",
        "GCSES", "AGM", "II", "III", "IV", "VI", "VII", "VIII", "IX", "COVID",
    ]

    /// Plain words that somebody wrote in capitals.
    private static let plain: Set<String> = [
        "A", "ALL", "AN", "AND", "ARE", "AS", "AT", "BE", "BY", "FOR", "FROM", "IF", "IN", "IS", "MAY", "MUST", "NO",
        "NONE", "NOT",
        "NOTE", "NOW", "OF", "ON", "ONLY", "OR", "SEE", "THAT", "THE", "THEY", "THIS", "TO", "WAS", "WE", "WILL",
        "WITH", "YES", "YOU",
    ]

    /// Runs of letters and digits, with the @ and & inside them.
    static func words(_ text: String) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "@" || $0 == "&") }
    }

    /// Two to six capitals, perhaps with the s of several; those of a minute's number, such as CYP/23/26, stand for nothing.
    static func candidates(in text: String) -> [String] {
        var found: [String] = []
        for word in words(text.replacing(/\b[A-Z]{2,6}(?:\/\d+)+/, with: "")) {
            let capitals = word.hasSuffix("s") && word.count > 2 ? word.dropLast() : word
            guard 2...6 ~= capitals.count, capitals.allSatisfy({ $0.isASCII && $0.isUppercase }) else { continue }
            let name = String(capitals)
            if common.contains(name) || plain.contains(name) || found.contains(name) { continue }
            found.append(name)
        }
        return found
    }

    /// Whether the text says once what it stands for: "Special Educational Needs (SEN)" or "SEN (special educational needs)".
    static func isExpanded(_ abbreviation: String, in text: String) -> Bool {
        let letters = abbreviation.lowercased()
        var rest = text[...]
        while let place = rest.range(of: abbreviation) {
            rest = rest[place.upperBound...]
            let before = text[..<place.lowerBound]
            if before.hasSuffix("("), spells(names(before.dropLast()).suffix(letters.count * 2), letters) {
                return true
            }
            if rest.hasPrefix(" ("), let end = rest.firstIndex(of: ")"), spells(names(rest[..<end])[...], letters) {
                return true
            }
        }
        return false
    }

    private static func names(_ text: Substring) -> [Substring] {
        text.split { !$0.isLetter && $0 != "'" && $0 != "’" }
    }

    /// Whether the first letters of the words hold the abbreviation's, in order, up to the last word.
    private static func spells(_ words: ArraySlice<Substring>, _ letters: String) -> Bool {
        guard words.last?.first?.lowercased() == letters.last.map(String.init) else { return false }
        var wanted = letters[...]
        for word in words where word.first?.lowercased() == wanted.first.map(String.init) { wanted.removeFirst() }
        return wanted.isEmpty
    }
}
