import Postgres

/// What histories and the audit call the tables of meetings that are no registers.
extension AuditedTable {
    static let meetingGroup = "Meetings, agendas and questions"

    static let meetingItems = AuditedTable(
        "meeting_items", "Agenda item", group: meetingGroup,
        [
            AuditedColumn("words", "Item"), AuditedColumn("meeting_id", "Meeting", references: "meetings"),
            AuditedColumn("outcome", "What members decided", MeetingItem.Outcome.self),
            AuditedColumn("outcome_words", "Decision text"), AuditedColumn("minute", "Minute"),
            AuditedColumn("update_id", "Update", references: "updates"),
        ]
    ) {
        $0.subject = .byName
        $0.links = ["recommendation_id": "recommendations"]
        $0.naming = {
            "SELECT id, left(words, 90) AS name, plan_id, recommendation_id FROM meeting_items WHERE id = ANY (\($0))"
        }
        $0.path = { thing, _ in thing?.recommendationPath }
    }
}
