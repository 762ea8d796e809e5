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
    struct TakeAway: Codable, Sendable {
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
                "Who did what in \(visit.council.name), and when. The database writes each entry and hashes it with the one before."
        )
        let address = ListAddress(visit, path: Paths.audit, names: AuditSearch.names)
        var set = FilterSet(address)
        set.select("person", "Person", any: "Anybody", people + [("none", "The command line, or nobody signed in")])
        set.select("kind", "About", any: "Anything", AuditKind.allCases.map { ($0.rawValue, $0.label) })
        set.select(
            "operation", "What happened", any: "Anything",
            [("added", "Added"), ("changed", "Changed"), ("removed", "Removed")])
        set.select("plan", "Plan", any: "Any plan", plans)
        set.day("from", "From", read: search.from)
        set.day("to", "Until", read: search.to)
        filters = set.form
        filtersSet = set.inForce
        showing = paging.showing("entry", "entries")
        let words = HistoryWords(things)
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
        entry.link = path(change, words, visit).map(visit.link)
        if change.entity != "plans" { entry.place = words.plan(change)?.name }
        return entry
    }

    /// The page that shows the record, for those who may see it; nil when it is gone.
    private static func path(_ change: Change, _ words: HistoryWords, _ visit: Visit) -> String? {
        let thing = words.thing(change)
        if let plan = thing?.planID, let recommendation = thing?.recommendationID {
            return change.entity == "updates"
                ? change.entityID.flatMap { Update.ID(String($0)) }.map { Paths.update($0, recommendation, plan) }
                : Paths.recommendation(recommendation, plan)
        }
        switch change.entity {
        case "recommendations", "actions", "measures", "updates":
            return words.plan(change).flatMap(\.planID).map { Paths.plan($0) }
        case "people", "person_roles", "passwords", "sign_ins":
            return visit.can(.managePeople) ? thing.map { "/people/\($0.id)" } : nil
        case "assessments": return thing == nil ? nil : Paths.words(.assessments)
        case "slip_reasons": return thing == nil ? nil : Paths.words(.reasons)
        case "column_labels":
            return change.planID == nil ? Paths.labels : words.plan(change)?.planID.map { Paths.plan($0) }
        case "tenants": return Paths.cycles
        case "meetings": return thing.flatMap { Meeting.ID(String($0.id)) }.map { Paths.meeting($0) }
        case "glossary": return thing == nil ? nil : Paths.glossary
        case "leads": return thing == nil ? nil : Paths.leads
        default: return words.plan(change)?.planID.map { Paths.plan($0) }
        }
    }
}
