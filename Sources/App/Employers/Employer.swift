import Postgres

/// An employer that offers, or may offer, work to care leavers and young people with SEND (domain.md section 4).
struct Employer: Record {
    /// Where the council stands with it.
    enum Stage: String, Choice { case identified, contacted, interested, offering, paused }

    /// The main divisions of the UK Standard Industrial Classification in which councils broker work.
    enum Sector: String, Choice {
        case construction, education, health = "health_and_care", hospitality, manufacturing, publicServices =
            "public_services",
            retail, technology, transport, other
    }

    /// By people employed, as the Department for Business counts them.
    enum Size: String, Choice {
        case micro, small, medium, large

        var label: String {
            switch self {
            case .micro: "Micro (1 to 9 people)"
            case .small: "Small (10 to 49)"
            case .medium: "Medium (50 to 249)"
            case .large: "Large (250 or more)"
            }
        }
    }

    /// Levels of the Disability Confident scheme.
    enum DisabilityConfident: String, Choice {
        case none, committed, employer, leader

        var label: String { self == .none ? "Not in the scheme" : "Disability Confident \(rawValue.sentenceCase)" }
    }

    var id = ID<Employer>(0), version = 0
    var name = "", contact = "", email = "", telephone = "", commitments = ""
    var sector = Sector.other, size = Size.small, stage = Stage.identified
    var disabilityConfident = DisabilityConfident.none
    var hasCovenant = false
    var nextContact: Day?
    /// The latest entry of its log.
    var lastContact: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        contact = try row["contact"]
        email = try row["email"]
        telephone = try row["telephone"]
        commitments = try row["commitments"]
        sector = try row["sector"]
        size = try row["size"]
        stage = try row["stage"]
        disabilityConfident = try row["disability_confident"]
        hasCovenant = try row["care_leaver_covenant"]
        nextContact = try row["next_contact_on"]
        lastContact = try row["last_contact_on"]
    }

    static let table: StaticString = "employers"
    static let words = RecordWords(one: "employer", many: "employers")
    static let order: SQL = "x.name_key, x.id"
    static let select: SQL = """
        SELECT x.id, x.version, x.name, x.contact, x.email, x.telephone, x.commitments, x.sector, x.size, x.stage,
               x.disability_confident, x.care_leaver_covenant, x.next_contact_on, l.last_contact_on
          FROM employers AS x
          LEFT JOIN (SELECT employer_id, max(made_on) AS last_contact_on FROM employer_contacts GROUP BY employer_id) AS l
            ON l.employer_id = x.id
        """
}
