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
    let updates: [Update]
    let documents: [Document]
    let links: [RecommendationLink]
    let notes: [Footnote]
    let glossary: [GlossaryEntry]
    let assessments: [Assessment]
    let neighbours: [Neighbour]
    let questions: [MemberQuestion]
    let labels: ColumnLabels
    /// A team of the person asking leads an action here.
    let isLed: Bool

    init(_ visit: Visit) throws {
        let plan: Plan.ID = try visit.id("plan")
        let id: Recommendation.ID = try visit.id("recommendation")
        let found = try visit.db.all(
            Plan.find(plan), Recommendation.find(id, of: plan), Action.all(of: id, in: plan),
            Measure.all(of: id, in: plan),
            Milestone.all(of: id, in: plan), Reading.all(of: id, in: plan), Update.all(of: id, in: plan),
            RecommendationLink.all(of: id, in: plan), Footnote.all(of: plan), GlossaryEntry.all, Assessment.all,
            Neighbour.all(of: plan),
            Query<Bool?>.value("SELECT app.leads_recommendation(\(id))"), MemberQuestion.all(of: id, in: plan),
            ColumnLabels.of(plan), Document.all(of: id, in: plan))
        guard let plan = found.0, let recommendation = found.1 else { throw Failure.notFound }
        (self.plan, self.recommendation, actions, measures) = (plan, recommendation, found.2, found.3)
        (milestones, readings, updates, links) = (found.4, found.5, found.6, found.7)
        notes = found.8.filter { $0.recommendationID == id }
        (glossary, assessments, neighbours) = (found.9, found.10, found.11)
        isLed = found.12 ?? false
        questions = found.13
        labels = ColumnLabels(found.14)
        documents = found.15
    }
}

/// One recommendation with its actions, measures and updates.
enum RecommendationPages {
    static func show(_ visit: Visit) throws -> Response {
        let record = try RecommendationRecord(visit)
        return try visit.page(
            RecommendationPage(record, for: visit),
            title: "Recommendation \(record.recommendation.number) – \(record.plan.title)",
            back: Link(label: record.plan.title, link: visit.link(Paths.plan(record.plan.id))))
    }
}
