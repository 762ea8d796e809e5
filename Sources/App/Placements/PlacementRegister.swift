import Postgres

/// Placements under a young person: the register, with a form made by hand in place of the kernel's.
struct PlacementRegister: AnyRegister {
    static let list = Register<Placement>(
        "/young-people/:young_person/placements", see: .seePlacements, change: .changePlacements, title: "Placements",
        empty: EmptyState(
            heading: "No placements yet",
            text: "Work experience, traineeships, apprenticeships and jobs are recorded here, the latest first.")
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            let list = Link(label: "Placements", link: Paths.placements(of: person.id))
            return .under(person.id, person.reference, "placements", back: list)
        }
        $0.page = .own
        $0.columns = [
            ListColumn("Placement", "placement") { .text($0.name) },
            ListColumn("Kind", "kind") { .text($0.kind.label) },
            ListColumn("Planned start", "planned_on", sort: "x.planned_on") { .day($0.planned) },
            ListColumn("Started", "started_on", sort: "x.started_on") { .day($0.started, absent: "Not yet") },
            ListColumn("Ended", "ended_on", sort: "x.ended_on") { .day($0.ended, absent: "Not yet") },
            ListColumn("State", "state") { .tags([$0.state.tag], file: $0.state.label) },
            ListColumn("Outcome", "outcome") { .text($0.outcome.label) },
            ListColumn("Role", "role", isListed: false) { .text($0.role) },
            ListColumn("Where", "where", isListed: false) { .text($0.workplace.name) },
            ListColumn("Hours a week", "hours", isListed: false) { $0.hours.map { .number($0) } ?? .text("") },
            ListColumn("Destination", "destination", isListed: false) { .text($0.destination.label) },
        ]
        $0.naming = """
            concat_ws(', ', coalesce(nullif(x.role, ''), replace(x.kind, '_', ' ')),
                (SELECT e.name FROM employers AS e WHERE e.tenant_id = x.tenant_id AND e.id = x.employer_id),
                (SELECT t.name FROM council_teams AS t WHERE t.tenant_id = x.tenant_id AND t.id = x.team_id))
            """
        $0.auditGroup = "Placements"
        $0.settleAudit = { table in
            table.columns.removeAll { ["employer_id", "team_id"].contains($0.name) }
            table.columns += [
                AuditedColumn("employer_id", "Employer", references: "employers"),
                AuditedColumn("team_id", "Council team", references: "council_teams"),
            ]
        }
        $0.removal = { placement, _, visit in
            let (moves, answers, claimed) = try visit.db.all(
                Query<Int?>.value("SELECT count(*) FROM rearrangements WHERE placement_id = \(placement.id)"),
                Query<Int?>.value(
                    "SELECT count(*) FROM work_checks WHERE placement_id = \(placement.id) AND answered_on IS NOT NULL"),
                Query<Int?>.value(
                    "SELECT count(*) FROM claims WHERE placement_id = \(placement.id) AND submitted_on IS NOT NULL")
            )
            return RemovalTerms(
                what: "this placement",
                things: ["“\(placement.name)”"]
                    + [
                        countedIfAny(moves ?? 0, "start that was moved", "starts that were moved"),
                        countedIfAny(answers ?? 0, "answered in-work check", "answered in-work checks"),
                    ].compactMap { $0?.sentenceCase },
                refusal: (claimed ?? 0) == 0
                    ? nil
                    : "What was claimed for it stays on record, and so does the placement. Its days can be corrected.")
        }
    }

    var path: String { Self.list.path }

    var routes: [Route] {
        let own = PlacementFormPages.routes
        return Self.list.routes.filter { made in !own.contains { $0.method == made.method && $0.path == made.path } }
            + own
    }

    var audited: AuditedTable? { Self.list.audited }
    var dated: DatedKind? { nil }

    /// By role, provider and place, without a name.
    var found: FoundKind? {
        FoundKind(
            name: "placements", label: "Placements", rank: 36,
            rows: { wanted in
                """
                SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, x.young_person_id::text AS part,
                       coalesce(nullif(x.role, ''), replace(x.kind, '_', ' ')) AS title, coalesce(e.name, t.name, '') AS place,
                       concat_ws(' · ', nullif(x.standard, ''), nullif(x.provider, ''), y.reference) AS words,
                       app.find_words(x.role) = \(Folding(wanted.text).text) AS is_exact, false AS is_draft,
                       coalesce(x.started_on, x.planned_on) AS on_day,
                       concat_ws(' ', x.find_words, e.find_words, t.find_words) AS find_words
                  FROM \(Placement.source)
                """
            },
            path: { found, _ in
                ID<YoungPerson>(found.part).map { Paths.placement(ID(found.id), of: $0) }
            })
    }

    func part(_ visit: Visit) throws -> RegisterPart { try Self.list.part(visit) }
    func held(_ visit: Visit) throws -> HeldRecords { try Self.list.held(visit) }
}

