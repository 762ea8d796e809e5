/// Names of teams and people that a paper itself uses, learned before any of its cells is split.
struct NameList {
    private(set) var names: Set<[String]> = []
    private static let longest = 6

    mutating func learn(_ name: String) {
        let words = name.words.map { String($0) }
        if 1...NameList.longest ~= words.count { names.insert(words) }
    }

    func contains(_ name: String) -> Bool { names.contains(name.words.map { String($0) }) }

    /// How many of the words from here on are the longest known name, but not all of `words` from first to last.
    func match(_ words: ArraySlice<String>, whole: Int) -> Int? {
        for count in stride(from: min(NameList.longest, words.count), to: 0, by: -1) where count < whole {
            if names.contains(Array(words.prefix(count))) { return count }
        }
        return nil
    }
}

/// The label that opens a paragraph of an action: "HR - Proposals for…".
enum WorkstreamReader {
    /// By its dash or colon.
    static func printed(_ text: String) -> (label: String, rest: String)? {
        let head = text.prefix(48)
        var found: Range<Substring.Index>?
        for dash in [" - ", " – ", " — ", ": "] {
            guard let range = head.firstRange(of: dash) else { continue }
            if found.map({ range.lowerBound < $0.lowerBound }) ?? true { found = range }
        }
        guard let range = found else { return nil }
        let label = text[..<range.lowerBound].trimmed
        let rest = text[range.upperBound...].drop { " -–—".contains($0) }
        let words = label.words
        guard 1...4 ~= words.count, !rest.isEmpty, label.contains(where: \.isUppercase), !label.hasPrefix("•"),
            !label.contains(where: { ".,;?!()\"“”".contains($0) })
        else { return nil }
        return (label, String(rest))
    }

    /// By being a known label, though nothing parts it from a sentence: "HR Any opportunities…".
    static func unprinted(_ text: String, _ known: NameList) -> (label: String, rest: String)? {
        let words = text.firstWords(5).map { String($0) }
        for count in stride(from: min(4, words.count - 1), to: 0, by: -1) {
            let label = words[..<count].joined(separator: " ")
            guard known.contains(label), let initial = words[count].first, initial.isUppercase, !words[count].isAcronym
            else { continue }
            return (label, text.dropFirst(label.count).trimmed)
        }
        return nil
    }
}
