import Postgres

extension OwnWord: RowDecodable {
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

    /// In the council's order, those on offer first.
    static func all(_ list: WordList) -> Query<[OwnWord]> {
        switch list {
        case .assessments:
            .list(
                """
                SELECT w.id, w.version, w.words, w.tone, w.needs_new_date, w.needs_words, w.spellings, w.is_retired,
                       coalesce(u.uses, 0) AS update_count, coalesce(a.uses, 0) AS action_count
                  FROM assessments w
                  LEFT JOIN (SELECT assessment_id, count(*) AS uses FROM updates GROUP BY assessment_id) u ON u.assessment_id = w.id
                  LEFT JOIN (SELECT assessment_id, count(*) AS uses FROM actions GROUP BY assessment_id) a ON a.assessment_id = w.id
                 ORDER BY w.is_retired, w.position, w.id
                """)
        case .reasons:
            .list(
                """
                SELECT w.id, w.version, w.words, 'not_assessed' AS tone, false AS needs_new_date, false AS needs_words,
                       '{}'::text[] AS spellings, w.is_retired, coalesce(u.uses, 0) AS update_count, 0::bigint AS action_count
                  FROM slip_reasons w
                  LEFT JOIN (SELECT slip_reason, count(*) AS uses FROM updates GROUP BY slip_reason) u ON u.slip_reason = w.words
                 ORDER BY w.is_retired, w.position, w.id
                """)
        }
    }

    /// At the end of its list; false when the council has the word already.
    static func add(_ form: OwnWordForm, to list: WordList, in db: Transaction) throws(PostgresError) -> Bool {
        switch list {
        case .assessments:
            return try db.run(
                """
                INSERT INTO assessments (words, tone, position, needs_new_date, needs_words, spellings)
                SELECT \(form.words), \(form.tone), coalesce(max(position), 0) + 1, \(form.needsNewDate),
                       \(form.needsWords), \(form.spellings) FROM assessments
                ON CONFLICT (tenant_id, words_key) DO NOTHING
                """) == 1
        case .reasons:
            return try db.run(
                """
                INSERT INTO slip_reasons (words, position)
                SELECT \(form.words), coalesce(max(position), 0) + 1 FROM slip_reasons
                ON CONFLICT (tenant_id, words_key) DO NOTHING
                """) == 1
        }
    }

    /// False when somebody saved in between.
    static func change(_ id: ID, to form: OwnWordForm, in list: WordList, version: Int, db: Transaction)
        throws(PostgresError) -> Bool
    {
        let key = list.key(form.words)
        switch list {
        case .assessments:
            return try db.run(
                """
                UPDATE assessments SET words = \(form.words), tone = \(form.tone),
                       needs_new_date = \(form.needsNewDate), needs_words = \(form.needsWords), spellings = \(form.spellings),
                       version = version + 1
                 WHERE id = \(id) AND version = \(version)
                   AND NOT EXISTS (SELECT FROM assessments o WHERE o.words_key = \(key) AND o.id <> \(id))
                """) == 1
        case .reasons:
            return try db.run(
                """
                UPDATE slip_reasons SET words = \(form.words), version = version + 1
                 WHERE id = \(id) AND version = \(version)
                   AND NOT EXISTS (SELECT FROM slip_reasons o WHERE o.words_key = \(key) AND o.id <> \(id))
                """) == 1
        }
    }

    /// One place up or down among those on offer; the others keep their order.
    static func move(_ id: ID, up: Bool, in list: WordList, db: Transaction) throws(PostgresError) {
        let step = up ? -1.5 : 1.5
        try db.run(
            """
            UPDATE \(list.table) w SET position = n.place FROM (
                SELECT id, row_number() OVER (ORDER BY p.place + CASE WHEN id = \(id) THEN \(step) ELSE 0 END) AS place FROM (
                    SELECT id, row_number() OVER (ORDER BY is_retired, position, id) AS place FROM \(list.table)) AS p) AS n
             WHERE w.id = n.id AND w.position <> n.place
            """)
    }

    static func set(retired: Bool, _ id: ID, in list: WordList, db: Transaction) throws(PostgresError) {
        try db.run(
            "UPDATE \(list.table) SET is_retired = \(retired), version = version + 1 WHERE id = \(id) AND is_retired <> \(retired)"
        )
    }

    static func remove(_ id: ID, from list: WordList, db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM \(list.table) WHERE id = \(id)")
    }
}
