import HTTP
import Mustache
import Postgres

/// The list of action plans, on a page and as files.
enum PlanIndex {
    static func show(_ visit: Visit) throws -> Response {
        let search = PlanSearch(visit)
        let asked = visit.query("page")
        var (plans, count, bodies, isAny) = try visit.db.all(
            search.plans(limit: Paging.size, offset: Paging.offset(asked: asked)), search.count, PlanSearch.bodies,
            PlanSearch.isAny)
        let paging = Paging(asked: asked, count: count ?? 0)
        if plans.isEmpty, paging.count > 0 { plans = try visit.db(search.plans(limit: Paging.size)) }
        let view = PlanList(search, plans, paging, bodies: bodies, isAny: isAny ?? false, for: visit)
        return try visit.page(view, title: "Action plans" + paging.titlePart)
    }

    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        try PlanFacts.list(for: visit).answer(try visit.db(PlanSearch(visit).plans(limit: nil)), as: format)
    }
}

/// What a file says of a plan.
enum PlanFacts {
    static func list(for visit: Visit) -> ListExport<Plan> {
        ListExport(
            name: "action-plans", key: "plans",
            columns: [
                .init("Plan", "title") { .text($0.title) },
                .init("Reference", "reference") { .text($0.reference) },
                .init("Body", "body") { .text($0.body) },
                .init("State", "state") { .text($0.state.label) },
                .init("Agreed", "agreed") { .text($0.agreed.map(\.isoText) ?? "") },
                .init("Recommendations", "recommendations") { .whole($0.openCount + $0.closedCount) },
                .init("Outstanding", "outstanding") { .whole($0.openCount) },
                .init("Next due", "nextDue") { .day($0.nextDueOn) },
                .init("Overdue", "isOverdue") { .truth($0.isOverdue(on: visit.today)) },
                .init("Last update", "lastUpdate") { .day($0.lastUpdateOn) },
                .init("Address", "address") { .text(visit.link(Paths.plan($0.id))) },
            ])
    }
}

/// The page with the list of action plans.
struct PlanList: View {
    static let template = "plans/list"
    let head: PageHead
    /// Nil when there are no plans at all.
    let list: Listing?
    let nothing: EmptyState?

    /// What stands beside and under the filters.
    struct Listing: Sendable {
        let filters: Filters
        let filtersSet: FiltersSet?
        let table: Table?
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports?
    }

    /// The table.
    struct Table: Sendable {
        let showing, caption: String
        let heads: [SortHead]
        let rows: [PlanRow]
    }

    init(_ search: PlanSearch, _ plans: [Plan], _ paging: Paging, bodies: [String], isAny: Bool, for visit: Visit) {
        var actions: [PageAction] = []
        if visit.can(.changePlans) {
            actions.append(PageAction(label: "Add a plan", link: visit.link(Paths.plans + "/new")))
        }
        if visit.can(.importPlans) {
            actions.append(PageAction(label: "Import a plan", link: visit.link(Paths.imports), isPrimary: true))
        }
        head = PageHead(
            heading: "Action plans", lead: "What scrutiny recommended, and how far the council has come.",
            actions: actions)
        guard isAny else {
            nothing = EmptyState(
                heading: "No action plans yet",
                text: visit.can(.importPlans)
                    ? "Paste the council’s last progress table: it is split into recommendations, actions, leads and statuses for you to check."
                    : "The scrutiny team has not put a plan here that you may see.",
                next: visit.can(.importPlans) ? Link(label: "Import a plan", link: visit.link(Paths.imports)) : nil)
            list = nil
            return
        }
        nothing = nil
        list = Listing(search, plans, paging, bodies: bodies, for: visit)
    }
}

extension PlanList.Listing {
    init(_ search: PlanSearch, _ plans: [Plan], _ paging: Paging, bodies: [String], for visit: Visit) {
        let address = ListAddress(visit, path: Paths.plans, names: PlanSearch.names)
        var set = FilterSet(address)
        set.text("words", "Words", hint: "In a plan or in its recommendations")
        set.select("state", "State", any: "Any state", Plan.State.allCases.map { ($0.rawValue, $0.label) })
        set.select("body", "Made by", any: "Any body", bodies.map { ($0, $0) })
        set.checkboxes("only", "Only plans where", PlanSearch.Mark.allCases.map { ($0.rawValue, $0.label) })
        filters = set.form
        filtersSet = set.inForce
        pages = paging.pages(address)
        guard !plans.isEmpty else {
            (table, exports) = (nil, nil)
            noMatch = EmptyState(
                heading: "No plan matches", text: "Take a filter away, or use fewer words.",
                next: Link(label: "Clear all filters", link: set.clearLink))
            return
        }
        noMatch = nil
        let sorting = search.sorting
        table = PlanList.Table(
            showing: paging.showing("plan", "plans"), caption: "Action plans, \(Self.order(sorting))",
            heads: [
                sorting.head("Plan", .title, address), SortHead(label: "Made by"),
                sorting.head("Agreed", .agreed, address, fallsFirst: true),
                sorting.head("Outstanding", .outstanding, address, fallsFirst: true),
                sorting.head("Next due", .due, address),
                SortHead(label: "Last update"),
            ],
            rows: plans.map { PlanRow($0, for: visit) })
        exports = Exports(of: address)
    }

    private static func order(_ sorting: Sorting<PlanSearch.Column>) -> String {
        switch (sorting.column, sorting.isDescending) {
        case (.due, false): "what is due first at the top"
        case (.due, true): "what is due last at the top"
        case (.title, false): "by title"
        case (.title, true): "by title, Z to A"
        case (.agreed, false): "oldest at the top"
        case (.agreed, true): "newest at the top"
        case (.outstanding, false): "least outstanding at the top"
        case (.outstanding, true): "most outstanding at the top"
        }
    }
}

/// One plan in the list.
struct PlanRow: Sendable {
    let name, link, body: String
    let reference: String?
    let agreed, lastUpdate: String?
    let outstanding: String
    let due: Late?
    let tags: [Tag]

    init(_ plan: Plan, for visit: Visit) {
        name = plan.title
        link = visit.link(Paths.plan(plan.id))
        body = plan.body
        reference = plan.reference.isEmpty ? nil : plan.reference
        agreed = plan.agreed?.text
        lastUpdate = plan.lastUpdateOn?.monthText
        let all = plan.openCount + plan.closedCount
        outstanding = all == 0 ? "None yet" : "\(plan.openCount) of \(all)"
        due = plan.nextDueOn.map { Late($0, on: visit.today) }
        tags = plan.state == .monitoring ? [] : [plan.state.tag]
    }
}
