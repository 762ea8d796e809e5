import HTTP
import Postgres

/// Every action of a plan as a file: what the progress table shows, a row each.
enum PlanExport {
    static func csv(_ visit: Visit) throws -> Response {
        let (plan, lines) = try lines(visit)
        let heads = [
            "Plan", "Recommendation", "Words", "State", "Why", "Grade", "Graded on", "Next due", "Last update",
            "Workstream", "Action",
            "Leads", "Measure of success", "Due", "Action grade", "Report to scrutiny", "Next report", "Recordable",
            "Why not recordable", "Grade and record disagree",
        ]
        return .csv(Spreadsheet(heads: heads, rows: lines.map { $0.cells(plan) }), named: "action-plan-\(plan.id)")
    }

    static func json(_ visit: Visit) throws -> Response {
        let (plan, lines) = try lines(visit)
        return try .json(File(plan: PlanFacts(plan, for: visit), lines: lines.map(Facts.init)))
    }

    private static func lines(_ visit: Visit) throws -> (Plan, [Line]) {
        let id: Plan.ID = try visit.id("plan")
        let (plan, recommendations, actions, disagreements) = try visit.db.all(
            Plan.find(id), Recommendation.all(of: id), Action.all(of: id), Disagreement.all(of: id))
        guard let plan else { throw Failure.notFound }
        let byRecommendation = Dictionary(grouping: actions, by: \.recommendationID)
        return (
            plan,
            recommendations.flatMap { recommendation in
                let own = byRecommendation[recommendation.id] ?? []
                return own.isEmpty
                    ? [Line(recommendation, nil, disagreements)]
                    : own.map { Line(recommendation, $0, disagreements) }
            }
        )
    }

    /// A recommendation with one of its actions.
    private struct Line {
        let recommendation: Recommendation
        let action: Action?
        /// Of either grade, in sentences.
        let disagreement: String

        init(_ recommendation: Recommendation, _ action: Action?, _ all: [Disagreement]) {
            (self.recommendation, self.action) = (recommendation, action)
            disagreement = [all.words(of: recommendation), action.map(all.words) ?? ""].filter { !$0.isEmpty }
                .joined(separator: " ")
        }

        func cells(_ plan: Plan) -> [Spreadsheet.Cell] {
            let it = recommendation
            let head: [Spreadsheet.Cell] = [
                .text(plan.title), .text(it.number), .text(it.words), .text(it.state.label), .text(it.stateWords),
                .text(it.assessmentWords ?? ""), .day(it.assessedOn), .day(it.nextDueOn),
                .text(it.lastUpdateOn?.monthText ?? ""),
            ]
            guard let action else { return head + Array(repeating: .none, count: 10) + [.text(disagreement)] }
            return head + [
                .text(action.workstream), .text(action.words), .text(action.leads.joined(separator: "; ")),
                .text(action.successMeasure),
                .text(RecommendationGroup.ActionRow.due(action) ?? ""), .text(action.assessmentWords ?? ""),
                .text(action.reportDuty == .none ? "" : action.reportText), .day(action.nextReportOn),
                .text(HistoryWords.choices["recordability"]?(action.recordability.rawValue) ?? ""),
                .text(action.recordabilityWords), .text(disagreement),
            ]
        }
    }

    private struct File: Encodable {
        let plan: PlanFacts
        let lines: [Facts]
    }

    private struct Facts: Encodable {
        let recommendation, words, state, why: String
        let grade, action, workstream, actionGrade, report: String?
        let leads: [String]
        let nextDue, nextReport, lastUpdate: Day?
        let recordable, disagreement: String?

        init(_ line: Line) {
            let (it, action) = (line.recommendation, line.action)
            (recommendation, words, state, why) = (it.number, it.words, it.state.rawValue, it.stateWords)
            (grade, nextDue, lastUpdate) = (it.assessmentWords, it.nextDueOn, it.lastUpdateOn)
            (self.action, workstream, actionGrade) = (action?.words, action?.workstream, action?.assessmentWords)
            (leads, nextReport) = (action?.leads ?? [], action?.nextReportOn)
            report = action.flatMap { $0.reportDuty == .none ? nil : $0.reportText }
            recordable = action?.recordability.rawValue
            disagreement = line.disagreement.isEmpty ? nil : line.disagreement
        }
    }
}

extension Action {
    /// The duty to report as printed, or in our words.
    var reportText: String {
        if !reportWords.isEmpty { return reportWords }
        return reportDuty == .once ? "Report back to Scrutiny" : Self.cycle(reportEveryMonths)
    }
}
