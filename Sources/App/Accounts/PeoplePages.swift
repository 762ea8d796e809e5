import HTTP
import Mustache
import Postgres

/// Who may sign in to the council, and what each may do there: the administrator's pages.
enum PeoplePages: Feature {
    static let places = [Place("People", "/people", .managePeople, rank: 80)]
    static let audited = AuditedTable.ofAccounts
    static let routes: [Route] =
        [
            .get("/people", .managePeople, index),
            .get("/people/new", .managePeople, add),
            .post("/people", .managePeople, lane: .password, create),
            .get("/people/:person", .managePeople, edit),
            .post("/people/:person", .managePeople, save),
            .post("/people/:person/suspension", .managePeople) { try set(.suspended, $0) },
            .post("/people/:person/return", .managePeople) { try set(.active, $0) },
            .post("/people/:person/password", .managePeople, lane: .password, givePassword),
        ] + Route.files("/people", .managePeople, file)
    static let views: [any View.Type] = [PeopleIndex.self, PersonEdit.self]

    private static func index(_ visit: Visit) throws -> Response {
        try visit.page(PeopleIndex(Person.all(in: visit.db), for: visit), title: "People")
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let list = ListExport<Person>(
            name: "people", key: "people",
            columns: [
                .init("Name", "name") { .text($0.name) },
                .init("E-mail address", "email") { .text($0.email) },
                .init("Roles", "roles") { .list($0.roles.map(\.title)) },
                .init("Active", "maySignIn") { .truth($0.state == .active) },
            ])
        return try list.answer(Person.all(in: visit.db), as: format)
    }

    private static func add(_ visit: Visit) throws -> Response {
        try page(visit, nil, FormBuilder(Fields()))
    }

    private static func page(_ visit: Visit, _ person: Person?, _ form: FormBuilder) throws -> Response {
        try visit.page(
            PersonEdit(person, form, for: visit), title: form.title(person?.name ?? "Add a person"),
            back: Link(label: "Back to people", link: visit.link("/people")),
            status: form.problems == nil ? .ok : .unprocessableContent)
    }

    private static func create(_ visit: Visit) throws -> Response {
        var check = Check(visit.form)
        let email = check.text("email", 3...254, or: "Enter an e-mail address, like name@council.gov.uk").lowercased()
        let at = email.firstIndex(of: "@")
        if at == nil || at == email.startIndex || email.contains(where: \.isWhitespace) || email.hasSuffix("@") {
            check.mistake("email", "Enter an e-mail address, like name@council.gov.uk")
        }
        let (name, roles) = nameAndRoles(&check)
        let names = visit.council.names + [email, name]
        if let problem = Password.problem(with: visit.form["password"], names: names) {
            check.mistake("password", problem)
        }
        do { try check.finish() } catch { return try page(visit, nil, FormBuilder(visit.form, error)) }
        guard let hash = Password.hash(visit.form["password"]) else { throw Failure.unavailable }
        guard let id = try Person.add(email: email, name: name, roles: roles, in: visit.db) else {
            let mistakes = Mistakes("email", "There is already a person with this e-mail address")
            return try page(visit, nil, FormBuilder(visit.form, mistakes))
        }
        try visit.db.run("SELECT app.give_password(\(id), \(hash))")
        return visit.redirect(to: "/people", saying: "\(name) can sign in now, and then chooses a password.")
    }

    private static func nameAndRoles(_ check: inout Check) -> (String, [Role]) {
        let name = check.text("name", 1...120, or: "Enter the person’s name or post")
        let roles = check.fields.all("roles").compactMap(Role.init(rawValue:))
        if roles.isEmpty { check.mistake("roles", "Choose at least one role") }
        return (name, roles)
    }

    private static func find(_ visit: Visit) throws -> Person {
        guard let person = try Person.find(visit.id("person"), in: visit.db) else { throw Failure.notFound }
        return person
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let person = try find(visit)
        var fields = Fields()
        fields["name"] = person.name
        fields.set("roles", person.roles.map(\.rawValue))
        return try page(visit, person, FormBuilder(fields))
    }

    private static func save(_ visit: Visit) throws -> Response {
        let person = try find(visit)
        var check = Check(visit.form)
        let (name, roles) = nameAndRoles(&check)
        if try person.id == visit.person().id, !roles.contains(where: { $0.abilities.contains(.managePeople) }) {
            check.mistake("roles", "Keep the administrator role for yourself; another administrator can take it away")
        }
        do { try check.finish() } catch { return try page(visit, person, FormBuilder(visit.form, error)) }
        try Person.change(person.id, name: name, roles: roles, in: visit.db)
        return visit.redirect(to: "/people", saying: "\(name) is changed.")
    }

    private static func set(_ state: Person.State, _ visit: Visit) throws -> Response {
        let person = try find(visit)
        if try person.id == visit.person().id {
            throw Failure.conflict("You cannot suspend yourself. Another administrator can.")
        }
        try Person.set(state, for: person.id, in: visit.db)
        let words = state == .suspended ? "is suspended and signed out everywhere" : "can sign in again"
        return visit.redirect(to: "/people", saying: "\(person.name) \(words).")
    }

    private static func givePassword(_ visit: Visit) throws -> Response {
        let person = try find(visit)
        let names = visit.council.names + [person.email, person.name]
        if let problem = Password.problem(with: visit.form["password"], names: names) {
            var fields = visit.form
            fields["name"] = person.name
            fields.set("roles", person.roles.map(\.rawValue))
            return try page(visit, person, FormBuilder(fields, Mistakes("password", problem)))
        }
        guard let hash = Password.hash(visit.form["password"]) else { throw Failure.unavailable }
        try visit.db.run("SELECT app.give_password(\(person.id), \(hash))")
        return visit.redirect(to: "/people", saying: "\(person.name) has a new password for one sign-in.")
    }
}
