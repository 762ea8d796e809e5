import HTTP
import Postgres

/// Who may open a restricted case: chosen by those who can.
enum CaseTeam {
    static let routes: [Route] = [
        .get("/young-people/:young_person/team", .changeYoungPeople, ask),
        .post("/young-people/:young_person/team", .changeYoungPeople, save),
    ]

    static func names(_ person: YoungPerson.ID) -> Query<[NamedChoice]> {
        .list(
            """
            SELECT p.id, p.name FROM case_team t JOIN people p ON p.tenant_id = t.tenant_id AND p.id = t.person_id
             WHERE t.young_person_id = \(person) ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    private static func found(_ visit: Visit) throws -> (person: YoungPerson, team: [NamedChoice], all: [NamedChoice]) {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        guard person.standing.isRestricted else {
            throw Failure.conflict(
                "Everybody who works with young people can open it. Only a restricted case has a team.")
        }
        let (team, found) = try visit.db.all(names(person.id), YoungPerson.workers()), workers = found.map(\.choice)
        return (person, team, workers + team.filter { member in !workers.contains { $0.id == member.id } })
    }

    private static func form(_ person: YoungPerson, _ all: [NamedChoice], _ visit: Visit) -> RecordForm {
        let own = Paths.youngPerson(person.id), leaves = leaves(visit)
        return RecordForm(
            kicker: person.reference, heading: "Who can open this case",
            lead: "For everybody else it is not there. Whoever is in the team may change it.", path: own + "/team",
            back: Link(label: person.reference, link: own)
        ) { form in
            let people = form.checkboxes("people", "Its team", all.map(\.option))
            let sure = form.checkboxes("sure", "You are not in it", [("yes", "I want to leave the team")])
            return [
                FormPart(questions: [.checkboxes(people)] + (leaves ? [.checkboxes(sure)] : []))
            ]
        }
    }

    /// Whether the form that was sent leaves out who sent it.
    private static func leaves(_ visit: Visit) -> Bool {
        guard visit.form.has("version"), let me = visit.visitor?.id else { return false }
        return !visit.form.all("people").contains(me.description)
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (person, team, all) = try found(visit)
        var fields = Fields()
        fields["version"] = String(person.version)
        fields.set("people", team.map { String($0.id) })
        return try form(person, all, visit).page(visit, fields)
    }

    private static func save(_ visit: Visit) throws -> Response {
        let (person, _, all) = try found(visit)
        let form = form(person, all, visit)
        let chosen = all.map(\.id).filter { visit.form.all("people").contains(String($0)) }
        var check = Check(visit.form)
        if chosen.isEmpty {
            check.mistake("people", "Choose at least one person: somebody must be able to open the case")
        } else if leaves(visit), visit.form["sure"] != "yes" {
            check.mistake("sure", "You will not be able to open this case any more. Tick if you want that")
        }
        do { try check.finish() } catch { return try form.page(visit, visit.form, error) }
        let changed = try visit.db.run(
            "UPDATE young_people SET version = version + 1 WHERE id = \(person.id) AND version = \(visit.version)")
        guard changed == 1 else {
            var fields = visit.form
            fields["version"] = String(person.version)
            let last = try visit.db(YoungPerson.register.lastSave(person.id))
            return try form.page(visit, fields, clash: Conflict(changed: "its team", by: last, for: visit))
        }
        try visit.db.run(
            """
            INSERT INTO case_team (young_person_id, person_id) SELECT \(person.id), unnest(\(chosen)::bigint[])
            ON CONFLICT DO NOTHING
            """)
        try visit.db.run(
            "DELETE FROM case_team WHERE young_person_id = \(person.id) AND person_id <> ALL (\(chosen))")
        let path = leaves(visit) ? Paths.youngPeople : Paths.youngPerson(person.id)
        let words = "\(counted(chosen.count, "person", "people").sentenceCase) can open \(person.reference)."
        return visit.redirect(to: path, saying: words)
    }
}
