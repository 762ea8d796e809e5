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

    /// A list under the recommendation, shown on its page.
    func home(_ part: String) -> Home {
        Home(
            path: path + "/\(part)", back: back, owner: kicker,
            scope: "x.plan_id = \(plan.id) AND x.recommendation_id = \(id)",
            keys: [("plan_id", "\(plan.id)"), ("recommendation_id", "\(id)")])
    }
}

extension Home {
    /// Behind all that is in the list already.
    func lastPosition(in table: SQL) -> (column: StaticString, value: SQL) {
        ("position", "(SELECT coalesce(max(x.position), 0) + 1 FROM \(table) AS x WHERE \(scope))")
    }
}
