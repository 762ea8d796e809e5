import HTTP
import Postgres

/// The updates of a plan as a file, as far as the person may see them.
enum UpdateExport {
    static let routes = Route.files("/plans/:plan/updates", .seePlans, file)

    private struct Line {
        let it: Update
        let recommendation: Recommendation
        let action: String?
        let answers: [String]
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, recommendations, actions, updates, labels) = try visit.db.all(
            Plan.find(id), Recommendation.all(of: id), Action.withoutLeads(of: id), Update.all(of: id),
            ColumnLabels.of(id))
        guard let plan else { throw Failure.notFound }
        visit.open(updates)
        let lines = recommendations.flatMap { recommendation in
            updates.filter { $0.recommendationID == recommendation.id }.map { update in
                let action = actions.first { $0.id == update.actionID }
                return Line(
                    it: update, recommendation: recommendation, action: action?.words,
                    answers: update.answers.map(actions.filter { $0.recommendationID == recommendation.id }.filed))
            }
        }
        return try list(plan, ColumnLabels(labels)).answer(lines, as: format, for: visit)
    }

    private static func list(_ plan: Plan, _ labels: ColumnLabels) -> ListExport<Line> {
        ListExport(
            name: "updates-\(plan.id)", key: "updates",
            columns: [
                .init("Plan", "plan") { _ in .text(plan.title) },
                .init(labels(.recommendation), "recommendation") { .text($0.recommendation.number) },
                .init("Words", "words") { .text($0.recommendation.words) },
                .init(labels(.actions, or: "Action"), "action") { .text($0.action ?? "") },
                .init("Update", "period") { .approximateDay(.month(of: $0.it.period)) },
                .init("Version", "version") { .whole($0.it.edition) },
                .init("State", "state") { .text($0.it.stateLabel) },
                .init("Evidence date", "asOf") { .day($0.it.asOf) },
                .init(labels(.evidence), "evidence") { .text($0.it.evidence) },
                .init("Grade", "grade") { .text($0.it.assessmentWords ?? "") },
                .init(labels(.assessment, or: "Explanation"), "explanation") { .text($0.it.explanation) },
                .init(labels(.impact), "impact") { .text($0.it.impact) },
                .init("No progress to report", "isContext") { .truth($0.it.isContext) },
                .init("New due date", "newDue") { .day($0.it.newDueOn) },
                .init("Reason why it slipped", "slipReason") { .text($0.it.slipReason) },
                .init("Answers reports", "answers") { .list($0.answers) },
                .init("Grade and record disagree", "disagreement") { .text($0.it.disagreement) },
                .init("Reason for the correction", "correctionReason") { .text($0.it.correctionReason) },
                .init("Submitted", "submitted") { .day($0.it.submittedOn) },
                .init("Submitted by", "submittedBy") { .text($0.it.submittedByName ?? "") },
                .init("Agreed on", "agreed") { .day($0.it.agreedOn) },
                .init("Agreed at", "agreedAt") { .text($0.it.agreedAt) },
                .init("Minute", "minute") { .text($0.it.minute) },
            ])
    }
}
