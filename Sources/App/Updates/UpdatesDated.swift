import Postgres

/// What is owed to scrutiny, in the calendar.
extension DatedKind {
    static let updates = DatedKind(
        "update",
        rows: """
            SELECT r.id, r.plan_id, r.id AS recommendation_id, NULL::bigint AS action_id, p.title AS plan, r.number, '' AS words,
                   r.next_due_on AS on_day, 'day' AS precision
              FROM recommendations r \(ofPlan) WHERE r.next_due_on IS NOT NULL
            """, mine: led, summary: { "Update due: \($0.place)" }, path: { $0.path })

    static let reports = DatedKind(
        "report",
        rows: """
            SELECT a.id, a.plan_id, a.recommendation_id, a.id AS action_id, p.title AS plan, r.number, '' AS words,
                   a.next_report_on AS on_day, 'day' AS precision
              FROM actions a \(ofRecommendation("a")) WHERE a.next_report_on IS NOT NULL
            """, mine: led, summary: { "Report to scrutiny due: \($0.place)" }, path: { $0.path + "#action-\($0.id)" })
}
