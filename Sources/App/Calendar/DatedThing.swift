import Postgres

/// Something with a day in front of it: what is owed to scrutiny, an action, a milestone, a plan, a meeting.
struct DatedThing: Sendable, RowDecodable {
    enum Kind: String, SQLValue { case update, report, action, milestone, plan, meeting }

    let kind: Kind
    let id: Int64
    /// Nil for a meeting.
    let planID: Plan.ID?
    let recommendationID: Recommendation.ID?
    let plan, number, words: String
    let day: ApproximateDay

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        plan = try row["plan"]
        number = try row["number"]
        words = try row["words"]
        day = ApproximateDay(try row["on_day"], try row["precision"])
    }

    /// Each gives: kind, id, tenant_id, plan_id, recommendation_id, action_id, plan, number, words, on_day, precision.
    private static let sources: [SQL] = [
        """
        SELECT 'update' AS kind, r.id, r.tenant_id, r.plan_id, r.id AS recommendation_id, NULL::bigint AS action_id, p.title AS plan,
               r.number, '' AS words, r.next_due_on AS on_day, 'day' AS precision
          FROM recommendations r \(ofPlan) WHERE r.next_due_on IS NOT NULL
        """,
        """
        SELECT 'report', a.id, a.tenant_id, a.plan_id, a.recommendation_id, a.id, p.title, r.number, '', a.next_report_on, 'day'
          FROM actions a \(ofRecommendation("a")) WHERE a.next_report_on IS NOT NULL
        """,
        """
        SELECT 'action', a.id, a.tenant_id, a.plan_id, a.recommendation_id, a.id, p.title, r.number, a.workstream, a.due_on,
               a.due_precision
          FROM actions a \(ofRecommendation("a")) LEFT JOIN assessments s ON s.tenant_id = a.tenant_id AND s.id = a.assessment_id
         WHERE a.due_on IS NOT NULL AND r.state = 'open' AND p.state IN ('agreed', 'monitoring') AND s.tone IS DISTINCT FROM 'achieved'
        """,
        """
        SELECT 'milestone', m.id, m.tenant_id, m.plan_id, m.recommendation_id, NULL, p.title, r.number, m.title, m.due_on, m.due_precision
          FROM (SELECT o.id, o.tenant_id, o.plan_id, q.recommendation_id, q.title, o.due_on, o.due_precision FROM milestones o
                  JOIN measures q ON q.tenant_id = o.tenant_id AND q.plan_id = o.plan_id AND q.id = o.measure_id) AS m
               \(ofRecommendation("m"))
         WHERE m.due_on IS NOT NULL AND r.state = 'open' AND p.state IN ('agreed', 'monitoring')
        """,
        """
        SELECT 'plan', p.id, p.tenant_id, p.id, NULL, NULL, p.title, '', '', p.target_on, 'day'
          FROM plans p WHERE p.target_on IS NOT NULL AND p.state IN ('agreed', 'monitoring')
        """,
        "SELECT 'meeting', m.id, m.tenant_id, NULL, NULL, NULL, '', '', m.body, m.held_on, 'day' FROM meetings m",
    ]

    private static let ofPlan: SQL = "JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id"

    private static func ofRecommendation(_ part: SQL) -> SQL {
        """
        JOIN recommendations r ON r.tenant_id = \(part).tenant_id AND r.plan_id = \(part).plan_id AND r.id = \(part).recommendation_id
          \(ofPlan)
        """
    }

    private static let most = 5_000

    /// All that the person may see, or only what a team of theirs leads and meetings that have it on their agenda; of one recommendation, or of every plan.
    static func all(isMine: Bool = false, of recommendation: Recommendation.ID? = nil) -> Query<[DatedThing]> {
        let mine: SQL = """
            EXISTS (SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                     WHERE j.tenant_id = d.tenant_id AND m.person_id = app.person()
                       AND CASE WHEN d.kind = 'meeting'
                           THEN j.recommendation_id IN (SELECT i.recommendation_id FROM meeting_items i WHERE i.meeting_id = d.id)
                           ELSE j.plan_id = d.plan_id AND (d.recommendation_id IS NULL OR j.recommendation_id = d.recommendation_id)
                                AND (d.action_id IS NULL OR j.action_id = d.action_id) END)
            """
        let one: SQL = recommendation.map { "d.recommendation_id = \($0)" } ?? "true"
        return .list(
            """
            SELECT d.* FROM (\(SQL.join(sources, " UNION ALL "))) AS d WHERE \(isMine ? mine : "true") AND \(one)
             ORDER BY d.on_day, d.plan_id, d.recommendation_id, d.kind, d.id LIMIT \(most)
            """)
    }

    /// Without anybody's name: what, of which recommendation and plan.
    var summary: String {
        let place = number.isEmpty ? plan : "recommendation \(number), \(plan)"
        return switch kind {
        case .update: "Update due: \(place)"
        case .report: "Report to scrutiny due: \(place)"
        case .action: "Action due\(words.isEmpty ? "" : " (\(words))"): \(place)"
        case .milestone: "To reach: \(words), \(place)"
        case .plan: "Plan to be completed: \(place)"
        case .meeting: "Meeting: \(words)"
        }
    }

    var path: String {
        guard let planID else { return Paths.meetings + "/\(id)" }
        guard let recommendationID else { return Paths.plan(planID) }
        let part = kind == .action || kind == .report ? "#action-\(id)" : ""
        return Paths.recommendation(recommendationID, planID) + part
    }
}
