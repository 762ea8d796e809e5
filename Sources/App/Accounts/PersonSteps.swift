import HTTP
import Postgres

/// What an administrator does with a person on a page that asks first: a new password, suspension, return.
enum PersonSteps {
    static let routes: [Route] = [
        .get("/people/:person/password", .managePeople, askPassword),
        .post("/people/:person/password", .managePeople, upTo: 16 * 1024, lane: .password, givePassword),
        .get("/people/:person/suspension", .managePeople) { try ask(.suspended, $0) },
        .post("/people/:person/suspension", .managePeople) { try set(.suspended, $0) },
        .get("/people/:person/return", .managePeople) { try ask(.active, $0) },
        .post("/people/:person/return", .managePeople) { try set(.active, $0) },
    ]

    /// What can be done now.
    static func step(of person: Person) -> (noun: String, label: String) {
        person.state == .active ? ("suspension", "Suspend \(person.name)") : ("return", "Restore access")
    }

    static func password(_ form: FormBuilder) -> Question {
        let hint =
            "At least 12 characters. Do not send it by e-mail. The person chooses another when they first sign in."
        return .text(
            form.text("password", "Password", hint: hint, width: "20", type: "password", autocomplete: "new-password"))
    }

    private static func passwordSheet(_ person: Person) -> RecordForm {
        RecordForm(
            kicker: person.name, heading: "Give a new password",
            lead: "It takes the place of the one they have, and signs them out everywhere.",
            path: "/people/\(person.id)/password", back: Link(label: person.name, link: "/people/\(person.id)"),
            save: "Set new password"
        ) { [FormPart(questions: [password($0)])] }
    }

    private static func askPassword(_ visit: Visit) throws -> Response {
        let person = try another(visit, else: ownPassword)
        return try passwordSheet(person).page(visit, seen(person))
    }

    private static func givePassword(_ visit: Visit) throws -> Response {
        let person = try another(visit, else: ownPassword), sheet = passwordSheet(person)
        let names = visit.council.names + [person.email, person.name]
        if let problem = Password.problem(with: visit.form["password"], names: names) {
            return try sheet.page(visit, visit.form, Mistakes("password", problem))
        }
        guard let hash = Password.hash(visit.form["password"]) else { throw Failure.unavailable }
        guard try Person.claim(person.id, version: visit.version, in: visit.db) else { return try stale(sheet, visit) }
        try visit.db.run("SELECT app.give_password(\(person.id), \(hash))")
        return visit.redirect(to: "/people", saying: "\(person.name) has a new password for one sign-in.")
    }

    private static func stateSheet(_ state: Person.State, _ person: Person) -> RecordForm {
        let path = "/people/\(person.id)", back = Link(label: person.name, link: path)
        return state == .suspended
            ? RecordForm(
                kicker: "People", heading: "Suspend \(person.name)?",
                lead: "They are signed out everywhere at once and cannot sign in. Everything they recorded stays.",
                path: path + "/suspension", back: back, save: "Suspend"
            ) { _ in [] }
            : RecordForm(
                kicker: "People", heading: "Let \(person.name) sign in again?",
                lead: "They can sign in with the password that they had.", path: path + "/return", back: back,
                save: "Restore access"
            ) { _ in [] }
    }

    /// Whose own password it is proves the one they have.
    private static let ownPassword = "Change your own password on your account page."
    /// Somebody must be left who can undo it.
    private static let ownState = "You cannot suspend yourself. Another administrator can."

    /// The person in the path, who is somebody else than the person asking.
    private static func another(_ visit: Visit, else sentence: String) throws -> Person {
        let person = try PeoplePages.find(visit)
        if try person.id == visit.person().id { throw Failure.conflict(sentence) }
        return person
    }

    private static func ask(_ state: Person.State, _ visit: Visit) throws -> Response {
        let person = try another(visit, else: ownState)
        return try stateSheet(state, person).page(visit, seen(person))
    }

    private static func set(_ state: Person.State, _ visit: Visit) throws -> Response {
        try Person.takeTurn(visit)
        let person = try another(visit, else: ownState)
        guard try Person.claim(person.id, version: visit.version, in: visit.db) else {
            return try stale(stateSheet(state, person), visit)
        }
        try Person.set(state, for: person.id, in: visit.db)
        let words = state == .suspended ? "is suspended and signed out everywhere" : "can sign in again"
        return visit.redirect(to: "/people", saying: "\(person.name) \(words).")
    }

    private static func seen(_ person: Person) -> Fields {
        var fields = Fields()
        fields["version"] = String(person.version)
        return fields
    }

    /// Another administrator changed the person after the page was opened.
    private static func stale(_ sheet: RecordForm, _ visit: Visit) throws -> Response {
        let now = try PeoplePages.find(visit), last = try visit.db(Person.lastSave(now.id))
        return try sheet.page(visit, seen(now), clash: Conflict(changed: now.name, by: last, for: visit))
    }
}
