import Postgres

/// Contracts, their milestones and their targets; the page of one is with its claims.
enum ContractPages: Feature {
    static let registers: [any AnyRegister] = [
        ProviderContract.register, PaymentMilestone.register, ContractTarget.register, ProviderReferral.register,
    ]
    static let places = [Place("Contracts", Paths.contracts, .seeContracts, rank: 63, in: .contracts)]
    /// Whoever records placements reads which contracts there are; only those find them who have a page of them.
    static let found = [
        FoundKind(
            name: "contracts", label: "Contracts", rank: 37,
            rows: { wanted in
                """
                SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, '' AS part, x.name AS title, coalesce(p.name, '') AS place,
                       concat_ws(' · ', x.reference, nullif(x.lots, ''), nullif(x.words, '')) AS words,
                       app.find_words(x.name) = \(Folding(wanted.text).text) AS is_exact, false AS is_draft, x.review_on AS on_day, x.find_words
                  FROM \(ProviderContract.source) WHERE (SELECT app.sees('see_contracts'))
                """
            }, path: { found, _ in Paths.contract(ID(found.id)) })
    ]
    static let audited = [
        AuditedTable(
            "contract_prices", "Price of a contract", group: ProviderContract.register.title,
            [
                AuditedColumn("amount", "Price") { Int($0).map { Money(pence: $0).text } },
                AuditedColumn("per", "The price is for", ProviderContract.Per.self),
                AuditedColumn("contract_id", "Contract", references: "contracts"),
            ]
        ) { $0.many = "Prices of contracts" }
    ]
}
