import Postgres

/// A young person for whom the council brokers work (domain.md section 5). Whatever shows one without need of a name shows the
/// reference: headings, titles, notices, histories, calendars.
struct YoungPerson: Record {
    typealias ID = Postgres.ID<YoungPerson>

    /// Agreement to share with employers.
    enum Consent: String, Choice { case notAsked = "not_asked", given, refused, withdrawn }

    /// What the record is kept under (UK GDPR article 6).
    enum Basis: String, Choice {
        case publicTask = "public_task", legalObligation = "legal_obligation", consent
        case vitalInterests = "vital_interests"
    }

    var id = ID(0), version = 0
    var reference = "", fullName = "", preferredName = "", pronouns = ""
    var born = Day.first
    var telephone = "", email = "", contactWords = ""
    /// The broker in whose caseload they are.
    var worker: Person.ID?
    /// Their name, as the row was read.
    var workerName: String?
    var adviser = ""
    var skills = "", strengths = "", aspirations = "", supportNeeds = "", whatWorks = ""
    var consent = Consent.notAsked, consentOn: Day?
    var basis = Basis.publicTask
    /// What lies in tables of their own, as their form shows it.
    var cohorts: [Cohort] = [], wishes: [Wish] = [], ready: Set<Readiness> = []
    /// How the case stands, which is changed by steps of its own or follows from what lies under it.
    var standing = Standing()

    /// Where the case is and how it is kept.
    struct Standing: Sendable {
        var isRestricted = false
        var restrictedOn: Day?, restrictedUntil: Day?
        var closedOn: Day?, closedReason: ClosingReason?
        var mergedInto: YoungPerson.ID?
        /// Kept, and no longer worked with since this day (UK GDPR article 18).
        var endedOn: Day?
        var retention = Retention.other, keptUntil: Day?
        var stage: String?, stageSince: Day?
        var attempt = 0
        /// What comes first.
        var nextStep: CaseStep.Kind?, nextDue: Day?
    }

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        reference = try row["reference"]
        fullName = try row["name"]
        preferredName = try row["preferred_name"]
        born = try row["born_on"]
        pronouns = try row["pronouns"]
        telephone = try row["telephone"]
        email = try row["email"]
        contactWords = try row["contact_words"]
        worker = try row["worker_id"]
        workerName = try row["worker"]
        adviser = try row["adviser"]
        skills = try row["skills"]
        strengths = try row["strengths"]
        aspirations = try row["aspirations"]
        supportNeeds = try row["support_needs"]
        whatWorks = try row["what_works"]
        consent = try row["consent"]
        consentOn = try row["consent_on"]
        basis = try row["basis"]
        standing = try Standing(row: row)
    }

    /// The council's reference: what stands wherever no name may.
    var name: String { reference }
    var isClosed: Bool { standing.closedOn != nil }
    /// Kept, and no longer worked with.
    var isEnded: Bool { standing.endedOn != nil }

    /// What they are called, on a screen that may show it; else the reference.
    func called(for visit: Visit) -> String {
        visit.showsNames ? (preferredName.isEmpty ? fullName : preferredName) : reference
    }

    func age(on day: Day) -> Int { Late.months(born, day) / 12 }

    static let table: StaticString = "young_people"
    static let words = RecordWords(one: "young person", many: "young people", number: "young_person")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let source: SQL = """
        young_people AS x LEFT JOIN people AS w ON w.tenant_id = x.tenant_id AND w.id = x.worker_id
          LEFT JOIN stages AS g ON g.tenant_id = x.tenant_id AND g.id = x.stage_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.is_restricted, x.restricted_on, x.restricted_until, x.closed_on, x.closed_reason, x.merged_into,
               x.processing_ended_on, x.retention, x.kept_until, x.stage_since, x.attempt, w.name AS worker, g.words AS stage,
               (SELECT s.kind FROM case_steps AS s WHERE s.tenant_id = x.tenant_id AND s.young_person_id = x.id
                 ORDER BY s.due_on, s.kind LIMIT 1) AS next_step, \(nextDue) AS next_due_on
          FROM \(source)
        """
    /// Asked of the rows that are shown alone, because it is no join: of a caseload each would be asked before the page is cut.
    static let nextDue: SQL = """
        (SELECT min(s.due_on) FROM case_steps AS s WHERE s.tenant_id = x.tenant_id AND s.young_person_id = x.id)
        """
}

extension YoungPerson.Standing: RowDecodable {
    init(row: Row) throws(PostgresError) {
        isRestricted = try row["is_restricted"]
        restrictedOn = try row["restricted_on"]
        restrictedUntil = try row["restricted_until"]
        closedOn = try row["closed_on"]
        closedReason = ClosingReason(rawValue: try row["closed_reason"])
        mergedInto = try row["merged_into"]
        endedOn = try row["processing_ended_on"]
        retention = try row["retention"]
        keptUntil = try row["kept_until"]
        stage = try row["stage"]
        stageSince = try row["stage_since"]
        attempt = try row["attempt"]
        nextStep = try row["next_step"]
        nextDue = try row["next_due_on"]
    }
}

/// Why a case was closed.
enum ClosingReason: String, Choice {
    case destination, movedAway = "moved_away", declined, notEligible = "not_eligible", agedOut = "aged_out", died,
        merged

    var label: String {
        switch self {
        case .destination: "Reached a destination"
        case .movedAway: "Moved away"
        case .declined: "Did not want to go on"
        case .notEligible: "Not eligible"
        case .agedOut: "Too old for this support"
        case .died: "Died"
        case .merged: "Merged into another record"
        }
    }
}

/// How long a record is kept, by whose it is.
enum Retention: String, Choice {
    case careLeaver = "care_leaver", send, other

    /// Why it is kept until then.
    var reason: String {
        switch self {
        case .careLeaver:
            "75 years from birth, as the records of looked-after children and care leavers are (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50)"
        case .send: "31 years from birth: until 25, the last age of SEND support, and six years more"
        case .other: "six years from the day on which the case was closed"
        }
    }
}

extension Paths {
    static let youngPeople = "/young-people"
    /// The page of a young person, and what lies under it.
    static func youngPerson(_ id: YoungPerson.ID, _ part: String = "") -> String { "/young-people/\(id)" + part }
}

extension Visit {
    /// "Kestrel, DCY-0417", or the reference alone while names are hidden.
    func naming(_ called: String, _ reference: String) -> String {
        showsNames ? "\(called), \(reference)" : reference
    }
}
