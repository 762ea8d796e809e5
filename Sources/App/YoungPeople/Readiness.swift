import HTTP
import Postgres

/// What somebody needs before they start work, each ready or not yet.
enum Readiness: String, Choice {
    case cv, identity, rightToWork = "right_to_work", bankAccount = "bank_account"
    case insuranceNumber = "insurance_number", emailAddress = "email_address", travel
    case interviewPractice = "interview_practice", workplaceExpectations = "workplace_expectations", clothes

    var label: String {
        switch self {
        case .cv: "CV"
        case .identity: "Proof of identity"
        case .rightToWork: "Proof of the right to work"
        case .bankAccount: "Bank account"
        case .insuranceNumber: "National Insurance number"
        case .emailAddress: "E-mail address of their own"
        case .travel: "Knows how to travel there"
        case .interviewPractice: "Interview practice"
        case .workplaceExpectations: "Knows what a workplace expects"
        case .clothes: "Clothes for work and interviews"
        }
    }

    /// One that is ready, since when.
    struct Since: RowDecodable {
        let item: Readiness
        let day: Day

        init(row: Row) throws(PostgresError) { (item, day) = (try row["item"], try row["ready_on"]) }
    }

    static func all(of person: YoungPerson.ID) -> Query<[Since]> {
        .list(
            "SELECT r.item, r.ready_on FROM readiness r WHERE r.young_person_id = \(person) ORDER BY r.ready_on, r.id")
    }

    private static let meant = meaning(among: options)

    /// One that is ready for somebody.
    private struct OfPerson: RowDecodable {
        let person: YoungPerson.ID
        let item: Readiness

        init(row: Row) throws(PostgresError) { (person, item) = (try row["young_person_id"], try row["item"]) }
    }

    /// The checklist of a young person's form: what is ticked newly is ready since today, the rest keeps its day.
    static let field: Field<YoungPerson> = {
        var field = Field<YoungPerson>(
            name: "ready", label: "Ready for work", columns: [],
            question: { form, _ in
                .checkboxes(
                    form.checkboxes(
                        "ready", "Ready for work", options, hint: "The day on which each was ticked is kept.",
                        optional: true))
            },
            read: { check, person, _ in
                let ticked = check.fields.all("ready")
                person.ready = Set(ticked.compactMap(Readiness.init(rawValue:)))
                if person.ready.count < Set(ticked).count {
                    check.mistake(
                        "ready",
                        "Use these words, with semicolons between them: \(options.map(\.text).joined(separator: "; "))")
                }
            },
            fill: { person, fields in fields.set("ready", allCases.filter(person.ready.contains).map(\.rawValue)) },
            bind: { _ in [] },
            cell: { person in .texts(allCases.filter(person.ready.contains).map(\.label), absent: "Nothing yet") },
            accept: { text, fields in
                let items = text.split { $0 == ";" || $0.isNewline }.map { Fields.tidy(String($0)) }
                fields.set("ready", items.filter { !$0.isEmpty }.map(meant))
            })
        field.load = { person, db in person.ready = Set(try db(all(of: person.id)).map(\.item)) }
        field.loadAll = { people, db in
            let all: [OfPerson] = try db.list(
                "SELECT r.young_person_id, r.item FROM readiness r WHERE r.young_person_id = ANY (\(people.map(\.id)))")
            let items = Dictionary(grouping: all, by: \.person)
            for index in people.indices { people[index].ready = Set((items[people[index].id] ?? []).map(\.item)) }
        }
        field.keepAll = { rows, db in
            let pairs = rows.flatMap { row in row.record.ready.map { (row.id, $0) } }
            if pairs.isEmpty { return [] }
            let ids: [Int64] = try db.values(
                """
                INSERT INTO readiness (young_person_id, item, ready_on)
                SELECT w.person, w.item, app.today() FROM unnest(\(pairs.map(\.0)), \(pairs.map(\.1))) AS w (person, item)
                RETURNING id
                """)
            return [AddedRows(table: "readiness", ids: ids)]
        }
        field.keep = { person, id, db in
            let items = person.ready.map(\.rawValue)
            try db.run("DELETE FROM readiness WHERE young_person_id = \(id) AND item <> ALL (\(items))")
            try db.run(
                """
                INSERT INTO readiness (young_person_id, item, ready_on)
                SELECT \(id), w.item, app.today() FROM unnest(\(items)::text[]) AS w (item)
                ON CONFLICT (tenant_id, young_person_id, item) DO NOTHING
                """)
        }
        return field
    }()
}

/// The checklist in one tap on the page: ready since today, or not ready after all. A second tap of the same button changes nothing.
enum ReadyTap {
    static let routes: [Route] = [.post("/young-people/:young_person/readiness", .changeYoungPeople, tap)]

    static func path(_ person: YoungPerson.ID) -> String { Paths.youngPerson(person) + "/readiness" }

    /// A form of the whole record that was opened before is shown both versions.
    private static func tap(_ visit: Visit) throws -> Response {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        let (ready, not) = (Readiness(rawValue: visit.form["ready"]), Readiness(rawValue: visit.form["not_ready"]))
        guard let item = ready ?? not else { throw Failure.badRequest("Choose what is ready, or not ready after all.") }
        let changed =
            ready == nil
            ? try visit.db.run("DELETE FROM readiness WHERE young_person_id = \(person.id) AND item = \(item)")
            : try visit.db.run(
                """
                INSERT INTO readiness (young_person_id, item, ready_on) VALUES (\(person.id), \(item), app.today())
                ON CONFLICT (tenant_id, young_person_id, item) DO NOTHING
                """)
        if changed > 0 { try visit.db.run("UPDATE young_people SET version = version + 1 WHERE id = \(person.id)") }
        let words = ready == nil ? "is not ready after all" : "is ready"
        return visit.redirect(
            to: Paths.youngPerson(person.id) + "#ready", saying: "\(person.reference): \(item.label) \(words).",
            heading: "Ready for work")
    }
}
