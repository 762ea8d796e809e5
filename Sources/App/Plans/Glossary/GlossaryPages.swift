import HTTP
import Mustache
import Postgres

/// What abbreviations stand for, one expansion each: for everybody who sees plans, changed by scrutiny.
enum GlossaryPages {
    static let routes: [Route] =
        [
            .get("/glossary", .seePlans, index),
            .get("/glossary/new", .changePlans, new),
            .post("/glossary", .changePlans, add),
            .get("/glossary/:word/edit", .changePlans, edit),
            .post("/glossary/:word", .changePlans, change),
            .get("/glossary/:word/removal", .changePlans, removal),
            .post("/glossary/:word/removal", .changePlans, remove),
        ] + Route.files("/glossary", .seePlans, file)

    static func path(_ entry: GlossaryEntry.ID) -> String { Paths.glossary + "/\(entry)" }
    private static let back = Link(label: "Glossary", link: Paths.glossary)

    private static func sheet(_ entry: GlossaryEntry? = nil) -> RecordForm {
        RecordForm(
            kicker: "Glossary", heading: entry.map { "Edit \($0.abbreviation)" } ?? "New abbreviation",
            path: entry.map { path($0.id) } ?? Paths.glossary,
            back: back, save: entry == nil ? "Add the abbreviation" : "Save",
            removal: entry.map { Link(label: "Remove this abbreviation", link: path($0.id) + "/removal") },
            parts: GlossaryForm.parts)
    }

    /// Says what it stands for already.
    private static func taken(_ form: GlossaryForm, _ visit: Visit) throws -> Mistakes {
        let expansion = try visit.db.all(GlossaryEntry.expansion(of: form.abbreviation))
        return Mistakes(
            "abbreviation", "Change the one there is: \(form.abbreviation) already stands for “\(expansion ?? "")”")
    }

    private static func index(_ visit: Visit) throws -> Response {
        let entries = try visit.db.all(GlossaryEntry.all)
        return try visit.page(GlossaryList(entries, wanted: visit.query("q"), for: visit), title: "Glossary")
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let list = ListExport<GlossaryEntry>(
            name: "glossary", key: "abbreviations",
            columns: [
                .init("Abbreviation", "abbreviation") { .text($0.abbreviation) },
                .init("Stands for", "expansion") { .text($0.expansion) },
            ])
        return try list.answer(GlossaryList.found(visit.query("q"), in: visit.db.all(GlossaryEntry.all)), as: format)
    }

    private static func new(_ visit: Visit) throws -> Response { try sheet().page(visit, Fields()) }

    private static func add(_ visit: Visit) throws -> Response {
        let form: GlossaryForm
        do { form = try GlossaryForm(visit.form) } catch { return try sheet().page(visit, visit.form, error) }
        guard try GlossaryEntry.add(form, in: visit.db) else {
            return try sheet().page(visit, visit.form, taken(form, visit))
        }
        return visit.redirect(to: Paths.glossary, saying: "\(form.abbreviation) is added.")
    }

    private static func found(_ visit: Visit) throws -> (GlossaryEntry, Int) {
        let id: GlossaryEntry.ID = try visit.id("word")
        let (entry, edition) = try visit.db.all(GlossaryEntry.find(id), GlossaryEntry.edition(id))
        guard let entry, let edition else { throw Failure.notFound }
        return (entry, edition)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (entry, edition) = try found(visit)
        return try sheet(entry).page(visit, GlossaryForm.fields(entry, edition: edition))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (entry, _) = try found(visit)
        let form: GlossaryForm
        do { form = try GlossaryForm(visit.form) } catch { return try sheet(entry).page(visit, visit.form, error) }
        switch try GlossaryEntry.change(entry.id, to: form, edition: visit.version, in: visit.db) {
        case .saved: return visit.redirect(to: Paths.glossary, saying: "\(form.abbreviation) is saved.")
        case .taken: return try sheet(entry).page(visit, visit.form, taken(form, visit))
        case .stale:
            let (now, edition) = try found(visit)
            let last = try visit.db.all(LastSave.of("glossary", now.id))
            return try sheet(now).stale(visit, theirs: GlossaryForm.fields(now, edition: edition), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let (entry, _) = try found(visit)
        return Removal(
            kicker: "Glossary", what: entry.abbreviation,
            things: ["\(entry.abbreviation): \(entry.expansion)", "Its mark in every text of the council"],
            path: path(entry.id) + "/removal", back: back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try GlossaryEntry.remove(visit.id("word"), in: visit.db)
        return visit.redirect(to: Paths.glossary, saying: "\(removal.what) is removed.", heading: "Removed")
    }
}

/// The glossary, or what was searched for in it.
struct GlossaryList: View {
    static let template = "plans/glossary"
    let head: PageHead
    let action: String
    let search: TextField
    let showing: String
    let list: Lines?
    let empty: EmptyState?

    /// The table.
    struct Lines: Codable, Sendable {
        let lines: [Line]
        let exports: Exports
    }

    /// One abbreviation.
    struct Line: Codable, Sendable {
        let abbreviation, expansion: String
        let editLink: String?
    }

    init(_ entries: [GlossaryEntry], wanted: String, for visit: Visit) {
        let mayChange = visit.can(.changePlans)
        let add = PageAction(label: "Add an abbreviation", link: visit.link(Paths.glossary + "/new"), isPrimary: true)
        head = PageHead(
            heading: "Glossary", count: "\(entries.count) in all",
            lead: "What the council’s abbreviations stand for. They are marked wherever they occur.",
            actions: mayChange ? [add] : [])
        action = visit.link(Paths.glossary)
        var fields = Fields()
        fields["q"] = wanted
        search = FormBuilder(fields).text(
            "q", "Abbreviation or words", width: "20", type: "search", autocomplete: "off")
        let found = Self.found(wanted, in: entries)
        showing = wanted.isEmpty ? "Showing all" : "Showing \(found.count) of \(entries.count)"
        list =
            found.isEmpty
            ? nil
            : Lines(
                lines: found.map {
                    Line(
                        abbreviation: $0.abbreviation, expansion: $0.expansion,
                        editLink: mayChange ? visit.link(GlossaryPages.path($0.id) + "/edit") : nil)
                },
                exports: Exports(of: ListAddress(visit, path: Paths.glossary, names: ["q"])))
        empty =
            !found.isEmpty
            ? nil
            : entries.isEmpty
                ? EmptyState(heading: "No abbreviations yet", text: "Plans that are brought in bring theirs along.")
                : EmptyState(
                    heading: "Nothing found for “\(wanted)”", text: "Try fewer letters.",
                    next: Link(label: "Show all", link: visit.link(Paths.glossary)))
    }

    /// The entries in which what was searched for occurs.
    static func found(_ wanted: String, in entries: [GlossaryEntry]) -> [GlossaryEntry] {
        guard !wanted.isEmpty else { return entries }
        return entries.filter {
            folded($0.abbreviation).contains(folded(wanted)) || folded($0.expansion).contains(folded(wanted))
        }
    }
}
