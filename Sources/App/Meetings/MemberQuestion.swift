import Postgres

/// What members asked at a meeting, and what was answered (001.21).
package struct MemberQuestion: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<MemberQuestion>

    package let id: ID
    package let version: Int
    package let meetingID: Meeting.ID
    package let meetingBody: String
    package let meetingOn: Day
    package let itemID: MeetingItem.ID?
    package let itemWords: String?
    package let planID: Plan.ID?
    package let planTitle: String?
    package let recommendationID: Recommendation.ID?
    package let number: String?
    /// A role, never a name.
    package let askedBy: String
    package let words, answer: String
    package let promisedOn, answeredOn: Day?

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        meetingID = try row["meeting_id"]
        meetingBody = try row["meeting_body"]
        meetingOn = try row["meeting_on"]
        itemID = try row["item_id"]
        itemWords = try row["item_words"]
        planID = try row["plan_id"]
        planTitle = try row["plan_title"]
        recommendationID = try row["recommendation_id"]
        number = try row["number"]
        askedBy = try row["asked_by"]
        words = try row["words"]
        answer = try row["answer"]
        promisedOn = try row["promised_on"]
        answeredOn = try row["answered_on"]
    }

    private static func select(_ condition: SQL, by order: SQL) -> SQL {
        """
        SELECT q.id, q.version, q.meeting_id, m.body AS meeting_body, m.held_on AS meeting_on, q.item_id, i.words AS item_words,
               q.plan_id, p.title AS plan_title, q.recommendation_id, r.number, q.asked_by, q.words, q.answer, q.promised_on, q.answered_on
          FROM meeting_questions q
          JOIN meetings m ON m.tenant_id = q.tenant_id AND m.id = q.meeting_id
          LEFT JOIN meeting_items i ON i.tenant_id = q.tenant_id AND i.meeting_id = q.meeting_id AND i.id = q.item_id
          LEFT JOIN plans p ON p.tenant_id = q.tenant_id AND p.id = q.plan_id
          LEFT JOIN recommendations r ON r.tenant_id = q.tenant_id AND r.plan_id = q.plan_id AND r.id = q.recommendation_id
         WHERE \(condition) ORDER BY \(order)
        """
    }

    package static func all(of meeting: Meeting.ID) -> Query<[MemberQuestion]> {
        .list(select("q.meeting_id = \(meeting)", by: "q.id"))
    }

    /// Asked about one recommendation, the latest first.
    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[MemberQuestion]> {
        .list(
            select(
                "q.plan_id = \(plan) AND q.recommendation_id = \(recommendation)", by: "m.held_on DESC, q.id DESC"))
    }

    /// Without an answer yet, the soonest promised first.
    package static func unanswered(_ limit: Int) -> Query<[MemberQuestion]> {
        .list(select("q.answered_on IS NULL", by: "q.promised_on NULLS LAST, m.held_on, q.id LIMIT \(limit)"))
    }
}
