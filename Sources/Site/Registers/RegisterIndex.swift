import Mustache

/// The list of a register as a page.
struct RegisterIndex: View {
    static let template = "registers/index"
    let head: PageHead
    /// When the council has none at all.
    let nothing: EmptyState?
    let list: Listing?

    /// The filters and what they leave.
    struct Listing: Sendable {
        let filters: Filters
        let filtersSet: FiltersSet?
        let showing: String
        let table: Table?
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports
    }

    init<R>(
        _ register: Register<R>, _ records: [R], _ search: ListSearch<R>, _ paging: Paging, of all: Int, at home: Home,
        for visit: Visit
    ) throws {
        let mayChange = register.mayChange(visit)
        let new = visit.link(home.path + "/new")
        let addLabel = "Add \(R.words.one.withArticle)"
        var actions = [PageAction(label: addLabel, link: new, isPrimary: true)]
        if register.imports != nil {
            actions.append(PageAction(label: "Import from a file", link: visit.link(home.path + "/import")))
        }
        let lead = [register.lead, try register.waiting(visit)].compactMap(\.self)
        head = PageHead(
            kicker: home.owner.isEmpty ? nil : home.owner, heading: register.title,
            count: all == 0 ? nil : "\(all.formatted()) in all", lead: lead.isEmpty ? nil : lead.joined(separator: " "),
            actions: try (mayChange ? actions : []) + register.actions(visit))
        guard all > 0 else {
            var empty = register.empty
            empty.next = empty.next.map { Link(label: $0.label, link: visit.link($0.link)) }
            if mayChange { empty.next = Link(label: addLabel, link: new) }
            (nothing, list) = (empty, nil)
            return
        }
        nothing = nil
        let set = search.filterSet
        list = Listing(
            filters: set.form, filtersSet: set.inForce, showing: paging.showing(R.words.one, R.words.many),
            table: records.isEmpty ? nil : Table(register, records, search.heads, at: home, for: visit),
            noMatch: records.isEmpty
                ? EmptyState(
                    heading: "No \(R.words.many) match", text: "Try fewer words, or clear a filter.",
                    next: Link(label: "Show all", link: set.clearLink)) : nil,
            pages: paging.pages(search.address), exports: Exports(of: search.address))
    }
}

extension Table {
    /// These records, each led by its name.
    init<R>(_ register: Register<R>, _ records: [R], _ heads: [SortHead], at home: Home, for visit: Visit) {
        self.init(
            register.title, of: records, register.columns, heads: heads, style: register.tableStyle, for: visit)
        let mayChange = register.mayChange(visit)
        for (index, record) in records.enumerated() {
            rows[index].link =
                register.rowLink?(record, visit)
                ?? (register.hasPage || mayChange ? visit.link(register.link(to: record, at: home)) : nil)
            rows[index].before = register.hasPage || register.rowLink != nil || !mayChange ? nil : "Edit "
            rows[index].detail = register.rowDetail(record)
        }
    }
}

extension String {
    /// "an employer", "a lead".
    var withArticle: String { ("aeiou".contains(lowercased().first ?? "x") ? "an " : "a ") + self }
}
