import Postgres

/// A recommendation by its number, for choosing one.
struct Numbered: RowDecodable, Sendable {
    let id: Recommendation.ID
    let number: String
    /// Of this plan, not only linked from it.
    let isOwn: Bool

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        number = try row["number"]
        isOwn = try row["is_own"]
    }

    /// Those of a plan in their order, then those of other plans that it links to.
    static func all(of plan: Plan.ID) -> Query<[Numbered]> {
        .list(
            """
            SELECT id, number, is_own FROM (
                SELECT id, number, position, true AS is_own FROM recommendations WHERE plan_id = \(plan)
                UNION ALL
                SELECT r.id, p.title || ', ' || r.number, r.position, false FROM recommendations r
                  JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
                 WHERE r.plan_id <> \(plan) AND r.id IN (SELECT other_id FROM recommendation_links WHERE plan_id = \(plan))
            ) AS them ORDER BY is_own DESC, position, id
            """)
    }
}
