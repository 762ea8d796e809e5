import HTTP
import Postgres

/// Which placements and opportunities count towards a pledge: one form, in which all that fit are listed and those that count
/// are ticked. It is said, not guessed: a rule of dates and groups would let numbers be drawn from it by changing the rule.
enum PledgeLinks {
    static let path = Pledge.register.one + "/counted"
    static let routes: [Route] = [
        .get(path, .changePlacements, show), .post(path, .changePlacements, save),
    ]

    /// Beside what counts, so many that could are listed, the latest.
    private static let most = 500

    /// What fits, and what counts already.
    private struct Fitting {
        let pledge: Pledge
        let placements: [FittingThing], opportunities: [FittingThing]
        /// Changes with every change of what counts.
        let edition: String
    }

    private static func fitting(_ visit: Visit) throws -> Fitting {
        let id: ID<Pledge> = try visit.id("pledge")
        guard let pledge = try visit.db(Pledge.find(id, at: .council)) else { throw Failure.notFound }
        let (placements, opportunities) = try visit.db.all(placements(for: pledge, visit), opportunities(for: pledge))
        visit.noteLooks(at: placements.compactMap(\.person), as: .list)
        let counted = [placements, opportunities].map {
            $0.filter(\.isCounted).map { "\($0.id)" }.joined(separator: " ")
        }
        return Fitting(
            pledge: pledge, placements: placements, opportunities: opportunities,
            edition: Secret.digest(counted.joined(separator: "/")))
    }

    private static func placements(for pledge: Pledge, _ visit: Visit) -> Query<[FittingThing]> {
        let called: SQL =
            visit.showsNames ? "coalesce(nullif(y.preferred_name, ''), y.name) || ', ' || y.reference" : "y.reference"
        return .list(
            """
            SELECT p.id, p.young_person_id, \(called) || ': ' || concat_ws(', ', coalesce(nullif(p.role, ''), replace(p.kind, '_', ' ')),
                       coalesce(e.name, t.name), to_char(coalesce(p.started_on, p.planned_on), 'FMDD FMMonth YYYY')) AS name,
                   l.id IS NOT NULL AS is_counted
              FROM placements p JOIN young_people y ON y.tenant_id = p.tenant_id AND y.id = p.young_person_id
              LEFT JOIN employers e ON e.tenant_id = p.tenant_id AND e.id = p.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = p.tenant_id AND t.id = p.team_id
              LEFT JOIN pledge_placements l ON l.tenant_id = p.tenant_id AND l.placement_id = p.id AND l.pledge_id = \(pledge.id)
             WHERE l.id IS NOT NULL OR (p.kind = ANY (\(pledge.kinds.map(\.rawValue))) AND p.outcome <> 'did_not_start'
               AND coalesce(p.started_on, p.planned_on) BETWEEN \(pledge.begins) AND coalesce(\(pledge.ends), 'infinity'))
             ORDER BY l.id IS NULL, coalesce(p.started_on, p.planned_on) DESC, p.id DESC
             LIMIT \(most) + (SELECT count(*) FROM pledge_placements WHERE pledge_id = \(pledge.id))
            """)
    }

    private static func opportunities(for pledge: Pledge) -> Query<[FittingThing]> {
        .list(
            """
            SELECT o.id, NULL::bigint AS young_person_id, concat_ws(', ', o.title, coalesce(e.name, t.name),
                       o.places || CASE WHEN o.places = 1 THEN ' place' ELSE ' places' END, 'since ' || to_char(o.opened_on, 'FMDD FMMonth YYYY')) AS name,
                   l.id IS NOT NULL AS is_counted
              FROM opportunities o
              LEFT JOIN employers e ON e.tenant_id = o.tenant_id AND e.id = o.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = o.tenant_id AND t.id = o.team_id
              LEFT JOIN pledge_opportunities l ON l.tenant_id = o.tenant_id AND l.opportunity_id = o.id AND l.pledge_id = \(pledge.id)
             WHERE l.id IS NOT NULL OR (o.kind = ANY (\(pledge.kinds.map(\.rawValue)))
               AND o.opened_on BETWEEN \(pledge.begins) AND coalesce(\(pledge.ends), 'infinity'))
             ORDER BY l.id IS NULL, o.opened_on DESC, o.id DESC
             LIMIT \(most) + (SELECT count(*) FROM pledge_opportunities WHERE pledge_id = \(pledge.id))
            """)
    }

