import Postgres

extension Recommendation {
    /// Nil when the plan already has this number.
    static func add(_ form: RecommendationForm, to plan: Plan.ID, in db: Transaction) throws(PostgresError) -> ID? {
        let id: ID? = try db.value(
            """
            INSERT INTO recommendations (plan_id, position, number, words, kind, response, response_words, response_on,
                                         state, state_words)
            VALUES (\(plan), (SELECT coalesce(max(position), 0) + 1 FROM recommendations WHERE plan_id = \(plan)), \(form.number),
                    \(form.words), \(form.kind), \(form.response), \(form.responseWords), \(form.responseOn),
                    \(form.state), \(form.stateWords))
            ON CONFLICT (tenant_id, plan_id, number_key) DO NOTHING RETURNING id
            """)
        if let id { try add(form.links, to: id, of: plan, in: db) }
        return id
    }

    static func change(
        _ recommendation: Recommendation, to form: RecommendationForm, version: Int, in db: Transaction
    ) throws(PostgresError) -> SaveResult {
        let (id, plan, key) = (recommendation.id, recommendation.planID, key(form.number))
        let (other, changed, links) = try db.all(
            Query<ID?>.value(
                "SELECT id FROM recommendations WHERE plan_id = \(plan) AND number_key = \(key) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE recommendations SET number = \(form.number), words = \(form.words), kind = \(form.kind),
                       response = \(form.response), response_words = \(form.responseWords), response_on = \(form.responseOn),
                       state = \(form.state), state_words = \(form.stateWords), version = version + 1
                 WHERE id = \(id) AND version = \(version) AND NOT EXISTS (SELECT FROM recommendations o
                       WHERE o.plan_id = \(plan) AND o.number_key = \(key) AND o.id <> \(id))
                """),
            LinkLine.all(of: id, in: plan))
        if other != nil { return .taken }
        if changed == 0 { return .stale }
        if links != form.links {
            try db.run("DELETE FROM recommendation_links WHERE plan_id = \(plan) AND recommendation_id = \(id)")
            try add(form.links, to: id, of: plan, in: db)
        }
        return .saved
    }

    /// Behind another of the plan, or first.
    static func move(_ id: ID, after other: ID?, in plan: Plan.ID, _ db: Transaction) throws(PostgresError) {
        try db.run(
            """
            UPDATE recommendations r SET position = w.place
              FROM (SELECT id, row_number() OVER (ORDER BY
                        CASE WHEN id <> \(id) THEN position ELSE
                             coalesce((SELECT position FROM recommendations WHERE plan_id = \(plan) AND id = \(other)), -1) END,
                        id = \(id), id) AS place
                      FROM recommendations WHERE plan_id = \(plan)) AS w
             WHERE r.id = w.id AND r.position <> w.place
            """)
    }

    /// Only to recommendations that this person's council has.
    private static func add(
        _ links: [LinkLine], to id: ID, of plan: Plan.ID, in db: Transaction
    ) throws(PostgresError) {
        for link in links {
            try db.run(
                """
                INSERT INTO recommendation_links (plan_id, recommendation_id, kind, other_id, words)
                SELECT \(plan), \(id), \(link.kind), (SELECT id FROM recommendations WHERE id = \(link.other)), \(link.words)
                 WHERE \(link.words) <> '' OR EXISTS (SELECT FROM recommendations WHERE id = \(link.other))
                """)
        }
    }

    /// What hangs on a recommendation.
    struct Contents: RowDecodable {
        let actions, measures, footnotes, links, drafts, submitted: Int

        init(row: Row) throws(PostgresError) {
            actions = try row["actions"]
            measures = try row["measures"]
            footnotes = try row["footnotes"]
            links = try row["links"]
            drafts = try row["drafts"]
            submitted = try row["submitted"]
        }

        static func of(_ id: ID, in plan: Plan.ID) -> Query<Contents?> {
            .first(
                """
                SELECT (SELECT count(*) FROM actions WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS actions,
                       (SELECT count(*) FROM measures WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS measures,
                       (SELECT count(*) FROM footnotes WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS footnotes,
                       (SELECT count(*) FROM recommendation_links
                         WHERE (plan_id = \(plan) AND recommendation_id = \(id)) OR other_id = \(id)) AS links,
                       count(*) FILTER (WHERE state = 'draft') AS drafts, count(*) FILTER (WHERE state <> 'draft') AS submitted
                  FROM updates WHERE plan_id = \(plan) AND recommendation_id = \(id)
                """)
        }

        var things: [String] {
            [
                countedIfAny(actions, "action", "actions"),
                countedIfAny(measures, "measure, with its readings", "measures, with their readings"),
                countedIfAny(footnotes, "footnote", "footnotes"),
                countedIfAny(links, "link from or to another recommendation", "links from or to other recommendations"),
                countedIfAny(drafts, "draft update", "draft updates"),
            ].compactMap(\.self)
        }
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM recommendations WHERE id = \(id)")
    }
}
