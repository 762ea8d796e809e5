import PlanReader
import Postgres

/// A council's words for achievement, found however a paper spells them: "2. On Track" is "2 On-track".
struct Vocabulary {
    private var ids: [String: Assessment.ID] = [:]
    private var count = 0

    init(in db: Transaction) throws(PostgresError) {
        let assessments = try db.each([Assessment.all]).joined()
        for assessment in assessments { add(assessment.id, assessment.words) }
        for assessment in assessments {
            for spelling in assessment.spellings where ids[Assessment.key(spelling)] == nil {
                ids[Assessment.key(spelling)] = assessment.id
            }
        }
    }

    private mutating func add(_ id: Assessment.ID, _ words: String) {
        count += 1
        for key in Self.keys(words) where ids[key] == nil { ids[key] = id }
    }

    /// The whole, then without its number, then the number alone.
    private static func keys(_ words: String) -> [String] {
        let key = Assessment.key(words)
        let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
        return parts.count == 2 && Int(parts[0]) != nil ? [key, parts[1], parts[0]] : [key]
    }

    /// The first of the candidates that the council has; the first is added when it has none of them.
    mutating func id(of candidates: [String], in db: Transaction, new: inout [String]) throws(PostgresError)
        -> Assessment.ID?
    {
        for candidate in candidates {
            if let id = ids[Assessment.key(candidate)] { return id }
        }
        guard let words = candidates.first, !words.isEmpty else { return nil }
        let id = try Self.insert(words, Self.tone(of: words), position: count + 1, in: db)
        add(id, words)
        new.append(words)
        return id
    }

    /// A word that comes with what it means; the council's own stays as it is.
    mutating func add(_ word: PlanFile.Word, in db: Transaction, new: inout [String]) throws(PostgresError) {
        guard !has([word.words]) else { return }
        let id = try Self.insert(
            word.words, word.tone, position: count + 1, needsNewDate: word.needsNewDate, needsWords: word.needsWords,
            in: db)
        add(id, word.words)
        new.append(word.words)
    }

    /// Whether the council has one of the candidates.
    func has(_ candidates: [String]) -> Bool { candidates.contains { ids[Assessment.key($0)] != nil } }

    /// What it asks for follows from what it means, unless that is said.
    static func insert(
        _ words: String, _ tone: Tone, position: Int, needsNewDate: Bool? = nil, needsWords: Bool? = nil,
        in db: Transaction
    ) throws(PostgresError) -> Assessment.ID {
        let id: Assessment.ID? = try db.value(
            """
            INSERT INTO assessments (words, tone, position, needs_new_date, needs_words)
            VALUES (\(words), \(tone), \(position), \(needsNewDate ?? (tone == .slipped)),
                \(needsWords ?? (tone == .notAchieved)))
            ON CONFLICT (tenant_id, words_key) DO UPDATE SET words = assessments.words RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "an assessment was neither found nor made") }
        return id
    }

    /// What words come to (design-language.md section 3): "Part met" is achieved in part, unknown words are not assessed.
    static func tone(of words: String) -> Tone {
        let key = Assessment.key(words)
        let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
        let bare = parts.count == 2 && Int(parts[0]) != nil ? parts[1] : key
        if bare.hasPrefix("part") { return .achievedInPart }
        if let tone = Achievement.tone(within: key) ?? Achievement.tone(within: bare) { return tone }
        let grades: [String: Tone] = ["1": .achieved, "2": .onTrack, "3": .slipped, "4": .notAchieved]
        return grades[key] ?? .notAssessed
    }
}
