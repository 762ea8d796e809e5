import Postgres

/// Meetings, what was on their agendas and what members asked there.
extension FoundKind {
    static let agendaItems = FoundKind(
        name: "agenda", label: "Agenda items", rank: 61,
        rows: { _ in
            """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, x.meeting_id::text AS part,
                   'Agenda item ' || x.position AS title, \(meeting) AS place,
                   concat_ws(' · ', x.words, nullif(x.outcome_words, ''), nullif(x.minute, '')) AS words, false AS is_exact,
                   false AS is_draft, m.held_on AS on_day, x.find_words
              FROM meeting_items x JOIN meetings m ON m.tenant_id = x.tenant_id AND m.id = x.meeting_id
            """
        }, path: { found, _ in found.meetingPath })

    static let questions = FoundKind(
        name: "questions", label: "Members’ questions", rank: 62,
        rows: { _ in
            """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, x.meeting_id::text AS part,
                   'Question: ' || x.asked_by AS title, \(meeting) AS place,
                   concat_ws(E'\\n', x.words, nullif(x.answer, '')) AS words, false AS is_exact, false AS is_draft,
                   m.held_on AS on_day, x.find_words
              FROM meeting_questions x JOIN meetings m ON m.tenant_id = x.tenant_id AND m.id = x.meeting_id
            """
        }, path: { found, _ in found.meetingPath })

    private static let meeting: SQL = "m.body || ', ' || to_char(m.held_on, 'FMDD FMMonth YYYY')"
}

extension Found {
    fileprivate var meetingPath: String? { Meeting.ID(part).map(Paths.meeting) }
}
