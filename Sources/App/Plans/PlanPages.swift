import HTTP
import Mustache
import Postgres

/// Reading action plans: the list, a plan, a recommendation, and what was changed.
enum PlanPages: Feature {
    static let routes: [Route] =
        [
            .get("/plans", .seePlans, PlanIndex.show),
            .get("/plans/:plan", .seePlans, show),
            .get("/plans/:plan/recommendations/:recommendation", .seePlans, RecommendationPages.show),
            .get("/plans/:plan/history", .seeHistory, HistoryPages.plan),
            .get("/plans/:plan/recommendations/:recommendation/history", .seeHistory, HistoryPages.recommendation),
            .get(
                "/plans/:plan/recommendations/:recommendation/updates/:update/history", .seeHistory,
                HistoryPages.update),
        ] + Route.files("/plans", .seePlans, PlanIndex.file)
        + Route.files("/plans/:plan/actions", .seePlans, PlanExport.file)
        + UpdateExport.routes + ReadingExport.routes
    static let views: [any View.Type] = [PlanList.self, PlanPage.self, RecommendationPage.self, HistoryPage.self]

    private static func show(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, decisions, recommendations, actions, notes, glossary, labels) = try visit.db.all(
            Plan.find(id), Decision.all(of: id), Recommendation.all(of: id), Action.all(of: id), Footnote.all(of: id),
            GlossaryEntry.all, ColumnLabels.of(id))
        guard let plan else { throw Failure.notFound }
        let view = PlanPage(
            plan, decisions, recommendations, actions, notes, glossary, ColumnLabels(labels), for: visit)
        return try visit.page(view, title: plan.title, back: Link(label: "Action plans", link: visit.link(Paths.plans)))
    }
}
