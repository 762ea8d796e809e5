import Postgres

/// A meeting of the demo, with its agenda, what came of it and what members asked.
struct DemoMeeting: Sendable {
    var body: String
    var on: Day
    var place = "", notes = ""
    var isHeld = true
    var items: [Item] = []
    var questions: [Question] = []

    /// An item, by the title of its plan, the number of its recommendation, and the month of its update.
    struct Item: Sendable {
        var kind = MeetingItem.Kind.update
        var words = ""
        var plan = "", number = ""
        var period: Day?
        /// Counted from 1: the action of which a report is owed to this meeting.
        var report: Int?
        var outcome = MeetingItem.Outcome.none
        var said = "", minute = ""
    }

    /// A question, by the place of its item on the agenda.
    struct Question: Sendable {
        var item: Int
        var words: String
        var askedBy = "A member"
        var promisedOn: Day?
        var answer = ""
        var answeredOn: Day?
    }

    func save(in db: Transaction) throws(PostgresError) {
        let id = try Meeting.named(body, on: on, in: db)
        try db.run(
            """
            UPDATE meetings SET place = \(place), notes = \(notes), state = \(isHeld ? Meeting.State.held : .planned) WHERE id = \(id)
            """)
        for (index, item) in items.enumerated() { try add(item, to: id, place: index + 1, in: db) }
        for question in questions {
            try db.run(
                """
                INSERT INTO meeting_questions (meeting_id, item_id, plan_id, recommendation_id, asked_by, words, promised_on, answer, answered_on)
                SELECT meeting_id, id, CASE WHEN recommendation_id IS NOT NULL THEN plan_id END, recommendation_id, \(question.askedBy),
                       \(question.words), \(question.promisedOn), \(question.answer), \(question.answeredOn)
                  FROM meeting_items WHERE meeting_id = \(id) AND position = \(question.item)
                """)
        }
    }

    private func add(_ item: Item, to meeting: Meeting.ID, place: Int, in db: Transaction) throws(PostgresError) {
        let words =
            item.period.map { MeetingItem.words(period: $0, number: item.number, plan: item.plan) } ?? item.words
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id, update_id,
                                       outcome, outcome_words, minute)
            SELECT \(meeting), \(place), \(item.kind), \(words), p.id, r.id, a.id, u.id, \(item.outcome), \(item.said), \(item.minute)
              FROM (SELECT 1) AS one
              LEFT JOIN plans p ON p.title = \(item.plan)
              LEFT JOIN recommendations r ON r.plan_id = p.id AND r.number = \(item.number)
              LEFT JOIN actions a ON a.recommendation_id = r.id AND a.position = \(item.report)
              LEFT JOIN updates u ON u.recommendation_id = r.id AND u.action_id IS NULL AND u.period_on = \(item.period)
            """)
        try db.run(
            """
            UPDATE actions a SET report_meeting_id = i.meeting_id FROM meeting_items i
             WHERE i.meeting_id = \(meeting) AND i.position = \(place) AND i.action_id = a.id AND a.report_duty = 'once'
            """)
        try db.run(
            """
            UPDATE updates u SET meeting_id = i.meeting_id, agreed_at = \(body), minute = i.minute FROM meeting_items i
             WHERE i.meeting_id = \(meeting) AND i.position = \(place) AND i.update_id = u.id AND u.state = 'agreed'
            """)
    }
}
