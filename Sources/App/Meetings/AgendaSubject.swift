import Postgres

/// What an item or a question may be about: a recommendation of a plan that the meeting's body made, or of a plan that names no body.
struct AgendaSubject: Sendable, RowDecodable, Equatable {
    let planID: Plan.ID
    let planTitle: String
    let recommendationID: Recommendation.ID
    let number: String

    init(row: Row) throws(PostgresError) {
        planID = try row["plan_id"]
        planTitle = try row["title"]
        recommendationID = try row["id"]
        number = try row["number"]
    }

    var label: String { "Recommendation \(number), \(planTitle)" }

    /// The body's plans first; those that are superseded are no longer talked about.
    static func all(at meeting: Meeting.ID) -> Query<[AgendaSubject]> {
        .list(
            """
            SELECT r.id, r.plan_id, r.number, p.title FROM meetings m
              JOIN plans p ON p.tenant_id = m.tenant_id AND (p.body_key = m.body_key OR p.body = '') AND p.state <> 'superseded'
              JOIN recommendations r ON r.tenant_id = p.tenant_id AND r.plan_id = p.id
             WHERE m.id = \(meeting) ORDER BY p.body = '', \(SQL.byName(key: "p.title_key")), p.id, r.position, r.id LIMIT 500
            """)
    }
}
