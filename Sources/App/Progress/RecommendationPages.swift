import HTTP
import Mustache
import Postgres

/// All that one recommendation's page shows, read in one trip.
struct RecommendationRecord {
    let plan: Plan
    let recommendation: Recommendation
    let actions: [Action]
    let measures: [Measure]
    let milestones: [Milestone]
    let readings: [Reading]
    let ties: [Measure.ID: MeasureTie]
    let updates: [Update]
    let documents: [Document]
    let links: [RecommendationLink]
    let notes: [Footnote]
    let glossary: [GlossaryEntry]
    let assessments: [Assessment]
    let neighbours: [Neighbour]
    let questions: [MemberQuestion]
    /// Who was asked for an update, for those who see drafts.
    let requests: [UpdateRequest]
    let labels: ColumnLabels
    /// A team of the person asking leads an action here.
    let isLed: Bool

    init(_ visit: Visit) throws {
        let plan: Plan.ID = try visit.id("plan")
        let id: Recommendation.ID = try visit.id("recommendation")
        var batch = Batch()
        let itsPlan = batch.ask(Plan.find(plan))
        let itself = batch.ask(Recommendation.find(id, of: plan))
        let actions = batch.ask(Action.all(of: id, in: plan))
        let measures = batch.ask(Measure.all(of: id, in: plan))
        let milestones = batch.ask(Milestone.all(of: id, in: plan))
        let readings = batch.ask(Reading.all(of: id, in: plan))
        let ties = batch.ask(MeasureTie.all(of: plan, id))
        let updates = batch.ask(Update.all(of: id, in: plan))
        let documents = batch.ask(Document.all(of: id, in: plan))
        let links = batch.ask(RecommendationLink.all(of: id, in: plan))
        let notes = batch.ask(Footnote.all(of: plan))
        let glossary = batch.ask(GlossaryEntry.all)
        let assessments = batch.ask(Assessment.all)
        let neighbours = batch.ask(Neighbour.all(of: plan))
        let questions = batch.ask(MemberQuestion.all(of: id, in: plan))
        let requests = batch.ask(UpdateRequest.latest(of: [id]))
        let labels = batch.ask(ColumnLabels.of(plan))
        let isLed = batch.ask(Query<Bool?>.value("SELECT app.leads_recommendation(\(id))"))
        let answer = try visit.db.all(batch)
        guard let plan = try answer(itsPlan), let recommendation = try answer(itself) else { throw Failure.notFound }
        (self.plan, self.recommendation) = (plan, recommendation)
        self.actions = try answer(actions)
        self.measures = try answer(measures)
        self.milestones = try answer(milestones)
        self.readings = try answer(readings)
        self.ties = try answer(ties)
        self.updates = try answer(updates)
        self.documents = try answer(documents)
        self.links = try answer(links)
        self.notes = try answer(notes).filter { $0.recommendationID == id }
        self.glossary = try answer(glossary)
        self.assessments = try answer(assessments)
        self.neighbours = try answer(neighbours)
        self.questions = try answer(questions)
        self.requests = try answer(requests)
        self.labels = ColumnLabels(try answer(labels))
        self.isLed = try answer(isLed) ?? false
    }
}

/// One recommendation with its actions, measures and updates.
enum RecommendationPages {
    static func show(_ visit: Visit) throws -> Response {
        let record = try RecommendationRecord(visit)
        visit.open(record.updates)
        return try visit.page(
            RecommendationPage(record, for: visit),
            title: "Recommendation \(record.recommendation.number) – \(record.plan.title)",
            back: Link(label: record.plan.title, link: visit.link(Paths.plan(record.plan.id))))
    }
}
