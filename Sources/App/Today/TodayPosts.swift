import HTTP
import Postgres

/// What is done from a row in one tap, and taken back within ten minutes by whoever did it.
enum TodayPosts {
    static let routes: [Route] = [
        .post(Paths.today + "/contacts", .changeYoungPeople, contact),
        .post(Paths.today + "/goals", .changeSupportPlans, goal),
        .post(Paths.today + "/contacts/undoing", .changeYoungPeople, undoContact),
        .post(Paths.today + "/goals/undoing", .changeSupportPlans, undoGoal),
    ]

    private static func number<E>(_ visit: Visit, _ name: String) throws -> ID<E> {
        guard let id = ID<E>(visit.form[name]) else { throw Failure.badRequest("The page was sent without its row.") }
        return id
    }

    /// To the same row, as it is now.
    private static func back(_ visit: Visit, to row: String) -> Response {
        visit.redirect(to: TodayAddress(form: visit.form).path + "#" + row)
    }

    /// Spoke, or no answer: either way the next try is as many days ahead as the council says.
    private static func contact(_ visit: Visit) throws -> Response {
        let id: ID<YoungPerson> = try number(visit, "young_person")
        guard let seen = Day(iso: visit.form["due"]), ["spoke", "no_answer"].contains(visit.form["answer"]) else {
            throw Failure.badRequest("The page was sent without its answer.")
        }
        let wasReached = visit.form["answer"] == "spoke"
        let made = try visit.db.run(
            """
            INSERT INTO case_contacts (young_person_id, made_on, kind, was_reached, next_on)
            SELECT y.id, \(visit.today), 'call', \(wasReached), \(visit.today)::date + s.recontact_days
              FROM young_people y JOIN brokerage_settings s ON s.tenant_id = y.tenant_id
             WHERE y.id = \(id) AND y.closed_on IS NULL AND y.next_contact_on = \(seen) FOR UPDATE OF y
            """)
        guard made == 1 else { throw try changed(id, visit) }
        return back(visit, to: "contact-\(id)")
    }

    private static func goal(_ visit: Visit) throws -> Response {
        let id: ID<Goal> = try number(visit, "goal")
        let done = try visit.db.run(
            """
            UPDATE goals AS x SET state = 'done', done_on = \(visit.today), done_from = x.state, done_by = app.person(), done_at = now(),
                   version = version + 1
             WHERE id = \(id) AND state IN ('not_started', 'under_way') AND version = \(visit.version)
            """)
        guard done == 1 else {
            let person: ID<YoungPerson>? = try visit.db.value("SELECT young_person_id FROM goals WHERE id = \(id)")
            guard let person else { throw Failure.notFound }
            throw try changed(person, visit)
        }
        return back(visit, to: "goal-\(id)")
    }

    /// Somebody else was there first.
    private static func changed(_ id: ID<YoungPerson>, _ visit: Visit) throws -> Failure {
        let reference: String? = try visit.db.value("SELECT reference FROM young_people WHERE id = \(id)")
        guard let reference else { return .notFound }
        return .conflict(
            "This was changed since you opened the page. Go back and reload it to see how \(reference) stands now.")
    }

    private static func undoContact(_ visit: Visit) throws -> Response {
        let id: ID<CaseContactNumber> = try number(visit, "contact")
        let person: ID<YoungPerson>? = try visit.db.value(
            """
            DELETE FROM case_contacts c
             WHERE c.id = \(id) AND c.made_by = app.person() AND c.made_at > now() - \(StepDone.span)
               AND NOT EXISTS (SELECT FROM case_contacts l WHERE l.young_person_id = c.young_person_id AND (l.made_on, l.id) > (c.made_on, c.id))
            RETURNING young_person_id
            """)
        if let person { return back(visit, to: "contact-\(person)") }
        let by: Person.ID? = try visit.db.value("SELECT made_by FROM case_contacts WHERE id = \(id)")
        throw tooLate(by, visit)
    }

    private static func undoGoal(_ visit: Visit) throws -> Response {
        let id: ID<Goal> = try number(visit, "goal")
        let undone = try visit.db.run(
            """
            UPDATE goals SET state = done_from, done_on = NULL, done_from = '', done_by = NULL, done_at = NULL, version = version + 1
             WHERE id = \(id) AND state = 'done' AND done_by = app.person() AND done_at > now() - \(StepDone.span)
            """)
        if undone == 1 { return back(visit, to: "goal-\(id)") }
        let by: Person.ID? = try visit.db.value("SELECT done_by FROM goals WHERE id = \(id) AND state = 'done'")
        throw tooLate(by, visit)
    }

    private static func tooLate(_ by: Person.ID?, _ visit: Visit) -> Failure {
        guard let by else { return .notFound }
        return by == visit.visitor?.id
            ? .conflict(
                "This can no longer be undone: ten minutes have passed, or it was changed since. Correct it on the young person’s page."
            )
            : .notYours("Only whoever recorded this can undo it, within ten minutes.")
    }
}

/// What the number of a contact is of.
enum CaseContactNumber {}

/// Which part of the page is shown: whose, of which kind, and whether all that is overdue.
struct TodayAddress {
    var whose = "", kind = "", all = false

    init() {}

    init(form: Fields) { (whose, kind, all) = (form["whose"], form["kind"], form["all"] == "1") }

    init(query visit: Visit) {
        (whose, kind, all) = (visit.query("whose"), visit.query("kind"), visit.query("all") == "1")
    }

    func with(kind: String) -> TodayAddress {
        var address = self
        (address.kind, address.all) = (kind, false)
        return address
    }

    var showingAll: TodayAddress {
        var address = self
        address.all = true
        return address
    }

    /// Sent along with each form of the page.
    var kept: [KeptValue] { pairs.map { KeptValue(name: $0.0, value: $0.1) } }

    private var pairs: [(String, String)] {
        [("whose", whose), ("kind", kind), ("all", all ? "1" : "")].filter { !$0.1.isEmpty }
    }

    var path: String { Paths.today + (pairs.isEmpty ? "" : "?" + Form(pairs).encoded()) }
}

extension Paths {
    static let today = "/today"
}
