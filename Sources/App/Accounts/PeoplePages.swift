import HTTP
import Mustache
import Postgres

/// Who may sign in to the council, and what each may do there: the administrator's pages.
enum PeoplePages: Feature {
    static let places = [Place("People", "/people", .managePeople, rank: 80, in: .settings)]
    static let audited = AuditedTable.ofAccounts
    static let routes: [Route] =
        [
            .get("/people", .managePeople, index),
            .get("/people/new", .managePeople, new),
            .post("/people", .managePeople, upTo: 16 * 1024, lane: .password, add),
            .get("/people/:person", .managePeople, edit),
            // Whoever changes their own rights goes on in a new session.
            .post("/people/:person", .managePeople, upTo: 16 * 1024, lane: .password, save),
        ] + PersonSteps.routes + Route.files("/people", .managePeople, file)
    static let views: [any View.Type] = [PeopleIndex.self]

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
        return try list.answer(Person.all(in: visit.db), as: format, for: visit)
    }

    private static func new(_ visit: Visit) throws -> Response {
        try PersonForm.sheet(nil, visit).page(visit, Fields())
    }

    private static func add(_ visit: Visit) throws -> Response {
        let sheet = try PersonForm.sheet(nil, visit)
        var check = Check(visit.form)
        let person = PersonForm(&check)
        let names = visit.council.names + [person.email, person.name]
        if let problem = Password.problem(with: visit.form["password"], names: names) {
            check.mistake("password", problem)
        }
        do { try check.finish() } catch { return try sheet.page(visit, visit.form, error) }
        guard let hash = Password.hash(visit.form["password"]) else { throw Failure.unavailable }
        guard let id = try Person.add(email: person.email, name: person.name, roles: person.roles, in: visit.db) else {
            return try sheet.page(visit, visit.form, PersonForm.taken)
        }
        try visit.db.run("SELECT app.give_password(\(id), \(hash))")
        return visit.redirect(to: "/people", saying: "\(person.name) can sign in now, and then chooses a password.")
    }

    static func find(_ visit: Visit) throws -> Person {
        guard let person = try Person.find(visit.id("person"), in: visit.db) else { throw Failure.notFound }
        return person
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let person = try find(visit)
        return try PersonForm.sheet(person, visit).page(visit, PersonForm.fields(person))
    }

    private static func save(_ visit: Visit) throws -> Response {
        try Person.takeTurn(visit)
        let person = try find(visit), isOwn = try person.id == visit.person().id
        var check = Check(visit.form)
        let wanted = PersonForm(&check)
        if isOwn, !wanted.roles.contains(where: { $0.abilities.contains(.managePeople) }) {
            check.mistake("roles", "Keep the administrator role for yourself; another administrator can take it away")
        }
        let sheet = try PersonForm.sheet(person, visit)
        do { try check.finish() } catch { return try sheet.page(visit, visit.form, error) }
        switch try Person.change(person.id, to: wanted, version: visit.version, in: visit.db) {
        case .taken: return try sheet.page(visit, visit.form, PersonForm.taken)
        case .stale:
            let now = try find(visit), last = try visit.db(Person.lastSave(person.id))
            return try PersonForm.sheet(now, visit).stale(visit, theirs: PersonForm.fields(now), by: last)
        case .saved: break
        }
        // Other rights or another address end every session of the person, but not that of whoever is saving.
        if isOwn { try SignInPages.begin(person.id, visit) }
        let address = person.email == wanted.email ? "" : " The address to sign in with is \(wanted.email)."
        return visit.redirect(to: "/people", saying: "\(wanted.name) is changed.\(address)")
    }
}
