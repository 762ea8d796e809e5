import HTTP
import Mustache
import Postgres

extension Paths {
    static let looks = audit + "/looks"
}

/// Who looked at protected records, newest first.
enum LookPages {
    static let routes: [Route] =
        [.get(Paths.looks, .seeAudit, index)] + Route.files(Paths.looks, .seeAudit, file)

    private static func index(_ visit: Visit) throws -> Response {
        let search = LookSearch(visit)
        let asked = visit.query("page")
        var (looks, count, people, kinds) = try visit.db.all(
            search.looks(Paging.size, from: Paging.offset(asked: asked)), search.count, AuditSearch.people,
            LookSearch.kinds)
        let paging = Paging(asked: asked, count: count ?? 0)
        if looks.isEmpty, paging.count > 0 { looks = try visit.db(search.looks(Paging.size)) }
        let view = LookList(
            search, looks, try LookWords(looks, visit), paging, people: people.map(\.option), kinds: kinds, for: visit)
        return try visit.page(
            view, title: "Looks" + paging.titlePart, back: Link(label: "Audit", link: visit.link(Paths.audit)))
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let looks = try visit.db(LookSearch(visit).looks(LookSearch.most))
        let list = ListExport(
            name: "looks-\(visit.today.isoText)", key: "looks", of: try LookWords(looks, visit).columns, for: visit)
        return try list.answer(looks, as: format, for: visit)
    }
}

/// What the records are called that were looked at, for those who may see them; else by their kind and number.
struct LookWords: Sendable {
    private let tables: [String: AuditedTable]
    private let things: [NamedThing]

    init(_ looks: [Look], _ visit: Visit) throws {
        tables = visit.site.features.audited
        let numbers = Dictionary(grouping: looks, by: \.entity).mapValues { Set($0.map(\.entityID)) }
        things = try visit.db(NamedThing.of(numbers, tables))
    }

    private func thing(_ look: Look) -> NamedThing? {
        things.first { $0.kind == look.entity && $0.id == look.entityID }
    }

    /// "Employer", as the audit calls it.
    static func kind(_ table: String, _ tables: [String: AuditedTable]) -> String {
        tables[table]?.thing ?? table.replacing("_", with: " ").sentenceCase
    }

    private func kind(_ look: Look) -> String { Self.kind(look.entity, tables) }

    var columns: [ListColumn<Look>] {
        [
            ListColumn("When", "when", isFiled: false) { .text($0.madeAt) },
            ListColumn("When, London time", "whenInLondon", isListed: false) { .text($0.stamp) },
            ListColumn("Who", "who") { .text($0.person) },
            ListColumn("Record", "record", isFiled: false) { look, visit in
                .link(
                    "\(kind(look)) \(look.entityID)" + (thing(look).map { ": \($0.name)" } ?? ""),
                    tables[look.entity]?.path(thing(look), visit))
            },
            ListColumn("Kind of record", "kind", isListed: false) { .text($0.entity) },
            ListColumn("Number of the record", "number", isListed: false) { .whole(Int($0.entityID)) },
            ListColumn("Way", "way") { .text($0.way.label) },
            ListColumn("Again within ten minutes", "again", isFiled: false) { .text($0.again, absent: "No") },
            ListColumn("Times", "times", isListed: false) { .whole($0.times) },
            ListColumn("Last, London time", "lastInLondon", isListed: false) { .text($0.lastStamp) },
        ]
    }
}

/// The looks as a page.
struct LookList: View {
    static let template = "audit/looks"
    let head: PageHead
    let filters: Filters
    let filtersSet: FiltersSet?
    let showing: String
    let table: Table?
    let nothing: EmptyState?
    let pages: Pages?
    let exports: Exports?

    init(
        _ search: LookSearch, _ looks: [Look], _ words: LookWords, _ paging: Paging,
        people: [(value: String, text: String)], kinds: [String], for visit: Visit
    ) {
        head = PageHead(
            heading: "Looks", count: "\(paging.count.formatted()) \(paging.count == 1 ? "look" : "looks")",
            lead:
                "Who saw protected records in \(visit.council.name). Looks at one record within ten minutes are one entry, and each is kept for six years."
        )
        let address = ListAddress(visit, path: Paths.looks, names: LookSearch.names)
        var set = FilterSet(address)
        set.select("person", "Person", any: "Anyone", people)
        set.select(
            "kind", "Kind of record", any: "All", kinds.map { ($0, LookWords.kind($0, visit.site.features.audited)) })
        set.text("record", "Number of the record")
        set.select("way", "Way", any: "Any", Look.Way.options)
        set.day("from", "From", read: search.from)
        set.day("to", "Until", read: search.to)
        (filters, filtersSet) = (set.form, set.inForce)
        showing = paging.showing("look", "looks")
        table = looks.isEmpty ? nil : Table("Looks", of: looks, words.columns, for: visit)
        nothing = looks.isEmpty ? Self.nothing(set) : nil
        pages = paging.pages(address.setting("newest", (search.newest ?? looks.first?.id).map { String($0) }))
        exports = looks.isEmpty ? nil : Exports(of: address)
    }

    private static func nothing(_ set: FilterSet) -> EmptyState {
        set.inForce == nil
            ? EmptyState(
                heading: "No looks yet",
                text: "As soon as somebody sees a protected record, it stands here with who and when.")
            : EmptyState(
                heading: "Nothing matches", text: "Take a filter away, or choose other days.",
                next: Link(label: "Clear all filters", link: set.clearLink))
    }
}
