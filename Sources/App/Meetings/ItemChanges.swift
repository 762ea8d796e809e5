import Postgres

extension MeetingItem {
    /// Last on the agenda.
    static func add(_ form: ItemForm, to meeting: Meeting.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id)
            VALUES (\(meeting), \(nextPosition(in: meeting)), \(form.kind), \(form.words), \(form.about?.planID),
                    \(form.about?.recommendationID))
            """)
    }

    static func change(_ item: MeetingItem, to form: ItemForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let about: SQL =
            item.isOfRecord
            ? "" : ", plan_id = \(form.about?.planID), recommendation_id = \(form.about?.recommendationID)"
        let changed = try db.run(
            """
            UPDATE meeting_items SET kind = \(form.kind), words = \(form.words)\(about), version = version + 1
             WHERE id = \(item.id) AND version = \(version)
            """)
        if changed == 0 { return .stale }
        if let place = form.place { try move(item.id, of: item.meetingID, to: place, in: db) }
        return .saved
    }

    /// The others keep their order; whoever has the form of one that moved open is told.
    static func move(_ item: ID, of meeting: Meeting.ID, to place: Int, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            UPDATE meeting_items i SET position = o.place, version = i.version + 1
              FROM (SELECT id, row_number() OVER (ORDER BY CASE WHEN id = \(item) THEN \(place) * 2 + CASE WHEN place < \(place) THEN 1 ELSE -1 END
                                                                ELSE place * 2 END) AS place
                      FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM meeting_items WHERE meeting_id = \(meeting)) AS p) AS o
             WHERE i.meeting_id = \(meeting) AND i.id = o.id AND i.position <> o.place
            """)
    }

    /// False when somebody saved in between.
    static func remove(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("DELETE FROM meeting_items WHERE id = \(id) AND version = \(version)") == 1
    }
}
