import Postgres

/// What a provider does besides places, and out of whose money (002.26, 002.36, 004.39).
struct ProviderSupport: Record {
    enum Kind: String, Choice {
        case accessToWork = "access_to_work", paperwork, employerLinks = "employer_links"
        case employerPreparation = "employer_preparation", training, contactPoint = "contact_point", advice
        case jobSearch = "job_search", jobCoaching = "job_coaching", travel, family, other

        var label: String {
            switch self {
            case .accessToWork: "Until Access to Work is granted"
            case .paperwork: "Paperwork and keeping track"
            case .employerLinks: "Links with employers"
            case .employerPreparation: "Preparing an employer’s staff"
            case .training: "Training and supervision at work"
            case .contactPoint: "Point of contact for other providers"
            case .advice: "Advice, guidance and action planning"
            case .jobSearch: "Applications, CVs and interviews"
            case .jobCoaching: "Job coaching"
            case .travel: "Travel training"
            case .family: "Confidence of parents and families"
            case .other: "Other support"
            }
        }
    }

    var id = ID<ProviderSupport>(0), version = 0
    var kind = Kind.accessToWork
    var words = "", funding = ""
    var isMainstreamed = false

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        kind = try row["kind"]
        words = try row["words"]
        funding = try row["funding"]
        isMainstreamed = try row["is_mainstreamed"]
    }

    var name: String { kind.label }
    var mention: String { "this support" }

    static let table: StaticString = "provider_supports"
    static let words = RecordWords(one: "form of support", many: "forms of support")
    static let order: SQL = "x.id"

    static let fields: [Field<ProviderSupport>] = [
        .choice(\.kind, "kind", "kind", "Support", or: "Choose the kind of support"),
        .area(
            \.words, "words", "words", "In words", 0...1_000, hint: "No names of young people.",
            or: "The words must be 1,000 characters or fewer", rows: 3),
        .text(
            \.funding, "funding", "funding", "Paid for from", 0...200, hint: "Such as a grant and who gave it.",
            or: "What it is paid for from must be 200 characters or fewer"),
        .flag(
            \.isMainstreamed, "mainstreamed", "is_mainstreamed", "Mainstreamed",
            "The provider goes on with it out of its own means"),
    ]

    static let register = Register<ProviderSupport>(
        Paths.providers + "/:provider/support", see: .seeProviders, change: .changeProviders, title: "Support it gives",
        empty: EmptyState(
            heading: "No support recorded", text: "What the provider does besides places, such as links with employers."
        )
    ) {
        $0.home = { try Provider.register.under("support", by: "provider_id", $0) }
        $0.newHeading = "Add support"
        $0.auditGroup = "Providers"
    }
}
