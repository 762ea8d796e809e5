import Postgres

/// The plan and the recommendation that an address names.
struct RecommendationPlace {
    let plan: Plan
    let recommendation: Recommendation

    init(_ visit: Visit) throws {
        let (planID, id): (Plan.ID, Recommendation.ID) = (try visit.id("plan"), try visit.id("recommendation"))
        let (plan, recommendation) = try visit.db.all(Plan.find(planID), Recommendation.find(id, of: planID))
        guard let plan, let recommendation else { throw Failure.notFound }
        (self.plan, self.recommendation) = (plan, recommendation)
    }

    var id: Recommendation.ID { recommendation.id }
    var path: String { Paths.recommendation(id, plan.id) }
    var kicker: String { "Recommendation \(recommendation.number) · \(plan.title)" }
    var back: Link { Link(label: "Recommendation \(recommendation.number)", link: path) }
}
