import Postgres

/// Somebody is referred to a provider under its contract, with how much support they need (002.24): without it nobody could tell whom a
/// provider was sent from whom it took. The need is set by the council's broker, not by the provider.
struct ProviderReferral: Record {
    /// How much support somebody needs.
    enum Need: String, Choice {
        case high, some, light

        var label: String { "\(rawValue.sentenceCase) support need" }
        /// In the middle of a sentence.
        var short: String { rawValue.sentenceCase }
    }

    /// Why somebody did not start with the provider.
    enum Declined: String, Choice {
        case needsMore = "needs_more", noPlace = "no_place", notReached = "not_reached", changedMind = "changed_mind",
            other

        var label: String {
            switch self {
            case .needsMore: "The provider: needs more help than it can give"
            case .noPlace: "The provider: no place free"
            case .notReached: "Could not be reached"
            case .changedMind: "They changed their mind"
            case .other: "Another reason"
            }
        }
    }

    var id = ID<ProviderReferral>(0), version = 0
    var contract: ID<ProviderContract>?, contractName = ""
    var referred = Day.first, need = Need.some
    var declinedOn: Day?, declined: Declined?
    var words = ""
    /// The first placement under the contract since, as the row was read.
    var started: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        contract = try row["contract_id"]
        contractName = try row["contract_name"]
        referred = try row["referred_on"]
        need = try row["need"]
        declinedOn = try row["declined_on"]
        declined = Declined(rawValue: try row["declined_because"])
        words = try row["words"]
        started = try row["started_on"]
    }

    var name: String { "Referral under \(contractName)" }
    var mention: String { "this referral" }

    static let table: StaticString = "provider_referrals"
    static let words = RecordWords(one: "provider referral", many: "provider referrals")
    static let order: SQL = "x.referred_on DESC, x.id DESC"
    static let source: SQL =
        "provider_referrals AS x LEFT JOIN contracts AS c ON c.tenant_id = x.tenant_id AND c.id = x.contract_id"
    /// Placements are counted with the rights of who asks.
    static let select: SQL = """
        SELECT \(ownColumns), concat_ws(' · ', c.reference, c.name) AS contract_name,
               (SELECT min(p.started_on) FROM placements p WHERE p.tenant_id = x.tenant_id AND p.young_person_id = x.young_person_id
                   AND p.provider_contract_id = x.contract_id AND p.started_on >= x.referred_on) AS started_on
          FROM \(source)
        """

    static func choices(_ visit: Visit, at home: Home, for referral: ProviderReferral?) throws -> [NamedChoice] {
        try visit.db(
            .list(
                """
                SELECT x.id, concat_ws(' · ', x.reference, x.name, p.name) AS name
                  FROM contracts AS x LEFT JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = x.provider_id
                 ORDER BY x.ends_on < app.today(), x.reference_key, x.id
                """))
    }

    static let fields: [Field<ProviderReferral>] = [
        .reference(
            \.contract, "contract", "contract_id", "Contract", to: "contracts", none: "Choose one",
            hint: "Commissioners add contracts.", or: "Choose the contract that they are referred under",
            cell: { $0.contractName.isEmpty ? nil : $0.contractName }, among: { $0.choices.map(\.option) }),
        .day(\.referred, "referred", "referred_on", "Referred on", or: "Enter the day of the referral"),
        .choice(
            \.need, "need", "need", "Support need", hint: "As you see it, not as the provider does.",
            or: "Choose how much support they need"),
        .day(
            \.declinedOn, "declined", "declined_on", "Did not start: known on",
            hint: "Leave it empty where they started or still may. That they started follows from their placement.",
            absent: "No"
        ).under("Where they did not start"),
        .choice(
            \.declined, "declined_because", "declined_because", "Why they did not start",
            none: "They may still start, or did",
            or: "Choose why they did not start"),
        .area(
            \.words, "words", "words", "In words", 0...500, hint: "No names of other young people.",
            or: "The words must be 500 characters or fewer", rows: 3),
    ]

    static func check(_ it: inout ProviderReferral, _ check: inout Check, _ context: FormContext<ProviderReferral>) {
        if it.contract == nil { check.mistake("contract", "Choose the contract that they are referred under") }
        if it.referred > context.today { check.mistake("referred", "Enter today or an earlier day") }
        if let on = it.declinedOn, it.referred != .first, on < it.referred || on > context.today {
            check.mistake("declined", "Enter a day from \(it.referred.longText) to today")
        }
        if it.declinedOn != nil, it.declined == nil {
            check.mistake("declined_because", "Choose why they did not start")
        }
        if it.declinedOn == nil, it.declined != nil {
            check.mistake("declined", "Enter the day on which it was known that they do not start")
        }
    }

    static let register = Register<ProviderReferral>(
        "/young-people/:young_person/provider-referrals", see: .seeReferrals, change: .changeReferrals,
        title: "Referrals to providers",
        empty: EmptyState(
            heading: "No referrals to providers",
            text: "Who is referred to a provider under contract, and how much support they need, is recorded here.")
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            return .under(person.id, person.reference, "provider-referrals")
        }
        $0.columns = fields.map(\.column) + [ListColumn("Started", "started") { .day($0.started, absent: "Not yet") }]
        $0.wordFilter = WordFilter(label: "Contract") { "strpos(c.find_words, \($0)) > 0" }
        $0.newHeading = "New referral to a provider"
        $0.naming = "'Referral to a provider, ' || to_char(x.referred_on, 'FMDD FMMonth YYYY')"
        $0.auditGroup = YoungPerson.register.auditGroup
    }
}
