import Postgres

extension Footnote {
    static func edition(_ id: ID) -> Query<Int?> { .value("SELECT version FROM footnotes WHERE id = \(id)") }

    /// False when the plan already has a note of this number.
    static func add(_ form: FootnoteForm, to plan: Plan.ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO footnotes (plan_id, recommendation_id, action_id, number, words, kind, hangs_on, term)
            VALUES (\(plan), \(form.target.recommendation), \(form.target.action), \(form.number), \(form.words), \(form.kind),
                    \(form.hangsOn), \(form.term))
            ON CONFLICT (tenant_id, plan_id, number) DO NOTHING
            """) == 1
    }

    static func change(
        _ id: ID, to form: FootnoteForm, edition: Int, in plan: Plan.ID, _ db: Transaction
    ) throws(PostgresError) -> SaveResult {
        let (other, changed) = try db.all(
            Query<ID?>.value(
                "SELECT id FROM footnotes WHERE plan_id = \(plan) AND number = \(form.number) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE footnotes SET recommendation_id = \(form.target.recommendation), action_id = \(form.target.action),
                       number = \(form.number), words = \(form.words), kind = \(form.kind), hangs_on = \(form.hangsOn), term = \(form.term),
                       version = version + 1
                 WHERE id = \(id) AND version = \(edition)
                   AND NOT EXISTS (SELECT FROM footnotes o WHERE o.plan_id = \(plan) AND o.number = \(form.number) AND o.id <> \(id))
                """))
        return other != nil ? .taken : changed == 0 ? .stale : .saved
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM footnotes WHERE id = \(id)")
    }
}
