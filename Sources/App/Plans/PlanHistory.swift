import HTTP
import Postgres

/// Who changed what in a plan or in one of its recommendations.
enum PlanHistory {
    static let routes: [Route] = [
        .get("/plans/:plan/history", .seeHistory, plan),
        .get("/plans/:plan/recommendations/:recommendation/history", .seeHistory, recommendation),
    ]

    private static func plan(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        guard let plan = try visit.db(Plan.find(id)) else { throw Failure.notFound }
        return try HistoryPage.answer(
            visit, HistorySubject("a.plan_id = \(id)"), of: plan.title, at: Paths.history(id), back: Paths.plan(id))
    }

    private static func recommendation(_ visit: Visit) throws -> Response {
        let plan: Plan.ID = try visit.id("plan")
        let id: Recommendation.ID = try visit.id("recommendation")
        let (it, recommendation) = try visit.db.all(Plan.find(plan), Recommendation.find(id, of: plan))
        guard let it, let recommendation else { throw Failure.notFound }
        return try HistoryPage.answer(
            visit, subject(id, of: plan), of: "Recommendation \(recommendation.number)", in: it.title,
            at: Paths.history(id, plan), back: Paths.recommendation(id, plan))
    }

    /// A change names its recommendation only when it was added or removed, and a milestone only its measure.
    private static func subject(_ recommendation: Recommendation.ID, of plan: Plan.ID) -> HistorySubject {
        let number = recommendation.description
        return HistorySubject(
            """
            a.plan_id = \(plan) AND (
                (a.entity = 'recommendations' AND a.entity_id = \(recommendation))
                OR coalesce(a.after, a.before) ->> 'recommendation_id' = \(number)
                OR (a.entity, a.entity_id) IN (
                    SELECT b.entity, b.entity_id FROM audit b
                     WHERE b.plan_id = \(plan) AND coalesce(b.after, b.before) ->> 'recommendation_id' = \(number))
                OR (a.entity IN ('milestones', 'readings') AND (a.entity, a.entity_id) IN (
                    SELECT c.entity, c.entity_id FROM audit c
                     WHERE c.plan_id = \(plan) AND coalesce(c.after, c.before) ->> 'measure_id' IN (
                        SELECT m.entity_id::text FROM audit m WHERE m.plan_id = \(plan) AND m.entity = 'measures'
                           AND coalesce(m.after, m.before) ->> 'recommendation_id' = \(number)))))
            """)
    }
}
