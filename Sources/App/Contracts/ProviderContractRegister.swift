import Postgres

extension ProviderContract {
    /// What its form chooses from, and whose page led to it.
    struct Choices: Sendable {
        let providers: [NamedChoice]
        let asked: ID<Provider>?
    }

    static func choices(_ visit: Visit, at home: Home, for contract: ProviderContract?) throws -> Choices {
        Choices(
            providers: try visit.db(
                .list("SELECT id, name FROM providers ORDER BY \(SQL.byName(key: "name_key")), id")),
            asked: ID(visit.query("provider")))
    }

    static func begin(_ context: FormContext<ProviderContract>) -> ProviderContract {
        var contract = ProviderContract()
        contract.provider = context.choices.asked
        return contract
    }

    static let fields: [Field<ProviderContract>] = what + terms + reviewing

    private static let what: [Field<ProviderContract>] = [
        .text(
            \.name, "name", "name", "What it is", 1...160, hint: "Such as: supported employment for young people.",
            or: "Enter what the contract is for, in up to 160 characters"),
        .text(
            \.reference, "reference", "reference", "Reference", 1...40, hint: "The council’s own.",
            or: "Enter the contract’s reference in up to 40 characters", width: "20"),
        .reference(
            \.provider, "provider", "provider_id", "Provider", to: "providers", none: "Choose one",
            hint: "Providers are added under Providers.", or: "Choose the provider that it is with",
            cell: { $0.providerName.isEmpty ? nil : $0.providerName }, among: { $0.choices.providers.map(\.option) }
        ).sorted(by: .byName("coalesce(p.name, '')")),
        .text(\.lots, "lots", "lots", "Lots", 0...120, hint: "Such as: lot 2, or lots 1 and 3.", width: "20"),
        .area(
            \.words, "words", "words", "What is bought", 0...2_000, hint: "No names of young people.",
            or: "What is bought must be 2,000 characters or fewer", rows: 3
        ).unlisted(),
    ]

    private static let terms: [Field<ProviderContract>] = [
        .day(\.begins, "begins", "begins_on", "First day", or: "Enter the first day of the contract")
            .under("Period and price"),
        .day(\.ends, "ends", "ends_on", "Last day", or: "Enter the last day of the contract"),
        price,
        Field(
            name: "per", label: "The price is for", columns: [],
            question: { form, _ in .radios(form.radios("per", "The price is for", Per.options)) },
            read: { check, contract, _ in
                if let per: Per = check.choice("per", or: "Choose what the price is for") { contract.per = per }
            },
            fill: { $1["per"] = $0.per.rawValue }, bind: { _ in [] },
            cell: { .text($0.price == nil ? "" : $0.per.label, absent: "No price recorded") },
            accept: { $1["per"] = $0 }
        ).unlisted(),
        .text(\.lead, "lead", "lead", "Lead post", 0...200, hint: "The post that leads it, not a name.").unlisted(),
    ]

    /// In a table of its own, which only those read who see contracts: who records placements reads which contracts there are.
    private static let price: Field<ProviderContract> = {
        let words = "Enter the price in pounds, such as 84000 or 84,000.00, or leave it empty"
        let range = Money(pence: 1)...Money(pence: 9_999_999_999)
        var field = Field<ProviderContract>(
            name: "price", label: "Price", columns: [],
            question: { form, _ in
                .text(form.money("price", "Price", hint: "Without what the milestones pay.", optional: true))
            },
            read: { check, contract, _ in
                contract.price = check.money("price", or: words)
                if let price = contract.price, !range.contains(price) { check.mistake("price", words) }
            },
            fill: { $1["price"] = $0.price?.typed ?? "" }, bind: { _ in [] },
            cell: { $0.price.map { .money($0) } ?? .text("", absent: "Not recorded") }, accept: { $1["price"] = $0 },
            sort: "q.amount")
        field.keep = { contract, id, db in
            guard let price = contract.price else {
                try db.run("DELETE FROM contract_prices WHERE contract_id = \(id)")
                return
            }
            try db.run(
                """
                INSERT INTO contract_prices AS q (contract_id, amount, per) VALUES (\(id), \(price), \(contract.per))
                ON CONFLICT (tenant_id, contract_id) DO UPDATE SET amount = excluded.amount, per = excluded.per
                 WHERE (q.amount, q.per) <> (excluded.amount, excluded.per)
                """)
        }
        return field
    }()

    private static let reviewing: [Field<ProviderContract>] = [
        .whole(
            \.reviewMonths, "review_months", "review_months", "Months between reviews", 1...24,
            hint: "When a review was held, the next one is due so much later.",
            or: "Enter a number of months from 1 to 24, or leave it empty"
        ).under("Reviews with the provider").unlisted(),
        .due(
            \.review, "review", "review_on", "Next review", hint: "It appears in calendars.", absent: "None planned"),
    ]

    static func check(_ it: inout ProviderContract, _ check: inout Check, _ context: FormContext<ProviderContract>) {
        if it.provider == nil { check.mistake("provider", "Choose the provider that it is with") }
        if it.begins != .first, it.ends != .first, it.ends < it.begins {
            check.mistake("ends", "Enter a last day on or after the first, \(it.begins.longText)")
        }
        if let held = context.existing?.reviewed, let next = it.review, next < held {
            check.mistake("review", "Enter a day on or after the last review, \(held.longText)")
        }
    }

