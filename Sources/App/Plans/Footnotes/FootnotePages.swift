import HTTP
import Mustache
import Postgres

/// The footnotes of a plan: the list for everybody who sees the plan, changes by scrutiny.
enum FootnotePages {
    static let routes: [Route] =
        [
            .get("/plans/:plan/footnotes", .seePlans, index),
            .get("/plans/:plan/footnotes/new", .changePlans, new),
            .post("/plans/:plan/footnotes", .changePlans, add),
            .get("/plans/:plan/footnotes/:footnote/edit", .changePlans, edit),
            .post("/plans/:plan/footnotes/:footnote", .changePlans, change),
            .get("/plans/:plan/footnotes/:footnote/removal", .changePlans, removal),
            .post("/plans/:plan/footnotes/:footnote/removal", .changePlans, remove),
        ] + Route.files("/plans/:plan/footnotes", .seePlans, file)

    static func path(_ note: Footnote.ID, _ plan: Plan.ID) -> String { Paths.footnotes(plan) + "/\(note)" }

    /// A plan with its notes and what they may hang on.
    private struct Loaded {
        let plan: Plan
        let notes: [Footnote]
        let targets: [FootnoteTarget.Choice]

        init(_ visit: Visit) throws {
            let id: Plan.ID = try visit.id("plan")
            let (plan, notes, targets) = try visit.db.all(
                Plan.find(id), Footnote.all(of: id), FootnoteTarget.Choice.all(of: id))
            guard let plan else { throw Failure.notFound }
            (self.plan, self.notes, self.targets) = (plan, notes, targets)
        }

        var back: Link { Link(label: "Footnotes", link: Paths.footnotes(plan.id)) }

        func note(_ visit: Visit) throws -> Footnote {
            let id: Footnote.ID = try visit.id("footnote")
            guard let note = notes.first(where: { $0.id == id }) else { throw Failure.notFound }
            return note
        }

        func sheet(_ note: Footnote? = nil) -> RecordForm {
            let own = note.map { path($0.id, plan.id) }
            return RecordForm(
                kicker: plan.title, heading: note.map { "Edit footnote \($0.number)" } ?? "New footnote",
                path: own ?? Paths.footnotes(plan.id), back: back, save: note == nil ? "Add the footnote" : "Save",
                removal: own.map { Link(label: "Remove this footnote", link: $0 + "/removal") }
            ) { FootnoteForm.parts($0, targets) }
        }
    }

    private static func taken(_ number: Int) -> Mistakes {
        Mistakes("number", "Enter another number: there is already a footnote \(number) in this plan")
    }

    private static func index(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let view = FootnoteList(loaded.plan, loaded.notes, loaded.targets, for: visit)
        let back = Link(label: loaded.plan.title, link: visit.link(Paths.plan(loaded.plan.id)))
        return try visit.page(view, title: "Footnotes – \(loaded.plan.title)", back: back)
    }

    private static func new(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        return try loaded.sheet().page(visit, FootnoteForm.fields(after: loaded.notes))
    }

    private static func add(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let form: FootnoteForm
        do { form = try FootnoteForm(visit.form, among: loaded.targets) } catch {
            return try loaded.sheet().page(visit, visit.form, error)
        }
        guard try Footnote.add(form, to: loaded.plan.id, in: visit.db) else {
            return try loaded.sheet().page(visit, visit.form, taken(form.number))
        }
        return visit.redirect(to: Paths.footnotes(loaded.plan.id), saying: "Footnote \(form.number) is added.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let note = try loaded.note(visit)
        let edition = try visit.db.all(Footnote.edition(note.id))
        return try loaded.sheet(note).page(visit, FootnoteForm.fields(note, edition: edition ?? 0))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let note = try loaded.note(visit)
        let form: FootnoteForm
        do { form = try FootnoteForm(visit.form, among: loaded.targets) } catch {
            return try loaded.sheet(note).page(visit, visit.form, error)
        }
        switch try Footnote.change(note.id, to: form, edition: visit.version, in: loaded.plan.id, visit.db) {
        case .saved:
            return visit.redirect(to: Paths.footnotes(loaded.plan.id), saying: "Footnote \(form.number) is saved.")
        case .taken: return try loaded.sheet(note).page(visit, visit.form, taken(form.number))
        case .stale:
            let now = try Loaded(visit)
            let note = try now.note(visit)
            let (edition, last) = try visit.db.all(Footnote.edition(note.id), LastSave.of("footnotes", note.id))
            return try now.sheet(note).stale(visit, theirs: FootnoteForm.fields(note, edition: edition ?? 0), by: last)
        }
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let loaded = try Loaded(visit)
        let list = ListExport<Footnote>(
            name: "footnotes-\(loaded.plan.id)", key: "footnotes",
            columns: [
                .init("Number", "number") { .whole($0.number) },
                .init("Note", "words") { .text($0.words) },
                .init("Kind", "kind") { .text($0.kind.label) },
                .init("Hangs on", "hangsOn") { .text(FootnoteList.place($0, loaded.targets)) },
            ])
        return try list.answer(loaded.notes, as: format)
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let loaded = try Loaded(visit)
        let note = try loaded.note(visit)
        return Removal(
            kicker: loaded.plan.title, what: "footnote \(note.number)",
            things: ["Its mark in the text", "“\(note.words)”"],
            path: path(note.id, loaded.plan.id) + "/removal", back: loaded.back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try Footnote.remove(visit.id("footnote"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The \(removal.what) is removed.", heading: "Removed")
    }
}

/// Every footnote of a plan.
struct FootnoteList: View {
    static let template = "plans/footnotes"
    let head: PageHead
    let list: Lines?
    let empty: EmptyState?

    /// The table.
    struct Lines: Codable, Sendable {
        let lines: [Line]
        let exports: Exports
    }

    /// One note.
    struct Line: Codable, Sendable {
        let number: String
        let words: String
        let kind, place: String
        let editLink: String?
    }

    /// What a note hangs on, in words.
    static func place(_ note: Footnote, _ targets: [FootnoteTarget.Choice]) -> String {
        let target = FootnoteTarget(recommendation: note.recommendationID, action: note.actionID)
        let start = note.hangsOn == .status ? "The status of " : ""
        let place =
            note.hangsOn == .plan ? "The plan" : start + (targets.first { $0.target == target }?.label ?? "the plan")
        return note.term.isEmpty ? place : "\(place), behind “\(note.term)”"
    }

    init(_ plan: Plan, _ notes: [Footnote], _ targets: [FootnoteTarget.Choice], for visit: Visit) {
        let mayChange = visit.can(.changePlans)
        let add = PageAction(
            label: "Add a footnote", link: visit.link(Paths.footnotes(plan.id) + "/new"), isPrimary: true)
        head = PageHead(
            kicker: plan.title, heading: "Footnotes", count: notes.isEmpty ? nil : "\(notes.count) in all",
            actions: mayChange ? [add] : [])
        let lines = notes.map { note in
            Line(
                number: String(note.number), words: note.words, kind: note.kind.label,
                place: Self.place(note, targets),
                editLink: mayChange ? visit.link(FootnotePages.path(note.id, plan.id) + "/edit") : nil)
        }
        list = lines.isEmpty ? nil : Lines(lines: lines, exports: Exports(at: Paths.footnotes(plan.id), visit))
        empty =
            lines.isEmpty
            ? EmptyState(
                heading: "No footnotes",
                text: "Notes that hang on a term, an action or a status follow it to every page and print.") : nil
    }
}
