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

    /// A placement that was left early ends its attempt (003.19), where that is still open and the case came to its stage by then: the
    /// day by which to speak to them again; nil where the attempt goes on.
    static func endLeft(_ placement: Int64, in db: Transaction) throws -> Day? {
        let attempt: Int64? = try db.value(
            """
            SELECT app.end_attempt(p.young_person_id, 'early_exit', p.ended_on, p.exit_reason, p.outcome_words)
              FROM placements p
              JOIN attempts a ON a.tenant_id = p.tenant_id AND a.id = p.attempt_id AND a.ended_on IS NULL
              JOIN stage_entries e ON e.tenant_id = a.tenant_id AND e.attempt_id = a.id AND e.left_on IS NULL AND e.entered_on <= p.ended_on
             WHERE p.id = \(placement) AND p.outcome = 'early_exit'
               AND NOT EXISTS (SELECT FROM placements o WHERE o.tenant_id = p.tenant_id AND o.attempt_id = p.attempt_id AND o.ended_on IS NULL)
            """)
        return try attempt.flatMap { try db.value("SELECT a.recontact_on FROM attempts a WHERE a.id = \($0)") }
    }

    static func undo(_ person: ID<YoungPerson>, in db: Transaction) throws {
        try db.run("SELECT app.undo_move(\(person))")
    }
}
