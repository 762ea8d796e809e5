import HTTP
import Postgres

/// Two records of one person become one, by somebody who says so: what lies under this one moves into the other, and both histories
/// stay.
enum Merging {
    static let routes: [Route] = [
        .get("/young-people/:young_person/merging", .changeYoungPeople) { visit in
            let person = try found(visit)
            var fields = Fields()
            fields["version"] = String(person.version)
            return try form(person, nil).page(visit, fields)
        },
        .post("/young-people/:young_person/merging", .changeYoungPeople, merge),
    ]

    /// The record to keep, and what would come into it.
    private struct Plan {
        let kept: YoungPerson
        let moves: [Moving]

        /// "Its 3 contacts and one placement move into DCY-0500."
        var sentence: String {
            let parts = moves.map { counted($0.count, $0.one, $0.many) }
            let all =
                parts.isEmpty ? "Nothing lies under it that moves" : "What moves: \(parts.joined(separator: ", "))"
            return all
                + ". This record is then closed as merged and leads to \(kept.reference). It cannot be taken apart again."
        }
    }

    /// How many of one kind move.
    private struct Moving: RowDecodable {
        let one, many: String
        let count: Int

        init(row: Row) throws(PostgresError) {
            (one, many, count) = (try row["one"], try row["many"], try row["count"])
        }
    }

    private static func found(_ visit: Visit) throws -> YoungPerson {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        guard !person.standing.isRestricted else {
            throw Failure.conflict(
                "Lift the restriction first: a merged record is open to everybody who may open the other.")
        }
        return person
    }

    private static func form(_ person: YoungPerson, _ plan: Plan?) -> RecordForm {
        let own = Paths.youngPerson(person.id)
        return RecordForm(
            kicker: person.reference, heading: "Merge this record into another?",
            lead: "For two records of the same person. Choose the one to keep; this one is closed and leads to it.",
            path: own + "/merging", back: Link(label: person.reference, link: own),
            save: plan == nil ? "Go on" : "Merge"
        ) { form in
            let into = form.text("into", "Reference of the record to keep", width: "20")
            let sure = plan.map { plan in
                form.checkboxes(
                    "sure", "Merge \(person.reference) into \(plan.kept.reference)",
                    [(plan.kept.reference, "They are the same person")], hint: plan.sentence)
            }
            return [FormPart(questions: [.text(into)] + (sure.map { [.checkboxes($0)] } ?? []))]
        }
    }

    private static func merge(_ visit: Visit) throws -> Response {
        let person = try found(visit), reference = visit.form["into"]
        let kept: YoungPerson? = try visit.db.first(
            "\(YoungPerson.select) WHERE x.reference_key = app.fold(\(reference)) AND x.id <> \(person.id)")
        guard let kept, kept.standing.mergedInto == nil, !kept.isEnded else {
            return try form(person, nil).page(
                visit, visit.form, Mistakes("into", "Enter the reference of another record that is worked with"))
        }
        if let obstacle = try obstacle(person, kept, visit.db) {
            return try form(person, nil).page(visit, visit.form, Mistakes("into", obstacle))
        }
        let plan = Plan(kept: kept, moves: try visit.db(moves(of: person.id)))
        guard visit.form["sure"] == kept.reference, !visit.form.isHeld else {
            var fields = visit.form
            fields["into"] = kept.reference
            return try form(person, plan).page(visit, fields)
        }
        guard person.version == visit.version else {
            var fields = visit.form
            fields["version"] = String(person.version)
            let last = try visit.db(YoungPerson.register.lastSave(person.id))
            return try form(person, plan).page(
                visit, fields, clash: Conflict(changed: person.reference, by: last, for: visit))
        }
        try visit.db.run("SELECT app.merge_young_people(\(person.id), \(kept.id))")
        return visit.redirect(
            to: Paths.youngPerson(kept.id), saying: "\(person.reference) is merged into \(kept.reference).",
            heading: "Merged")
    }

    /// What both have and of which there can be one.
    private static func obstacle(_ person: YoungPerson, _ kept: YoungPerson, _ db: Transaction) throws -> String? {
        if kept.standing.isRestricted { return "\(kept.reference) is restricted: lift that first" }
        let both = [person.id, kept.id]
        let doubles: [String] = try db.values(
            """
            SELECT d.words FROM (VALUES
                ('an open attempt', (SELECT count(DISTINCT a.young_person_id) FROM attempts a
                    WHERE a.young_person_id = ANY (\(both)) AND a.ended_on IS NULL)),
                ('a support plan in force', (SELECT count(DISTINCT a.young_person_id) FROM support_plans a
                    WHERE a.young_person_id = ANY (\(both)) AND a.ended_on IS NULL)),
                ('a booked review', (SELECT count(DISTINCT a.young_person_id) FROM reviews a
                    WHERE a.young_person_id = ANY (\(both)) AND a.held_on IS NULL)),
                ('a budget of its own', (SELECT count(DISTINCT a.young_person_id) FROM budgets a
                    WHERE a.young_person_id = ANY (\(both)))),
                ('an interest in the same opportunity', (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM interests a
                    WHERE a.young_person_id = ANY (\(both)) GROUP BY a.opportunity_id) AS o)),
                ('a submitted claim for the same milestone', (SELECT coalesce(max(n), 0) FROM (SELECT count(DISTINCT a.young_person_id) AS n
                    FROM claims a WHERE a.young_person_id = ANY (\(both)) AND a.submitted_on IS NOT NULL AND a.refused_on IS NULL
                     AND a.attempt_id IS NULL GROUP BY a.milestone_id) AS c))) AS d (words, number)
             WHERE d.number > 1
            """)
        guard !doubles.isEmpty else { return nil }
        return "Both records have \(doubles.joined(separator: " and ")): end one of each first"
    }

    private static func moves(of person: YoungPerson.ID) -> Query<[Moving]> {
        .list(
            """
            SELECT m.one, m.many, m.count FROM (VALUES
                ('group', 'groups', (SELECT count(*) FROM cohorts WHERE young_person_id = \(person))),
                ('contact', 'contacts', (SELECT count(*) FROM case_contacts WHERE young_person_id = \(person))),
                ('activity record', 'activity records', (SELECT count(*) FROM activities WHERE young_person_id = \(person))),
                ('referral', 'referrals', (SELECT count(*) FROM referrals WHERE young_person_id = \(person))),
                ('attempt', 'attempts', (SELECT count(*) FROM attempts WHERE young_person_id = \(person))),
                ('interest in an opportunity', 'interests in opportunities', (SELECT count(*) FROM interests WHERE young_person_id = \(person))),
                ('placement', 'placements', (SELECT count(*) FROM placements WHERE young_person_id = \(person))),
                ('support plan', 'support plans', (SELECT count(*) FROM support_plans WHERE young_person_id = \(person))),
                ('review', 'reviews', (SELECT count(*) FROM reviews WHERE young_person_id = \(person))),
                ('line of the budget', 'lines of the budget', (SELECT count(*) FROM budget_lines WHERE young_person_id = \(person))),
                ('subject access request', 'subject access requests', (SELECT count(*) FROM access_requests WHERE young_person_id = \(person)))
            ) AS m (one, many, count) WHERE m.count > 0
            """)
    }
}
