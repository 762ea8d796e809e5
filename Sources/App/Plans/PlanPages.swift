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
        let found = try PlanRecord(visit.id("plan"), for: visit)
        return try visit.page(
            PlanPage(found, for: visit), title: found.plan.title,
            back: Link(label: "Action plans", link: visit.link(Paths.plans)))
    }
}

/// All that the page of a plan shows, asked for in one trip.
struct PlanRecord {
    let plan: Plan
    let decisions: [Decision]
    let recommendations: [Recommendation]
    let actions: [Action]
    let notes: [Footnote]
    let glossary: [GlossaryEntry]
    let disagreements: [Disagreement]
    let sections: [PlanSection]
    let labels: ColumnLabels
    /// A team of the person asking leads an action in it.
    let isLed: Bool

    /// Not found when it is not there for this person.
    init(_ id: Plan.ID, for visit: Visit) throws {
        let found = try visit.db.all(
            Plan.find(id), Decision.all(of: id), Recommendation.all(of: id), Action.withoutLeads(of: id),
            Footnote.all(of: id),
            GlossaryEntry.all, Disagreement.all(of: id), PlanSection.all(of: id), ColumnLabels.of(id),
            Plan.isLed(id, asked: visit.can(.updateLed)), ActionLead.all(of: id))
        guard let plan = found.0 else { throw Failure.notFound }
        (self.plan, decisions, recommendations) = (plan, found.1, found.2)
        actions = found.3.map { $0.led(by: found.10[$0.id] ?? []) }
        (notes, glossary, disagreements, sections) = (found.4, found.5, found.6, found.7)
        (labels, isLed) = (ColumnLabels(found.8), found.9 ?? false)
    }
}
