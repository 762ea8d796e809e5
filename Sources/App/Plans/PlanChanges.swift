import Postgres

extension PlanForm.Decision: RowDecodable {
    init(row: Row) throws(PostgresError) {
        body = try row["body"]
        decidedOn = try row["decided_on"]
        words = try row["words"]
    }

    static func all(of plan: Plan.ID) -> Query<[PlanForm.Decision]> {
        .list("SELECT body, decided_on, words FROM decisions WHERE plan_id = \(plan) ORDER BY decided_on, id")
    }
}

extension Plan {
    private static func precision(_ day: ApproximateDay?) -> ApproximateDay.Precision { day?.precision ?? .day }

    /// Nil when the council already has a plan with this title.
    static func add(_ form: PlanForm, in db: Transaction) throws(PostgresError) -> ID? {
        let id: ID? = try db.value(
            """
            INSERT INTO plans (title, reference, body, origin, portfolio, link_officers, target_groups, introduction,
                               agreed_on, agreed_precision, target_on, state, superseded_by)
            VALUES (\(form.title), \(form.reference), \(form.body), \(form.origin), \(form.portfolio),
                    \(form.linkOfficers), \(form.targetGroups), \(form.introduction), \(form.agreed?.day),
                    \(precision(form.agreed)), \(form.targetOn), \(form.state), \(form.supersededBy))
            ON CONFLICT (tenant_id, title_key) DO NOTHING RETURNING id
            """)
        if let id { try add(form.decisions, to: id, in: db) }
        return id
    }

    static func change(_ id: ID, to form: PlanForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let key = folded(form.title)
        let (other, changed, decisions) = try db.all(
            Query<ID?>.value("SELECT id FROM plans WHERE title_key = \(key) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE plans SET title = \(form.title), reference = \(form.reference), body = \(form.body),
                       origin = \(form.origin), portfolio = \(form.portfolio), link_officers = \(form.linkOfficers),
                       target_groups = \(form.targetGroups), introduction = \(form.introduction), agreed_on = \(form.agreed?.day),
                       agreed_precision = \(precision(form.agreed)), target_on = \(form.targetOn), state = \(form.state),
                       superseded_by = \(form.supersededBy), changed_at = now(), version = version + 1
                 WHERE id = \(id) AND version = \(version)
                   AND NOT EXISTS (SELECT FROM plans o WHERE o.title_key = \(key) AND o.id <> \(id))
                """),
            PlanForm.Decision.all(of: id))
        if other != nil { return .taken }
        if changed == 0 { return .stale }
        if decisions != form.decisions {
            try db.run("DELETE FROM decisions WHERE plan_id = \(id)")
            try add(form.decisions, to: id, in: db)
        }
        return .saved
    }

    private static func add(_ decisions: [PlanForm.Decision], to plan: ID, in db: Transaction) throws(PostgresError) {
        for decision in decisions {
            try db.run(
                """
                INSERT INTO decisions (plan_id, body, decided_on, words)
                VALUES (\(plan), \(decision.body), \(decision.decidedOn), \(decision.words))
                """)
        }
    }

    /// What hangs on a plan.
    struct Contents: RowDecodable {
        let recommendations, actions, measures, drafts, submitted, papers: Int

        init(row: Row) throws(PostgresError) {
            recommendations = try row["recommendations"]
            actions = try row["actions"]
            measures = try row["measures"]
            drafts = try row["drafts"]
            submitted = try row["submitted"]
            papers = try row["papers"]
        }

        static func of(_ plan: ID) -> Query<Contents?> {
            .first(
                """
                SELECT (SELECT count(*) FROM recommendations WHERE plan_id = \(plan)) AS recommendations,
                       (SELECT count(*) FROM actions WHERE plan_id = \(plan)) AS actions,
                       (SELECT count(*) FROM measures WHERE plan_id = \(plan)) AS measures,
                       (SELECT count(*) FROM papers WHERE plan_id = \(plan)) AS papers,
                       count(*) FILTER (WHERE state = 'draft') AS drafts, count(*) FILTER (WHERE state <> 'draft') AS submitted
                  FROM updates WHERE plan_id = \(plan)
                """)
        }

        /// "3 recommendations", one a line.
        var things: [String] {
            [
                countedIfAny(recommendations, "recommendation", "recommendations"),
                countedIfAny(actions, "action", "actions"),
                countedIfAny(measures, "measure, with its readings", "measures, with their readings"),
                countedIfAny(drafts, "draft update", "draft updates"),
                countedIfAny(papers, "draft of a committee paper", "drafts of committee papers"),
            ].compactMap(\.self)
        }
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM plans WHERE id = \(id) AND state = 'draft'")
    }
}
