import HTTP
import Mustache
import Postgres

/// Reading action plans: the list, a plan, a recommendation, and what was changed.
enum PlanPages: Feature {
    static let routes: [Route] = [
        .get("/plans", .seePlans, PlanIndex.show),
        .get("/plans.csv", .seePlans, PlanIndex.csv),
        .get("/plans.json", .seePlans, PlanIndex.json),
        .get("/plans/:plan", .seePlans, show),
        .get("/plans/:plan/recommendations/:recommendation", .seePlans, RecommendationPages.show),
        .get("/plans/:plan/actions.csv", .seePlans, PlanExport.csv),
        .get("/plans/:plan/actions.json", .seePlans, PlanExport.json),
        .get("/plans/:plan/history", .seeHistory, HistoryPages.plan),
        .get("/plans/:plan/recommendations/:recommendation/history", .seeHistory, HistoryPages.recommendation),
    ]
    static let views: [any View.Type] = [PlanList.self, PlanPage.self, RecommendationPage.self, HistoryPage.self]

    private static func show(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, decisions, recommendations, actions, notes, glossary, sections) = try visit.db.all(
            Plan.find(id), Decision.all(of: id), Recommendation.all(of: id), Action.all(of: id), Footnote.all(of: id),
            GlossaryEntry.all, PlanSection.all(of: id))
        guard let plan else { throw Failure.notFound }
        let view = PlanPage(plan, decisions, recommendations, actions, notes, glossary, sections, for: visit)
        return try visit.page(view, title: plan.title, back: Link(label: "Action plans", link: visit.link(Paths.plans)))
    }
}
