/// Learns what abbreviations stand for.
enum GlossaryReader {
    /// Whether the capitals of `short` begin words of `long` in the same order: EWG, Economic Well Being Group.
    static func expands(_ short: String, to long: String) -> Bool {
        guard short.isAcronym, long.utf8.count < 120 else { return false }
        let words = long.split { !$0.isLetter && $0 != "'" && $0 != "’" }
        guard 2...10 ~= words.count else { return false }
        let small: Set = ["and", "of", "the", "for", "in", "to", "with"]
        let initials = words.filter { !small.contains($0.lowercased()) }.compactMap { $0.first?.uppercased() }
        var wanted = short.filter(\.isLetter).map { String($0) }[...]
        guard initials.first == wanted.first, initials.count <= wanted.count + 2 else { return false }
        for initial in initials where initial == wanted.first { wanted = wanted.dropFirst() }
        return wanted.isEmpty
    }

    /// Finds "key performance indicator (KPI)".
    static func learn(from text: String, _ lines: SourceLines) -> [PlanDraft.Abbreviation] {
        var found: [PlanDraft.Abbreviation] = []
        var before: [Substring] = []
        for word in text.words {
            let short = word.bare
            if word.first == "(", word.contains(")"), short.isAcronym, short.allSatisfy({ $0.isLetter || $0 == "&" }),
                let long = expansion(of: short, before)
            {
                found.append(.init(short: short, long: long, lines: lines))
            }
            before.append(word)
            if before.count > 10 { before.removeFirst() }
        }
        return found
    }

    /// The fewest words before the bracket that its letters begin.
    private static func expansion(of short: String, _ before: [Substring]) -> String? {
        for count in 2...max(2, min(before.count, short.count + 3)) where count <= before.count {
            let long = before.suffix(count).joined(separator: " ")
            if exactly(short, long) { return long }
        }
        return nil
    }

    private static func exactly(_ short: String, _ long: String) -> Bool {
        let small: Set = ["and", "of", "the", "for", "in", "to", "with"]
        let words = long.split { $0 == " " || $0 == "-" }
        guard !small.contains(words[0].lowercased()) else { return false }
        let initials = words.filter { !small.contains($0.lowercased()) }.compactMap { $0.first?.uppercased() }
        return initials.joined() == short.filter(\.isLetter)
    }
}
