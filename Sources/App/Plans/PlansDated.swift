import Postgres

/// What of action plans stands in the calendar: actions, milestones, and plans to be completed.
extension DatedKind {
    static let actions = DatedKind(
        "action",
        rows: """
            SELECT a.id, a.plan_id, a.recommendation_id, a.id AS action_id, p.title AS plan, r.number, a.workstream AS words,
                   a.due_on AS on_day, a.due_precision AS precision
              FROM actions a \(ofRecommendation("a")) LEFT JOIN assessments s ON s.tenant_id = a.tenant_id AND s.id = a.assessment_id
             WHERE a.due_on IS NOT NULL AND r.state = 'open' AND p.state IN ('agreed', 'monitoring') AND s.tone IS DISTINCT FROM 'achieved'
            """, mine: led, summary: { "Action due\($0.words.isEmpty ? "" : " (\($0.words))"): \($0.place)" },
        path: { $0.path + "#action-\($0.id)" })

    static let milestones = DatedKind(
        "milestone",
        rows: """
            SELECT m.id, m.plan_id, m.recommendation_id, NULL::bigint AS action_id, p.title AS plan, r.number, m.title AS words,
                   m.due_on AS on_day, m.due_precision AS precision
              FROM (SELECT o.id, o.tenant_id, o.plan_id, q.recommendation_id, q.title, o.due_on, o.due_precision FROM milestones o
                      JOIN measures q ON q.tenant_id = o.tenant_id AND q.plan_id = o.plan_id AND q.id = o.measure_id) AS m
                   \(ofRecommendation("m"))
             WHERE m.due_on IS NOT NULL AND r.state = 'open' AND p.state IN ('agreed', 'monitoring')
            """, mine: led, summary: { "To reach: \($0.words), \($0.place)" }, path: { $0.path })

    static let plans = DatedKind(
        "plan",
        rows: """
            SELECT p.id, p.id AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, p.title AS plan, '' AS number,
                   '' AS words, p.target_on AS on_day, 'day' AS precision
              FROM plans p WHERE p.target_on IS NOT NULL AND p.state IN ('agreed', 'monitoring')
            """, mine: led, summary: { "Plan to be completed: \($0.place)" }, path: { $0.path })

    /// A team of the person's leads it.
    static let led: SQL = """
        EXISTS (SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                 WHERE m.person_id = (SELECT app.person()) AND j.plan_id = d.plan_id
                   AND (d.recommendation_id IS NULL OR j.recommendation_id = d.recommendation_id)
                   AND (d.action_id IS NULL OR j.action_id = d.action_id))
        """

    static let ofPlan: SQL = "JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id"

    static func ofRecommendation(_ part: SQL) -> SQL {
        """
        JOIN recommendations r ON r.tenant_id = \(part).tenant_id AND r.plan_id = \(part).plan_id AND r.id = \(part).recommendation_id
          \(ofPlan)
        """
    }
}

extension DatedThing {
    /// "recommendation 7, Care leavers into work"
    var place: String { number.isEmpty ? plan : "recommendation \(number), \(plan)" }

    /// The page of the recommendation, or of the plan.
    var path: String {
        guard let planID else { return Paths.plans }
        guard let recommendationID else { return Paths.plan(ID(planID)) }
        return Paths.recommendation(ID(recommendationID), ID(planID))
    }
}
