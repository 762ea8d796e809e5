import HTTP
import Postgres

/// A move of a whole case, asked on a page of its own and then done: restricting, closing, no longer working with it.
struct CaseMove: Sendable {
    /// In the path: "closing".
    let noun: String
    /// On the link that leads here and on the button: "Close this case".
    let label: String
    let isOpen: @Sendable (YoungPerson) -> Bool
    /// What it means, before it is done.
    let lead: @Sendable (YoungPerson) -> String
    /// What to do first, where something stands in the way.
    var obstacle: @Sendable (YoungPerson, Visit) throws -> String? = { _, _ in nil }
    var questions: @Sendable (FormBuilder) -> [Question] = { _ in [] }
    /// What the form begins with.
    var begin: @Sendable (YoungPerson, Day, inout Fields) -> Void = { _, _, _ in }
    /// What the row becomes, of what was answered.
    let sets: @Sendable (inout Check, YoungPerson, Day) -> SQL
    /// What else changes, once the row has.
    var afterwards: @Sendable (YoungPerson, Transaction) throws -> Void = { _, _ in }
    /// The notice: what became of the case.
    let done: String

    var routes: [Route] {
        let path = "/young-people/:young_person/" + noun
        return [
            .get(path, .changeYoungPeople) { visit in
                let person = try found(visit)
                var fields = Fields()
                fields["version"] = String(person.version)
                begin(person, visit.today, &fields)
                return try form(person).page(visit, fields)
            },
            .post(path, .changeYoungPeople, move),
        ]
    }

    private func found(_ visit: Visit) throws -> YoungPerson {
        let person = try YoungPerson.inPath(of: visit)
        guard isOpen(person) else {
            throw Failure.conflict("This was done already. Open the record to see how it stands.")
        }
        if let obstacle = try obstacle(person, visit) { throw Failure.conflict(obstacle) }
        return person
    }

    private func form(_ person: YoungPerson) -> RecordForm {
        let own = Paths.youngPerson(person.id)
        return RecordForm(
            kicker: person.reference, heading: label + "?", lead: lead(person), path: own + "/" + noun,
            back: Link(label: person.reference, link: own), save: label
        ) { [FormPart(questions: questions($0))] }
    }

    private func move(_ visit: Visit) throws -> Response {
        let person = try found(visit)
        var check = Check(visit.form)
        let sets = sets(&check, person, visit.today)
        do { try check.finish() } catch { return try form(person).page(visit, visit.form, error) }
        let changed = try visit.db.run(
            """
            UPDATE young_people SET \(sets), version = version + 1 WHERE id = \(person.id) AND version = \(visit.version)
            """)
        guard changed == 1 else {
            var fields = visit.form
            fields["version"] = String(person.version)
            let last = try visit.db(YoungPerson.register.lastSave(person.id))
            return try form(person).page(
                visit, fields, clash: Conflict(changed: person.reference, by: last, for: visit))
        }
        try afterwards(person, visit.db)
        return visit.redirect(
            to: Paths.youngPerson(person.id), saying: "\(person.reference) \(done).", heading: "Saved")
    }
}

extension CaseMove {
    /// In the order in which the page offers them.
    static let all = [restriction, lifting, closing, reopening, ending, takingUp]

    private static let restriction = CaseMove(
        noun: "restriction", label: "Restrict this case", isOpen: { !$0.standing.isRestricted && !$0.isEnded },
        lead: { person in
            let others = person.workerName.map { " and \($0), in whose caseload they are" } ?? ""
            return
                "Only its team will be able to open it: you\(others), and whoever you then add. For everybody else it is not there. Why is not written here: it belongs in the case file."
        },
        questions: { form in
            [.day(form.day("until", "Day to look again", hint: "Whether it still has to be restricted."))]
        },
        begin: { _, today, fields in fields.set("until", today.adding(months: 6)) },
        sets: { check, _, today in
            let until = check.day("until", on: today, or: "Enter a real date, like 27 3 \(today.year)")
            if until.map({ $0 <= today }) ?? true {
                check.mistake("until", "Enter the day to look again, later than today")
            }
            return "is_restricted = true, restricted_on = \(today), restricted_until = \(until)"
        }, done: "is restricted")

