import Postgres

/// What members said at a meeting that did not confirm an update's assessment; it stands beside the grade until officers correct it.
package struct Refusal: Sendable {
    package let words, minute: String
    package let meetingID: Meeting.ID
    package let meetingBody: String
    package let meetingOn: Day

    /// Nil where members refused nothing.
    init?(_ row: Row) throws(PostgresError) {
        guard let id: Meeting.ID = try row["refusal_id"] else { return nil }
        meetingID = id
        words = try row["refusal_words"]
        minute = try row["refusal_minute"]
        meetingBody = try row["refusal_body"]
        meetingOn = try row["refusal_on"]
    }

    static let columns: SQL = """
        f.words AS refusal_words, f.minute AS refusal_minute, f.id AS refusal_id, f.body AS refusal_body, f.held_on AS refusal_on
        """
    /// Of an update `u`: the last one.
    static let join: SQL = """
        LEFT JOIN LATERAL (SELECT i.outcome_words AS words, i.minute, m.id, m.body, m.held_on
                             FROM meeting_items i JOIN meetings m ON m.tenant_id = i.tenant_id AND m.id = i.meeting_id
                            WHERE i.tenant_id = u.tenant_id AND i.update_id = u.id AND i.outcome = 'not_confirmed'
                            ORDER BY m.held_on DESC, i.id DESC LIMIT 1) AS f ON true
        """

    /// "Select Committee, 12 December 2026, minute CYP/23"
    var place: String { "\(meetingBody), \(meetingOn.longText), minute \(minute)" }
}

extension Update {
    /// Members did not confirm it, and nothing has taken its place yet.
    var isRefused: Bool { state == .submitted && refusal != nil }

    static let refusedTag = Tag(tone: "stop", text: "Not confirmed by members")
}
