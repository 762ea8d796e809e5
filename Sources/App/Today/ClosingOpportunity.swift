import Postgres

/// An opportunity that closes soon, or is new.
struct ClosingOpportunity: RowDecodable {
    let id: Int64
    let title, place: String
    let closesOn: Day?
    let isNew, hasGuaranteedInterview: Bool

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        title = try row["title"]
        place = try row["place"]
        closesOn = try row["closes_on"]
        isNew = try row["is_new"]
        hasGuaranteedInterview = try row["has_guaranteed_interview"]
    }

    static func closing(on today: Day) -> Query<[ClosingOpportunity]> {
        .list(
            """
            SELECT o.id, o.title, coalesce(e.name, t.name, '') AS place, o.closes_on, o.opened_on > \(today.adding(days: -7)) AS is_new,
                   o.has_guaranteed_interview
              FROM opportunities o
              LEFT JOIN employers e ON e.tenant_id = o.tenant_id AND e.id = o.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = o.tenant_id AND t.id = o.team_id
             WHERE o.withdrawn_on IS NULL AND (o.closes_on IS NULL OR o.closes_on >= \(today))
               AND (o.closes_on <= \(today.adding(days: 14)) OR o.opened_on > \(today.adding(days: -7)))
             ORDER BY o.closes_on NULLS LAST, o.opened_on DESC, o.id LIMIT 8
            """)
    }

    static func table(_ offers: [ClosingOpportunity], _ visit: Visit) -> Table? {
        if offers.isEmpty { return nil }
        let columns: [ListColumn<ClosingOpportunity>] = [
            ListColumn("Opportunity") { .link($0.title, "/opportunities/\($0.id)") },
            ListColumn("Where") { .text($0.place) },
            ListColumn("Closes") { .day($0.closesOn, absent: "No closing date") },
            ListColumn("To know") { offer in
                .tags(
                    (offer.isNew ? [Tag(tone: "steady", text: "New")] : [])
                        + (offer.hasGuaranteedInterview ? [Tag(tone: "good", text: "Guaranteed interview")] : []),
                    file: "")
            },
        ]
        return Table("New and closing soon", of: offers, columns, isCaptionShown: true, for: visit)
    }
}
