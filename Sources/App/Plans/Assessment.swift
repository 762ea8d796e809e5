import Postgres

/// One of a council's own words for achievement, such as "2 On-track" or "Part met".
package struct Assessment: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Assessment>
    package let id: ID
    package let words: String
    package let tone: Tone
    /// Slipped needs the new date and the reason (001.22).
    package let needsNewDate: Bool
    package let needsWords: Bool
    /// No longer offered; what used it still shows it.
    let isRetired: Bool
    /// How else papers spell it.
    let spellings: [String]

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        words = try row["words"]
        tone = try row["tone"]
        needsNewDate = try row["needs_new_date"]
        needsWords = try row["needs_words"]
        isRetired = try row["is_retired"]
        spellings = try row["spellings"]
    }

    var tag: Tag { Tag(tone: tone.look, text: words) }

    /// In the council's order, retired ones too.
    package static var all: Query<[Assessment]> {
        .list(
            """
            SELECT id, words, tone, needs_new_date, needs_words, is_retired, spellings FROM assessments
             ORDER BY position, id
            """)
    }

    /// What may be chosen where one is chosen now: those not retired, and that one.
    static func offered(_ all: [Assessment], besides chosen: String) -> [Assessment] {
        all.filter { !$0.isRetired || $0.id.description == chosen }
    }

    /// For comparing words as printed: no case, hyphens, full stops (001.10).
    package static func key(_ words: String) -> String {
        folded(folded(words).replacing("-", with: " ").replacing(".", with: " "))
    }
}
