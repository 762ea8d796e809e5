import HTTP
import Mustache
import Postgres

/// Who answers for each lead, in one table with one save.
enum LeadOfficerPages: Feature {
    static let routes: [Route] = [
        .get(Paths.leadOfficers, .changePlans, edit),
        .post(Paths.leadOfficers, .changePlans, fields: 10_000, save),
    ]
    static let views: [any View.Type] = [LeadOfficersView.self]

    private static func edit(_ visit: Visit) throws -> Response {
        let now = try LeadOfficers(visit)
        return try page(visit, now, now.fields)
    }

    private static func page(
        _ visit: Visit, _ now: LeadOfficers, _ fields: Fields, _ mistakes: Mistakes? = nil, status: Status = .ok
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let asked = try visit.can(.managePeople) ? [] : visit.db(LeadOfficers.administrators)
        return try visit.page(
            LeadOfficersView(now, form, administrators: asked, for: visit), title: form.title("Lead officers"),
            back: Link(label: "Teams and leads", link: visit.link(Paths.leads)), status: status)
    }

    private static func save(_ visit: Visit) throws -> Response {
        let now = try LeadOfficers(visit, holding: true)
        let asked = now.asked(visit.form), changes = asked.changes
        guard asked.mistakes.isEmpty else {
            let status: Status = asked.isStale ? .conflict : .unprocessableContent
            return try page(visit, now, asked.fields, asked.mistakes, status: status)
        }
        try LeadOfficers.save(changes, in: visit.db)
        let lone = try visit.db(LeadOfficers.lone) ?? 0
        let left =
            lone == 0
            ? "Every lead has a lead officer." : "\(counted(lone, "lead has", "leads have").sentenceCase) none yet."
        return visit.redirect(
            to: Paths.leadOfficers,
            saying: changes.isEmpty
                ? "Nothing was changed. \(left)"
                : "\(counted(changes.count, "lead is", "leads are").sentenceCase) changed. \(left)",
            heading: changes.isEmpty ? "Nothing to save" : "Saved")
    }
}

/// The table.
struct LeadOfficersView: View {
    static let template = "plans/lead-officers"
    let problems: ErrorSummary?
    let head: PageHead
    let nothing: EmptyState?
    let form: OfficersForm?
    let missing: Missing?

    /// The rows and the button.
    struct OfficersForm: Sendable {
        let action: String
        let rows: [OfficersRow]
        let save: SaveRow
    }

    /// One lead: a choice, or who answers for it where they are several.
    struct OfficersRow: Sendable {
        let name, actions: String
        let choice: Choice?
        let several: Several?

        struct Choice: Sendable {
            let field: SelectField
            let was, seen: KeptValue
        }

        struct Several: Sendable { let id, names, link: String }
    }

    /// Where somebody is not in the list.
    struct Missing: Sendable {
        let text: String
        let add: Link?
    }

    init(_ now: LeadOfficers, _ form: FormBuilder, administrators: [String], for visit: Visit) {
        problems = form.mistakes.summary
        let lone = now.loneCount
        head = PageHead(
            heading: "Lead officers", count: now.leads.isEmpty ? nil : "\(counted(now.leads.count, "lead", "leads"))",
            lead: "A lead officer finds what their leads are to do in their own due list, and records its updates."
                + (now.leads.isEmpty
                    ? ""
                    : lone == 0
                        ? " Every lead has one." : " \(counted(lone, "lead has", "leads have").sentenceCase) none yet.")
        )
        nothing = now.leads.isEmpty ? Self.noLeads(visit) : now.officers.isEmpty ? Self.noOfficers : nil
        self.form =
            nothing != nil
            ? nil
            : OfficersForm(
                action: visit.link(Paths.leadOfficers),
                rows: now.leads.map { OfficersRow($0, now.officers, form, for: visit) },
                save: SaveRow(label: "Save", cancel: Link(label: "Cancel", link: visit.link(Paths.leads))))
        missing = now.leads.isEmpty ? nil : Missing(administrators, for: visit)
    }

    private static func noLeads(_ visit: Visit) -> EmptyState {
        EmptyState(
            heading: "No action names a lead yet",
            text: "Leads come with the actions of a plan: whoever is named there is listed here.",
            next: Link(label: "See all action plans", link: visit.link(Paths.plans)))
    }

    private static let noOfficers = EmptyState(
        heading: "Nobody is a lead officer yet",
        text: "Once somebody has that role, they can be chosen here for each team and post that leads an action.")
}

extension LeadOfficersView.OfficersRow {
    fileprivate init(_ lead: Lead, _ officers: [NamedChoice], _ form: FormBuilder, for visit: Visit) {
        name = lead.name
        actions = lead.actionCount.formatted()
        guard lead.isOneRow else {
            choice = nil
            several = Several(
                id: LeadOfficers.field(lead), names: lead.memberNames.listed,
                link: visit.link("\(Paths.leads)/\(lead.id)/edit"))
            return
        }
        several = nil
        var options = [(value: "", text: "Nobody yet")] + officers.map(\.option)
        // Somebody who lost the role or the account still answers for it until somebody else does.
        if let person = lead.members.first, !officers.contains(where: { $0.id == person.value }) {
            options.append((String(person.value), "\(lead.memberNames.first ?? ""), no lead officer any more"))
        }
        let name = LeadOfficers.field(lead)
        func kept(_ name: String) -> KeptValue { KeptValue(name: name, value: form.fields[name]) }
        choice = Choice(
            field: form.select(name, "Lead officer for \(lead.name)", options), was: kept(LeadOfficers.was(lead)),
            seen: kept(LeadOfficers.version(lead)))
    }
}

extension LeadOfficersView.Missing {
    /// Only administrators give people a role.
    fileprivate init(_ administrators: [String], for visit: Visit) {
        if visit.can(.managePeople) {
            (text, add) = (
                "Is somebody missing from the list?", Link(label: "Add a person", link: visit.link("/people/new"))
            )
            return
        }
        let who =
            administrators.isEmpty
            ? "This council has no administrator who can sign in: ask whoever runs this installation of Waymark"
            : "Ask \(administrators.listed(by: "or")), \(administrators.count == 1 ? "the council administrator" : "council administrators"),"
        (text, add) = ("Is somebody missing from the list? \(who) to add them as a lead officer.", nil)
    }
}

extension Paths {
    static let leadOfficers = leads + "/officers"
}
