import Formats
import HTTP
import Postgres

/// Every action of a plan as a file: what the progress table shows, a row each.
enum PlanExport {
    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, recommendations, actions, disagreements, labels) = try visit.db.all(
            Plan.find(id), Recommendation.all(of: id), Action.all(of: id), Disagreement.all(of: id), ColumnLabels.of(id)
        )
        guard let plan else { throw Failure.notFound }
        let byRecommendation = Dictionary(grouping: actions, by: \.recommendationID)
        let lines = recommendations.flatMap { recommendation in
            let own = byRecommendation[recommendation.id] ?? []
            return own.isEmpty
                ? [Line(recommendation, nil, disagreements)] : own.map { Line(recommendation, $0, disagreements) }
        }
        return try list(plan, ColumnLabels(labels)).answer(lines, as: format, for: visit)
    }

    /// A recommendation with one of its actions.
    private struct Line {
        let it: Recommendation
        let action: Action?
        /// Of either grade, in sentences.
        let disagreement: String

        init(_ recommendation: Recommendation, _ action: Action?, _ all: [Disagreement]) {
            (it, self.action) = (recommendation, action)
            disagreement = [all.words(of: recommendation), action.map(all.words) ?? ""].filter { !$0.isEmpty }
                .joined(separator: " ")
        }

        /// What the action says; nothing where there is none.
        func own(_ text: (Action) -> String?) -> Spreadsheet.Cell { .text(action.flatMap(text) ?? "") }
    }

    private static func list(_ plan: Plan, _ labels: ColumnLabels) -> ListExport<Line> {
        ListExport(
            name: "action-plan-\(plan.id)", key: "actions",
            columns: [
                .init("Plan", "plan") { _ in .text(plan.title) },
                .init(labels(.recommendation), "recommendation") { .text($0.it.number) },
                .init("Words", "words") { .text($0.it.words) },
                .init("State", "state") { .text($0.it.state.label) },
                .init("Why", "why") { .text($0.it.stateWords) },
                .init(labels(.status, or: "Grade"), "grade") { .text($0.it.assessmentWords ?? "") },
                .init("Stands at", "standsAt") { .text($0.it.stand?.text ?? "") },
                .init("Graded on", "gradedOn") { .day($0.it.assessedOn) },
                .init("Next due", "nextDue") { .day($0.it.nextDueOn) },
                .init("Last update", "lastUpdate") { .approximateDay($0.it.lastUpdateOn.map(ApproximateDay.month)) },
                .init("Workstream", "workstream") { $0.own(\.workstream) },
                .init(labels(.actions, or: "Action"), "action") { $0.own(\.words) },
                .init(labels(.leads, or: "Leads"), "leads") { .list($0.action?.leads ?? []) },
                .init(labels(.successMeasure), "successMeasure") { $0.own(\.successMeasure) },
                .init(labels(.due), "due") { .approximateDay($0.action?.due) },
                .init("Due, in words", "dueWords") { $0.own(\.dueWords) },
                .init("Action grade", "actionGrade") { $0.own(\.assessmentWords) },
                .init("Report to scrutiny", "report") { $0.own(\.reportText) },
                .init("First report", "firstReport") { .approximateDay($0.action?.report) },
                .init("Months between reports", "reportMonths") {
                    $0.action?.reportEveryMonths.map { .whole($0) } ?? .none
                },
                .init("Next report", "nextReport") { .day($0.action?.nextReportOn) },
                .init("Recordable", "recordable") {
                    $0.own { $0.recordability.label }
                },
                .init("Why not recordable", "whyNotRecordable") { $0.own(\.recordabilityWords) },
                .init("Grade and record disagree", "disagreement") { .text($0.disagreement) },
            ])
    }
}
