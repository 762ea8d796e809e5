import HTTP
import Mustache
import Postgres

/// The list that a commissioner works from: claims by state with counts and sums, work to be done first.
struct ClaimList: View {
    static let template = "claims/index"
    let head: PageHead
    let nothing: EmptyState?
    let list: Listing?

    /// Tabs, filters and what they leave.
    struct Listing: Sendable {
        let tabs: Tabs
        let filters: Filters
        let filtersSet: FiltersSet?
        let showing: String
        let table: Table?
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports
    }
}

/// How many claims stand alike, and what they come to.
struct ClaimSum: RowDecodable, Sendable {
    let state: Claim.State
    let count: Int
    let amount: Money

    init(row: Row) throws(PostgresError) {
        state = try row["state"]
        count = try row["count"]
        amount = try row["amount"]
    }

    static func all(where condition: SQL) -> Query<[ClaimSum]> {
        .list(
            """
            SELECT s.state, count(*) AS count, sum(s.amount)::bigint AS amount
              FROM (SELECT \(Claim.state) AS state, coalesce(x.amount, m.amount) AS amount FROM \(Claim.source) WHERE \(condition)) AS s
             GROUP BY s.state
            """)
    }
}

extension ClaimList {
    private static let columns: [ListColumn<Claim>] = [
        ListColumn("Placement", "placement", sort: "x.placement_id") { .text($0.reference) },
        ListColumn("Provider", "provider", sort: .byName("coalesce(p.name, '')")) {
            .over(.text($0.provider), Below(quiet: $0.contractReference))
        },
        ListColumn("Milestone", "milestone", sort: .byName("m.name")) { .text($0.rule.name) },
        ListColumn("Amount", "amount", sort: "coalesce(x.amount, m.amount)") { .money($0.amount) },
        ListColumn("Clock", "clock", isFiled: false, sort: "x.reach_on") { claim, visit in
            let words = Cell.text(claim.clockWords(on: visit.today))
            return ClaimClock.drawing(of: claim, on: visit.today).map { .drawn(words, $0) } ?? words
        },
        ListColumn("What happened", "story", isFiled: false) { claim, visit in
            .text(claim.contradiction ?? claim.story(on: visit.today))
        },
        ListColumn("State", "state") { .tags($0.tags, file: $0.state.label) },
        filed("Contract", "contract") { .text($0.contractReference) },
        filed("First day", "first_day") { .day($0.spell?.from) },
        filed("Claimable from", "claimable_from") { .day($0.spell?.resumeBy == nil ? $0.spell?.reach : nil) },
        filed("Last day of work", "last_day") { .day($0.spell?.ended) },
        filed("Days of breaks", "break_days") { .whole($0.spell?.gapDays ?? 0) },
        filed("Confirmed", "confirmed") { .day($0.checked ?? $0.evidenceOn) },
        filed("Submitted", "submitted") { .day($0.submission?.on) },
        filed("Validated", "validated") { .day($0.validated?.on) },
        filed("Refused", "refused") { .day($0.refused?.on) },
        filed("Why refused", "refused_because") { .text($0.refusedBecause) },
        filed("Paid", "paid") { .day($0.paid?.on) },
        filed("Records disagree", "records_disagree") { .text($0.contradiction ?? "") },
    ]

    private static func filed(_ head: String, _ key: String, _ cell: @escaping @Sendable (Claim) -> Cell)
        -> ListColumn<Claim>
    { ListColumn(head, key, isListed: false, cell: cell) }

    private static let words = WordFilter(label: "Placement or provider") {
        "strpos(concat_ws(' ', 'p' || x.placement_id, c.find_words, p.find_words, app.find_words(m.name)), \($0)) > 0"
    }

    private static func search(_ visit: Visit) throws -> ListSearch<Claim> {
        let contracts: [NamedChoice] = try visit.db.list(
            """
            SELECT id, concat_ws(' · ', reference, name) AS name FROM contracts WHERE id IN (SELECT contract_id FROM claims)
             ORDER BY reference_key, id
            """)
        let filters = [
            ListFilter(
                name: "state", label: "State", any: "All states", options: Claim.State.options,
                condition: { "\(Claim.state) = \($0)" }),
            ListFilter(
                name: "contract", label: "Contract", any: "All contracts", options: contracts.map(\.option),
                condition: { "x.contract_id = \(ID<ProviderContract>($0))" }),
            ListFilter(
                name: "records", label: "Records", any: "Agreeing or not",
                options: [("disagree", "Disagree with the claim")], condition: { _ in Claim.disagrees }),
        ]
        return ListSearch(columns, filters, words, at: Paths.claims, usual: Claim.order, for: visit)
    }

