import PlanReader
import Postgres

/// One period's evidence, assessment and impact for a recommendation or one of its actions (001.08).
package struct Update: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Update>

    /// Submitted is frozen; agreed was confirmed by members; superseded has a later edition.
    package typealias State = PlanFile.Update.State

    package let id: ID
    package let planID: Plan.ID
    package let recommendationID: Recommendation.ID
    package let actionID: Action.ID?
    package let version, edition: Int
    /// A month: the label of the update (001.09).
    package let period: Day
    package let state: State
    package let evidence, explanation, impact: String
    package let assessmentID: Assessment.ID?
    package let assessmentWords: String?
    package let tone: Tone
    package let asOf, newDueOn: Day?
    /// Only context, no progress (004.44).
    package let isContext: Bool
    package let slipReason, disagreement, correctionReason: String
    /// Whether its author says which reports it answers; what came in from a paper does not.
    let namesReports: Bool
    let answers: [OwedReport]
    package let correctsID: ID?
    package let authorName, submittedByName, agreedByName: String?
    package let changedAt: String
    package let submittedAt: String?
    package let submittedOn: Day?
    package let agreedOn: Day?
    package let agreedAt, minute: String
    /// The meeting that agreed it; what came in from a paper has only the meeting's name.
    package let meetingID: Meeting.ID?
    /// What members said who did not confirm it.
    package let refusal: Refusal?

    /// The day that it speaks of: of its evidence, else the last of its month, or today if that is earlier.
    static func day(asOf: Day?, period: Day, today: Day) -> Day {
        asOf ?? min(ApproximateDay(period, .month).lastDay, today)
    }

    func day(_ today: Day) -> Day { Self.day(asOf: asOf, period: period, today: today) }
    /// Submitted in the last ten minutes by somebody else than who is asking.
    let isNews: Bool
    /// Until when who is asking may take it back; nil where they may not.
    let revocableUntil: String?

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        version = try row["version"]
        edition = try row["edition"]
        period = try row["period_on"]
        state = try row["state"]
        evidence = try row["evidence"]
        explanation = try row["explanation"]
        impact = try row["impact"]
        assessmentID = try row["assessment_id"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        asOf = try row["as_of"]
        newDueOn = try row["new_due_on"]
        isContext = try row["is_context"]
        slipReason = try row["slip_reason"]
        disagreement = try row["disagreement"]
        correctionReason = try row["correction_reason"]
        namesReports = try row["names_reports"]
        answers = (try row["answers"] as [String]).compactMap { OwedReport($0) }
        correctsID = try row["corrects_id"]
        authorName = try row["author_name"]
        submittedByName = try row["submitted_by_name"]
        agreedByName = try row["agreed_by_name"]
        changedAt = try row["changed_at"]
        submittedAt = try row["submitted_at"]
        submittedOn = try row["submitted_on"]
        agreedOn = try row["agreed_on"]
        agreedAt = try row["agreed_at"]
        minute = try row["minute"]
        meetingID = try row["meeting_id"]
        refusal = try Refusal(row)
        isNews = try row["is_news"]
        revocableUntil = try row["revocable_until"]
    }

    /// A paper or a file says that members agreed it; no meeting in Waymark records it.
    var isAgreedInPaper: Bool { agreedOn != nil && meetingID == nil }

    /// "Agreed by members", or "Agreed, as the paper says".
    var stateLabel: String {
        guard state == .agreed else { return state.label }
        return isAgreedInPaper ? State.agreedInPaper : State.agreedByMembers
    }

    /// "9 July 2024, 14:05"; the day alone when a paper said no more.
    static func moment(_ at: SQL) -> SQL {
        """
        to_char(\(at) AT TIME ZONE 'Europe/London', CASE WHEN (\(at) AT TIME ZONE 'Europe/London')::time = '00:00'
                THEN 'FMDD FMMonth YYYY' ELSE 'FMDD FMMonth YYYY, HH24:MI' END)
        """
    }

    private static let select: SQL = """
        SELECT u.id, u.plan_id, u.recommendation_id, u.action_id, u.version, u.edition, u.period_on, u.state, u.evidence,
               u.explanation, u.impact, u.assessment_id, s.words AS assessment_words, coalesce(s.tone, 'not_assessed') AS tone,
               u.as_of, u.new_due_on, u.is_context, u.slip_reason, u.disagreement, u.correction_reason, u.corrects_id,
               u.names_reports, \(OwedReport.answers) AS answers,
               p.name AS author_name, b.name AS submitted_by_name, g.name AS agreed_by_name,
               to_char(u.changed_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS changed_at,
               \(moment("u.submitted_at")) AS submitted_at, (u.submitted_at AT TIME ZONE 'Europe/London')::date AS submitted_on,
               u.agreed_on, u.agreed_at, u.minute, u.meeting_id,
               coalesce(u.state = 'submitted' AND u.submitted_at > now() - interval '10 minutes' AND u.submitted_by <> (SELECT app.person()), false)
                   AS is_news,
               CASE WHEN u.submitted_at > now() - interval '10 minutes' AND app.can_take_back(u)
                    THEN to_char((u.submitted_at + interval '10 minutes') AT TIME ZONE 'Europe/London', 'HH24:MI') END AS revocable_until,
               \(Refusal.columns)
          FROM updates u
          LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
          LEFT JOIN people p ON p.tenant_id = u.tenant_id AND p.id = u.author_id
          LEFT JOIN people b ON b.tenant_id = u.tenant_id AND b.id = u.submitted_by
          LEFT JOIN people g ON g.tenant_id = u.tenant_id AND g.id = u.agreed_by
          \(Refusal.join)
        """

    package static func find(_ id: ID) -> Query<Update?> { .first("\(select) WHERE u.id = \(id)") }

    private static let newestFirst: SQL = "ORDER BY u.period_on DESC, u.edition DESC, u.id DESC"

    /// Newest period first, later editions before earlier ones.
    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Update]> {
        .list("\(select) WHERE u.plan_id = \(plan) AND u.recommendation_id = \(recommendation) \(newestFirst)")
    }

    /// Of a whole plan, in the same order.
    package static func all(of plan: Plan.ID) -> Query<[Update]> {
        .list("\(select) WHERE u.plan_id = \(plan) \(newestFirst)")
    }
}

extension Update.State: Choice {}
