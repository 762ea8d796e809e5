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

    static func csv(_ visit: Visit) throws -> Response {
        let plans = try visit.db(PlanSearch(visit).plans(limit: nil))
        let heads = [
            "Plan", "Reference", "Body", "State", "Agreed", "Recommendations", "Outstanding", "Next due", "Overdue",
            "Last update", "Address",
        ]
        let rows = plans.map { plan -> [Spreadsheet.Cell] in
            [
                .text(plan.title), .text(plan.reference), .text(plan.body), .text(plan.state.label),
                .text(plan.agreed.map(PlanFacts.iso) ?? ""), .whole(plan.openCount + plan.closedCount),
                .whole(plan.openCount),
                .day(plan.nextDueOn), .text(plan.isOverdue(on: visit.today) ? "yes" : "no"), .day(plan.lastUpdateOn),
                .text(visit.link(Paths.plan(plan.id))),
            ]
        }
        return .csv(Spreadsheet(heads: heads, rows: rows), named: "action-plans")
    }

    static func json(_ visit: Visit) throws -> Response {
        let plans = try visit.db(PlanSearch(visit).plans(limit: nil))
        return try .json(PlanFile(plans: plans.map { PlanFacts($0, for: visit) }))
    }
}

/// The list as JSON.
struct PlanFile: Encodable { let plans: [PlanFacts] }

/// A plan in the list as JSON.
struct PlanFacts: Encodable {
    let id: Int64
    let title, reference, body, state, address: String
    let agreed: String?
    let recommendations, outstanding: Int
    let nextDue, lastUpdate: Day?
    let isOverdue: Bool

    init(_ plan: Plan, for visit: Visit) {
        id = plan.id.value
        (title, reference, body, state) = (plan.title, plan.reference, plan.body, plan.state.rawValue)
        address = visit.link(Paths.plan(plan.id))
        agreed = plan.agreed.map(Self.iso)
        (recommendations, outstanding) = (plan.openCount + plan.closedCount, plan.openCount)
        (nextDue, lastUpdate) = (plan.nextDueOn, plan.lastUpdateOn)
        isOverdue = plan.isOverdue(on: visit.today)
    }

    /// As closely as it is known: "2018-03-27", "2018-03" or "2018".
    static func iso(_ day: ApproximateDay) -> String {
        switch day.precision {
        case .day: day.day.isoText
        case .month: String(day.day.isoText.prefix(7))
        case .year: String(day.day.isoText.prefix(4))
        }
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
    struct Listing: Codable, Sendable {
        let filters: Filters
        let filtersSet: FiltersSet?
        let table: Table?
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports?
    }

    /// The table.
    struct Table: Codable, Sendable {
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
            actions.append(PageAction(label: "Bring a plan in", link: visit.link(Paths.bringing), isPrimary: true))
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
                next: visit.can(.importPlans) ? Link(label: "Bring a plan in", link: visit.link(Paths.bringing)) : nil)
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
        exports = Exports(
            label: "Take this list away",
            files: [
                ExportLink(label: "CSV", link: address.at(visit.link("/plans.csv")).link, detail: "for a spreadsheet"),
                ExportLink(label: "JSON", link: address.at(visit.link("/plans.json")).link, detail: "for a program"),
            ])
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
struct PlanRow: Codable, Sendable {
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
