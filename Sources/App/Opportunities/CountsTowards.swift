import Postgres

/// The pledges towards which an opportunity or a placement counts, for its page; what counts is said on the pledge’s.
enum CountsTowards {
    static func opportunity(_ id: ID<Opportunity>, _ visit: Visit) throws -> [SummaryRow] {
        try rows("SELECT pledge_id FROM pledge_opportunities WHERE opportunity_id = \(id)", visit)
    }

    static func placement<P>(_ id: ID<P>, _ visit: Visit) throws -> [SummaryRow] {
        try rows("SELECT pledge_id FROM pledge_placements WHERE placement_id = \(id)", visit)
    }

    private static func rows(_ wanted: SQL, _ visit: Visit) throws -> [SummaryRow] {
        guard visit.can(.seePledges) else { return [] }
        let pledges: [NamedChoice] = try visit.db.list(
            "SELECT id, name FROM pledges WHERE id IN (\(wanted)) ORDER BY \(SQL.byName(key: "name_key")), id")
        return pledges.map {
            SummaryRow(label: "Counts towards", text: $0.name, link: visit.link("/pledges/\($0.id)"))
        }
    }
}
