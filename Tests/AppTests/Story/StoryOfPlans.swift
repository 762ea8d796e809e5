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
            for state in [Plan.State.monitoring, .draft] { try plan(mark + state.rawValue, state, db) }
            try paper(mark, db)
        }
        let text =
            "\(mark)\n\nRecommendation 1\tActions\tLeads\tStatus\nWe recommend \(mark).\tDig.\tPonds Team\tMet\n"
        let reading = try council.olive.post("/imports", [("paper", text)], key: council.olive.key())
        ids["/imports/:import"] = reading.location.split(separator: "/").dropLast().last.map(String.init)
        let calendar = try council.olive.post("/calendar", [("scope", "all")], key: council.olive.key())
        ids["/calendar/:token"] = calendar.text.firstMatch(of: /\/calendar\/([^"< ]+\.ics)/).map { String($0.1) }
        ids["/people/:person"] = "\(try council.person(.member))"
        let olive = try council.person(.scrutiny), form = Secret.random(16)
        try keep("/unsent/:form") { _ in
            try council.asOwner { db in
                try db.run("SELECT app.seal_visit(app.tenant(), NULL, NULL, \(olive), '')")
                return try db.value(
                    """
                    SELECT app.keep_unsent(\(olive), \(form), \(Secret.sha256(form)), \("/\(council.slug)/meetings"), '', true,
                                           '{place}', ARRAY[\(mark)], false)
                    """)
            }
        }
        try keep("/account/sessions/:session") { _ in
            try council.asOwner { try $0.value("SELECT min(id) FROM sessions") }
        }
    }

    private mutating func keep(_ route: String, _ made: (String) throws -> Int64?) throws {
        try keep(route, ID<Story>(#require(try made(route), "\(route)")))
    }

    @discardableResult
    private mutating func keep<T>(_ route: String, _ id: ID<T>) -> ID<T> {
        if ids[route] == nil { ids[route] = "\(id)" } else { others[route] = "\(id)" }
        return id
    }

    @discardableResult
    private mutating func keep(_ route: String, _ db: Transaction, _ sql: SQL) throws -> Int64 {
        let id: Int64 = try #require(try db.value(sql), "\(route)")
        keep(route, ID<Story>(id))
        return id
    }

    private mutating func plan(_ title: String, _ state: Plan.State, _ db: Transaction) throws {
        let one = "/plans/:plan/recommendations/:recommendation"
        let stored = StoredPlans(db: db)
        let plan = keep("/plans/:plan", try stored.plan(title, state: state, agreedOn: "2026-01-20"))
        let recommendation = keep(one, try stored.recommendation(plan, "1", 1, title))
        let file = try Attachments.File(Array(title.utf8), named: title + ".txt")
        try keep("/plans/:plan/documents/:document") { _ in try SourceFile.keep(file, with: plan, in: db)?.value }
        let grade = try stored.assessment(title, .achieved, 1)
        keep(
            one + "/actions/:action",
            try stored.action(recommendation, plan, 1, "", title, leads: [title], grade: grade))
        let measure = keep(one + "/measures/:measure", try stored.measure(recommendation, plan, title))
        try keep(
            one + "/measures/:measure/readings/:reading", db,
            "INSERT INTO readings (plan_id, measure_id, value, as_of) VALUES (\(plan), \(measure), 3, '2026-06-01') RETURNING id"
        )
        _ = try db.all(
            Query<Int>.run(
                "INSERT INTO decisions (plan_id, body, decided_on) VALUES (\(plan), \(title), '2026-01-20')"),
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
        _ title: String, _ period: String, _ state: String, _ plan: Plan.ID,
        _ recommendation: Recommendation.ID, _ db: Transaction
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
    private mutating func item(_ title: String, _ plan: Plan.ID, _ recommendation: Recommendation.ID, _ db: Transaction)
        throws
    {
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
