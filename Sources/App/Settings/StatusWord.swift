import Postgres

/// A word by which the council says how far something has come (000.08, 001.10), with what it counts as and what uses it.
struct StatusWord: Term {
    var id = ID<StatusWord>(0), version = 0
    var words = ""
    var tone = Tone.notAssessed
    var needsNewDate = false, needsWords = false
    /// How else papers spell it.
    var spellings: [String] = []
    var isRetired = false
    var updateCount = 0, actionCount = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        words = try row["words"]
        tone = try row["tone"]
        needsNewDate = try row["needs_new_date"]
        needsWords = try row["needs_words"]
        spellings = try row["spellings"]
        isRetired = try row["is_retired"]
        updateCount = try row["update_count"]
        actionCount = try row["action_count"]
    }

    static let table: StaticString = "assessments"
    static let words = RecordWords(one: "status word", many: "status words", number: "assessment")
    static let select: SQL = """
        SELECT x.id, x.version, x.words, x.tone, x.needs_new_date, x.needs_words, x.spellings, x.is_retired,
               coalesce(u.uses, 0) AS update_count, coalesce(a.uses, 0) AS action_count
          FROM assessments AS x
          LEFT JOIN (SELECT assessment_id, count(*) AS uses FROM updates GROUP BY assessment_id) u ON u.assessment_id = x.id
          LEFT JOIN (SELECT assessment_id, count(*) AS uses FROM actions GROUP BY assessment_id) a ON a.assessment_id = x.id
        """

    var uses: String? {
        let parts = [
            countedIfAny(updateCount, "update", "updates"), countedIfAny(actionCount, "action", "actions"),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    var tag: Tag { Tag(tone: tone.look, text: words) }
    var tags: [Tag] { [tag] + (isRetired ? [Tag(tone: "idle", text: "No longer used")] : []) }

    var meaning: String? {
        var parts = [tone.label]
        if needsNewDate {
            parts.append("asks for a new date, a reason and an explanation")
        } else if needsWords {
            parts.append("asks for an explanation")
        }
        if !spellings.isEmpty { parts.append("also spelled " + spellings.joined(separator: ", ")) }
        return parts.joined(separator: "; ")
    }

    func need(among all: [StatusWord]) -> String? {
        let rest = all.filter { $0.id != id && !$0.isRetired }
        guard tone == .achieved, !isRetired, !rest.contains(where: { $0.tone == .achieved }) else { return nil }
        return
            "\(name) is the only word that means achieved, and without one nothing could be signed off. Add another word for it first."
    }

    /// Whether words, however they are spelled, are this one's.
    func goes(by words: String) -> Bool {
        ([self.words] + spellings).contains { Assessment.key($0) == Assessment.key(words) }
    }
}

extension Tone: Choice {
    /// What a council's word comes to, in common words.
    package var label: String {
        switch self {
        case .achieved: "Achieved"
        case .achievedInPart: "Achieved in part"
        case .onTrack: "On track"
        case .slipped: "Slipped"
        case .notAchieved: "Not achieved"
        case .notAssessed: "Not assessed"
        }
    }
}
