import Postgres

extension Meeting {
    /// Nil when this body's meeting on this day is there already.
    static func add(_ form: MeetingForm, in db: Transaction) throws(PostgresError) -> ID? {
        try db.value(
            """
            INSERT INTO meetings (body, held_on, place, notes) VALUES (\(form.body), \(form.heldOn), \(form.place), \(form.notes))
            ON CONFLICT DO NOTHING RETURNING id
            """)
    }

    static func change(_ id: ID, to form: MeetingForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let same: SQL = "o.body_key = app.fold(\(form.body)) AND o.held_on = \(form.heldOn) AND o.id <> \(id)"
        let (other, changed) = try db.all(
            Query<ID?>.value("SELECT o.id FROM meetings o WHERE \(same)"),
            Query<Int>.run(
                """
                UPDATE meetings SET body = \(form.body), held_on = \(form.heldOn), place = \(form.place), notes = \(form.notes),
                       version = version + 1
                 WHERE id = \(id) AND version = \(version) AND NOT EXISTS (SELECT FROM meetings o WHERE \(same))
                """))
        return other != nil ? .taken : changed == 0 ? .stale : .saved
    }

    /// With its agenda and what members asked.
    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM meetings WHERE id = \(id)")
    }

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

    /// From now on its outcomes are recorded.
    static func hold(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("UPDATE meetings SET state = 'held', version = version + 1 WHERE id = \(id) AND state = 'planned'")
    }

    /// Its outcomes are being recorded, so it was held; false when somebody recorded some, or corrected an update on it, meanwhile.
    static func begin(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            "UPDATE meetings SET state = 'held', version = version + 1 WHERE id = \(id) AND version = \(version)") == 1
    }

    /// Those of the last year or so, a body's own first, for choosing where something was agreed.
    static func past(of body: String, on today: Day) -> Query<[Meeting]> {
        .list(
            """
            SELECT \(columns) FROM meetings m WHERE m.held_on BETWEEN \(today.adding(months: -15)) AND \(today)
             ORDER BY m.body_key = app.fold(\(body)) DESC, m.held_on DESC, m.id LIMIT 6
            """)
    }
}

extension MeetingItem {
    /// The update's place on the agenda; the report that it answers gives up its own.
    static func add(
        _ update: Update.ID, saying words: String, to meeting: Meeting.ID, in db: Transaction
    ) throws(PostgresError) -> ID {
        let there: ID? = try db.value(
            """
            UPDATE meeting_items i SET kind = 'update', update_id = u.id, words = \(words), version = i.version + 1
              FROM updates u WHERE u.id = \(update) AND i.meeting_id = \(meeting) AND i.kind = 'report' AND i.action_id = u.action_id
               AND i.outcome = 'none' AND NOT EXISTS (SELECT FROM meeting_items o WHERE o.meeting_id = \(meeting) AND o.update_id = u.id)
            RETURNING i.id
            """)
        if let there { return there }
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id, update_id)
            SELECT \(meeting), \(nextPosition(in: meeting)), 'update', \(words), u.plan_id, u.recommendation_id, u.action_id, u.id
              FROM updates u WHERE u.id = \(update) ON CONFLICT DO NOTHING
            """)
        let id: ID? = try db.value(
            "SELECT id FROM meeting_items WHERE meeting_id = \(meeting) AND update_id = \(update)")
        guard let id else { throw PostgresError(.other, "an item was not made") }
        return id
    }

    static func nextPosition(in meeting: Meeting.ID) -> SQL {
        "(SELECT coalesce(max(position), 0) + 1 FROM meeting_items WHERE meeting_id = \(meeting))"
    }

    /// "Update for July 2024: recommendation 7, Care leavers into work"; with the part when it is about one of several actions.
    static func words(period: Day, number: String, part: String = "", plan: String) -> String {
        "Update for \(period.monthText): recommendation \(number)\(part.isEmpty ? "" : " (\(part))"), \(plan)"
    }
}
