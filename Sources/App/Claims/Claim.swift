import Postgres

/// One milestone of one spell of work under a contract: what is claimed for it, and what became of that (domain.md section 4; 004.23 to 004.27).
/// It is known by its placement's number: whoever decides claims sees no young person.
struct Claim: Record {
    var id = ID<Claim>(0), version = 0
    /// Whose it is: for links of those who may open the case.
    var person: Int64 = 0, placement: Int64 = 0
    var contract = ID<ProviderContract>(0), contractName = "", contractReference = "", provider = ""
    var rule = PaymentMilestone()
    /// As the records have the spell now; nil where they have none any more.
    var spell: Spell?
    var checked: Day?
    var evidenceOn: Day?, evidence = ""
    var submission: Submission?
    var validated: Decision?, refused: Decision?, paid: Decision?
    var refusedBecause = ""
    /// Whether the same milestone was claimed for other work of this attempt, or for work on the same days.
    var isClaimedElsewhere = false
    /// Whether the milestone is reached and nobody's claim is open for it; whether there is the evidence too.
    var isReached = false, isReady = false
    /// By the day on which the row was read.
    var state = State.notYet

    /// Work without a break that is longer than the contract permits.
    struct Spell: Sendable, Equatable {
        let from, reach: Day
        let ended: Day?
        /// By when work must go on, where it ended before the milestone.
        let resumeBy: Day?
        let gapDays: Int
        let stays: [Stay]
    }

    /// One placement of a spell.
    struct Stay: Sendable, Equatable {
        let from: Day, to: Day?
    }

    /// What was claimed, frozen on that day.
    struct Submission: Sendable {
        let on: Day, by: String, person: Person.ID
        let amount: Money
        let from, reach: Day
    }

    /// What somebody decided.
    struct Decision: Sendable {
        let on: Day, by: String
    }

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        person = try row["young_person_id"]
        placement = try row["placement_id"]
        contract = try row["contract_id"]
        contractName = try row["contract_name"]
        contractReference = try row["contract_reference"]
        provider = try row["provider_name"]
        rule = try Self.rule(row)
        spell = try Spell(row: row)
        checked = try row["checked_on"]
        evidenceOn = try row["evidence_on"]
        evidence = try row["evidence"]
        submission = try Submission(row: row)
        validated = try Decision(try row["validated_on"], try row["validated_name"])
        refused = try Decision(try row["refused_on"], try row["refused_name"])
        paid = try Decision(try row["paid_on"], try row["paid_name"])
        refusedBecause = try row["refused_because"]
        isClaimedElsewhere = try row["is_claimed_elsewhere"]
        isReached = try row["is_reached"]
        isReady = try row["is_ready"]
        state = try row["state"]
    }

    private static func rule(_ row: Row) throws(PostgresError) -> PaymentMilestone {
        var rule = PaymentMilestone()
        rule.id = try row["milestone_id"]
        rule.name = try row["milestone"]
        rule.length = try row["length"]
        rule.unit = try row["unit"]
        rule.gapDays = try row["permitted_days"]
        rule.gapRule = try row["gap_rule"]
        rule.hours = try row["hours"]
        rule.benefits = (try row["benefits"] as [String]).compactMap(Benefit.init)
        rule.needsCheck = try row["needs_check"]
        rule.evidence = try row["evidence_needed"]
        rule.amount = try row["tariff"]
        return rule
    }

    /// "P1042": all that is said of the placement.
    var reference: String { "P\(placement)" }
    var name: String { "\(reference), \(rule.name)" }
    var mention: String { "this claim" }
    /// As it was when it was submitted, or what it would pay.
    var amount: Money { submission?.amount ?? rule.amount }

    static let table: StaticString = "claims"
    static let words = RecordWords(one: "claim", many: "claims")
    static let fields: [Field<Claim>] = []
    static let source: SQL = """
        claims AS x JOIN payment_milestones AS m ON m.tenant_id = x.tenant_id AND m.id = x.milestone_id
          JOIN contracts AS c ON c.tenant_id = x.tenant_id AND c.id = x.contract_id
          LEFT JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = c.provider_id
        """
    /// Work to be done first, what is over last.
    static let order: SQL =
        "array_position(\(State.allCases.map(\.rawValue)), \(state)), x.reach_on, x.placement_id, x.id"
    static let select: SQL = """
        SELECT x.id, x.version, x.young_person_id, x.placement_id, x.contract_id, x.milestone_id, c.name AS contract_name,
               c.reference AS contract_reference, coalesce(p.name, '') AS provider_name, m.name AS milestone, m.length, m.unit,
               m.gap_days AS permitted_days, m.gap_rule, m.hours, m.benefits, m.needs_check, m.evidence AS evidence_needed, m.amount AS tariff,
               x.from_on, x.reach_on, x.ended_on, x.resume_by, x.gap_days, x.stays, x.checked_on, x.evidence_on, x.evidence,
               x.submitted_on, x.submitted_by, x.amount, x.claimed_from, x.claimed_reach, x.validated_on, x.refused_on, x.refused_because,
               x.paid_on, \(name(of: "submitted_by")) AS submitted_name, \(name(of: "validated_by")) AS validated_name,
               \(name(of: "refused_by")) AS refused_name, \(name(of: "paid_by")) AS paid_name,
               \(isClaimedElsewhere) AS is_claimed_elsewhere, \(state) AS state,
               \(isReached) AS is_reached, \(isReached) AND NOT (\(lacksEvidence)) AS is_ready
          FROM \(source)
        """

    private static func name(of column: StaticString) -> SQL {
        "coalesce((SELECT w.name FROM people w WHERE w.tenant_id = x.tenant_id AND w.id = \(SQL(x: column))), '')"
    }
}

extension Claim.Spell {
    /// Stays are kept as "2026-01-05/2026-03-02 2026-03-12/".
    fileprivate init?(row: Row) throws(PostgresError) {
        guard let from: Day = try row["from_on"], let reach: Day = try row["reach_on"] else { return nil }
        let stays: String = try row["stays"]
        self.init(
            from: from, reach: reach, ended: try row["ended_on"], resumeBy: try row["resume_by"],
            gapDays: try row["gap_days"],
            stays: stays.split(separator: " ").compactMap { stay in
                let days = stay.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                return Day(iso: days[0]).map { Claim.Stay(from: $0, to: days.last.flatMap { Day(iso: $0) }) }
            })
    }
}

extension Claim.Submission {
    fileprivate init?(row: Row) throws(PostgresError) {
        guard let on: Day = try row["submitted_on"] else { return nil }
        self.init(
            on: on, by: try row["submitted_name"], person: try row["submitted_by"], amount: try row["amount"],
            from: try row["claimed_from"], reach: try row["claimed_reach"])
    }
}

extension Claim.Decision {
    fileprivate init?(_ on: Day?, _ by: String) throws(PostgresError) {
        guard let on else { return nil }
        self.init(on: on, by: by)
    }
}

extension Paths {
    static let claims = "/claims"

    static func claim(_ id: ID<Claim>) -> String { claims + "/\(id)" }
}
