import Postgres

/// What a number in the audit stands for, and where it is.
struct NamedThing: RowDecodable {
    let kind, name: String
    let id: Int64
    let planID: Plan.ID?
    let recommendationID: Recommendation.ID?

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        name = try row["name"]
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
    }

    /// All that some changes speak of and that is still there.
    static func of(_ changes: [Change]) -> Query<[NamedThing]> {
        var numbers: [String: Set<Int64>] = [:]
        for change in changes {
            if let id = change.entityID { numbers[HistoryWords.owner(of: change.entity), default: []].insert(id) }
            if let plan = change.planID { numbers["plans", default: []].insert(plan.value) }
            for (column, value) in Array(change.before) + Array(change.after) {
                guard case .number(let number) = value, let kind = HistoryWords.references[column] else { continue }
                numbers[kind, default: []].insert(Int64(number))
            }
        }
        return .list(select { (numbers[$0] ?? []).sorted() })
    }

    private static func select(_ ids: (String) -> [Int64]) -> SQL {
        """
        SELECT 'people' AS kind, id, name, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id
               FROM people WHERE id = ANY (\(ids("people")))
        UNION ALL SELECT 'assessments', id, words, NULL, NULL FROM assessments WHERE id = ANY (\(ids("assessments")))
        UNION ALL SELECT 'slip_reasons', id, words, NULL, NULL FROM slip_reasons WHERE id = ANY (\(ids("slip_reasons")))
        UNION ALL SELECT 'leads', id, name, NULL, NULL FROM leads WHERE id = ANY (\(ids("leads")))
        UNION ALL SELECT 'glossary', id, abbreviation, NULL, NULL FROM glossary WHERE id = ANY (\(ids("glossary")))
        UNION ALL SELECT 'plans', id, title, id, NULL FROM plans WHERE id = ANY (\(ids("plans")))
        UNION ALL SELECT 'recommendations', id, 'Recommendation ' || number, plan_id, id
               FROM recommendations WHERE id = ANY (\(ids("recommendations")))
        UNION ALL SELECT 'measures', id, title, plan_id, recommendation_id FROM measures WHERE id = ANY (\(ids("measures")))
        UNION ALL SELECT 'actions', a.id, coalesce(nullif(a.workstream, ''), 'Action ' || a.position) || ' of recommendation ' || r.number,
               a.plan_id, r.id
               FROM actions a JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.id = a.recommendation_id
              WHERE a.id = ANY (\(ids("actions")))
        UNION ALL SELECT 'updates', u.id, to_char(u.period_on, 'FMMonth YYYY') || ', recommendation ' || r.number, u.plan_id, r.id
               FROM updates u JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.id = u.recommendation_id
              WHERE u.id = ANY (\(ids("updates")))
        UNION ALL SELECT 'meetings', id, body || ', ' || to_char(held_on, 'FMDD FMMonth YYYY'), NULL, NULL
               FROM meetings WHERE id = ANY (\(ids("meetings")))
        UNION ALL SELECT 'meeting_items', id, left(words, 90), plan_id, recommendation_id
               FROM meeting_items WHERE id = ANY (\(ids("meeting_items")))
        UNION ALL SELECT 'meeting_questions', id, left(words, 90), plan_id, recommendation_id
               FROM meeting_questions WHERE id = ANY (\(ids("meeting_questions")))
        """
    }
}