    private static func form(_ it: Fitting) -> RecordForm {
        let own = Paths.pledge(it.pledge.id)
        return RecordForm(
            kicker: it.pledge.name, heading: "What counts towards it",
            lead:
                "Listed is all of its kinds and period: \(it.pledge.kinds.map { $0.label.lowercased() }.listed), \(it.pledge.periodWords.lowercasedFirst). Tick what the council meant by the pledge.",
            path: own + "/counted", back: Link(label: it.pledge.name, link: own), save: "Save what counts"
        ) { form in
            [
                FormPart(questions: [
                    .checkboxes(
                        form.checkboxes(
                            "placements", "Placements", it.placements.map(\.option),
                            hint: hint(it.placements), optional: true)),
                    .checkboxes(
                        form.checkboxes(
                            "opportunities", "Opportunities", it.opportunities.map(\.option),
                            hint: hint(it.opportunities, "Its places, and who is put forward for it, then count too."),
                            optional: true)),
                ])
            ]
        }
    }

    private static func hint(_ all: [FittingThing], _ words: String? = nil) -> String? {
        if all.isEmpty { return "None of its kinds in its period yet." }
        guard all.count(where: { !$0.isCounted }) == most else { return words }
        return "Listed are those that count, and of the others the latest \(most)."
    }

    private static func fields(_ it: Fitting) -> Fields {
        var fields = Fields()
        fields.set("placements", it.placements.filter(\.isCounted).map { String($0.id) })
        fields.set("opportunities", it.opportunities.filter(\.isCounted).map { String($0.id) })
        fields["version"] = it.edition
        return fields
    }

    private static func show(_ visit: Visit) throws -> Response {
        let it = try fitting(visit)
        return try form(it).page(visit, fields(it))
    }

    /// What was ticked counts from now on, and what was not does not; somebody else’s change in between is shown first.
    private static func save(_ visit: Visit) throws -> Response {
        let id: ID<Pledge> = try visit.id("pledge")
        try visit.db.run("SELECT pg_advisory_xact_lock(hashtextextended('pledge ' || app.tenant(), \(id)))")
        let it = try fitting(visit)
        guard visit.form["version"] == it.edition else {
            let last = try visit.db(
                LastSave.last(
                    """
                    a.entity IN ('pledge_placements', 'pledge_opportunities')
                    AND coalesce(a.after, a.before) ->> 'pledge_id' = \(id.description)
                    """))
            return try form(it).stale(visit, theirs: fields(it), by: last)
        }
        let ticked = visit.form.all("placements").compactMap { Int64($0) }
        let offered = visit.form.all("opportunities").compactMap { Int64($0) }
        func changes(_ all: [FittingThing], _ chosen: [Int64]) -> (added: [Int64], removed: [Int64]) {
            (
                all.filter { !$0.isCounted && chosen.contains($0.id) }.map(\.id),
                all.filter { $0.isCounted && !chosen.contains($0.id) }.map(\.id)
            )
        }
        let (placements, opportunities) = (changes(it.placements, ticked), changes(it.opportunities, offered))
        let pledge = it.pledge.id
        try visit.db.run(
            "DELETE FROM pledge_placements WHERE pledge_id = \(pledge) AND placement_id = ANY (\(placements.removed))")
        try visit.db.run(
            "DELETE FROM pledge_opportunities WHERE pledge_id = \(pledge) AND opportunity_id = ANY (\(opportunities.removed))"
        )
        try visit.db.run(
            """
            INSERT INTO pledge_placements (pledge_id, placement_id, young_person_id)
            SELECT \(pledge), p.id, p.young_person_id FROM placements p WHERE p.id = ANY (\(placements.added)) ON CONFLICT DO NOTHING
            """)
        try visit.db.run(
            """
            INSERT INTO pledge_opportunities (pledge_id, opportunity_id)
            SELECT \(pledge), o.id FROM opportunities o WHERE o.id = ANY (\(opportunities.added)) ON CONFLICT DO NOTHING
            """)
        return visit.redirect(to: Paths.pledge(pledge), saying: "What counts towards \(it.pledge.name) is saved.")
    }
}

/// A placement or an opportunity that may count.
private struct FittingThing: RowDecodable, Sendable {
    let id: Int64
    let person: ID<YoungPerson>?
    let name: String
    let isCounted: Bool

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        person = try row["young_person_id"]
        name = try row["name"]
        isCounted = try row["is_counted"]
    }

    var option: (value: String, text: String) { (String(id), name) }
}
