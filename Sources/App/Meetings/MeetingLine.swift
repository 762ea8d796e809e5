import Postgres

/// A meeting in the list, with what there is of it.
struct MeetingLine: Sendable, RowDecodable {
    let meeting: Meeting
    let items, decided, questions, unanswered: Int

    init(row: Row) throws(PostgresError) {
        meeting = try Meeting(row: row)
        items = try row["items"]
        decided = try row["decided"]
        questions = try row["questions"]
        unanswered = try row["unanswered"]
    }

    private static let select: SQL = """
        SELECT \(Meeting.columns), i.items, i.decided, q.questions, q.unanswered FROM meetings AS x
         CROSS JOIN LATERAL (SELECT count(*) AS items, count(*) FILTER (WHERE outcome <> 'none') AS decided FROM meeting_items
                              WHERE tenant_id = x.tenant_id AND meeting_id = x.id) AS i
         CROSS JOIN LATERAL (SELECT count(*) AS questions, count(*) FILTER (WHERE answered_on IS NULL) AS unanswered FROM meeting_questions
                              WHERE tenant_id = x.tenant_id AND meeting_id = x.id) AS q
        """

    private static func condition(_ body: String) -> SQL {
        body.isEmpty ? "true" : "x.body_key = app.fold(\(body))"
    }

    /// Those whose outcomes are still to be recorded, the soonest first.
    static func coming(of body: String) -> Query<[MeetingLine]> {
        .list(
            "\(select) WHERE x.state = 'planned' AND \(condition(body)) ORDER BY x.held_on, \(SQL.byName(key: "x.body_key")), x.id LIMIT 200"
        )
    }

    /// Those that were held, the latest first.
    static func held(of body: String, limit: Int?, offset: Int = 0) -> Query<[MeetingLine]> {
        .list(
            """
            \(select) WHERE x.state = 'held' AND \(condition(body)) ORDER BY x.held_on DESC, \(SQL.byName(key: "x.body_key")), x.id
             LIMIT \(limit) OFFSET \(offset)
            """)
    }

    static func heldCount(of body: String) -> Query<Int?> {
        .value("SELECT count(*) FROM meetings AS x WHERE x.state = 'held' AND \(condition(body))")
    }
}
