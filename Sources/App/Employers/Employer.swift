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

        /// In the middle of a sentence: "in construction", "in another sector".
        var inSentence: String { self == .other ? "another sector" : label.lowercased() }
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

    /// Whether it works for the council: the annual return tells contractors and service providers apart (000.20).
    enum CouncilRole: String, Choice {
        case notRecorded = "", contractor, serviceProvider = "service_provider", neither

        var label: String {
            switch self {
            case .notRecorded: "Not recorded"
            case .contractor: "A contractor of the council"
            case .serviceProvider: "A service provider of the council"
            case .neither: "Neither"
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
    var councilRole = CouncilRole.notRecorded
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
        councilRole = try row["council_role"]
        disabilityConfident = try row["disability_confident"]
        hasCovenant = try row["care_leaver_covenant"]
        nextContact = try row["next_contact_on"]
        lastContact = try row["last_contact_on"]
    }

    static let table: StaticString = "employers"
    static let words = RecordWords(one: "employer", many: "employers")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let select: SQL = """
        SELECT \(ownColumns), l.last_contact_on FROM employers AS x
          LEFT JOIN (SELECT employer_id, max(made_on) AS last_contact_on FROM employer_contacts GROUP BY employer_id) AS l
            ON l.employer_id = x.id
        """
}

extension Employer {
    static let fields: [Field<Employer>] = [
        .text(\.name, "name", "name", "Name", 1...200, or: "Enter the employer’s name in up to 200 characters"),
        .choice(\.sector, "sector", "sector", "Sector", or: "Choose the sector").filtered(any: "All sectors"),
        .choice(\.size, "size", "size", "Size", or: "Choose how many people it employs").filtered(any: "All sizes")
            .unlisted(),
        .choice(\.stage, "stage", "stage", "Stage", or: "Choose where the council stands with it").filtered(
            any: "All stages"),
        .choice(
            \.councilRole, "council_role", "council_role", "What it is to the council",
            hint: "The annual return counts what contractors and service providers offer apart.",
            or: "Choose what it is to the council, or that it is not recorded"
        ).filtered(any: "All").unlisted(),
        .due(\.nextContact, "next_contact", "next_contact_on", "Next contact", hint: "It appears in calendars."),
        .text(
            \.contact, "contact", "contact", "Contact", 0...200, hint: "A post and a name given for work.",
            or: "The contact must be 200 characters or fewer"
        ).under("Who to speak to").unlisted(),
        .email(\.email, "email", "email", "E-mail address").unlisted(),
        .telephone(\.telephone, "telephone", "telephone", "Telephone").unlisted(),
        .choice(
            \.disabilityConfident, "disability_confident", "disability_confident", "Disability Confident",
            or: "Choose a level, or that it is not in the scheme"
        ).under("What it is committed to").filtered(any: "All levels").unlisted(),
        .flag(
            \.hasCovenant, "covenant", "care_leaver_covenant", "Care leaver covenant",
            "It has signed the care leaver covenant"
        )
        .filtered(any: "All").unlisted(),
        .area(
            \.commitments, "commitments", "commitments", "Commitments", 0...2_000,
            hint: "Such as guaranteed interviews or mentors. No names of young people.",
            or: "The commitments must be 2,000 characters or fewer", rows: 4
        ).unlisted(),
    ]

    static let unique: Unique<Employer>? = Unique(
        "name", or: "Enter another name: this employer is listed already", key: { folded($0.name) }
    ) { employer, _ in "x.name_key = app.fold(\(employer.name))" }

    static let register: Register<Employer> = Register(
        "/employers", see: .seeEmployers, change: .changeEmployers, title: "Employers",
        empty: EmptyState(
            heading: "No employers yet",
            text: "Add the employers that offer work experience, apprenticeships or jobs, or may.")
    ) {
        $0.lead = "Who offers work to care leavers and young people with SEND, and when to speak to them next."
        $0.columns.append(
            ListColumn("Last contact", "last_contact", sort: "l.last_contact_on") {
                .day($0.lastContact, absent: "None yet")
            })
        $0.page = .made
        $0.imports = RowSource.Limit()
        $0.children = [EmployerContact.register]
        $0.naming = "x.name"
        $0.search = FoundWords(day: "x.next_contact_on")
        $0.dated = .employers
        $0.parts = [("employer_contacts", "employer_id")]
        $0.removal = { employer, _, visit in
            let offers: Int =
                try visit.db.value(
                    "SELECT count(DISTINCT offer_id) FROM offer_hosts WHERE employer_id = \(employer.id)") ?? 0
            let links =
                "Its link from \(counted(offers, "offer, which keeps", "offers, which keep")) the employer’s name"
            return RemovalTerms(
                things: ["“\(employer.name)”", "Every contact in its log"] + (offers == 0 ? [] : [links]))
        }
    }
}

extension DatedKind {
    static let employers = DatedKind(
        "employer",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.name AS words, x.next_contact_on AS on_day, 'day' AS precision FROM employers AS x WHERE x.next_contact_on IS NOT NULL
            """, summary: { "Contact \($0.words)" }, path: { "/employers/\($0.id)" })
}
