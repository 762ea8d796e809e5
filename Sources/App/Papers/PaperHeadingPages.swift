import HTTP
import Mustache
import Postgres

/// The council's own headings, as the scrutiny officer and the administrator keep them.
enum PaperHeadingPages {
    static let routes: [Route] = [
        .get("/papers/headings", .changePaperHeadings, index),
        .post("/papers/headings/usual", .changePaperHeadings, begin),
        .get("/papers/headings/new", .changePaperHeadings, new),
        .post("/papers/headings", .changePaperHeadings, add),
        .get("/papers/headings/:heading/edit", .changePaperHeadings, edit),
        .post("/papers/headings/:heading", .changePaperHeadings, change),
    ]

    private static let back = Link(label: "Headings of papers", link: Paths.paperHeadings)

    private static func index(_ visit: Visit) throws -> Response {
        let view = PaperHeadingList(try visit.db(PaperHeading.all), for: visit)
        return try visit.page(
            view, title: "Headings of papers", back: Link(label: "Papers", link: visit.link(Paths.papers)))
    }

    private static func begin(_ visit: Visit) throws -> Response {
        if try visit.db(PaperHeading.all).isEmpty { try PaperHeading.begin(with: PaperHeading.usual, in: visit.db) }
        return visit.redirect(to: Paths.paperHeadings, saying: "The usual headings are there. Change them as you need.")
    }

    private static func sheet(_ heading: PaperHeading?, among all: [PaperHeading]) -> RecordForm {
        RecordForm(
            kicker: "Headings of papers", heading: heading.map { "Edit “\($0.label)”" } ?? "New heading",
            path: heading.map { Paths.paperHeading($0.id) } ?? Paths.paperHeadings, back: back,
            save: heading == nil ? "Add the heading" : "Save",
            parts: PaperHeadingForm.parts(all.filter { $0.id != heading?.id }, isNew: heading == nil))
    }

    private static let taken = Mistakes("label", "Choose other words: there is already a heading with these")
    private static let once = Mistakes("kind", "Choose something else: another heading shows this already")

    /// The form, when the heading's place and kind are possible.
    private static func form(_ visit: Visit, _ id: PaperHeading.ID?, among all: [PaperHeading]) throws(Mistakes)
        -> PaperHeadingForm
    {
        let form = try PaperHeadingForm(visit.form)
        let others = all.filter { $0.id != id }
        if let after = form.after, !others.contains(where: { $0.id == after }) {
            throw Mistakes("after", "Choose the heading that it stands behind")
        }
        if form.kind.isOnce, !form.isRetired, others.contains(where: { $0.kind == form.kind && !$0.isRetired }) {
            throw once
        }
        return form
    }

    private static func new(_ visit: Visit) throws -> Response {
        let all = try visit.db(PaperHeading.all)
        var fields = Fields()
        fields["kind"] = PaperHeading.Kind.section.rawValue
        fields["after"] = all.last.map { String($0.id.value) } ?? ""
        return try sheet(nil, among: all).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let all = try visit.db(PaperHeading.all)
        let form: PaperHeadingForm
        do { form = try self.form(visit, nil, among: all) } catch {
            return try sheet(nil, among: all).page(visit, visit.form, error)
        }
        guard try PaperHeading.add(form, in: visit.db) != nil else {
            return try sheet(nil, among: all).page(visit, visit.form, taken)
        }
        return visit.redirect(to: Paths.paperHeadings, saying: "“\(form.label)” is added.")
    }

    private static func found(_ visit: Visit) throws -> (PaperHeading, [PaperHeading]) {
        let (heading, all) = try visit.db.all(PaperHeading.find(visit.id("heading")), PaperHeading.all)
        guard let heading else { throw Failure.notFound }
        return (heading, all)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (heading, all) = try found(visit)
        return try sheet(heading, among: all).page(visit, PaperHeadingForm.fields(heading, among: all))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (heading, all) = try found(visit)
        let form: PaperHeadingForm
        do { form = try self.form(visit, heading.id, among: all) } catch {
            return try sheet(heading, among: all).page(visit, visit.form, error)
        }
        switch try PaperHeading.change(heading.id, to: form, version: visit.version, in: visit.db) {
        case .saved: return visit.redirect(to: Paths.paperHeadings, saying: "“\(form.label)” is saved.")
        case .taken: return try sheet(heading, among: all).page(visit, visit.form, taken)
        case .stale:
            let (now, all) = try found(visit)
            let last = try visit.db(LastSave.of("paper_headings", now.id))
            return try sheet(now, among: all).stale(visit, theirs: PaperHeadingForm.fields(now, among: all), by: last)
        }
    }
}

/// The headings in their order.
struct PaperHeadingList: View {
    static let template = "papers/headings"
    let head: PageHead
    let list: Lines?
    let empty: Beginning?

    /// The table.
    struct Lines: Codable, Sendable { let lines: [Line] }

    /// One heading.
    struct Line: Codable, Sendable {
        let name, link, kind, filled: String
        let tags: [Tag]
    }

    /// How to begin.
    struct Beginning: Codable, Sendable {
        let action: String
        let save: SaveRow
    }

    init(_ headings: [PaperHeading], for visit: Visit) {
        let add = PageAction(label: "Add a heading", link: visit.link(Paths.paperHeadings + "/new"), isPrimary: true)
        head = PageHead(
            heading: "Headings of papers", count: headings.isEmpty ? nil : "\(headings.count) in all",
            lead: "Every new paper asks for these, in this order. Papers that were published keep theirs.",
            actions: [add])
        list =
            headings.isEmpty
            ? nil
            : Lines(
                lines: headings.map { heading in
                    Line(
                        name: heading.name, link: visit.link(Paths.paperHeading(heading.id) + "/edit"),
                        kind: heading.kind.label, filled: Self.filled(heading),
                        tags: heading.isRetired ? [Tag(tone: "idle", text: "No longer used")] : [])
                })
        empty =
            headings.isEmpty
            ? Beginning(
                action: visit.link(Paths.paperHeadings + "/usual"),
                save: SaveRow(label: "Begin with the usual headings"))
            : nil
    }

    private static func filled(_ heading: PaperHeading) -> String {
        if !heading.kind.isAnswered {
            return heading.kind == .group ? "A heading only" : "Waymark, from the plan and the paper"
        }
        if heading.known != .nothing { return "Waymark: \(heading.known.label.lowercasedStart)" }
        let none = heading.noneWords.isEmpty ? "" : ", or “\(heading.noneWords)”"
        return (heading.isRequired ? "The officer, always" : "The officer, where needed") + none
    }
}

extension String {
    fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