/// Every placement of the council, for whoever brokers them: what is planned, late in starting, under way, ended.
enum PlacementList {
    static let register = Register<Placement>(
        Paths.placements, see: .seePlacements, title: "Placements",
        empty: EmptyState(
            heading: "No placements yet", text: "They are recorded from a young person’s page.",
            next: Link(label: "Young people", link: YoungPerson.register.path))
    ) {
        $0.lead = "Who works where: what is planned, what should have started, what is under way."
        $0.columns =
            [
                ListColumn("Young person", "young_person", sort: "y.reference_key") { .text($0.reference) },
                ListColumn("Placement", "placement") { .text($0.name) },
                ListColumn("Kind", "kind", sort: "x.kind") { .text($0.kind.label) },
                ListColumn("Start", "start", isFiled: false, sort: "coalesce(x.started_on, x.planned_on)") {
                    $0.state == .shouldHaveStarted ? .due($0.planned, absent: "") : .day($0.started ?? $0.planned)
                },
                ListColumn("Worker", "worker", sort: SQL.byName("w.name")) { .text($0.worker, absent: "Nobody yet") },
                ListColumn("State", "state") { .tags([$0.state.tag], file: $0.state.label) },
            ] + PlacementRegister.list.columns.dropFirst(2).filter { $0.key != "state" }.map(\.filed)
        $0.rowLink = { placement, visit in visit.link(Paths.placement(placement.id, of: placement.person)) }
        $0.looksAt = (YoungPerson.table.description, { $0.person.value })
        $0.wordFilter = WordFilter(label: "Role or place") {
            "strpos(concat_ws(' ', x.find_words, e.find_words, t.find_words), \($0)) > 0"
        }
        $0.filters = { visit in try [state, kind] + choices(visit) }
    }

    private static let state = ListFilter(
        name: "state", label: "State", any: "All states", options: Placement.State.options,
        condition: { "\(Placement.state) = \($0)" })

    private static let kind = ListFilter(
        name: "kind", label: "Kind", any: "All kinds", options: WorkKind.options, condition: { "x.kind = \($0)" })

    /// Those where somebody is or was, and those in whose caseload they are.
    private static func choices(_ visit: Visit) throws -> [ListFilter] {
        let (employers, teams, workers) = try visit.db.all(
            Query<[NamedChoice]>.list(
                """
                SELECT id, name FROM employers WHERE id IN (SELECT employer_id FROM placements) ORDER BY \(SQL.byName(key: "name_key")), id
                """),
            Query<[NamedChoice]>.list(
                "SELECT id, name FROM council_teams WHERE id IN (SELECT team_id FROM placements) ORDER BY \(SQL.byName(key: "name_key")), id"
            ),
            Query<[NamedChoice]>.list(
                """
                SELECT id, name FROM people WHERE id IN (
                    SELECT y.worker_id FROM young_people y JOIN placements p ON p.tenant_id = y.tenant_id AND p.young_person_id = y.id)
                 ORDER BY \(SQL.byName("name")), id
                """))
        return [
            ListFilter(
                name: "employer", label: "Employer", any: "All employers", options: employers.map(\.option),
                condition: { "x.employer_id = \(ID<Employer>($0))" }),
            ListFilter(
                name: "team", label: "Council team", any: "All teams", options: teams.map(\.option),
                condition: { "x.team_id = \(ID<CouncilTeam>($0))" }),
            ListFilter(
                name: "worker", label: "Worker", any: "All workers", options: workers.map(\.option),
                condition: { "y.worker_id = \(Person.ID($0))" }),
        ]
    }
}

extension ListColumn {
    /// Only in files.
    fileprivate var filed: ListColumn {
        ListColumn(head, key, isListed: false, sort: sort, cell: cell)
    }
}
