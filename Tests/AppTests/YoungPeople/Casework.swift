import Postgres

@testable import App

/// A council with two brokers, and young people who came in through the form.
struct Casework {
    let council: ExampleCouncil
    /// Bella Stone, who has the cases.
    let bella: Browser
    /// Another broker of the same council.
    let bruno: Browser
    let bellaID, brunoID: Int64
    let today: Day

    init() throws {
        council = try Example.council()
        bella = council.bella
        today = try council.today()
        let token = Token(), slug = council.slug
        (bellaID, brunoID) = try council.asOwner { db in
            let bruno = try Person.add(
                email: "bruno@\(slug).example", name: "Bruno Hale", roles: [.broker],
                passwordHash: Example.passwordHash, in: db)
            try db.run("SELECT app.begin_session(\(bruno), \(token.hash), '')")
            let bella: Int64? = try db.value("SELECT id FROM people WHERE name = 'Bella Stone'")
            return (bella ?? 0, bruno?.value ?? 0)
        }
        bruno = Browser(slug: slug, token: token)
    }

    /// What the form of a young person is sent with.
    func form(_ reference: String, name: String, born: Day, _ more: [(String, String)] = []) -> [(String, String)] {
        [
            ("reference", reference), ("name", name), ("born_day", "\(born.day)"), ("born_month", "\(born.month)"),
            ("born_year", "\(born.year)"), ("worker", "\(bellaID)"), ("consent", "not_asked"), ("basis", "public_task"),
        ] + more
    }

    /// The number of a new young person, 19 years old.
    @discardableResult
    func add(
        _ reference: String, name: String = "Zanthe Quillfeather", born: Day? = nil, _ more: [(String, String)] = []
    )
        throws -> Int64
    {
        let page = try bella.post(
            "/young-people", form(reference, name: name, born: born ?? today.adding(months: -230), more))
        guard page.status == 303, let id = Int64(page.location.split(separator: "/").last ?? "") else {
            throw FilledForm.Unfillable(description: "\(page.status) \(page.mistakes)")
        }
        return id
    }

    /// Sends a step's form as it stands, with these answers.
    func take(_ step: String, of person: Int64, as browser: Browser? = nil, _ answers: [(String, String)] = []) throws
        -> Page
    {
        let browser = browser ?? bella
        var form = try FilledForm(on: browser.get("/young-people/\(person)/\(step)"))
        for (name, value) in answers { form[name] = value }
        return try browser.post(form.action, form.fields, key: form.key)
    }

    func restrict(_ person: Int64) throws { _ = try take("restriction", of: person) }

    /// An attempt with its stages, straight into the tables: days before today.
    @discardableResult
    func attempt(
        _ person: Int64, number: Int = 1, began: Int, ended: Int? = nil, exit: String = "", stages: [(String, Int)] = []
    )
        throws -> Int64
    {
        try council.inDatabase { db in
            let ending = ended == nil ? "" : exit.isEmpty ? "closed" : "early_exit"
            let end = ended.map { today.adding(days: -$0) }
            let id: Int64? = try db.value(
                """
                INSERT INTO attempts (young_person_id, number, began_on, ended_on, ending, exit_reason, recontact_on)
                VALUES (\(person), \(number), \(today.adding(days: -began)), \(end), \(ending), \(exit),
                        \(exit.isEmpty ? nil : end?.adding(days: 14))) RETURNING id
                """)
            for (place, stage) in stages.enumerated() {
                let left = place + 1 < stages.count ? today.adding(days: -stages[place + 1].1) : end
                try db.run(
                    """
                    INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on, left_on)
                    SELECT \(person), \(id), s.id, \(today.adding(days: -stage.1)), \(left) FROM stages s WHERE s.words = \(stage.0)
                    """)
            }
            return id ?? 0
        }
    }

    /// A placement with a team of the council, begun so many days ago.
    func placement(_ person: Int64, team: String, began: Int) throws {
        try council.inDatabase { db in
            try db.run("INSERT INTO council_teams (name) VALUES (\(team)) ON CONFLICT DO NOTHING")
            try db.run(
                """
                INSERT INTO placements (young_person_id, kind, team_id, planned_on, started_on)
                SELECT \(person), 'work_experience', t.id, \(today.adding(days: -began)), \(today.adding(days: -began))
                  FROM council_teams t WHERE t.name = \(team)
                """)
        }
    }
}
