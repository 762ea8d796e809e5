import Postgres

/// What members asked at a meeting, and what was answered (001.21).
package struct MemberQuestion: Record {
    package typealias ID = Postgres.ID<MemberQuestion>

    package var id = ID(0), version = 0
    package var meetingID = Meeting.ID(0)
    package var meetingBody = "", meetingOn = Day.first
    package var itemID: MeetingItem.ID?
    package var itemWords: String?
    package var planID: Plan.ID?
    package var planTitle: String?
    package var recommendationID: Recommendation.ID?
    package var number: String?
    /// A role, never a name.
    package var askedBy = "A member"
    package var words = "", answer = ""
    package var promisedOn: Day?, answeredOn: Day?

    package init() {}

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

    var name: String { Excerpt.start(words, 90) ?? words }
    var mention: String { "the members’ question" }

    static let table: StaticString = "meeting_questions"
    static let words = RecordWords(one: "members’ question", many: "members’ questions")
    static let select: SQL = """
        SELECT x.id, x.version, x.meeting_id, m.body AS meeting_body, m.held_on AS meeting_on, x.item_id, i.words AS item_words,
               x.plan_id, p.title AS plan_title, x.recommendation_id, r.number, x.asked_by, x.words, x.answer, x.promised_on, x.answered_on
          FROM meeting_questions AS x
          JOIN meetings m ON m.tenant_id = x.tenant_id AND m.id = x.meeting_id
          LEFT JOIN meeting_items i ON i.tenant_id = x.tenant_id AND i.meeting_id = x.meeting_id AND i.id = x.item_id
          LEFT JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
          LEFT JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.plan_id = x.plan_id AND r.id = x.recommendation_id
        """
    static let order: SQL = "x.id"

    package static func all(of meeting: Meeting.ID) -> Query<[MemberQuestion]> {
        .list("\(select) WHERE x.meeting_id = \(meeting) ORDER BY \(order)")
    }

    /// Asked about one recommendation, the latest first.
    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[MemberQuestion]> {
        .list(
            """
            \(select) WHERE x.plan_id = \(plan) AND x.recommendation_id = \(recommendation)
             ORDER BY m.held_on DESC, x.id DESC
            """)
    }

    /// Without an answer yet, the soonest promised first.
    package static func unanswered(_ limit: Int) -> Query<[MemberQuestion]> {
        .list(
            """
            \(select) WHERE x.answered_on IS NULL ORDER BY x.promised_on NULLS LAST, m.held_on, x.id LIMIT \(limit)
            """)
    }
}
