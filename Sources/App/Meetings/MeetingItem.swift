import Postgres

/// One item on a meeting's agenda, and after the meeting what came of it.
package struct MeetingItem: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<MeetingItem>

    package enum Kind: String, Choice {
        case update, report, paper, question, other

        var label: String {
            switch self {
            case .update: "Update"
            case .report: "Report back"
            case .paper: "Paper"
            case .question: "Question"
            case .other: "Other"
            }
        }
    }

    /// Only an update's assessment is confirmed or not.
    package enum Outcome: String, Choice {
        case none, confirmed, notConfirmed = "not_confirmed", noted, deferred

        var label: String {
            switch self {
            case .none: "Nothing recorded yet"
            case .confirmed: "Confirmed"
            case .notConfirmed: "Not confirmed"
            case .noted: "Noted"
            case .deferred: "Deferred"
            }
        }

        var tag: Tag? {
            switch self {
            case .none: nil
            case .confirmed: Tag(tone: "good", text: label)
            case .notConfirmed: Tag(tone: "stop", text: label)
            case .noted: Tag(tone: "steady", text: label)
            case .deferred: Tag(tone: "idle", text: label)
            }
        }
    }

    package let id: ID
    package let meetingID: Meeting.ID
    package let version: Int
    package let kind: Kind
    /// As on the agenda.
    package let words: String
    package let planID: Plan.ID?
    package let planTitle: String?
    package let recommendationID: Recommendation.ID?
    package let number: String?
    package let actionID: Action.ID?
    package let updateID: Update.ID?
    package let period: Day?
    package let updateState: Update.State?
    package let assessmentWords: String?
    package let tone: Tone
    package let disagreement: String
    /// Members who confirm it may end the monitoring of its recommendation.
    package let mayLeave: Bool
    package let leads: [String]
    package let outcome: Outcome
    package let outcomeWords, minute: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        meetingID = try row["meeting_id"]
        version = try row["version"]
        kind = try row["kind"]
        words = try row["words"]
        planID = try row["plan_id"]
        planTitle = try row["plan_title"]
        recommendationID = try row["recommendation_id"]
        number = try row["number"]
        actionID = try row["action_id"]
        updateID = try row["update_id"]
        period = try row["period_on"]
        updateState = try row["update_state"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        disagreement = try row["disagreement"]
        mayLeave = try row["may_leave"]
        leads = try row["leads"]
        outcome = try row["outcome"]
        outcomeWords = try row["outcome_words"]
        minute = try row["minute"]
    }

    /// In the order of the agenda.
    package static func all(of meeting: Meeting.ID) -> Query<[MeetingItem]> {
        .list(
            """
            SELECT i.id, i.meeting_id, i.version, i.kind, i.words, i.plan_id, p.title AS plan_title, i.recommendation_id, r.number,
                   i.action_id, i.update_id, u.period_on, u.state AS update_state, s.words AS assessment_words,
                   coalesce(s.tone, 'not_assessed') AS tone, coalesce(u.disagreement, '') AS disagreement,
                   coalesce(s.tone = 'achieved' AND r.state = 'open' AND (u.action_id IS NULL OR 1 = (
                        SELECT count(*) FROM actions a WHERE a.tenant_id = i.tenant_id AND a.plan_id = i.plan_id
                           AND a.recommendation_id = i.recommendation_id)), false) AS may_leave,
                   ARRAY(SELECT d.name FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
                          WHERE j.tenant_id = i.tenant_id AND j.plan_id = i.plan_id AND j.recommendation_id = i.recommendation_id
                            AND j.action_id = coalesce(i.action_id, u.action_id, j.action_id)
                          GROUP BY d.name ORDER BY min(j.action_id), min(j.position)) AS leads,
                   i.outcome, i.outcome_words, i.minute
              FROM meeting_items i
              LEFT JOIN plans p ON p.tenant_id = i.tenant_id AND p.id = i.plan_id
              LEFT JOIN recommendations r ON r.tenant_id = i.tenant_id AND r.plan_id = i.plan_id AND r.id = i.recommendation_id
              LEFT JOIN updates u ON u.tenant_id = i.tenant_id AND u.plan_id = i.plan_id AND u.id = i.update_id
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
             WHERE i.meeting_id = \(meeting) ORDER BY i.position, i.id
            """)
    }
}
