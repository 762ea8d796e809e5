import Postgres

extension Recommendation {
    /// A change names its recommendation only when it was added or removed, and a milestone only its measure.
    static let history: @Sendable (Recommendation) -> HistorySubject = { it in
        let (recommendation, plan, number) = (it.id, it.planID, it.id.description)
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
