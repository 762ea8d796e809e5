import Postgres

/// Something owed to scrutiny by a day: an update on a recommendation, or a report that an action promised.
struct DueItem: Sendable, RowDecodable {
    enum Kind: String, Choice {
        case update, report

        var label: String {
            switch self {
            case .update: "Progress updates"
            case .report: "Reports back to scrutiny"
            }
        }
    }

    let kind: Kind
    let planID: Plan.ID
    let planTitle: String
    let recommendationID: Recommendation.ID
    let number, words: String
    /// Of which `words` are the action's where it is an action that owes a report.
    let recommendationWords: String
    let actionID: Action.ID?
    let dueOn: Day
    /// "HR", "action 2": which of several actions of its recommendation; empty where it is the only one, or none.
    let part: String
    let reportDuty: Action.ReportDuty
    let reportWords: String
    let reportEveryMonths: Int?
    let lastUpdateOn: Day?
    let leads: [String]
    /// The draft that is begun for it.
    let draftID: Update.ID?
    /// The meeting that it comes to: the one that the duty names, or the next planned one of the plan's body.
    let meetingID: Meeting.ID?
    let meetingBody: String?
    let meetingOn: Day?
    /// How often it was owed by today: every cycle that was missed counts.
    let timesOwed: Int
    /// Where its recommendation stands.
    let stand: Stand?
    /// When somebody was last asked for it, and who asked; nil where nobody was, or an update was submitted since.
    let askedOn: Day?
    let askedBy: String?

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        planID = try row["plan_id"]
        planTitle = try row["title"]
        recommendationID = try row["recommendation_id"]
        number = try row["number"]
        words = try row["words"]
        recommendationWords = try row["recommendation_words"]
        actionID = try row["action_id"]
        dueOn = try row["due_on"]
        part = try row["part"]
        reportDuty = try row["report_duty"]
        reportWords = try row["report_words"]
        reportEveryMonths = try row["report_every_months"]
        lastUpdateOn = try row["last_update_on"]
        leads = try row["leads"]
        draftID = try row["draft_id"]
        meetingID = try row["meeting_id"]
        meetingBody = try row["meeting_body"]
        meetingOn = try row["meeting_on"]
        timesOwed = try row["times_owed"]
        stand = try Stand(row)
        askedOn = try row["asked_on"]
        askedBy = try row["asked_by"]
    }

    /// What is owed, in the council's words where it has some.
    var owed: String {
        if kind == .update { return lastUpdateOn == nil ? "First update" : "Update" }
        return reportDuty.text(reportWords, everyMonths: reportEveryMonths)
    }

    /// "9 reports missed"; nil while it is owed once.
    var timesText: String? {
        guard timesOwed > 1 else { return nil }
        return "\(timesOwed.formatted()) \(kind == .update ? "updates" : "reports") missed"
    }

    /// "12", "12-34": the recommendation, and the action where a report of it is due.
    var key: String { UpdatePlace(recommendationID, actionID).text }
    var heading: String { "Recommendation \(number)" }
    /// Behind what can be done with it, for those who hear the page: what is due, of which recommendation.
    var about: String {
        let parts = [owed, part, kind == .report ? Excerpt.opening(words, upTo: 60) : "", heading, planTitle]
        return parts.filter { !$0.isEmpty }.map { ", \($0)" }.joined()
    }

    /// Where it is recorded, for everybody who may write; in a lead officer's list everything is theirs.
    func nextStep(_ visit: Visit) -> Link? {
        guard visit.can(.recordUpdates) || visit.can(.updateLed) else { return nil }
        if let draftID {
            return Link(label: "Open the draft", link: Paths.update(draftID, recommendationID, planID))
        }
        let action = actionID.map { "?action=\($0)" } ?? ""
        return Link(label: "Record update", link: Paths.updates(recommendationID, planID) + "/new" + action)
    }

    var meetingName: String? { meetingBody.flatMap { body in meetingOn.map { "\(body), \($0.longText)" } } }

    func daysLate(on today: Day) -> Int { max(0, dueOn.days(to: today)) }

    /// "22 January 2018, 14 days late"; nil while it is not late.
    func lateText(on today: Day) -> String? {
        let late = Late(dueOn, on: today)
        return late.isLate ? late.text : nil
    }
}

/// How many are owed, by when.
struct DueCounts: Sendable, RowDecodable {
    /// In the order of the spans.
    private let counts: [Int]

    init(row: Row) throws(PostgresError) {
        counts = try [row["overdue"], row["soon"], row["next"], row["later"]]
    }

    subscript(_ span: DueSpan) -> Int { counts[DueSpan.allCases.firstIndex(of: span) ?? 0] }
    var all: Int { counts.reduce(0, +) }
}

/// An update on its way: a draft, or one that waits for members.
struct UpdateOnItsWay: Sendable, RowDecodable {
    let id: Update.ID
    let planID: Plan.ID
    let planTitle: String
    let recommendationID: Recommendation.ID
    let number: String
    let period: Day
    /// Members did not confirm it, so it waits for officers.
    let isDraft, isRefused: Bool
    let assessmentWords: String?
    let tone: Tone
    let disagrees: Bool
    let personName: String?
    let at: String

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        planTitle = try row["title"]
        recommendationID = try row["recommendation_id"]
        number = try row["number"]
        period = try row["period_on"]
        isDraft = try row["is_draft"]
        isRefused = try row["is_refused"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        disagrees = try row["disagrees"]
        personName = try row["person_name"]
        at = try row["at"]
    }
}
