import Postgres

/// The recommendation or action that a footnote belongs to; neither is the plan.
struct FootnoteTarget: Equatable {
    var recommendation: Recommendation.ID?
    var action: Action.ID?

    /// "7", "7-12", or "" for the plan.
    var key: String { [recommendation?.description, action?.description].compactMap(\.self).joined(separator: "-") }

    /// One of those to choose from.
    struct Choice: RowDecodable {
        let target: FootnoteTarget
        let label: String

        init(plan label: String) { (target, self.label) = (FootnoteTarget(), label) }

        init(row: Row) throws(PostgresError) {
            target = FootnoteTarget(recommendation: try row["recommendation_id"], action: try row["action_id"])
            label = try row["label"]
        }

        /// The plan, then its recommendations, each with its actions.
        static func all(of plan: Plan.ID) -> Query<[Choice]> {
            Query<[Choice]>.list(
                """
                SELECT recommendation_id, action_id, label FROM (
                    SELECT id AS recommendation_id, NULL::bigint AS action_id, 'Recommendation ' || number AS label, position, 0 AS place
                      FROM recommendations WHERE plan_id = \(plan)
                    UNION ALL
                    SELECT r.id, a.id, 'Recommendation ' || r.number || ', action: ' || coalesce(nullif(a.workstream, '') || ': ', '')
                               || left(a.words, 50) || CASE WHEN length(a.words) > 50 THEN '…' ELSE '' END,
                           r.position, a.position
                      FROM actions a JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
                     WHERE a.plan_id = \(plan)
                ) AS them ORDER BY position, recommendation_id, action_id NULLS FIRST, place
                """
            ).map { choices throws(PostgresError) in [Choice(plan: "The plan as a whole")] + choices }
        }
    }
}
