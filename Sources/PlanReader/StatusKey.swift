import Values

/// The paper's own key to its words of status: "Green: done, leaves the list", "Amber – some delay".
enum StatusKey {
    struct Entry: Sendable, Equatable {
        var words: String, key: String, tone: Tone, lines: SourceLines
    }

    /// Of a word, or of the letter that a colour begins with.
    static func tone(of word: String, in entries: [Entry]) -> Tone? {
        let folded = word.folded
        return entries.first {
            $0.key == folded || folded.count == 1 && colours.contains(folded) && $0.key.hasPrefix(folded)
        }?
        .tone
    }

    /// In the sections of the paper; nothing where it only repeats what the words mean anyway.
    static func read(_ sections: [PlanDraft.Section]) -> [Entry] {
        var entries: [Entry] = []
        for section in sections {
            for line in section.paragraphs where line.utf8.count <= 400 && entries.count < 20 {
                guard let (word, meaning) = cut(line), colours.contains(word.folded),
                    !entries.contains(where: { $0.key == word.folded })
                else { continue }
                guard let tone = tone(of: meaning) else { continue }
                entries.append(.init(words: word, key: word.folded, tone: tone, lines: section.lines))
            }
        }
        return entries.count > 1 ? entries : []
    }

    private static let colours: Set<String> = [
        "green", "amber", "red", "blue", "yellow", "grey", "black", "white", "purple", "orange", "g", "a", "r", "b",
    ]

    private static func cut(_ line: String) -> (word: String, meaning: String)? {
        let line = line.hasPrefix("• ") ? String(line.dropFirst(2)) : line
        for mark in [": ", " = ", " – ", " - ", " | "] {
            guard let range = line.prefix(40).firstRange(of: mark) else { continue }
            return (line[..<range.lowerBound].trimmed, line[range.upperBound...].trimmed)
        }
        return nil
    }

    /// Of what it begins with, else of the words in it.
    private static func tone(of meaning: String) -> Tone? {
        let first = meaning.split { ",;.(".contains($0) }.first.map(String.init) ?? meaning
        if let tone = Achievement.tone(within: first.trimmed) { return tone }
        let words = Set(first.folded.words.map(String.init))
        func has(_ any: String...) -> Bool { any.contains { words.contains($0) } }
        if has("not", "no", "never", "unlikely"), has("started", "due", "begun", "commenced") { return .notAssessed }
        if has("not", "unlikely", "failed", "missed", "serious", "significant", "major"),
            !has("minor", "some") || has("unlikely")
        {
            return .notAchieved
        }
        if has(
            "slow", "slowly", "late", "delay", "delays", "delayed", "behind", "risk", "slippage", "concerns", "concern",
            "issues", "overdue")
        {
            return .slipped
        }
        if has("partly", "partially", "partial", "part") { return .achievedInPart }
        if has("done", "complete", "completed", "finished", "delivered", "achieved", "implemented", "closed") {
            return has("be", "will", "to", "expected") ? .onTrack : .achieved
        }
        return has("well", "track", "progress", "progressing", "target", "schedule", "underway", "moves")
            ? .onTrack : nil
    }
}
