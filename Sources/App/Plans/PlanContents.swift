import Postgres

/// What hangs on a plan.
struct PlanContents: RowDecodable, Sendable {
    let recommendations, actions, measures, drafts, submitted, papers: Int

    init(row: Row) throws(PostgresError) {
        recommendations = try row["recommendations"]
        actions = try row["actions"]
        measures = try row["measures"]
        drafts = try row["drafts"]
        submitted = try row["submitted"]
        papers = try row["papers"]
    }

    static func of(_ plan: Plan.ID) -> Query<PlanContents?> {
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
            countedIfAny(submitted, "update that was imported with it", "updates that were imported with it"),
            countedIfAny(papers, "draft of a committee paper", "drafts of committee papers"),
        ].compactMap(\.self)
    }
}
