import App
import Foundation
import Postgres

/// The pages that brokers live in, with 2,500 young people in each of many councils: how much longer they take than with five councils,
/// what they cost, and what each of their statements costs.
struct Caseloads {
    private static let cases = 2_500, few = 5

    /// `waymark-bench brokerage [COUNCILS]`
    static func call(_ arguments: [String]) -> Int32 {
        guard let options = Options(["--quick"]), let councils = Int(arguments.first ?? "400"), councils > few else {
            print(Options.help)
            return 2
        }
        do {
            try Benchmark(options).withSite(prepare: PageStatements.prepare) { site in
                try Caseloads().measure(site, councils)
            }
            return 0
        } catch {
            FileHandle.standardError.write(Data("waymark-bench: \(error)\n".utf8))
            return 1
        }
    }

    private func measure(_ site: Benchmark.Running, _ councils: Int) throws {
        let statements = try PageStatements(conninfo: site.conninfo)
        let broker = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.broker))
        let pages = [
            ("board", broker.get("/council-1/board")), ("broker’s home", broker.get("/council-1/today")),
            ("everybody’s home", broker.get("/council-1/today?whose=all")),
            ("young people", broker.get("/council-1/young-people")),
        ]
        try add(2...Self.few, to: site.filling.database)
        try fill(1...Self.few, in: site.conninfo)
        let before = try pages.map { try cost($0.1, broker, site) }
        try add(Self.few + 1...councils, to: site.filling.database)
        try fill(Self.few + 1...councils, in: site.conninfo)
        var table = Table()
        for (page, before) in zip(pages, before) {
            let after = try cost(page.1, broker, site)
            let ratio = after.total / max(0.001, before.total)
            table.add(
                "\(page.0), \(councils) councils of \(Self.cases) cases : \(Self.few)",
                String(
                    format: "%.2f x the CPU: %.1f ms, of it PostgreSQL’s %.1f ms", ratio, after.total, after.database),
                "<= 1.2")
        }
        print(table.text)
        for page in pages { try statements.show(page.0, page.1, from: broker) }
    }

    /// Milliseconds of CPU for one request, alone, once warm.
    private func cost(
        _ request: [UInt8], _ broker: Requests, _ site: Benchmark.Running
    ) throws -> (total: Double, database: Double) {
        for _ in 0..<20 { _ = try broker.whole(request) }
        let postmaster = try Benchmark.postmaster(site.home), rounds = 100
        let before = (CPU.seconds(of: site.site), CPU.secondsOfFamily(of: postmaster))
        for _ in 0..<rounds { _ = try broker.whole(request) }
        let own = CPU.seconds(of: site.site) - before.0, database = CPU.secondsOfFamily(of: postmaster) - before.1
        return ((own + database) * 1_000 / Double(rounds), database * 1_000 / Double(rounds))
    }

    /// Councils with nothing in them but their own stages.
    private func add(_ councils: ClosedRange<Int>, to database: Database) throws {
        let connection = try database.connect(as: .owner)
        defer { connection.close() }
        for number in councils {
            try connection.transaction { db in
                try db.run("INSERT INTO tenants (slug, name) VALUES (\("council-\(number)"), \("Council \(number)"))")
            }
        }
    }

    /// As the cluster’s superuser and without triggers: what they would keep on each row stands in it already.
    private func fill(_ councils: ClosedRange<Int>, in conninfo: String) throws {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        try connection.run("SET session_replication_role = replica")
        try connection.run("SET statement_timeout = 0")
        for number in councils {
            try connection.transaction { db in
                let council: Int64? = try db.value("SELECT id FROM tenants WHERE slug = \("council-\(number)")")
                guard let council else { throw Problem("there is no council-\(number)") }
                try fill(Int32(council), db)
            }
        }
        try connection.run("ANALYZE")
    }

    private func fill(_ council: Int32, _ db: Transaction) throws {
        try db.run("INSERT INTO council_teams (tenant_id, name) VALUES (\(council), 'Parks')")
        try db.run(
            """
            WITH g AS (SELECT id, row_number() OVER (ORDER BY position)::integer - 1 AS place, (count(*) OVER ())::integer AS many
                         FROM stages WHERE tenant_id = \(council))
            INSERT INTO young_people (tenant_id, reference, name, born_on, worker_id, attempt, stage_id, stage_since, next_review_on)
            SELECT \(council), 'YP-' || n, 'Jo Person ' || n, date '2005-01-01' + n % 1000,
                   CASE WHEN n <= 25 THEN (SELECT p.id FROM people p WHERE p.tenant_id = \(council) AND p.email LIKE 'broker@%') END,
                   1, g.id, current_date - n % 200, current_date + n * 7 % 180 - 10
              FROM generate_series(1, \(Self.cases)::integer) AS n JOIN g ON g.place = n % g.many
            """)
        try db.run(
            """
            INSERT INTO attempts (tenant_id, young_person_id, number, began_on)
            SELECT tenant_id, id, 1, stage_since - 30 FROM young_people WHERE tenant_id = \(council)
            """)
        try db.run(
            """
            INSERT INTO stage_entries (tenant_id, young_person_id, attempt_id, stage_id, entered_on)
            SELECT y.tenant_id, y.id, a.id, y.stage_id, y.stage_since
              FROM young_people y JOIN attempts a ON a.tenant_id = y.tenant_id AND a.young_person_id = y.id WHERE y.tenant_id = \(council)
            """)
        try db.run(
            """
            INSERT INTO placements (tenant_id, young_person_id, attempt_id, kind, team_id, role, planned_on, started_on, ended_on, outcome)
            SELECT a.tenant_id, a.young_person_id, a.id, 'work_experience', t.id, 'Grounds team', a.began_on + 7 * n, a.began_on + 7 * n,
                   CASE n WHEN 1 THEN a.began_on + 13 END, CASE n WHEN 1 THEN 'completed' ELSE '' END
              FROM attempts a CROSS JOIN generate_series(1, 2) AS n JOIN council_teams t ON t.tenant_id = a.tenant_id
             WHERE a.tenant_id = \(council)
            """)
    }
}