    static let unique: Unique<ProviderContract>? = Unique(
        "reference", or: "Enter another reference: there is a contract with this one"
    ) { contract, _ in "x.reference_key = app.fold(\(contract.reference))" }

    static let register: Register<ProviderContract> = Register(
        Paths.contracts, see: .seeContracts, change: .changeContracts, title: "Contracts",
        empty: EmptyState(
            heading: "No contracts yet",
            text:
                "A contract says what a provider is paid for, its targets for young people, and what each milestone pays. Add the provider first."
        )
    ) {
        $0.lead = "What providers are paid for, by when each contract is reviewed, and how it stands."
        $0.columns = columns
        $0.filters = { visit in
            let providers: [NamedChoice] = try visit.db.list(
                """
                SELECT id, name FROM providers WHERE id IN (SELECT provider_id FROM contracts) ORDER BY \(SQL.byName(key: "name_key")), id
                """)
            return [
                ListFilter(
                    name: "state", label: "State", any: "All states", options: State.options,
                    condition: { "\(state) = \($0)" }),
                ListFilter(
                    name: "provider", label: "Provider", any: "All providers", options: providers.map(\.option),
                    condition: { "x.provider_id = \(ID<Provider>($0))" }),
            ]
        }
        $0.rowDetail = { $0.reference }
        $0.page = .own
        $0.children = [PaymentMilestone.register, ContractTarget.register]
        $0.naming = "x.name"
        $0.parts = [
            ("contract_prices", "contract_id"), ("payment_milestones", "contract_id"),
            ("contract_targets", "contract_id"),
        ]
        $0.steps = [held]
        $0.dated = .contractReviews
        $0.settleAudit = { $0.columns.append(AuditedColumn("reviewed_on", "Last review")) }
        $0.removal = { contract, _, visit in
            let made = try visit.db(ClaimsMade.of(contract.id))
            let under = [
                (made?.placed ?? 0, "placement", "placements"),
                (made?.claimed ?? 0, "submitted claim", "submitted claims"),
                (made?.referred ?? 0, "referral", "referrals"),
            ].filter { $0.0 > 0 }
            return RemovalTerms(
                things: ["“\(contract.name)”", "Its price, its milestones and its targets; the provider stays"],
                refusal: under.isEmpty
                    ? nil
                    : "\(under.map { counted($0.0, $0.1, $0.2) }.listed(by: "and").sentenceCase) \(under.reduce(0) { $0 + $1.0 } == 1 ? "is" : "are") under this contract, so it stays. Its last day says that it is over."
            )
        }
    }

    /// The review with the provider was held: the next is due after the months that were agreed.
    private static let held = Step<ProviderContract>(
        noun: "review", label: "Review held", heading: { "Was \($0.name) reviewed with the provider today?" },
        lead: { contract in
            (contract.reviewed.map { "The last review was on \($0.longText). " } ?? "")
                + (contract.reviewMonths.map { "The next one is then due in \(counted($0, "month", "months"))." }
                    ?? "No months between reviews are set, so no next one is planned.")
        },
        isOpen: { !$0.isReviewedToday },
        sets: """
            reviewed_on = app.today(), review_on = (app.today() + make_interval(months => review_months))::date
            """,
        done: { ("Saved", "The review of \($0.name) is recorded.") })

    private static let columns: [ListColumn<ProviderContract>] = {
        let listed = ["name", "provider", "lots", "price", "review"]
        return fields.filter { listed.contains($0.name) }.map { field in
            field.name == "price"
                ? ListColumn("Price", "price", sort: "q.amount") { contract in
                    let shown = contract.price.map { Cell.money($0) } ?? .text("", absent: "Not recorded")
                    return .over(shown, Below(quiet: contract.price == nil ? nil : contract.per.label.lowercasedFirst))
                } : field.column
        }
            + [
                ListColumn("Ends", "ends", sort: "x.ends_on") { .day($0.ends) },
                ListColumn("State", "state") { .tags([$0.state.tag], file: $0.state.label) },
            ]
            + fields.filter { !listed.contains($0.name) && $0.name != "ends" }.map { $0.unlisted().column }
    }()
}

extension DatedKind {
    static let contractReviews = DatedKind(
        "contract-review",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.name AS words, x.review_on AS on_day, 'day' AS precision FROM contracts AS x
             WHERE x.review_on <= x.ends_on
            """, summary: { "Review with the provider: \($0.words)" }, path: { Paths.contract(ID($0.id)) })
}

/// What of a contract or a milestone was made use of, in cases that one may not open too.
struct ClaimsMade: RowDecodable {
    let placed, claimed, referred: Int

    init(row: Row) throws(PostgresError) {
        placed = try row["placed"]
        claimed = try row["claimed"]
        referred = try row["referred"]
    }

    static func of(_ contract: ID<ProviderContract>, _ milestone: ID<PaymentMilestone>? = nil) -> Query<ClaimsMade?> {
        .first("SELECT placed, claimed, referred FROM app.claims_made(\(contract), \(milestone))")
    }
}
