import PlanReader
import Postgres

/// How a recommendation hangs together with another, from either side.
package struct RecommendationLink: Sendable, RowDecodable {
    package typealias Kind = PlanFile.Link.Kind

    package let kind: Kind
    /// This recommendation points at the other; else the other points here.
    package let isFromHere: Bool
    package let words: String
    /// The other one; nil when only words say which it is.
    package let otherID: Recommendation.ID?
    package let otherPlanID: Plan.ID?
    package let otherNumber, otherPlan: String?

    package init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        isFromHere = try row["is_from_here"]
        words = try row["words"]
        otherID = try row["other_id"]
        otherPlanID = try row["other_plan_id"]
        otherNumber = try row["other_number"]
        otherPlan = try row["other_plan"]
    }

    /// Those of one recommendation, both ways; what may not be seen stays out.
    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[RecommendationLink]> {
        Query<[RecommendationLink]>.list(
            """
            SELECT l.kind, l.from_here AS is_from_here, l.words, r.id AS other_id, r.plan_id AS other_plan_id, r.number AS other_number,
                   p.title AS other_plan
              FROM (SELECT kind, true AS from_here, words, other_id AS wanted, tenant_id, id FROM recommendation_links
                     WHERE plan_id = \(plan) AND recommendation_id = \(recommendation)
                    UNION ALL
                    SELECT kind, false, words, recommendation_id, tenant_id, id FROM recommendation_links
                     WHERE other_id = \(recommendation)) l
              LEFT JOIN recommendations r ON r.tenant_id = l.tenant_id AND r.id = l.wanted
              LEFT JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
             WHERE r.id IS NOT NULL OR l.words <> ''
             ORDER BY l.from_here DESC, l.id
            """)
    }
}

/// A recommendation before or after another in the paper.
package struct Neighbour: Sendable, RowDecodable {
    package let id: Recommendation.ID
    package let number: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        number = try row["number"]
    }

    package static func all(of plan: Plan.ID) -> Query<[Neighbour]> {
        Query<[Neighbour]>.list("SELECT id, number FROM recommendations WHERE plan_id = \(plan) ORDER BY position, id")
    }
}

extension RecommendationLink.Kind: Choice {
    var label: String { label(fromHere: true) }

    func label(fromHere: Bool) -> String {
        switch self {
        case .seeAlso: "See also"
        case .takenWith: "Taken into account with"
        case .absorbedInto: fromHere ? "Absorbed into" : "Took in"
        case .earlierReview: fromHere ? "From an earlier review" : "Taken up again in"
        }
    }
}
