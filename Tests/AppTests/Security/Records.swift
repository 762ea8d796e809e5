import Postgres

@testable import App

/// One of each record of a plan, with a word in every text that no other council has.
struct Records {
    let mark: String

    init(in council: ExampleCouncil, mark: String? = nil) throws {
        let mark = mark ?? "mark-of-\(council.slug)-"
        self.mark = mark
        try council.inDatabase { db in
            for state in ["monitoring", "draft"] { try Self.plan(state, mark, db) }
            try Self.paper(mark, db)
        }
        // A paper on its way in, of the officer's.
        let paper =
            "\(mark)\n\nRecommendation 1\tActions\tLeads\tStatus\nWe recommend \(mark).\tDig.\tPonds Team\tMet\n"
        _ = try council.olive.post("/imports", [("paper", paper)], key: council.olive.key())
    }

    private static func plan(_ state: String, _ mark: String, _ db: Transaction) throws {
        let title = mark + state
        func id(_ sql: SQL) throws -> Int64 { try db.value(sql) ?? 0 }
        let plan = try id(
            """
            INSERT INTO plans (title, state, agreed_on) VALUES (\(title), \(state), '2026-01-20')
            RETURNING id
            """)
        let grade = try id(
            """
            INSERT INTO assessments (words, tone, position) VALUES (\(title), 'on_track', 1)
            RETURNING id
            """)
        let recommendation = try id(
            """
            INSERT INTO recommendations (plan_id, position, number, words)
            VALUES (\(plan), 1, '1', \(title)) RETURNING id
            """)
        let lead = try id("INSERT INTO leads (name) VALUES (\(title)) RETURNING id")
        let action = try id(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, words, assessment_id)
            VALUES (\(plan), \(recommendation), 1, \(title), \(grade)) RETURNING id
            """)
        let measure = try id(
            """
            INSERT INTO measures (plan_id, recommendation_id, position, title, unit)
            VALUES (\(plan), \(recommendation), 1, \(title), 'people') RETURNING id
            """)
        try parts(title, db, plan, recommendation, action, lead, measure)
    }

    /// A paper about the plan that is followed, with a version of it.
    private static func paper(_ mark: String, _ db: Transaction) throws {
        let plan: Plan.ID? = try db.value("SELECT id FROM plans WHERE title = \(mark + "monitoring")")
        let meeting = try Meeting.named(mark, on: Day(iso: "2026-09-01") ?? Day.first, in: db)
        guard let plan else { throw Failure.notFound }
        try PaperHeading.begin(with: [.init(.section, mark)], in: db)
        let id = try Paper.add(PaperStart(plan: plan, meeting: meeting, title: mark), in: db)
        guard let paper = try db(Paper.find(id)), let source = try PaperSource(paper, in: db) else {
            throw Failure.notFound
        }
        let content = try PaperWriting.document(source, council: mark).kept()
        _ = try PaperVersion.publish(content, of: paper, because: "", in: db)
    }

    private static func parts(
        _ title: String, _ db: Transaction, _ plan: Int64, _ recommendation: Int64, _ action: Int64, _ lead: Int64,
        _ measure: Int64
    ) throws {
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
            ),
            Query<Int>.run(
                "INSERT INTO readings (plan_id, measure_id, value, as_of) VALUES (\(plan), \(measure), 3, '2026-06-01')"
            ),
            Query<Int>.run(
                """
                INSERT INTO footnotes (plan_id, number, words, kind, hangs_on) VALUES (\(plan), 1, \(title), 'note', 'plan')
                """),
            Query<Int>.run(
                "INSERT INTO plan_sections (plan_id, position, heading) VALUES (\(plan), 1, \(title))"),
            Query<Int>.run(
                "INSERT INTO glossary (abbreviation, expansion) VALUES (left(\(title), 20), \(title)) ON CONFLICT DO NOTHING"
            ),
            Query<Int>.run(
                """
                WITH made AS (
                    INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, submitted_at)
                    VALUES (\(plan), \(recommendation), '2026-05-01', 'submitted', \(title), now()),
                           (\(plan), \(recommendation), '2026-06-01', 'draft', \(title), NULL) RETURNING id)
                INSERT INTO documents (plan_id, recommendation_id, update_id, title, kind, file_name, size, sha256)
                SELECT \(plan), \(recommendation), id, \(title), 'txt', \(title + ".txt"), \(Int32(title.utf8.count)),
                       sha256(convert_to(\(title), 'UTF8')) FROM made
                """),
            Query<Int>.run(
                """
                INSERT INTO document_contents (document_id, content)
                SELECT id, convert_to(\(title), 'UTF8') FROM documents WHERE title = \(title)
                """))
        try meeting(title, db, plan, recommendation)
    }

    private static func meeting(_ title: String, _ db: Transaction, _ plan: Int64, _ recommendation: Int64) throws {
        let meeting: Int64? = try db.value(
            "INSERT INTO meetings (body, held_on, place, notes) VALUES (\(title), '2026-07-02', \(title), \(title)) RETURNING id"
        )
        let item: Int64? = try db.value(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, update_id)
            SELECT \(meeting), 1, 'update', \(title), plan_id, recommendation_id, id FROM updates
             WHERE plan_id = \(plan) AND state = 'submitted' RETURNING id
            """)
        try db.run(
            """
            INSERT INTO meeting_questions (meeting_id, item_id, plan_id, recommendation_id, words)
            VALUES (\(meeting), \(item), \(plan), \(recommendation), \(title))
            """)
    }
}

