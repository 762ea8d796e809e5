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
        ] + PlanHistory.routes + Route.files("/plans", .seePlans, PlanIndex.file)
        + Route.files("/plans/:plan/actions", .seePlans, PlanExport.file)
        + UpdateExport.routes + ReadingExport.routes
    static let views: [any View.Type] = [PlanList.self, PlanPage.self, RecommendationPage.self]
    static let registers: [any AnyRegister] = [
        GlossaryEntry.register, Lead.register, Footnote.register, PlanSection.register,
    ]
    static let places = [
        Place("Action plans", Paths.plans, .seePlans, rank: 30),
        Place("Teams and leads", Paths.leads, .changePlans, rank: 70),
    ]
    static let audited = AuditedTable.ofPlans
    static let found: [FoundKind] = [.plans, .recommendations, .actions]
    static let dated: [DatedKind] = [.actions, .milestones, .plans]

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
            Plan.find(id), Decision.all(of: id), Recommendation.all(of: id), Action.all(of: id), Footnote.all(of: id),
            GlossaryEntry.all, Disagreement.all(of: id), PlanSection.all(of: id), ColumnLabels.of(id),
            Plan.isLed(id, asked: visit.can(.updateLed)))
        guard let plan = found.0 else { throw Failure.notFound }
        (self.plan, decisions, recommendations, actions) = (plan, found.1, found.2, found.3)
        (notes, glossary, disagreements, sections) = (found.4, found.5, found.6, found.7)
        (labels, isLed) = (ColumnLabels(found.8), found.9 ?? false)
    }
}
