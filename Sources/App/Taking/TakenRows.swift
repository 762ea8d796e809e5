import Postgres

/// Who leads an action, with what kind of lead that is.
struct TakenLeader: RowDecodable {
    let actionID: Action.ID
    let leader: WholePlan.Leader

    init(row: Row) throws(PostgresError) {
        actionID = try row["action_id"]
        leader = WholePlan.Leader(name: try row["name"], kind: try row["kind"])
    }

    static func all(of plan: Plan.ID) -> Query<[TakenLeader]> {
        .list(
            """
            SELECT a.action_id, l.name, l.kind FROM action_leads a JOIN leads l ON l.tenant_id = a.tenant_id AND l.id = a.lead_id
             WHERE a.plan_id = \(plan) ORDER BY a.action_id, a.position, l.id
            """)
    }
}

/// A link of a recommendation; one to another plan goes as words.
struct TakenLink: RowDecodable {
    let recommendationID: Recommendation.ID
    let link: WholePlan.Link

    init(row: Row) throws(PostgresError) {
        recommendationID = try row["recommendation_id"]
        let kind: String = try row["kind"]
        link = WholePlan.Link(
            kind: WholePlan.Link.Kind(rawValue: kind) ?? .seeAlso, number: try row["number"], words: try row["words"])
    }

    static func all(of plan: Plan.ID) -> Query<[TakenLink]> {
        .list(
            """
            SELECT l.recommendation_id, l.kind, CASE WHEN r.plan_id = l.plan_id THEN r.number END AS number,
                   CASE WHEN l.words = '' AND r.plan_id <> l.plan_id THEN p.title || ', recommendation ' || r.number ELSE l.words END AS words
              FROM recommendation_links l
              LEFT JOIN recommendations r ON r.tenant_id = l.tenant_id AND r.id = l.other_id
              LEFT JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
             WHERE l.plan_id = \(plan) AND (r.id IS NOT NULL OR l.words <> '') ORDER BY l.id
            """)
    }
}

/// An update of any edition, without who wrote it: people are the council's own.
struct TakenUpdate: RowDecodable {
    let recommendationID: Recommendation.ID
    let actionID: Action.ID?
    let update: WholePlan.Update

    init(row: Row) throws(PostgresError) {
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        let grade: String? = try row["grade"]
        var update = WholePlan.Update(
            period: try row["period_on"], state: try row["state"], evidence: try row["evidence"])
        update.grade = grade.map { [$0] } ?? []
        (update.explanation, update.impact) = (try row["explanation"], try row["impact"])
        (update.asOf, update.isContext) = (try row["as_of"], try row["is_context"])
        (update.newDueOn, update.slipReason) = (try row["new_due_on"], try row["slip_reason"])
        (update.disagreement, update.correctionReason) = (try row["disagreement"], try row["correction_reason"])
        (update.agreedOn, update.agreedAt, update.minute) = (
            try row["agreed_on"], try row["agreed_at"], try row["minute"]
        )
        update.told = try row["told"]
        self.update = update
    }

    static func all(of plan: Plan.ID) -> Query<[TakenUpdate]> {
        .list(
            """
            SELECT u.recommendation_id, u.action_id, u.period_on, u.state, u.evidence, s.words AS grade, u.explanation, u.impact,
                   u.as_of, u.is_context, u.new_due_on, u.slip_reason, u.disagreement, u.correction_reason, u.agreed_on,
                   u.agreed_at, u.minute, (u.submitted_at AT TIME ZONE 'Europe/London')::date AS told
              FROM updates u LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
             WHERE u.plan_id = \(plan) ORDER BY u.period_on, u.action_id NULLS FIRST, u.edition, u.id
            """)
    }
}
