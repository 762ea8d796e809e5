import Mustache

/// What a member sees first: what is outstanding, what changed, where all stands. Also the same on one sheet, for printing.
struct OverviewView: View {
    static let template = "dashboard/overview"

    let head: PageHead
    let problems: ErrorSummary?
    let numbers: OverviewNumbers?
    let parts: [Link]
    let choice: OverviewChoice?
    /// In place of everything, before the first plan is published.
    let nothing: EmptyState?
    let outstanding: OutstandingList?
    let changes: ChangeList?
    let figures: [Figure]
    let figuresAbsent: EmptyState?
    let pledges: OverviewPledges?
    let pathway: OverviewPathway?
    let indicators: OverviewIndicators?
    let files: Exports?
    let printHint: String?
}

/// How many stand where, adding up to all, and what is late.
struct OverviewNumbers: Sendable {
    let stats: [Stat]
    let sum, lateness: String
}

/// The plan, the day and the order.
struct OverviewChoice: Sendable {
    let action: String
    let plan, order: SelectField
    let since: DayBox
}

/// The recommendations that members have not signed off.
struct OutstandingList: Sendable {
    let showing: String?
    let items: [OutstandingItem]
    let isEmpty: EmptyState?
    let pages: Pages?
}

/// One of them.
struct OutstandingItem: Sendable {
    let name, link, plan, words: String
    let tags: [Tag]
    let spark: Markup?
    /// What the grade does not fit.
    let disagreement: String?
    /// What members said who did not confirm the grade.
    let refused: String?
    /// Where it stands, where its grade does not say it.
    let stands: String?
    let leads: String?
    let span: String
    let since: String?
    let due: String?
    let late: String?
    let slip: SlipLine?
    let earlier: EarlierSlips?
}

/// Why something slipped, with the date it has now.
struct SlipLine: Sendable {
    let heading, reason: String
    let explanation: String?
    let newDate: String?
}

/// The slips before the last one.
struct EarlierSlips: Sendable {
    let label: String
    let slips: [SlipLine]
}

/// The updates submitted or agreed since a day.
struct ChangeList: Sendable {
    let heading: String
    let showing: String?
    let rows: [ChangeRow]
    let isEmpty: EmptyState?
}

/// One of them.
struct ChangeRow: Sendable {
    let name, link, plan, when, what: String
    let before: Tag?
    let after: Tag?
    let same: String?
    /// What the grade disagrees with.
    let disagreement: String?
}

extension OutstandingItem {
    init(_ item: Outstanding, _ reports: [Report], for visit: Visit) {
        name = "Recommendation \(item.number)"
        link = visit.link(Paths.recommendation(item.id, item.planID))
        plan = item.planTitle
        words = Excerpt.opening(item.words, upTo: 220)
        let said = reports.graded?.disagreement ?? ""
        tags = [item.tag] + (said.isEmpty ? [] : [.disagreement])
        let own = reports.filter { !$0.isOfAction }
        spark =
            Spark(
                id: "spark-\(item.id)",
                marks: own.prefix(6).reversed().map {
                    ($0.period.labelText, $0.assessmentWords ?? "Not assessed", $0.tone)
                }
            ).markup
        disagreement = said.isEmpty ? nil : said
        refused = reports.refusal(of: item.stand).map { Excerpt.opening($0, upTo: 400) }
        stands = refused == nil ? item.stand?.beyondGrade : nil
        leads = item.leads.isEmpty ? nil : item.leads.joined(separator: ", ")
        span = item.agreed.map { Late.span($0.day, visit.today) } ?? "Not known"
        since = item.agreed.map { "since the plan was agreed, \($0.text)" }
        let isLate = item.isOverdue(on: visit.today)
        due = isLate ? nil : item.nextDueOn?.longText
        late = isLate ? item.nextDueOn.map { Late($0, on: visit.today).text } : nil
        let slips = Slips(reports)
        slip = slips.behind.map(SlipLine.init)
        let before = slips.all.filter { $0.report.id != slips.behind?.report.id }.map(SlipLine.init)
        earlier =
            before.isEmpty
            ? nil
            : EarlierSlips(label: counted(before.count, "earlier slip", "earlier slips").sentenceCase, slips: before)
    }
}

extension SlipLine {
    init(_ slip: Slips.Slip) {
        let report = slip.report
        let grade = (report.assessmentWords ?? "New date") + (slip.fellFrom.map { ", after \($0)" } ?? "")
        heading = "\(report.period.monthText): \(grade)" + (report.isOfAction ? " (an action of it)" : "")
        let words = report.slipReason.sentenceCase
        reason = words.isEmpty ? "" : words + (report.explanation.isEmpty ? "." : ":")
        explanation = report.explanation.isEmpty ? nil : Excerpt.opening(report.explanation, upTo: 400)
        newDate = report.newDueOn?.longText
    }
}

extension ChangeRow {
    init(_ change: Movement, for visit: Visit) {
        name = "Recommendation \(change.number)" + (change.isOfAction ? ", an action" : "")
        link = visit.link(Paths.update(change.id, change.recommendationID, change.planID))
        plan = change.planTitle
        when = change.happenedOn.longText
        let update =
            change.isCorrection ? "Correction of \(change.period.monthText)" : "\(change.period.monthText) update"
        var deed = change.isAgreed ? change.isInPaper ? "agreed" : "agreed by members" : "submitted"
        if change.isAgreed, !change.agreedAt.isEmpty { deed += " at \(change.agreedAt)" }
        if change.isAgreed, !change.minute.isEmpty { deed += ", minute \(change.minute)" }
        if change.isAgreed, change.isInPaper { deed += ", as the paper says" }
        what = "\(update) \(deed)"
        let isSame = change.before == change.after
        before = isSame ? nil : change.before
        after = change.after
        disagreement = change.disagreement.isEmpty ? nil : change.disagreement
        same =
            change.after == nil ? "No grade given" : isSame ? "as before" : change.before == nil ? "first grade" : nil
    }
}
