import Postgres

/// One attempt of a young person's journey.
struct Attempt: RowDecodable {
    let id: Int64
    let number: Int
    let began: Day
    let ended: Day?
    /// How it ended: early, at a destination, or closed; empty while it is open.
    let ending: String
    let reason: ExitReason?
    let words: String
    let recontact: Day?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        number = try row["number"]
        began = try row["began_on"]
        ended = try row["ended_on"]
        ending = try row["ending"]
        reason = ExitReason(rawValue: try row["exit_reason"])
        words = try row["exit_words"]
        recontact = try row["recontact_on"]
    }

    var isExit: Bool { ending == "early_exit" }
    /// "travel", "the work did not suit"
    var exitReason: String { reason?.label.lowercasedFirst ?? "" }

    static func all(of person: YoungPerson.ID) -> Query<[Attempt]> {
        .list(
            """
            SELECT a.id, a.number, a.began_on, a.ended_on, a.ending, a.exit_reason, a.exit_words, a.recontact_on
              FROM attempts a WHERE a.young_person_id = \(person) ORDER BY a.number
            """)
    }
}

/// One stage of an attempt, with its days.
struct StageEntry: RowDecodable {
    let attempt: Int64
    let stage: String
    let position: Int
    let entered: Day
    let left: Day?
    let words: String

    init(row: Row) throws(PostgresError) {
        attempt = try row["attempt_id"]
        stage = try row["stage"]
        position = try row["position"]
        entered = try row["entered_on"]
        left = try row["left_on"]
        words = try row["words"]
    }

    static func all(of person: YoungPerson.ID) -> Query<[StageEntry]> {
        .list(
            """
            SELECT e.attempt_id, g.words AS stage, g.position, e.entered_on, e.left_on, e.words
              FROM stage_entries e JOIN stages g ON g.tenant_id = e.tenant_id AND g.id = e.stage_id
             WHERE e.young_person_id = \(person) ORDER BY e.entered_on, e.id
            """)
    }
}
