import Postgres

/// That a grade in force disagrees with its dates, numbers or actions.
struct Disagreement: Sendable, RowDecodable {
    let recommendationID: Recommendation.ID
    /// Nil for the recommendation as a whole.
    let actionID: Action.ID?
    let assessmentID: Assessment.ID?
    /// Why, in the sentences that were kept with the update.
    let words: String

    init(row: Row) throws(PostgresError) {
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        assessmentID = try row["assessment_id"]
        words = try row["disagreement"]
    }

    /// Those of a plan: of the last graded update of each recommendation and each action.
    static func all(of plan: Plan.ID) -> Query<[Disagreement]> {
        .list(
            """
            SELECT u.recommendation_id, u.action_id, u.assessment_id, u.disagreement FROM updates u
             WHERE u.plan_id = \(plan) AND u.disagreement <> '' AND u.state IN ('submitted', 'agreed') AND u.assessment_id IS NOT NULL
               AND NOT EXISTS (
                SELECT FROM updates l WHERE l.tenant_id = u.tenant_id AND l.plan_id = u.plan_id AND l.recommendation_id = u.recommendation_id
                   AND l.action_id IS NOT DISTINCT FROM u.action_id AND l.state IN ('submitted', 'agreed') AND l.assessment_id IS NOT NULL
                   AND (l.period_on, l.edition) > (u.period_on, u.edition))
             ORDER BY u.recommendation_id, u.action_id NULLS FIRST
            """)
    }
}

extension [Update] {
    /// Why the level of an action disagrees, by the last update that graded it; newest first.
    func disagreement(of action: Action) -> String {
        let last = first { $0.actionID == action.id && $0.isCurrent && $0.assessmentID != nil }
        return last?.assessmentID == action.assessmentID ? last?.disagreement ?? "" : ""
    }
}

extension [Disagreement] {
    /// Why the grade of a recommendation disagrees; empty when it does not.
    func words(of recommendation: Recommendation) -> String {
        first {
            $0.recommendationID == recommendation.id && $0.actionID == nil
                && $0.assessmentID == recommendation.assessmentID
        }?.words ?? ""
    }

    /// Why the level of an action disagrees; empty when it does not, or was changed by hand since.
    func words(of action: Action) -> String {
        first { $0.actionID == action.id && $0.assessmentID == action.assessmentID }?.words ?? ""
    }
}
