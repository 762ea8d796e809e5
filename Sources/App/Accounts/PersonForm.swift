import Postgres

/// What an administrator says of a person: address, name and roles.
struct PersonForm {
    let email, name: String
    let roles: [Role]

    init(_ check: inout Check) {
        email = check.email("email", or: "Enter an e-mail address, like name@council.gov.uk")
        if check.fields["email"].isEmpty { check.mistake("email", "Enter an e-mail address, like name@council.gov.uk") }
        name = check.text("name", 1...120, or: "Enter the person’s name or post")
        roles = check.fields.all("roles").compactMap(Role.init(rawValue:))
        if roles.isEmpty { check.mistake("roles", "Choose at least one role") }
        if roles.contains(.provider), roles.count > 1 {
            check.mistake(
                "roles", "Choose no other role with Provider contact: they see their own provider and nothing else")
        }
    }

    static let taken = Mistakes("email", "There is already a person with this e-mail address")

    static func fields(_ person: Person) -> Fields {
        var fields = Fields()
        fields["version"] = String(person.version)
        fields["email"] = person.email
        fields["name"] = person.name
        fields.set("roles", person.roles.map(\.rawValue))
        return fields
    }

    /// The form, and under it what else can be done with a person who is there already.
    static func sheet(_ person: Person?, _ visit: Visit) throws -> RecordForm {
        let isOwn = try person?.id == visit.person().id
        var sheet = RecordForm(
            kicker: "People", heading: person?.name ?? "Add a person",
            path: person.map { "/people/\($0.id)" } ?? "/people", back: Link(label: "People", link: "/people"),
            save: person == nil ? "Add person" : "Save changes"
        ) { parts($0, isNew: person == nil) }
        guard let person else { return sheet }
        if !isOwn {
            sheet.links.append(Link(label: "Give a new password", link: sheet.path + "/password"))
            let step = PersonSteps.step(of: person)
            sheet.links.append(Link(label: step.label, link: sheet.path + "/" + step.noun))
        }
        if visit.can(.seeAudit) {
            sheet.links.append(Link(label: "Activity", link: Paths.audit + "?person=\(person.id)"))
        }
        return sheet
    }

    private static func parts(_ form: FormBuilder, isNew: Bool) -> [FormPart] {
        var roles = form.checkboxes("roles", "Roles", Role.allCases.map { ($0.rawValue, $0.title) })
        for (index, role) in Role.allCases.enumerated() { roles.options[index].hint = role.summary }
        let hint = isNew ? nil : "Another address signs the person out everywhere. They sign in with the new one."
        let questions: [Question] = [
            .text(form.text("email", "E-mail address", hint: hint, type: "email", autocomplete: "off")),
            .text(form.text("name", "Name or post")), .checkboxes(roles),
        ]
        return [FormPart(questions: questions + (isNew ? [PersonSteps.password(form)] : []))]
    }
}
