import Postgres

/// Who provides places and support on the way to work (domain.md section 4; 002.10 to 002.14). For whom, from which age and where is said
/// by its offers and not typed again.
struct Provider: Assured {
    enum Kind: String, Choice {
        case charity, college, school, employerLed = "employer_led", councilService = "council_service"
        case socialEnterprise = "social_enterprise", company, other

        var label: String {
            switch self {
            case .charity: "Charity"
            case .college: "College"
            case .school: "School"
            case .employerLed: "Employer-led programme"
            case .councilService: "Service of the council"
            case .socialEnterprise: "Social enterprise"
            case .company: "Company"
            case .other: "Other"
            }
        }
    }

    var id = ID<Provider>(0), version = 0
    var name = "", email = "", telephone = "", website = "", accreditation = "", words = ""
    var kind = Kind.charity
    var assurance = Assurance()
    /// Offers of it that have not ended.
    var offers = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        kind = try row["kind"]
        email = try row["email"]
        telephone = try row["telephone"]
        website = try row["website"]
        accreditation = try row["accreditation"]
        words = try row["words"]
        assurance = try Assurance(row: row)
        offers = try row["offers"]
    }

    static let table: StaticString = "providers"
    static let words = RecordWords(one: "provider", many: "providers")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    /// Counted with the rights of who asks: who sees no offers counts none.
    static let select: SQL = """
        SELECT \(ownColumns), \(assuranceColumns),
               (SELECT count(*) FROM offers o WHERE o.tenant_id = x.tenant_id AND o.provider_id = x.id
                   AND o.state <> 'ended' AND (o.state = 'planned' OR o.ends_on IS NULL OR o.ends_on >= app.today())) AS offers
          FROM providers AS x
        """

    static let fields: [Field<Provider>] = about + enquiries + assuranceFields

    private static let about: [Field<Provider>] = [
        .text(\.name, "name", "name", "Name", 1...200, or: "Enter the provider’s name in up to 200 characters"),
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose what kind of provider it is").filtered(
            any: "All kinds"),
        .area(
            \.words, "words", "words", "What it does", 0...2_000, hint: "No names of young people.",
            or: "What it does must be 2,000 characters or fewer", rows: 4
        ).unlisted(),
        .text(
            \.accreditation, "accreditation", "accreditation", "Accreditation", 0...500,
            hint: "Memberships and quality marks, such as the British Association for Supported Employment.",
            or: "The accreditation must be 500 characters or fewer"
        ).unlisted(),
    ]

    /// Everybody who sees providers reads them, members too, and residents with the offers that they see: so they are nobody’s own.
    private static let enquiries: [Field<Provider>] = [
        Field<Provider>.email(\.email, "email", "email", "E-mail for enquiries").asking { form, _ in
            .text(
                form.text(
                    "email", "E-mail for enquiries", hint: "The organisation’s own address, not a person’s.",
                    optional: true, type: "email"))
        }.under("For enquiries").unlisted(),
        Field<Provider>.telephone(\.telephone, "telephone", "telephone", "Telephone for enquiries").asking { form, _ in
            .text(
                form.text(
                    "telephone", "Telephone for enquiries", hint: "The organisation’s own number, not a person’s.",
                    optional: true, width: "20", type: "tel"))
        }.unlisted(),
        .webAddress(\.website, "website", "website", "Web address", hint: "It begins with https://.").unlisted(),
    ]

    static func check(_ provider: inout Provider, _ check: inout Check, _ context: FormContext<Provider>) {
        checkAssurance(provider, &check, on: context.today)
    }

    static let unique: Unique<Provider>? = Unique(
        "name", or: "Enter another name: this provider is listed already", key: { folded($0.name) }
    ) { provider, _ in "x.name_key = app.fold(\(provider.name))" }

    static let register: Register<Provider> = Register(
        Paths.providers, see: .seeProviders, change: .changeProviders, title: "Providers",
        empty: EmptyState(
            heading: "No providers yet",
            text:
                "Add the charities, colleges, employers’ programmes and services of the council that offer places on the way to work."
        )
    ) {
        $0.lead = "Who offers places and support on the way to work, and whether what is said of them is up to date."
        $0.columns.insert(ListColumn("Offers", "offers") { .whole($0.offers) }, at: 2)
        $0.filters = { _ in ListFilter.of(fields) + [assuranceFilter] }
        $0.actions = { visit in [PageAction(label: "Pathway map", link: visit.link(Paths.pathway))] }
        $0.page = .own
        $0.imports = RowSource.Limit()
        $0.children = [ProviderSupport.register, ProviderContact.register]
        $0.naming = "x.name"
        $0.search = FoundWords(day: "x.assure_again_on")
        $0.dated = .assurance("provider", of: Provider.self, at: Paths.providers)
        $0.parts = [("provider_supports", "provider_id"), ("provider_contacts", "provider_id")]
        $0.steps = [assuranceStep]
        $0.removal = { provider, _, visit in
            let (offers, contracts) = try visit.db.all(
                Query<Int?>.value("SELECT count(*) FROM offers WHERE provider_id = \(provider.id)"),
                Query<Int?>.value("SELECT count(*) FROM contracts WHERE provider_id = \(provider.id)"))
            let refusals = [
                countedIfAny(offers ?? 0, "offer of it is", "offers of it are").map {
                    "\($0.sentenceCase) on record, so it stays. An offer that is over is ended, not removed."
                },
                countedIfAny(contracts ?? 0, "contract with it is", "contracts with it are").map {
                    "\($0.sentenceCase) on record, so it stays."
                },
            ]
            let sent: Int? = try visit.db.value(
                "SELECT count(*) FROM provider_changes WHERE provider_id = \(provider.id)")
            let changes = countedIfAny(sent ?? 0, "change that it sent", "changes that it sent")
            return RemovalTerms(
                things: ["“\(provider.name)”", "What it gives as support, and who keeps its record"]
                    + (changes.map { [$0.sentenceCase] } ?? []),
                refusal: refusals.compactMap(\.self).first)
        }
    }
}
