import HTTP
import Mustache
import Postgres

/// Teams and leads: who may lead an action, of which kind, and which lead officers answer for it.
enum LeadPages {
    static let routes: [Route] =
        [
            .get("/leads", .seeDrafts, index),
            .get("/leads/new", .changePlans, new),
            .post("/leads", .changePlans, add),
            .get("/leads/:lead/edit", .changePlans, edit),
            .post("/leads/:lead", .changePlans, change),
            .get("/leads/:lead/removal", .changePlans, removal),
            .post("/leads/:lead/removal", .changePlans, remove),
        ] + Route.files("/leads", .seeDrafts, file)

    static func path(_ lead: Lead.ID) -> String { Paths.leads + "/\(lead)" }
    private static let back = Link(label: "Teams and leads", link: Paths.leads)
    private static let taken = Mistakes("name", "Enter another name: there is already a lead with this one")

    private static func sheet(_ lead: LeadLine?, _ people: [LeadLine.Candidate]) -> RecordForm {
        RecordForm(
            kicker: "Teams and leads", heading: lead.map { "Edit \($0.name)" } ?? "New team or lead",
            path: lead.map { path($0.id) } ?? Paths.leads, back: back,
            save: lead == nil ? "Add the lead" : "Save",
            removal: lead.map { Link(label: "Remove this lead", link: path($0.id) + "/removal") }
        ) { LeadForm.parts($0, people) }
    }

    private static func index(_ visit: Visit) throws -> Response {
        try visit.page(LeadList(try visit.db.all(LeadLine.all), for: visit), title: "Teams and leads")
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let list = ListExport<LeadLine>(
            name: "leads", key: "leads",
            columns: [
                .init("Name", "name") { .text($0.name) },
                .init("Kind", "kind") { .text($0.kind.label) },
                .init("Lead officers", "officers") { .list($0.members) },
                .init("Actions", "actions") { .whole($0.actionCount) },
            ])
        return try list.answer(visit.db.all(LeadLine.all), as: format)
    }

    private static func new(_ visit: Visit) throws -> Response {
        var fields = Fields()
        fields["kind"] = Lead.Kind.team.rawValue
        return try sheet(nil, try visit.db.all(LeadLine.Candidate.of(nil))).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let sheet = sheet(nil, try visit.db.all(LeadLine.Candidate.of(nil)))
        let form: LeadForm
        do { form = try LeadForm(visit.form) } catch { return try sheet.page(visit, visit.form, error) }
        guard try Lead.add(form, in: visit.db) != nil else { return try sheet.page(visit, visit.form, taken) }
        return visit.redirect(to: Paths.leads, saying: "The lead is added.")
    }

    private static func found(_ visit: Visit) throws -> (LeadLine, [LeadLine.Candidate]) {
        let id: Lead.ID = try visit.id("lead")
        let (lead, people) = try visit.db.all(LeadLine.find(id), LeadLine.Candidate.of(id))
        guard let lead else { throw Failure.notFound }
        return (lead, people)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (lead, people) = try found(visit)
        return try sheet(lead, people).page(visit, LeadForm.fields(lead))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (lead, people) = try found(visit)
        let form: LeadForm
        do { form = try LeadForm(visit.form) } catch { return try sheet(lead, people).page(visit, visit.form, error) }
        switch try Lead.change(lead.id, to: form, edition: visit.version, in: visit.db) {
        case .saved: return visit.redirect(to: Paths.leads, saying: "The lead is saved.")
        case .taken: return try sheet(lead, people).page(visit, visit.form, taken)
        case .stale:
            let (now, people) = try found(visit)
            let last = try visit.db.all(LastSave.of("leads", now.id, with: "lead_members", naming: "lead_id"))
            return try sheet(now, people).stale(visit, theirs: LeadForm.fields(now), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let (lead, _) = try found(visit)
        let actions = countedIfAny(lead.actionCount, "action", "actions")
        return Removal(
            kicker: "\(lead.name) · Teams and leads", what: "this lead",
            things: ["“\(lead.name)”"] + lead.members.map { "That \($0) answers for it" },
            refusal: actions.map { "It leads \($0). Give them another lead first." },
            path: path(lead.id) + "/removal", back: back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try Lead.remove(visit.id("lead"), in: visit.db)
        return visit.redirect(to: Paths.leads, saying: "The lead is removed.", heading: "Removed")
    }
}

/// Every lead of the council.
struct LeadList: View {
    static let template = "plans/leads"
    let head: PageHead
    let list: Lines?
    let empty: EmptyState?

    /// The table.
    struct Lines: Codable, Sendable {
        let lines: [Line]
        let exports: Exports
    }

    /// One lead.
    struct Line: Codable, Sendable {
        let name, kind, actions: String
        let members: String?
        let editLink: String?
    }

    init(_ leads: [LeadLine], for visit: Visit) {
        let mayChange = visit.can(.changePlans)
        let alone = leads.filter { $0.members.isEmpty && $0.actionCount > 0 }.count
        let waiting =
            alone == 0 ? nil : "\(alone) of these \(alone == 1 ? "leads" : "lead") actions without a lead officer yet."
        let add = PageAction(label: "Add a lead", link: visit.link(Paths.leads + "/new"), isPrimary: true)
        head = PageHead(
            heading: "Teams and leads", count: leads.isEmpty ? nil : "\(leads.count) in all", lead: waiting,
            actions: mayChange ? [add] : [])
        let lines = leads.map { lead in
            Line(
                name: lead.name, kind: lead.kind.label, actions: String(lead.actionCount),
                members: lead.members.isEmpty ? nil : lead.members.joined(separator: ", "),
                editLink: mayChange ? visit.link(LeadPages.path(lead.id) + "/edit") : nil)
        }
        list = lines.isEmpty ? nil : Lines(lines: lines, exports: Exports(at: Paths.leads, visit))
        empty =
            lines.isEmpty
            ? EmptyState(
                heading: "No teams or leads yet",
                text: "They come with the actions: whoever is named as a lead is listed here.") : nil
    }
}
