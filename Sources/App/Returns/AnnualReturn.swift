import Postgres

/// A year that was reported: its figures stay as they were, and a later version stands beside it with its reason.
struct AnnualReturn: RowDecodable, Sendable {
    let id: ID<AnnualReturn>
    let number: Int
    let reason: String
    let madeBy: String?
    let madeOn: Day

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        number = try row["number"]
        reason = try row["reason"]
        madeBy = try row["made_by_name"]
        madeOn = try row["made_on"]
    }

    var name: String { "Version \(number)" }
    /// "on 3 May 2026 by Bella Stone"
    var made: String { "on \(madeOn.longText)" + (madeBy.map { " by \($0)" } ?? "") }

    /// Of a year, the latest first.
    static func all(of year: AnnualYear) -> Query<[AnnualReturn]> {
        .list(
            """
            SELECT r.id, r.number, r.reason, p.name AS made_by_name, (r.made_at AT TIME ZONE 'Europe/London')::date AS made_on
              FROM annual_returns r LEFT JOIN people p ON p.tenant_id = r.tenant_id AND p.id = r.made_by
             WHERE r.year_kind = \(year.kind) AND r.begins_on = \(year.first) ORDER BY r.number DESC
            """)
    }

    /// Nil where somebody else reported it meanwhile.
    static func report(_ year: AnnualYear, as number: Int, because reason: String = "", in db: Transaction)
        throws(PostgresError) -> ID<AnnualReturn>?
    {
        try db.value("SELECT app.report_year(\(year.kind), \(year.first), \(number), \(reason))")
    }

    /// What histories and the audit call it.
    static let audited = [
        AuditedTable(
            "annual_returns", "Annual return", group: "Returns",
            [
                AuditedColumn("year_kind", "Kind of year", AnnualYear.Kind.self),
                AuditedColumn("begins_on", "Year from"), AuditedColumn("number", "Version"),
                AuditedColumn("reason", "Why it was reported again"),
            ]
        ) {
            $0.many = "Annual returns"
            $0.path = { _, visit in visit.can(.makeReturns) ? Paths.annualReturn : nil }
        },
        // In the bundle of subject access alone.
        AuditedTable(
            "annual_return_people", "Counted in an annual return", group: "Returns",
            [
                AuditedColumn("figure", "Figure", AnnualFigure.self), AuditedColumn("side", "From", AnnualSide.self),
                AuditedColumn("directorate", "Directorate"), AuditedColumn("place", "Where"),
                AuditedColumn("destination", "Destination", Placement.Destination.self),
                AuditedColumn("began_on", "Started"), AuditedColumn("ended_on", "Ended"),
                AuditedColumn("is_care", "Counted as looked after or a care leaver"),
                AuditedColumn("is_send", "Counted as SEND"),
            ]
        ) { $0.many = "Counted in annual returns" },
    ]
}

/// Somebody behind a figure, by a placement that counts.
struct AnnualPerson: RowDecodable, Sendable {
    let person: ID<YoungPerson>
    /// Nil where it was removed since.
    let placement: ID<Placement>?
    /// Whose it is by now, where two records were merged.
    let holder: ID<YoungPerson>?
    let reference, called, place: String
    let began: Day
    let ended: Day?
    let destination: Placement.Destination
    let isCare, isSend: Bool

    init(row: Row) throws(PostgresError) {
        person = try row["young_person_id"]
        placement = try row["placement_id"]
        holder = try row["holder_id"]
        reference = try row["reference"]
        called = try row["called"]
        place = try row["place"]
        began = try row["began_on"]
        ended = try row["ended_on"]
        destination = try row["destination"]
        (isCare, isSend) = (try row["is_care"], try row["is_send"])
    }

    /// The rows that the figure counts: the number is the number of different people in them.
    static func all(
        _ figure: AnnualFigure, of part: AnnualPart, _ subset: AnnualSubset?, _ year: AnnualYear, version: Int?
    )
        -> Query<[AnnualPerson]>
    {
        let within: SQL =
            switch part.level {
            case .all: "true"
            case .side: "n.side = \(part.side)"
            case .directorate: "n.side = 'council' AND n.directorate = \(part.directorate)"
            case .destination: "n.destination = \(part.destination)"
            }
        let group: SQL =
            switch subset {
            case nil: "true"
            case .care: "n.is_care"
            case .send: "n.is_send"
            }
        return .list(
            """
            SELECT n.young_person_id, p.id AS placement_id, p.young_person_id AS holder_id, y.reference,
                   CASE WHEN y.processing_ended_on IS NULL THEN coalesce(nullif(y.preferred_name, ''), y.name) ELSE '' END AS called,
                   n.place, n.began_on, n.ended_on, n.destination, n.is_care, n.is_send
              FROM app.annual_people(\(year.kind), \(year.first), \(version)) AS n
              JOIN young_people y ON y.id = n.young_person_id
              LEFT JOIN placements p ON p.id = n.placement_id
             WHERE n.figure = \(figure) AND \(within) AND \(group)
             ORDER BY y.reference_key, y.id, n.began_on, n.placement_id
            """)
    }
}

extension Paths {
    /// Work experience and apprenticeships of a year.
    static let annualReturn = returns + "/annual"
}
