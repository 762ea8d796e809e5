import Mustache

/// The due list: overdue first, then what comes next.
struct DueList: View {
    static let template = "due/list"
    let head: PageHead
    let stats: [Stat]
    let folds: [DueFold]
    let filters: Filters
    let filtersSet: FiltersSet?
    let showing: String
    let table: Table?
    let pages: Pages?
    let exports: Exports?
    let empty: EmptyState?

    init(
        _ search: DueSearch, _ items: [DueItem], _ counts: DueCounts, _ paging: Paging, _ folds: [DueFold],
        for visit: Visit
    ) {
        let list = search.list, set = list.filterSet
        head = PageHead(
            heading: Self.heading(search), count: "\(counts.all.formatted()) in all",
            lead: Self.lead(search, counts))
        stats = DueSpan.allCases.map { span in
            Stat(
                number: counts[span].formatted(), label: span.label,
                link: list.address.setting("when", span.rawValue).link)
        }
        self.folds = folds
        (filters, filtersSet) = (set.form, set.inForce)
        showing = paging.showing("item", "items")
        table =
            items.isEmpty
            ? nil
            : Table(
                "What is due, \(list.orderLabel)", of: items, list.columns, heads: list.heads, isCaptionShown: true,
                style: "app-due", for: visit)
        pages = paging.pages(list.address)
        exports = items.isEmpty ? nil : Self.exports(list.address, paging.count, visit)
        empty = items.isEmpty ? Self.empty(search, set, visit) : nil
    }

    static func title(_ search: DueSearch, _ paging: Paging) -> String {
        heading(search) + (search.span.map { " – \($0.label)" } ?? "") + paging.titlePart
    }

    private static func heading(_ search: DueSearch) -> String { search.isMine ? "Your due list" : "Due list" }

    private static func lead(_ search: DueSearch, _ counts: DueCounts) -> String {
        let owner = search.isMine ? "that a team of yours leads" : "due to scrutiny"
        let overdue = counts[.overdue]
        return "Updates and reports \(owner)"
            + (overdue > 0 ? ": \(overdue.formatted()) overdue." : ". Nothing is overdue.")
    }

    private static func exports(_ list: ListAddress, _ count: Int, _ visit: Visit) -> Exports {
        var exports = Exports("Download", of: list)
        exports.files[0].detail = "all \(count.formatted()), for a spreadsheet"
        exports.files.append(
            ExportLink(label: "Calendar", link: visit.link(Paths.calendar), detail: "in Outlook or on your phone"))
        return exports
    }

    private static func empty(_ search: DueSearch, _ set: FilterSet, _ visit: Visit) -> EmptyState {
        if set.inForce != nil {
            return EmptyState(
                heading: "Nothing fits these filters", text: "Take one away, or clear them all.",
                next: Link(label: "Clear all filters", link: set.clearLink))
        }
        let plans = Link(label: "See all action plans", link: visit.link(Paths.plans))
        return search.isMine
            ? EmptyState(
                heading: "Nothing due",
                text:
                    "What a team of yours leads appears here when an update or a report is due. If you expected something, ask the scrutiny officer which team leads it.",
                next: plans)
            : EmptyState(
                heading: "Nothing due",
                text:
                    "Once a plan is published to members, its updates and reports appear here with the day they are due.",
                next: plans)
    }
}
