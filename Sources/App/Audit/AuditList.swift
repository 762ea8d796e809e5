import HTTP
import Mustache

/// The council's audit as a page.
struct AuditList: View {
    static let template = "audit/list"
    let head: PageHead
    let filters: Filters
    let filtersSet: FiltersSet?
    let showing: String
    let history: History?
    let nothing: EmptyState?
    let pages: Pages?
    let takeAway: TakeAway?

    /// The list as a file: a form, since taking it away is recorded.
    struct TakeAway: Sendable {
        let action: String
        let hint: String?
        let kept: [KeptValue]
    }

    init(
        _ search: AuditSearch, _ changes: [Change], _ things: [NamedThing], _ paging: Paging,
        people: [(value: String, text: String)], plans: [(value: String, text: String)], for visit: Visit
    ) {
        head = PageHead(
            heading: "Audit", count: "\(paging.count.formatted()) \(paging.count == 1 ? "entry" : "entries")",
            lead:
                "Who did what in \(visit.council.name), and when. The database writes each entry and hashes it with the one before.",
            actions: [PageAction(label: "Looks", link: visit.link(Paths.looks))]
        )
        let address = ListAddress(visit, path: Paths.audit, names: AuditSearch.names)
        var set = FilterSet(address)
        set.select("person", "Person", any: "Anyone", people + [("none", "System")])
        set.select("kind", "About", any: "All", search.groups.map { ($0, $0) } + [("other", "Other")])
        set.select(
            "operation", "What happened", any: "All",
            [("added", "Added"), ("changed", "Changed"), ("removed", "Removed")])
        set.select("plan", "Plan", any: "Any plan", plans)
        set.day("from", "From", read: search.from)
        set.day("to", "Until", read: search.to)
        filters = set.form
        filtersSet = set.inForce
        showing = paging.showing("entry", "entries")
        let words = HistoryWords(things, visit.site.features.audited)
        history = changes.isEmpty ? nil : History(entries: changes.map { Self.entry($0, words, visit) })
        nothing =
            changes.isEmpty
            ? EmptyState(
                heading: "Nothing matches", text: "Take a filter away, or choose other days.",
                next: Link(label: "Clear all filters", link: set.clearLink)) : nil
        let newest = search.newest ?? changes.first?.id
        pages = paging.pages(address.setting("newest", newest.map { String($0) }))
        takeAway =
            changes.isEmpty
            ? nil
            : TakeAway(
                action: visit.link(Paths.audit + "/export"),
                hint: paging.count > AuditSearch.most
                    ? "The newest \(AuditSearch.most.formatted()) of these; choose days for the others." : nil,
                kept: address.query.pairs.map { KeptValue(name: $0.name, value: $0.value) })
    }

    private static func entry(_ change: Change, _ words: HistoryWords, _ visit: Visit) -> HistoryEntry {
        var entry = words.entry(change)
        entry.link = (words.path(change, visit) ?? words.plan(change)?.planPath).map(visit.link)
        if change.entity != "plans" { entry.place = words.plan(change)?.name }
        return entry
    }
}
