import Postgres

/// Meetings in the calendar; a person's own are those with something on the agenda that a team of theirs leads.
extension DatedKind {
    static let meetings = DatedKind(
        "meeting",
        rows: """
            SELECT m.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   m.body AS words, m.held_on AS on_day, 'day' AS precision
              FROM meetings m
            """,
        mine: """
            EXISTS (SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                     WHERE m.person_id = (SELECT app.person())
                       AND j.recommendation_id IN (SELECT i.recommendation_id FROM meeting_items i WHERE i.meeting_id = d.id))
            """, summary: { "Meeting: \($0.words)" }, path: { Paths.meetings + "/\($0.id)" })
}
