import Postgres

extension Meeting {
    /// Reports that are owed to this meeting by name.
    static func reportCount(_ id: ID) -> Query<Int?> {
        .value("SELECT count(*) FROM actions WHERE report_meeting_id = \(id)")
    }

    /// The one of this body on this day, made when there is none.
    static func named(_ body: String, on day: Day, in db: Transaction) throws(PostgresError) -> ID {
        let made: ID? = try db.value(
            "INSERT INTO meetings (body, held_on) VALUES (\(body), \(day)) ON CONFLICT DO NOTHING RETURNING id")
        let id: ID? =
            if let made { made } else {
                try db.value("SELECT id FROM meetings WHERE body_key = app.fold(\(body)) AND held_on = \(day)")
            }
        guard let id else { throw PostgresError(.other, "a meeting was not made") }
        return id
    }

    /// Whether it is still to be held. It stays as it is until the end of the transaction, and two who add to its agenda come one
    /// after the other.
    static func holdPlanned(_ id: ID) -> Query<Bool?> {
        .value("SELECT state = 'planned' FROM meetings WHERE id = \(id) FOR UPDATE")
    }

    /// From now on its outcomes are recorded.
    static func hold(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("UPDATE meetings SET state = 'held', version = version + 1 WHERE id = \(id) AND state = 'planned'")
    }

    /// Its outcomes are being recorded, so it was held; false when somebody recorded some, or corrected an update on it, meanwhile.
    static func begin(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            "UPDATE meetings SET state = 'held', version = version + 1 WHERE id = \(id) AND version = \(version)") == 1
    }

    /// Where something may have been agreed: the six latest meetings of the last fifteen months, the body's own before others.
    static func past(of body: String, on today: Day) -> Query<[Meeting]> {
        .list(
            """
            \(select) WHERE x.held_on BETWEEN \(today.adding(months: -15)) AND \(today)
             ORDER BY x.body_key = app.fold(\(body)) DESC, x.held_on DESC, x.id LIMIT 6
            """)
    }
}

extension MeetingItem {
    /// The update's place on the agenda, nil for one that was taken back; the report that it answers gives up its own. What a
    /// recommendation owes as a whole is answered by an update of any of its actions.
    static func add(
        _ update: Update.ID, saying words: String, to meeting: Meeting.ID, in db: Transaction
    ) throws(PostgresError) -> ID? {
        try db.run("SELECT app.hold_update(\(update))")
        let there: ID? = try db.value(
            """
            UPDATE meeting_items i SET kind = 'update', update_id = u.id, action_id = u.action_id, words = \(words), version = i.version + 1
              FROM updates u WHERE u.id = \(update) AND u.state <> 'draft'
               AND i.id = (SELECT r.id FROM meeting_items r
                            WHERE r.meeting_id = \(meeting) AND r.kind = 'report' AND r.recommendation_id = u.recommendation_id
                              AND (r.action_id IS NULL OR r.action_id = u.action_id) AND r.outcome = 'none'
                            ORDER BY r.action_id, r.position, r.id LIMIT 1)
               AND NOT EXISTS (SELECT FROM meeting_items o WHERE o.meeting_id = \(meeting) AND o.update_id = u.id)
            RETURNING i.id
            """)
        if let there { return there }
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id, update_id)
            SELECT \(meeting), \(nextPosition(in: meeting)), 'update', \(words), u.plan_id, u.recommendation_id, u.action_id, u.id
              FROM updates u WHERE u.id = \(update) AND u.state <> 'draft' ON CONFLICT DO NOTHING
            """)
        return try db.value("SELECT id FROM meeting_items WHERE meeting_id = \(meeting) AND update_id = \(update)")
    }

    static func nextPosition(in meeting: Meeting.ID) -> SQL {
        "(SELECT coalesce(max(position), 0) + 1 FROM meeting_items WHERE meeting_id = \(meeting))"
    }

    /// "Update for July 2024: recommendation 7, Care leavers into work"; with the part when it is about one of several actions.
    static func words(period: Day, number: String, part: String = "", plan: String) -> String {
        "Update for \(period.monthText): recommendation \(number)\(part.isEmpty ? "" : " (\(part))"), \(plan)"
    }
}
