import Mustache

/// One action on its recommendation's page.
struct ActionCard: Sendable {
    let anchor: String
    /// Nil when it is the only one and has no name.
    let heading: String?
    let words: Markup
    let tags: [Tag]
    let marks: Markup?
    let facts: SummaryList?
    let editLink: String?

    init(_ action: Action, isOnly: Bool, _ it: RecommendationRecord, _ prose: inout NotedProse, for visit: Visit) {
        anchor = "action-\(action.id)"
        heading = action.label ?? (isOnly ? nil : "Action \(action.position)")
        let hasOwnGrades = action.assessmentID != nil || action.reportDuty != .none || action.recordability != .counted
        let disagreement = it.updates.disagreement(of: action)
        tags = (hasOwnGrades ? action.tags : []) + (disagreement.isEmpty ? [] : [.disagreement])
        // Without a status to stand behind, its notes stand behind the words.
        let onStatus = it.notes.on(action.id, status: true)
        words = prose.html(action.words, notes: it.notes.on(action.id, status: false) + (tags.isEmpty ? onStatus : []))
        marks = tags.isEmpty ? nil : prose.marks(onStatus)
        let why = disagreement.isEmpty ? [] : [SummaryRow(label: "Grade and record disagree", text: disagreement)]
        let rows = why + Self.rows(action, it.requests.latest(action.id), it.labels, visit)
        facts = rows.isEmpty ? nil : SummaryList(rows: rows)
        editLink =
            visit.can(.changePlans)
            ? visit.link(Paths.action(action.id, action.recommendationID, action.planID) + "/edit") : nil
    }

    private static func rows(_ action: Action, _ asked: UpdateRequest?, _ labels: ColumnLabels, _ visit: Visit)
        -> [SummaryRow]
    {
        var rows = [
            SummaryRow(
                label: labels(.leads, or: action.leads.count > 1 ? "Leads" : "Lead"),
                text: action.leads.isEmpty ? nil : action.leads.joined(separator: "\n"),
                absent: action.leads.isEmpty ? "Nobody named" : nil)
        ]
        if !action.successMeasure.isEmpty {
            rows.append(SummaryRow(label: labels(.successMeasure), text: action.successMeasure))
        }
        let due = [
            action.dueWords,
            action.dueWords.isEmpty ? action.due?.text ?? "" : action.due.map { "(by \($0.text))" } ?? "",
        ]
        let dueText = due.filter { !$0.isEmpty }.joined(separator: " ")
        if !dueText.isEmpty { rows.append(SummaryRow(label: labels(.due), text: dueText)) }
        if let next = action.nextReportOn { rows += reportRows(action, next, visit) }
        if let asked { rows.append(SummaryRow(label: "Report asked for", text: asked.text)) }
        switch action.recordability {
        case .counted: break
        case .estimated: rows.append(SummaryRow(label: "Counted", text: "Estimated. " + action.recordabilityWords))
        case .cannot:
            rows.append(
                SummaryRow(
                    label: "Counted", text: action.recordabilityWords.isEmpty ? nil : action.recordabilityWords,
                    absent: action.recordabilityWords.isEmpty ? "Cannot be recorded" : nil))
        }
        return rows
    }

    private static func reportRows(_ action: Action, _ next: Day, _ visit: Visit) -> [SummaryRow] {
        let late = Late(next, on: visit.today), owed = action.reportsOwed
        let text = late.text + (owed > 1 ? "; \(owed) reports missed" : "")
        var rows = [
            late.isLate
                ? SummaryRow(
                    label: "Report due",
                    markup: Markup(html: "<span class=\"app-late\">\(Markup(escaping: text).html)</span>"))
                : SummaryRow(label: "Report due", text: text)
        ]
        if let meeting = action.reportMeetingID, let name = action.reportMeeting {
            rows.append(SummaryRow(label: "Report goes to", text: name, link: visit.link(Paths.meeting(meeting))))
        }
        if !action.comingReports.isEmpty {
            rows.append(
                SummaryRow(
                    label: "Next \(counted(action.comingReports.count))",
                    text: action.comingReports.map(\.longText).joined(separator: "\n")))
        }
        return rows
    }
}
