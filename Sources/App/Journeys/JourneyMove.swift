import Postgres

/// What is done to a journey; the database refuses what does not fit (`Migrations/rules/journeys.sql`).
enum JourneyMove {
    static func begin(_ person: ID<YoungPerson>, on day: Day, in db: Transaction) throws {
        try db.run("SELECT app.begin_attempt(\(person), \(day))")
    }

    static func move(
        _ person: ID<YoungPerson>, to stage: Stage.ID, on day: Day, saying words: String = "", in db: Transaction
    )
        throws
    {
        try db.run("SELECT app.move_case(\(person), \(stage), \(day), \(words))")
    }

    /// To the stage that fits a decision or a placement, where it lies ahead, and not before the case came where it is: the words of
    /// the stage; nil where the case stays.
    static func advance(_ person: ID<YoungPerson>, _ kind: String, on day: Day, in db: Transaction) throws -> String? {
        let entry: Int64? = try db.value(
            """
            SELECT app.advance_case(y.id, \(kind), greatest(\(day), y.stage_since)) FROM young_people y WHERE y.id = \(person)
            """)
        guard entry != nil else { return nil }
        return try db(CaseStanding.of(person))?.stageWords
    }

    static func leaveEarly(
        _ person: ID<YoungPerson>, on day: Day, because reason: ExitReason, saying words: String, again: Day,
        in db: Transaction
    ) throws {
        try db.run("SELECT app.end_attempt(\(person), 'early_exit', \(day), \(reason), \(words), \(again))")
    }

    static func undo(_ person: ID<YoungPerson>, in db: Transaction) throws {
        try db.run("SELECT app.undo_move(\(person))")
    }
}
