import Postgres

/// A young person for whom the council brokers work (domain.md section 5). Whatever shows one without need of a name shows the
/// reference: headings, titles, notices, histories, calendars.
struct YoungPerson: Record {
    /// Agreement to share with employers.
    enum Consent: String, Choice { case notAsked = "not_asked", given, refused, withdrawn }

    /// What the record is kept under (UK GDPR article 6).
    enum Basis: String, Choice {
        case publicTask = "public_task", legalObligation = "legal_obligation", consent
        case vitalInterests = "vital_interests"
    }

    var id = ID<YoungPerson>(0), version = 0
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
    var isRestricted = false, restrictedUntil: Day?
    var closedOn: Day?

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
        isRestricted = try row["is_restricted"]
        restrictedUntil = try row["restricted_until"]
        closedOn = try row["closed_on"]
    }

    /// The council's reference: what stands wherever no name may.
    var name: String { reference }
    /// What they are called.
    var called: String { preferredName.isEmpty ? fullName : preferredName }

    static let table: StaticString = "young_people"
    static let words = RecordWords(one: "young person", many: "young people", number: "young_person")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let source: SQL = """
        young_people AS x LEFT JOIN people AS w ON w.tenant_id = x.tenant_id AND w.id = x.worker_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.is_restricted, x.restricted_until, x.closed_on, w.name AS worker FROM \(source)
        """
}
