import Postgres

/// One stay at work of a young person, from its plan to what became of it (domain.md section 5; 003.24, 001.15).
struct Placement: Record {
    var id = ID<Placement>(0), version = 0
    var person = ID<YoungPerson>(0)
    /// The council's reference, what they are called, and in whose caseload they are, as the row was read.
    var reference = "", called = "", worker = ""
    var kind = WorkKind.workExperience, level: Int?, standard = ""
    var workplace = Workplace()
    var opportunity: ID<Opportunity>?, opportunityTitle = ""
    var role = "", provider = "", alongside = ""
    var planned = Day.first, started: Day?, plannedEnd: Day?
    var hours: Double?
    var isPaid = false, isFunded = false
    var contract = Contract.unknown
    var mentor = "", coach = Coach.unknown
    var usedGuarantee = false
    var ended: Day?, outcome = Outcome.none, exitReason: ExitReason?, outcomeWords = ""
    var destination = Destination.none, destinationWords = ""
    var note = ""
    /// The provider's contract that it is under, where one pays for it by results, and the benefit that somebody came off with it.
    var providerContract: ID<ProviderContract>?, contractName = "", benefit: Benefit?
    /// By the day on which the row was read.
    var state = State.planned

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        person = try row["young_person_id"]
        reference = try row["reference"]
        called = try row["called"]
        worker = try row["worker"]
        kind = try row["kind"]
        level = try row["level"]
        standard = try row["standard"]
        workplace = Workplace(
            employer: try row["employer_id"], team: try row["team_id"], name: try row["workplace"])
        opportunity = try row["opportunity_id"]
        opportunityTitle = try row["opportunity"]
        role = try row["role"]
        provider = try row["provider"]
        alongside = try row["alongside"]
        planned = try row["planned_on"]
        started = try row["started_on"]
        plannedEnd = try row["planned_end_on"]
        hours = try row["hours"]
        isPaid = try row["is_paid"]
        isFunded = try row["is_funded"]
        contract = try row["contract"]
        mentor = try row["mentor"]
        coach = try row["coach"]
        usedGuarantee = try row["used_guarantee"]
        ended = try row["ended_on"]
        outcome = try row["outcome"]
        exitReason = ExitReason(rawValue: try row["exit_reason"])
        outcomeWords = try row["outcome_words"]
        destination = try row["destination"]
        destinationWords = try row["destination_words"]
        note = try row["note"]
        providerContract = try row["provider_contract_id"]
        contractName = try row["contract_name"]
        benefit = Benefit(rawValue: try row["benefit"])
        state = try row["state"]
    }

    /// "Apprentice gardener, Parks": without whose it is.
    var name: String {
        [role.isEmpty ? kind.label : role, workplace.name].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    static let table: StaticString = "placements"
    static let words = RecordWords(one: "placement", many: "placements")
    static let order: SQL = "coalesce(x.started_on, x.planned_on) DESC, x.id DESC"
    static let source: SQL = """
        placements AS x JOIN young_people AS y ON y.tenant_id = x.tenant_id AND y.id = x.young_person_id
          LEFT JOIN employers AS e ON e.tenant_id = x.tenant_id AND e.id = x.employer_id
          LEFT JOIN council_teams AS t ON t.tenant_id = x.tenant_id AND t.id = x.team_id
          LEFT JOIN opportunities AS o ON o.tenant_id = x.tenant_id AND o.id = x.opportunity_id
          LEFT JOIN people AS w ON w.tenant_id = y.tenant_id AND w.id = y.worker_id
          LEFT JOIN contracts AS c ON c.tenant_id = x.tenant_id AND c.id = x.provider_contract_id
        """
    /// The one rule of how a placement stands.
    static let state: SQL = """
        CASE WHEN x.outcome = 'did_not_start' THEN 'did_not_start' WHEN x.ended_on IS NOT NULL THEN 'ended'
             WHEN x.started_on IS NOT NULL THEN 'under_way' WHEN x.planned_on < app.today() THEN 'should_have_started'
             ELSE 'planned' END
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.young_person_id, y.reference, coalesce(nullif(y.preferred_name, ''), y.name) AS called,
               coalesce(w.name, '') AS worker, coalesce(e.name, t.name, '') AS workplace, coalesce(o.title, '') AS opportunity,
               concat_ws(' · ', c.reference, c.name) AS contract_name,
               \(state) AS state
          FROM \(source)
        """
}

/// Where somebody works: an employer or a team of the council.
struct Workplace: Sendable, Equatable {
    var employer: ID<Employer>?, team: ID<CouncilTeam>?
    var name = ""

    /// By its name, however it is spelled; a team before an employer. Nil where the council lists neither.
    static func named(_ name: String) -> Query<Workplace?> {
        .first(
            """
            SELECT NULL::bigint AS employer_id, id AS team_id, name, 0 AS rank FROM council_teams WHERE name_key = app.fold(\(name))
            UNION ALL SELECT id, NULL, name, 1 FROM employers WHERE name_key = app.fold(\(name)) ORDER BY rank LIMIT 1
            """)
    }
}

extension Workplace: RowDecodable {
    init(row: Row) throws(PostgresError) {
        self.init(employer: try row["employer_id"], team: try row["team_id"], name: try row["name"])
    }
}

extension Paths {
    static let placements = "/placements"

    static func placements(of person: ID<YoungPerson>) -> String { youngPerson(person) + placements }

    static func placement(_ id: ID<Placement>, of person: ID<YoungPerson>) -> String {
        placements(of: person) + "/\(id)"
    }
}
