import HTTP
import Mustache
import Postgres

extension Paths {
    static let audit = "/audit"
}

/// Everything that was done in the council, newest first.
enum AuditPages: Feature {
    static let places = [Place("Audit", Paths.audit, .seeAudit, rank: 100, in: .settings)]
    static let audited =
        [
            AuditedTable("audit", "Audit", group: "Downloads") {
                $0.sentence = { _, text in
                    let filters = text("filters")
                    return "Audit taken away as \(text("format").uppercased())"
                        + (filters.isEmpty ? ", all of it" : ", \(filters)")
                }
            }
        ] + AuditedTable.ofAccesses
    static let routes: [Route] =
        [
            .get(Paths.audit, .seeAudit, index),
            .post(Paths.audit + "/export", .seeAudit, lane: .slow, export),
        ] + LookPages.routes
    static let views: [any View.Type] = [AuditList.self, LookList.self]

    private static func index(_ visit: Visit) throws -> Response {
        let search = AuditSearch(Fields(visit.request.query), visit)
        let asked = visit.query("page")
        var (changes, count, people, plans) = try visit.db.all(
            search.changes(Paging.size, from: Paging.offset(asked: asked)), search.count, AuditSearch.people,
            Plan.choices)
        let paging = Paging(asked: asked, count: count ?? 0)
        if changes.isEmpty, paging.count > 0 { changes = try visit.db(search.changes(Paging.size)) }
        let things = try visit.db.all(NamedThing.of(changes, visit.site.features.audited))
        let view = AuditList(
            search, changes, things, paging, people: people.map(\.option), plans: plans.map(\.option), for: visit)
        return try visit.page(view, title: "Audit" + paging.titlePart)
    }

    /// A file of what the page shows; taking it away is itself an entry, so it is a change and no page.
    private static func export(_ visit: Visit) throws -> Response {
        guard let format = ListFormat(rawValue: visit.form["format"]) else {
            throw Failure.badRequest("Choose CSV or JSON.")
        }
        let search = AuditSearch(visit.form, visit)
        let changes = try visit.db(search.changes(AuditSearch.most))
        let words = HistoryWords(
            try visit.db.all(NamedThing.of(changes, visit.site.features.audited)), visit.site.features.audited)
        let filters = AuditSearch.names.filter { !visit.form[$0].isEmpty }.map { "\($0) \(visit.form[$0])" }
        try visit.db.run("SELECT app.note_export(\(format.rawValue), \(filters.joined(separator: ", ")))")
        return try list(words, named: "audit-\(visit.today.isoText)").answer(changes, as: format, for: visit)
    }

    private static func list(_ words: HistoryWords, named name: String) -> ListExport<Change> {
        ListExport(
            name: name, key: "entries",
            columns: [
                .init("Entry", "entry") { .whole(Int($0.id)) },
                .init("When, London time", "whenInLondon") { .text($0.stamp) },
                .init("Who", "who") { .text(words.entry($0).who) },
                .init("What", "what") { .text(words.entry($0).what) },
                .init("Plan", "plan") { .text(words.plan($0)?.name ?? "") },
                .init("Kind of record", "record") { .text($0.entity) },
                .init("Number of the record", "number") { $0.entityID.map { .whole(Int($0)) } ?? .none },
                .init("Operation", "operation") { .text($0.operation) },
                .init("Changes", "changes") { .list(words.wholeChanges($0)) },
            ])
    }
}
