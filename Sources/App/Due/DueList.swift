import Mustache

/// The due list: overdue first, then what comes next, by recommendation.
struct DueList: View {
    static let template = "due/list"
    let heading, count: String
    let filters: Filters
    let sheet: Link?
    let sheets: Sheets?
    let tabs: Tabs
    let also: Link?
    let filtersSet: FiltersSet?
    let table: Rows?
    let chosen: Chosen?
    let pages: Pages?
    let exports: Exports?
    let empty: EmptyState?
    let folds: [DueFold]

    /// What is due, a group for each recommendation.
    struct Rows: Sendable {
        let caption, showing: String
        let groups: [DueGroup]
    }

    /// What may be done with the rows that are ticked.
    struct Chosen: Sendable {
        let sheet: ChosenSheet?
        let ask: ChosenAsk?
        let agenda: ChosenAgenda?
    }

    /// Updating them on one page.
    struct ChosenSheet: Sendable { let action: String }

    /// Asking their lead officers for updates.
    struct ChosenAsk: Sendable { let action: String }

    /// Putting them on the agenda of a meeting.
    struct ChosenAgenda: Sendable {
        let action: String
        let meeting: SelectField
    }

    /// Several plans that may be updated whole.
    struct Sheets: Sendable { let links: [Link] }

    init(
        _ search: DueSearch, _ items: [DueItem], _ counts: DueCounts, _ paging: Paging, _ folds: [DueFold],
        for visit: Visit
    ) {
        let list = search.list, set = list.filterSet
        heading = Self.heading(search)
        count = Self.count(counts)
        let sheets = Self.sheets(search, visit)
        sheet = sheets.count == 1 ? Link(label: "Update the plan", link: sheets[0].link) : nil
        self.sheets = sheets.count > 1 ? Sheets(links: sheets) : nil
        tabs = Self.tabs(search, counts)
        let folded = folds.map { "\($0.heading) \($0.count)" }.joined(separator: ", ")
        also = folds.isEmpty ? nil : Link(label: folded, link: "#also")
        self.folds = folds
        (filters, filtersSet) = (set.form, set.inForce)
        chosen = items.isEmpty ? nil : Self.chosen(search, visit)
        table =
            items.isEmpty
            ? nil
            : Rows(
                caption: "What is due, \(list.orderLabel)",
                showing: "\(paging.showing("item", "items")), \(list.orderLabel)",
                groups: DueGroup.all(items, isTicked: chosen != nil, for: visit))
        pages = paging.pages(list.address)
        exports = items.isEmpty ? nil : Self.exports(list.address, paging.count, visit)
        empty = items.isEmpty ? Self.empty(search, set, visit) : nil
    }

    static func title(_ search: DueSearch, _ paging: Paging) -> String {
        heading(search) + (search.span.map { " – \($0.label)" } ?? "") + paging.titlePart
    }

    private static func heading(_ search: DueSearch) -> String { search.isMine ? "Your due list" : "Due list" }

    private static func count(_ counts: DueCounts) -> String {
        let overdue = counts[.overdue]
        return "\(counts.all.formatted()) in all, "
            + (overdue > 0 ? "\(overdue.formatted()) overdue" : "nothing is overdue")
    }

    /// Plans that may be updated whole, each in one sitting.
    private static func sheets(_ search: DueSearch, _ visit: Visit) -> [Link] {
        guard visit.can(.recordUpdates) || visit.can(.updateLed) else { return [] }
        return search.plans.compactMap { plan in
            Plan.ID("\(plan.id)").map {
                Link(label: plan.name, link: visit.link(Paths.updates($0)) + "#sheet")
            }
        }
    }

    /// Nil for those who may do nothing with them.
    private static func chosen(_ search: DueSearch, _ visit: Visit) -> Chosen? {
        let writes = visit.can(.recordUpdates) || visit.can(.updateLed)
        let meetings = visit.can(.changeMeetings) ? search.meetings : []
        guard writes || !meetings.isEmpty else { return nil }
        let options = meetings.map { SelectOption(value: $0.option.value, text: $0.option.text, isSelected: false) }
        return Chosen(
            sheet: writes ? ChosenSheet(action: search.list.address.at(visit.link(DueSelection.sheetPath)).link) : nil,
            ask: visit.can(.changePlans)
                ? ChosenAsk(action: search.list.address.at(visit.link(UpdateRequestPages.askPath)).link) : nil,
            agenda: meetings.isEmpty
                ? nil
                : ChosenAgenda(
                    action: search.list.address.at(visit.link(DueSelection.agendaPath)).link,
                    meeting: SelectField(
                        id: "agenda-meeting", name: "meeting", label: "Meeting", options: options)))
    }

    private static func tabs(_ search: DueSearch, _ counts: DueCounts) -> Tabs {
        let address = search.list.address
        let all = Tab(
            label: "All", count: counts.all.formatted(), link: address.setting("when", nil).link,
            isCurrent: search.when.isEmpty)
        return Tabs(
            label: "When",
            tabs: [all]
                + DueSpan.allCases.map { span in
                    Tab(
                        label: span.tab, count: counts[span].formatted(),
                        link: address.setting("when", span.rawValue).link, isCurrent: search.span == span)
                })
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
        if !search.when.isEmpty {
            return EmptyState(
                heading: "Nothing due then", text: "Everything that is due is under All.",
                next: Link(label: "Show all", link: search.list.address.setting("when", nil).link))
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
