import HTTP
import Mustache
import Postgres

extension Claim {
    /// Rows are made by the database as placements begin; its list and its page are made by hand.
    static let register = Register<Claim>(
        Paths.claims, see: .seeClaims, title: "Claims", empty: EmptyState(heading: "", text: "")
    ) {
        $0.hasList = false
        $0.page = .own
    }
}

/// Claims, the page of one, and the page of a contract with its claims.
enum ClaimPages: Feature {
    static let views: [any View.Type] = [ClaimList.self, ClaimShow.self, JointReviewPage.self]
    /// Brokers come to them from a placement.
    static let places = [
        Place("Claims", Paths.claims, .changeClaims, rank: 63, in: .contracts),
        Place("Joint review", Paths.jointReview, .seeContracts, rank: 63, in: .contracts),
    ]
    static let routes: [Route] =
        [
            .get(Paths.claims, .seeClaims, ClaimList.index),
            .get(Claim.register.one, .seeClaims, show),
            .get(ProviderContract.register.one, .seeContracts, contract),
            .get(Paths.jointReview, .seeContracts, JointReviewPage.show),
        ] + Route.files(Paths.jointReview, .seeContracts, JointReviewPage.file)
        + Route.files(Paths.claims, .seeClaims, ClaimList.file) + ClaimSteps.routes
    static let audited = [
        AuditedTable(
            "claims", "Claim", group: "Claims",
            [
                AuditedColumn("milestone_id", "Milestone", references: "payment_milestones"),
                AuditedColumn("contract_id", "Contract", references: "contracts"),
                AuditedColumn("placement_id", "Placement", references: "placements"),
                AuditedColumn("evidence_on", "Evidence shows"), AuditedColumn("evidence", "Evidence"),
                AuditedColumn("submitted_on", "Submitted"),
                AuditedColumn("amount", "Amount") { Int($0).map { Money(pence: $0).text } },
                AuditedColumn("claimed_from", "First day as claimed"),
                AuditedColumn("claimed_reach", "Reached on as claimed"),
                AuditedColumn("validated_on", "Validated"), AuditedColumn("refused_on", "Refused"),
                AuditedColumn("refused_because", "Why refused"), AuditedColumn("paid_on", "Paid"),
            ]
        ) { $0.many = "Claims" },
        AuditedTable(
            "claim_moves", "What was done with a claim", group: "Claims",
            [
                AuditedColumn("move", "What"), AuditedColumn("made_on", "Day"), AuditedColumn("words", "In words"),
                AuditedColumn("claim_id", "Claim", references: "claims"),
            ]
        ) { $0.many = "What was done with claims" },
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let claim = try Claim.register.found(visit, Home.council)
        let moves = try visit.db(ClaimMove.all(of: claim.id))
        return try visit.page(
            ClaimShow(claim, moves, for: visit), title: "\(claim.name) – Claims",
            back: Link(label: "Claims", link: visit.link(Paths.claims)))
    }

    /// A contract with its milestones and targets, and what is claimed under it.
    private static func contract(_ visit: Visit) throws -> Response {
        let register = ProviderContract.register
        let contract = try register.found(visit, Home.council), home = try register.home(visit)
        let sums: [ClaimSum] =
            visit.can(.seeClaims) ? try visit.db(ClaimSum.all(where: "x.contract_id = \(contract.id)")) : []
        let parts = try register.children.map { try $0.part(visit) }
        let page = RegisterShow(
            register, contract, at: home, lead: lead(contract, on: visit.today),
            leaving: ["begins", "ends", "price", "per", "review"], parts: parts + claimPart(sums, contract, visit),
            for: visit)
        return try visit.page(
            page, title: "\(contract.name) – Contracts",
            back: Link(label: "Contracts", link: visit.link(Paths.contracts)))
    }

    /// "1 April 2026 to 31 March 2028, £84,000.00 a year. Next review with the provider by 9 December 2026."
    private static func lead(_ contract: ProviderContract, on today: Day) -> String {
        let price = contract.priceWords.map { ", \($0)" } ?? "; no price is recorded"
        let review = contract.review.map { "Next review with the provider by \(Late($0, on: today).text)." }
        return ["\(contract.periodWords)\(price).", review ?? "No review with the provider is planned."].joined(
            separator: " ")
    }

    private static func claimPart(_ sums: [ClaimSum], _ contract: ProviderContract, _ visit: Visit) -> [RegisterPart] {
        guard visit.can(.seeClaims) else { return [] }
        let ordered = Claim.State.allCases.compactMap { state in sums.first { $0.state == state } }
        let list = Paths.claims + "?contract=\(contract.id)"
        return [
            RegisterPart(
                heading: "Claims",
                table: ordered.isEmpty
                    ? nil
                    : Table(
                        "Claims by state", of: ordered,
                        [
                            ListColumn("State") { .link($0.state.label, list + "&state=\($0.state.rawValue)") },
                            ListColumn("Claims") { .whole($0.count) }, ListColumn("Amount") { .money($0.amount) },
                        ], for: visit),
                nothing: "Nobody has started work under this contract yet.",
                all: ordered.isEmpty ? nil : Link(label: "All claims under this contract", link: visit.link(list)))
        ]
    }
}