    static func index(_ visit: Visit) throws -> Response {
        let search = try search(visit), asked = visit.query("page")
        var (records, sums, all) = try visit.db.all(
            search.records(from: Paging.offset(asked: asked)), ClaimSum.all(where: search.condition(without: "state")),
            ClaimSum.all(where: "true"))
        let state = Claim.State(rawValue: visit.query("state"))
        let isAll = visit.query("state").isEmpty
        let count = isAll ? sums.reduce(0) { $0 + $1.count } : sums.first { $0.state == state }?.count ?? 0
        let paging = Paging(asked: asked, count: count)
        if records.isEmpty, paging.count > 0 { records = try visit.db(search.records(from: 0)) }
        let found = Found(records: records, sums: sums, all: all, search: search, paging: paging)
        return try visit.page(
            ClaimList(found, for: visit), title: "Claims" + paging.titlePart, filters: search.inWords)
    }

    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let list = ListExport(name: "claims", key: "claims", of: columns, for: visit)
        return try list.answer(try visit.db(search(visit).everything), as: format, for: visit)
    }

    /// What the page is made of.
    private struct Found {
        let records: [Claim]
        let sums, all: [ClaimSum]
        let search: ListSearch<Claim>
        let paging: Paging
    }

    private init(_ found: Found, for visit: Visit) {
        let submitted = found.all.first { $0.state == .submitted }
        head = PageHead(
            heading: submitted.map {
                "Claims: \(counted($0.count)) to decide, \($0.amount.text)"
            } ?? (found.all.isEmpty ? "Claims" : "Claims: none to decide"), lead: Self.lead(found.all),
            actions: visit.can(.seeContracts)
                ? [PageAction(label: "Contracts", link: visit.link(Paths.contracts))] : [])
        if found.all.isEmpty {
            nothing = EmptyState(
                heading: "No claims yet",
                text:
                    "A claim is here for each milestone once somebody has started work under a contract that has milestones. Brokers say on a placement which contract it is under.",
                next: visit.can(.seeContracts)
                    ? Link(label: "Contracts", link: visit.link(Paths.contracts)) : nil)
            list = nil
            return
        }
        nothing = nil
        let set = found.search.filterSet
        list = Listing(
            tabs: Self.tabs(found, for: visit), filters: set.form, filtersSet: set.inForce,
            showing: found.paging.showing("claim", "claims"),
            table: found.records.isEmpty ? nil : Self.table(found, for: visit),
            noMatch: found.records.isEmpty
                ? EmptyState(
                    heading: "No claims match", text: "Try fewer words, or clear a filter.",
                    next: Link(label: "Show all", link: set.clearLink)) : nil,
            pages: found.paging.pages(found.search.address), exports: Exports(of: found.search.address))
    }

    private static func table(_ found: Found, for visit: Visit) -> Table {
        var table = Table(
            "Claims", of: found.records, columns, heads: found.search.heads, style: "app-claims", for: visit)
        for (index, claim) in found.records.enumerated() {
            table.rows[index].link = visit.link(Paths.claim(claim.id))
            table.rows[index].after = ", \(claim.rule.name)"
        }
        return table
    }

    /// "Paid £4,300.00, validated £900.00, submitted £1,300.00; £900.00 could be submitted."
    private static func lead(_ sums: [ClaimSum]) -> String? {
        func amount(_ state: Claim.State) -> String? { sums.first { $0.state == state }?.amount.text }
        let done = [("paid", amount(.paid)), ("validated", amount(.validated)), ("submitted", amount(.submitted))]
            .compactMap { word, sum in sum.map { "\(word) \($0)" } }
        let open = amount(.claimable).map { "\($0) could be submitted" }
        let words = [done.isEmpty ? nil : done.joined(separator: ", "), open].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: "; ").sentenceCase + "."
    }

    private static func tabs(_ found: Found, for visit: Visit) -> Tabs {
        let asked = visit.query("state"), sums = found.sums
        func tab(_ label: String, _ value: String?, _ sum: (count: Int, amount: Money)) -> Tab {
            Tab(
                label: label, count: sum.count.formatted(), detail: sum.count == 0 ? nil : sum.amount.text,
                link: found.search.address.setting("state", value).link, isCurrent: asked == value ?? "")
        }
        let whole = (sums.reduce(0) { $0 + $1.count }, sums.map(\.amount).sum)
        return Tabs(
            label: "Claims by state",
            tabs: [tab("All", nil, whole)]
                + Claim.State.allCases.compactMap { state in
                    let sum = sums.first { $0.state == state }
                    if sum == nil, asked != state.rawValue { return nil }
                    return tab(state.label, state.rawValue, (sum?.count ?? 0, sum?.amount ?? .none))
                })
    }
}