    private static let lifting = CaseMove(
        noun: "lifting", label: "Lift the restriction", isOpen: { $0.standing.isRestricted && !$0.isEnded },
        lead: { _ in "Everybody who works with young people here will be able to open it. Its team is forgotten." },
        sets: { _, _, _ in "is_restricted = false, restricted_on = NULL, restricted_until = NULL" },
        afterwards: { person, db in try db.run("DELETE FROM case_team WHERE young_person_id = \(person.id)") },
        done: "is open to everybody who works with young people")

    private static let reasons = ClosingReason.options.filter { $0.value != ClosingReason.merged.rawValue }

    private static let closing = CaseMove(
        noun: "closing", label: "Close this case", isOpen: { !$0.isClosed },
        lead: { person in
            "Nothing is due for \(person.reference) after that, but for an answer to a subject access request. An attempt that is open ends on that day. The record stays, and the case can be opened again."
        },
        obstacle: { person, visit in try OpenParts(of: person.id, in: visit.db).obstacle },
        questions: { form in
            [
                .radios(form.radios("reason", "Why", reasons)),
                .day(form.day("closed", "Day")),
            ]
        },
        begin: { _, today, fields in fields.set("closed", today) },
        sets: { check, person, today in
            let reason: ClosingReason? = check.choice("reason", or: "Choose why the case is closed")
            if reason == .merged { check.mistake("reason", "Choose one of these reasons") }
            let day = check.day("closed", on: today, or: "Enter a real date, like 27 3 \(today.year)")
            switch day {
            case nil: check.mistake("closed", "Enter the day on which it was closed")
            case let day? where day > today: check.mistake("closed", "Enter today or an earlier day")
            case let day? where person.standing.stageSince.map({ day < $0 }) ?? false:
                check.mistake(
                    "closed",
                    "Enter a day on or after \(person.standing.stageSince?.longText ?? ""), the last day of the journey so far"
                )
            default: break
            }
            return "closed_on = \(day), closed_reason = \(reason?.rawValue ?? "")"
        }, done: "is closed")

    private static let reopening = CaseMove(
        noun: "reopening", label: "Open this case again",
        isOpen: { $0.isClosed && !$0.isEnded && $0.standing.mergedInto == nil },
        lead: { person in
            "It was closed on \(person.standing.closedOn?.longText ?? ""). What was recorded until then stays as it is; a new referral begins another attempt."
        },
        sets: { _, _, _ in "closed_on = NULL, closed_reason = ''" }, done: "is open again")

    private static let ending = CaseMove(
        noun: "ending", label: "Keep without working with it", isOpen: { !$0.isEnded && $0.standing.mergedInto == nil },
        lead: { _ in
            "Where somebody asks that their record is no longer used but it has to be kept (UK GDPR article 18). Nothing in it can be changed after that, and its page shows only until when it is kept. You can take it up again."
        },
        obstacle: { person, _ in
            person.isClosed ? nil : "Close the case first: nothing is done for a record that is only kept."
        },
        sets: { _, _, today in "processing_ended_on = \(today)" }, done: "is kept and no longer worked with")

    private static let takingUp = CaseMove(
        noun: "taking-up", label: "Work with this record again", isOpen: { $0.isEnded },
        lead: { _ in "Everything in it can be seen and changed again, and the case opened again." },
        sets: { _, _, _ in "processing_ended_on = NULL" }, done: "can be worked with again")
}

/// What is still open of a case, which keeps it from being closed; a job that has begun goes on.
struct OpenParts {
    private let placements: [String]

    init(of person: YoungPerson.ID, in db: Transaction) throws {
        placements = try db(
            Query<[String]>.values(
                """
                SELECT replace(p.kind, '_', ' ') || ' at ' || coalesce(e.name, t.name) FROM placements p
                  LEFT JOIN employers e ON e.tenant_id = p.tenant_id AND e.id = p.employer_id
                  LEFT JOIN council_teams t ON t.tenant_id = p.tenant_id AND t.id = p.team_id
                 WHERE p.young_person_id = \(person) AND p.ended_on IS NULL AND (p.kind <> 'job' OR p.started_on IS NULL)
                 ORDER BY p.planned_on, p.id
                """))
    }

    /// What to do first; nil when nothing stands in the way.
    var obstacle: String? {
        guard !placements.isEmpty else { return nil }
        let verb = placements.count == 1 ? "is" : "are"
        let it = placements.count == 1 ? "it" : "them"
        return
            "\(placements.joined(separator: " and ").sentenceCase) \(verb) still open. End \(it) first, then close the case."
    }
}
