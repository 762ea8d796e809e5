import Postgres
import Testing

@testable import App

/// A plan that is followed and one in draft, with all that hangs on them but what registers keep.
struct StoryOfPlans {
    /// By the route up to a name; of each kind the first.
    private(set) var ids: [String: String] = [:]
    /// Of those that there are several, another.
    private(set) var others: [String: String] = [:]

    init(in council: ExampleCouncil, mark: String) throws {
        try council.inDatabase { db in
            for state in ["monitoring", "draft"] { try plan(mark + state, state, db) }
            try paper(mark, db)
        }
        let text =
            "\(mark)\n\nRecommendation 1\tActions\tLeads\tStatus\nWe recommend \(mark).\tDig.\tPonds Team\tMet\n"
        let reading = try council.olive.post("/imports", [("paper", text)], key: council.olive.key())
        ids["/imports/:import"] = reading.location.split(separator: "/").dropLast().last.map(String.init)
        let calendar = try council.olive.post("/calendar", [("scope", "all")], key: council.olive.key())
        ids["/calendar/:token"] = calendar.text.firstMatch(of: /\/calendar\/([^"< ]+\.ics)/).map { String($0.1) }
        ids["/people/:person"] = "\(try council.person(.member))"
        try keep("/account/sessions/:session") { _ in
            try council.asOwner { try $0.value("SELECT min(id) FROM sessions") }
        }
    }

    private mutating func keep(_ route: String, _ made: (String) throws -> Int64?) throws {
        let id = try #require(try made(route), "\(route)")
        if ids[route] == nil { ids[route] = String(id) }
    }

    @discardableResult
    private mutating func keep(_ route: String, _ db: Transaction, _ sql: SQL) throws -> Int64 {
        let id: Int64 = try #require(try db.value(sql), "\(route)")
        if ids[route] == nil { ids[route] = String(id) } else { others[route] = String(id) }
        return id
    }

    private mutating func plan(_ title: String, _ state: String, _ db: Transaction) throws {
        let one = "/plans/:plan/recommendations/:recommendation"
        let plan = try keep(
            "/plans/:plan", db,
            """
            INSERT INTO plans (title, state, agreed_on) VALUES (\(title), \(state), '2026-01-20')
            RETURNING id
            """)
        let recommendation = try keep(
            one, db,
            """
            INSERT INTO recommendations (plan_id, position, number, words)
            VALUES (\(plan), 1, '1', \(title)) RETURNING id
            """)
        let action = try keep(
            one + "/actions/:action", db,
            """
            WITH grade AS (INSERT INTO assessments (words, tone, position)
                           VALUES (\(title), 'achieved', 1) RETURNING id)
            INSERT INTO actions (plan_id, recommendation_id, position, words, assessment_id)
            SELECT \(plan), \(recommendation), 1, \(title), id FROM grade RETURNING id
            """)
        let measure = try keep(
            one + "/measures/:measure", db,
            """
            INSERT INTO measures (plan_id, recommendation_id, position, title, unit)
            VALUES (\(plan), \(recommendation), 1, \(title), 'people') RETURNING id
            """)
        try keep(
            one + "/measures/:measure/readings/:reading", db,
            "INSERT INTO readings (plan_id, measure_id, value, as_of) VALUES (\(plan), \(measure), 3, '2026-06-01') RETURNING id"
        )
        let lead = try Lead.named(title, in: db)
        _ = try db.all(
            Query<Int>.run(
                "INSERT INTO decisions (plan_id, body, decided_on) VALUES (\(plan), \(title), '2026-01-20')"),
            Query<Int>.run(
                """
                INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
                VALUES (\(plan), \(recommendation), \(action), \(lead), 1)
                """),
            Query<Int>.run(
                "INSERT INTO milestones (plan_id, measure_id, sense, value) VALUES (\(plan), \(measure), 'at_least', 5)"
            ))
        for (period, state) in [("2026-05-01", "submitted"), ("2026-06-01", "draft")] {
            try update(title, period, state, plan, recommendation, db)
        }
        try item(title, plan, recommendation, db)
    }

    /// With a document.
    private mutating func update(
        _ title: String, _ period: String, _ state: String, _ plan: Int64, _ recommendation: Int64, _ db: Transaction
    ) throws {
        let one = "/plans/:plan/recommendations/:recommendation/updates/:update"
        let update = try keep(
            one, db,
            """
            INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, submitted_at)
            VALUES (\(plan), \(recommendation), \(period)::text::date, \(state), \(title),
                    CASE WHEN \(state) = 'submitted' THEN now() END) RETURNING id
            """)
        let document = try keep(
            "/documents/:document", db,
            """
            INSERT INTO documents (plan_id, recommendation_id, update_id, title, kind, file_name, size, sha256)
            VALUES (\(plan), \(recommendation), \(update), \(title), 'txt', \(title + ".txt"), \(Int32(title.utf8.count)),
                    sha256(convert_to(\(title), 'UTF8'))) RETURNING id
            """)
        try keep(one + "/documents/:document") { _ in document }
        try db.run(
            "INSERT INTO document_contents (document_id, content) VALUES (\(document), convert_to(\(title), 'UTF8'))")
    }

    /// A meeting with an item of its agenda about the update that was submitted.
    private mutating func item(_ title: String, _ plan: Int64, _ recommendation: Int64, _ db: Transaction) throws {
        let meeting = try keep(
            "/meetings/:meeting", db,
            "INSERT INTO meetings (body, held_on, place, notes) VALUES (\(title), '2026-07-02', \(title), \(title)) RETURNING id"
        )
        try keep(
            "/meetings/:meeting/items/:item", db,
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, update_id)
            SELECT \(meeting), 1, 'update', \(title), plan_id, recommendation_id, id FROM updates
             WHERE plan_id = \(plan) AND state = 'submitted' RETURNING id
            """)
    }

    /// A paper about the plan that is followed, with a version of it.
    private mutating func paper(_ mark: String, _ db: Transaction) throws {
        let plan: Plan.ID? = try db.value("SELECT id FROM plans WHERE title = \(mark + "monitoring")")
        let meeting = try Meeting.named(mark, on: try #require(Day(iso: "2026-09-01")), in: db)
        try PaperHeading.begin(with: [.init(.section, "Summary of \(mark)")], in: db)
        let id = try Paper.add(PaperStart(plan: try #require(plan), meeting: meeting, title: mark), in: db)
        let paper = try #require(try db(Paper.find(id)))
        let content = try PaperWriting.document(try #require(try PaperSource(paper, in: db)), council: mark).kept()
        _ = try PaperVersion.publish(content, of: paper, because: "", in: db)
        try keep("/papers/:paper") { _ in id.value }
        try keep("/papers/:paper/versions/:version", db, "SELECT min(id) FROM paper_versions")
    }
}
