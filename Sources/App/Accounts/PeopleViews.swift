import Mustache

/// Everybody of the council.
struct PeopleIndex: View {
    static let template = "accounts/people"
    let head: PageHead
    let table: Table
    let exports: Exports

    init(_ people: [Person], for visit: Visit) {
        head = PageHead(
            heading: "People", count: "\(people.count) in all",
            lead: "Who may sign in to \(visit.council.name), and what each may do.",
            actions: [PageAction(label: "Add a person", link: visit.link("/people/new"), isPrimary: true)])
        exports = Exports(at: "/people", visit)
        let rows = people.map { person in
            let tag =
                person.state == .active ? Tag(tone: "good", text: "Active") : Tag(tone: "stop", text: "Suspended")
            return ListRow(
                name: person.name, link: visit.link("/people/\(person.id)"),
                cells: [
                    ListCell("E-mail address", person.email),
                    ListCell("Roles", person.roles.map(\.title).joined(separator: ", ")),
                    ListCell("State", .tags([tag], file: ""), for: visit),
                ])
        }
        table = Table(
            caption: "People, by name", isCaptionShown: true,
            heads: ["Name", "E-mail address", "Roles", "State"].map { SortHead(label: $0) }, rows: rows)
    }
}

/// One person, new or known.
struct PersonEdit: View {
    static let template = "accounts/person"
    let problems: ErrorSummary?
    let heading, action: String
    /// For a new person only.
    let email: TextField?
    let name: TextField
    let roles: CheckboxField
    let password: TextField?
    let save: SaveRow
    let known: Known?

    /// What can be done with a person who is there already.
    struct Known: Sendable {
        let passwordAction, stateAction, stateLabel, stateWords: String
        let isSuspended: Bool
        /// What the audit has of this person.
        let auditLink: String?
        let newPassword: TextField
    }

    init(_ person: Person?, _ form: FormBuilder, for visit: Visit) {
        problems = form.problems
        heading = person?.name ?? "Add a person"
        action = visit.link(person.map { "/people/\($0.id)" } ?? "/people")
        let hint =
            "At least 12 characters. Do not send it by e-mail. The person chooses another when they first sign in."
        let password = form.text(
            "password", "Password", hint: hint, width: "20", type: "password", autocomplete: "new-password")
        email = person == nil ? form.text("email", "E-mail address", type: "email", autocomplete: "off") : nil
        self.password = person == nil ? password : nil
        name = form.text("name", "Name or post")
        roles = form.checkboxes("roles", "Roles", Role.allCases.map { ($0.rawValue, $0.title) })
        save = SaveRow(
            label: person == nil ? "Add person" : "Save changes",
            cancel: Link(label: "Cancel", link: visit.link("/people")))
        known = person.map { person in
            let isSuspended = person.state == .suspended
            return Known(
                passwordAction: visit.link("/people/\(person.id)/password"),
                stateAction: visit.link("/people/\(person.id)/" + (isSuspended ? "return" : "suspension")),
                stateLabel: isSuspended ? "Restore access" : "Suspend \(person.name)",
                stateWords: isSuspended
                    ? "This person cannot sign in. Everything they recorded stays."
                    : "A suspended person is signed out everywhere at once and cannot sign in. Everything they recorded stays.",
                isSuspended: isSuspended,
                auditLink: visit.can(.seeAudit) ? visit.link(Paths.audit + "?person=\(person.id)") : nil,
                newPassword: password)
        }
    }
}
