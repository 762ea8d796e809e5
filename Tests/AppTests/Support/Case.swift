import Postgres

@testable import App

/// A young person in Bella's caseload, straight in the tables.
struct Case {
    let council: ExampleCouncil
    let id: Int64
    let today: Day

    var path: String { "/young-people/\(id)" }

    init(
        in council: ExampleCouncil? = nil, _ reference: String = "ASH-0417", called: String = "Kestrel",
        isRestricted: Bool = false, worker: String? = "Bella Stone"
    ) throws {
        let council = try council ?? Example.council()
        self.council = council
        today = try council.today()
        let day = today
        id = try council.inDatabase { db in
            let id: Int64? = try db.value(
                """
                INSERT INTO young_people (reference, name, preferred_name, born_on, worker_id, telephone, contact_words, is_restricted, restricted_on)
                SELECT \(reference), \(called + " Underhill"), \(called), '2007-02-14', (SELECT id FROM people WHERE name = \(worker)),
                       '07700 900417', 'Text first, not before 11.', \(isRestricted), CASE WHEN \(isRestricted) THEN \(day)::date END RETURNING id
                """)
            return id ?? 0
        }
    }

    /// The next contact is due so many days from today.
    func contact(in days: Int) throws {
        let (id, made, next) = (id, today.adding(days: min(days, 0) - 30), today.adding(days: days))
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO case_contacts (young_person_id, made_on, kind, next_on, made_at) VALUES (\(id), \(made), 'call', \(next), now() - interval '30 days')"
            )
        }
    }

    /// The next review is due so many days from today.
    func review(in days: Int) throws {
        let (id, held) = (id, today.adding(days: days))
        try council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO reviews (young_person_id, held_on, own_words, next_steps)
                VALUES (\(id), (SELECT max(d) FROM generate_series(\(held)::date - 190, \(held)::date, '1 day') AS d
                                 WHERE (d + interval '6 months')::date <= \(held)), 'It is one bus.', 'Stay')
                """)
        }
    }

    /// A support plan with one goal, due so many days from today.
    @discardableResult
    func goal(_ words: String = "Bus pass", in days: Int) throws -> Int64 {
        let (id, due, day) = (id, today.adding(days: days), today)
        return try council.inDatabase { db in
            let plan: Int64? = try db.value(
                "INSERT INTO support_plans (young_person_id, made_on) VALUES (\(id), \(day)) RETURNING id")
            let goal: Int64? = try db.value(
                """
                INSERT INTO goals (young_person_id, support_plan_id, words, who, due_on)
                VALUES (\(id), \(plan), \(words), 'Personal adviser', \(due)) RETURNING id
                """)
            return goal ?? 0
        }
    }

    func count(_ sql: SQL) throws -> Int { try council.inDatabase { try $0.value(sql) } ?? -1 }
}

extension ExampleCouncil {
    /// A second broker, signed in.
    func secondBroker() throws -> Browser {
        let token = Token()
        try asOwner { db in
            let id = try Person.add(
                email: "second@\(slug).example", name: "Berta Lane", roles: [.broker],
                passwordHash: Example.passwordHash,
                in: db)
            try db.run("SELECT app.begin_session(\(id), \(token.hash), '')")
        }
        return Browser(slug: slug, token: token)
    }
}
