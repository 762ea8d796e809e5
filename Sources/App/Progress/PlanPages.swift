import HTTP
import Mustache
import Postgres

/// The list of plans, and the pages of a plan, a recommendation and a meeting with what every feature says of them.
enum PlanPages: Feature {
    static let routes: [Route] =
        [
            .get("/plans/:plan", .seePlans, show),
            .get("/plans/:plan/recommendations/:recommendation", .seePlans, RecommendationPages.show),
            .get("/meetings/:meeting", .seeMeetings, MeetingShow.show),
        ] + PlanIndex.list.listing + Route.files("/plans/:plan/actions", .seePlans, PlanExport.file)
        + UpdateExport.routes + ReadingExport.routes
    static let views: [any View.Type] = [PlanPage.self, RecommendationPage.self, MeetingShow.self]
    static let places = [Place("Action plans", Paths.plans, .seePlans, rank: 30, in: .plans)]

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
    /// The file that it was imported from, for those who may have it.
    let file: Document?
    /// A team of the person asking leads an action in it.
    let isLed: Bool

    /// Not found when it is not there for this person.
    init(_ id: Plan.ID, for visit: Visit) throws {
        var batch = Batch()
        let plan = batch.ask(Plan.find(id))
        let decisions = batch.ask(Decision.all(of: id))
        let recommendations = batch.ask(Recommendation.all(of: id))
        let actions = batch.ask(Action.withoutLeads(of: id))
        let leads = batch.ask(ActionLead.all(of: id))
        let notes = batch.ask(Footnote.all(of: id))
        let glossary = batch.ask(GlossaryEntry.all)
        let disagreements = batch.ask(Disagreement.all(of: id))
        let sections = batch.ask(PlanSection.all(of: id))
        let labels = batch.ask(ColumnLabels.of(id))
        let file = batch.ask(Document.file(of: id))
        let isLed = batch.ask(Plan.isLed(id, asked: visit.can(.updateLed)))
        let answer = try visit.db.all(batch)
        guard let found = try answer(plan) else { throw Failure.notFound }
        self.plan = found
        self.decisions = try answer(decisions)
        self.recommendations = try answer(recommendations)
        let led = try answer(leads)
        self.actions = try answer(actions).map { $0.led(by: led[$0.id] ?? []) }
        self.notes = try answer(notes)
        self.glossary = try answer(glossary)
        self.disagreements = try answer(disagreements)
        self.sections = try answer(sections)
        self.labels = ColumnLabels(try answer(labels))
        self.file = try answer(file)
        self.isLed = try answer(isLed) ?? false
    }
}
