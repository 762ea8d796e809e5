import App
import Postgres

/// Fills a database of a given size with plans as large as a big council's: 20 recommendations each.
struct Filling {
    let database: Database
    let options: Options
    /// The session of a lead officer who may update everything, of a scrutiny member, and of a broker, in the council that is measured.
    struct Sessions {
        let officer, member, broker: [UInt8]
    }

    /// The first councils, with somebody signed in to the first of all.
    func begin(_ count: Int) throws -> Sessions {
        try fill(1...count)
        let tokens = try [App.Role.scrutiny, .member, .broker].enumerated().map { place, role in
            try signIn(role, to: "council-1", UInt8(place + 1))
        }
        return Sessions(officer: tokens[0], member: tokens[1], broker: tokens[2])
    }

    /// Somebody signed in to a council, by a token of this byte repeated.
    func signIn(_ role: App.Role, to council: String, _ byte: UInt8) throws -> [UInt8] {
        let connection = try database.connect(as: .owner)
        defer { connection.close() }
        let token = [UInt8](repeating: byte, count: 32)
        try connection.transaction { db in
            try db.run("SELECT app.open_council(\(council))")
            let id = try Person.add(
                email: "\(role.rawValue)@\(council).example", name: role.title, roles: [role], passwordHash: "$y$none",
                in: db)
            try db.run("SELECT app.begin_session(\(id), \(Secret.sha256(token)), '')")
        }
        return token
    }

    /// More councils.
    func fill(_ numbers: ClosedRange<Int>) throws {
        let connection = try database.connect(as: .owner, statementTimeout: .seconds(600))
        defer { connection.close() }
        for number in numbers {
            try connection.transaction { db in
                try db.run("INSERT INTO tenants (slug, name) VALUES (\("council-\(number)"), \("Council \(number)"))")
                try db.run("SELECT app.open_council(\("council-\(number)"))")
                try fillCouncil(db)
            }
        }
        try connection.run("ANALYZE")
    }

    private func fillCouncil(_ db: Transaction) throws {
        // One person saves all day.
        try db.run("INSERT INTO bounds (forms, drafts) VALUES (0, 1000000)")
        try db.run(
            """
            INSERT INTO assessments (words, tone, position, needs_new_date, needs_words)
            VALUES ('1 Fully achieved', 'achieved', 1, false, false), ('2 On-track', 'on_track', 2, false, false),
                   ('3 Slipped', 'slipped', 3, true, true), ('4 Not achieved', 'not_achieved', 4, false, true)
            """)
        try db.run(
            """
            INSERT INTO plans (title, body, state, agreed_on)
            SELECT 'Routes to employment ' || n, 'Children and Young People Panel', 'monitoring', date '2024-09-01'
              FROM generate_series(1, \(options.plansPerCouncil)) n
            """)
        try db.run(
            """
            INSERT INTO recommendations (plan_id, position, number, words)
            SELECT p.id, n, n::text, repeat('That the council makes work experience available with its contractors. ', 4)
              FROM plans p, generate_series(1, 20) n ORDER BY p.id, 2
            """)
        try db.run("INSERT INTO leads (name) SELECT 'Team ' || n FROM generate_series(1, 8) n")
        try db.run(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, workstream, words, assessment_id)
            SELECT r.plan_id, r.id, n, 'HR', repeat('Proposals go to the board for agreement. ', 3),
                   (SELECT id FROM assessments ORDER BY position LIMIT 1 OFFSET (r.id + n) % 4)
              FROM recommendations r, generate_series(1, 2) n
            """)
        try db.run(
            """
            INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
            SELECT a.plan_id, a.recommendation_id, a.id, l.id, 1 FROM actions a
              JOIN LATERAL (SELECT id FROM leads ORDER BY id LIMIT 1 OFFSET a.id % 8) l ON true
            """)
        try db.run(
            """
            INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, assessment_id, explanation, submitted_at)
            SELECT r.plan_id, r.id, (date '2025-01-01' + make_interval(months => 6 * n))::date, 'submitted',
                   repeat('Six young people are on placements and four have an apprenticeship to go to. ', 3),
                   (SELECT id FROM assessments ORDER BY position LIMIT 1 OFFSET (r.id + n) % 4), 'As planned.', now()
              FROM recommendations r, generate_series(0, 3) n
            """)
    }
}