/// Fills the names in routes with the numbers of records that are really there.
struct Filling {
    private let ids: [String: Int64]

    /// The newest record of each kind in a council, by the name that routes give it.
    init(from council: ExampleCouncil) throws {
        let names = Set(
            Routes.all.flatMap { route in
                route.pattern.filter { $0.hasPrefix(":") }.map { Self.name($0, route) }
            })
        var ids: [String: Int64] = [:]
        let olive = try council.person(.scrutiny)
        try council.asOwner { db in
            // Some records are only seen by whoever made them.
            try db.run("SELECT set_config('app.person', \(String(olive.value)), true)")
            for name in names.sorted() {
                let table = Self.irregular[name] ?? name + "s"
                let isThere: Bool? = try db.value(
                    """
                    SELECT count(*) = 2 FROM information_schema.columns
                     WHERE table_schema = 'public' AND table_name = \(table) AND column_name IN ('tenant_id', 'id')
                    """)
                guard isThere == true, let id = try Self.first(of: table, db) else { continue }
                ids[name] = id
            }
        }
        self.ids = ids
    }

    /// What a name stands for where it means something else than it usually does.
    private static func name(_ part: String, _ route: Route) -> String {
        let name = String(part.dropFirst())
        let special = (route.pattern.first ?? "") + "/" + name
        return irregular[special] == nil ? name : special
    }

    private static let irregular = [
        "person": "people", "reply": "replies", "glossary": "glossary", "word": "glossary", "item": "meeting_items",
        "question": "meeting_questions", "section": "plan_sections",
        "imports/import": "pending_imports", "papers/heading": "paper_headings",
        "papers/version": "paper_versions",
    ]

    // A table's name cannot be a value, and a String is no SQL: the row is asked for as XML.
    private static func first(of table: String, _ db: Transaction) throws -> Int64? {
        let text: String? = try db.value(
            """
            SELECT (xpath('/row/id/text()', query_to_xml(format('SELECT min(id) AS id FROM %I', \(table)), false, true, '')))[1]::text
            """)
        return text.flatMap { Int64($0) }
    }

    /// The path with its names filled; nil when one has no record. The first few names may come from elsewhere.
    func path(_ route: Route, first other: Filling? = nil) -> String? {
        var parts: [String] = []
        var isFirst = true
        for part in route.pattern {
            guard part.hasPrefix(":") else {
                parts.append(part)
                continue
            }
            let name = Self.name(part, route)
            guard let id = (isFirst ? other : nil)?.ids[name] ?? ids[name] else { return nil }
            isFirst = false
            parts.append(String(id))
        }
        return "/" + parts.joined(separator: "/")
    }
}
