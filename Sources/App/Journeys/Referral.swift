import Postgres

/// A young person referred to the council's brokers: by whom, when, why, and what was decided about it (003.12, 003.13).
struct Referral: Record {
    /// Preparatory work first, or straight to something.
    enum Decision: String, Choice {
        case none = "", preparation, workExperience = "work_experience", traineeship
        case supportedInternship = "supported_internship", apprenticeship, job, declined

        var label: String {
            switch self {
            case .none: "Not decided yet"
            case .preparation: "Preparatory work first"
            case .job: "Straight to a job"
            case .declined: "Declined"
            case .apprenticeship: "Straight to an apprenticeship"
            case .workExperience, .traineeship, .supportedInternship:
                "Straight to \(self == .workExperience ? "" : "a ")\(rawValue.replacing("_", with: " "))"
            }
        }

        static let choices = options.filter { !$0.value.isEmpty }

        /// The kind of placement that it asks for.
        var placement: String? {
            switch self {
            case .none, .preparation, .declined: nil
            case .workExperience, .traineeship, .supportedInternship, .apprenticeship, .job: rawValue
            }
        }
    }

    var id = ID<Referral>(0), version = 0
    /// Whose it is; the reference stands wherever no name may.
    var person = ID<YoungPerson>(0), reference = ""
    /// Whether the case is open.
    var isOpen = true
    var referredOn = Day.first, referredBy = "", reason = ""
    var dueOn = Day.first
    var decision = Decision.none, decisionReason = "", decidedBy = ""
    var decidedOn: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        person = try row["young_person_id"]
        reference = try row["reference"]
        isOpen = try row["is_open"]
        referredOn = try row["referred_on"]
        referredBy = try row["referred_by"]
        reason = try row["reason"]
        dueOn = try row["due_on"]
        decision = try row["decision"]
        decisionReason = try row["decision_reason"]
        decidedBy = try row["decided_by"]
        decidedOn = try row["decided_on"]
    }

    var isDecided: Bool { decision != .none }
    var name: String { "Referral of \(referredOn.longText)" }
    var mention: String { "this referral" }

    /// What was decided, or by when it is to be.
    var outcome: Cell {
        isDecided ? .text(decision.label) : isOpen ? .due(dueOn, absent: "") : .text("Not decided; the case is closed")
    }

    static let table: StaticString = "referrals"
    static let words = RecordWords(one: "referral", many: "referrals")
    static let source: SQL = """
        referrals AS x JOIN young_people AS y ON y.tenant_id = x.tenant_id AND y.id = x.young_person_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.young_person_id, x.due_on, x.decision, x.decided_on, y.reference, y.closed_on IS NULL AS is_open
          FROM \(source)
        """
    /// Undecided first, the longest waiting at the top; then the latest decisions.
    static let order: SQL = """
        x.decided_on IS NOT NULL OR y.closed_on IS NOT NULL, CASE WHEN x.decided_on IS NULL THEN x.due_on END, x.decided_on DESC, x.id DESC
        """

    /// An attempt begins with it, where none is open.
    func keep(as id: ID<Referral>, in db: Transaction) throws {
        if version == 0 { try db.run("SELECT app.begin_referred(\(id))") }
    }

    /// False when somebody decided or changed it meanwhile.
    static func decide(
        _ id: ID<Referral>, version: Int, _ decision: Decision, because reason: String, by decider: String, on day: Day,
        in db: Transaction
    ) throws -> Bool {
        try db.run(
            """
            UPDATE referrals SET decision = \(decision), decision_reason = \(reason), decided_by = \(decider), decided_on = \(day),
                   version = version + 1
             WHERE id = \(id) AND version = \(version) AND decision = ''
            """) == 1
    }
}
