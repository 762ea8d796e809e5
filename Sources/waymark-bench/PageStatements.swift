import App
import Foundation
import Postgres

/// What each statement of a page costs PostgreSQL, from `pg_stat_statements`, and its share of the page.
struct PageStatements {
    private let conninfo: String
    private let rounds = 200

    /// One statement of a page, in microseconds for one request.
    private struct Line: RowDecodable {
        let text: String
        let calls, plan, execution: Double

        var cost: Double { plan + execution }

        init(row: Row) throws(PostgresError) {
            text = try row["query"]
            calls = try row["calls"]
            plan = try row["plan"]
            execution = try row["execution"]
        }
    }

    /// Has the extension loaded; the cluster is started again for it.
    static func prepare(_ cluster: PrivateCluster) throws {
        let first = try Connection(cluster.start())
        try first.run("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        first.close()
        cluster.stop()
        let connection = try Connection(cluster.start())
        defer { connection.close() }
        try connection.run("ALTER SYSTEM SET pg_stat_statements.track_planning = on")
        try connection.run("SELECT pg_reload_conf()")
    }

    init(conninfo: String) throws {
        self.conninfo = conninfo
        let database = try Connection(conninfo)
        defer { database.close() }
        try database.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    }

    /// Asks for the page again and again, alone, and prints its statements, the dearest first.
    func show(_ what: String, _ request: [UInt8], from requests: Requests) throws {
        for _ in 0..<10 { _ = try requests.whole(request) }
        let connection = try Connection(conninfo)
        defer { connection.close() }
        try connection.run("SELECT pg_stat_statements_reset()")
        for _ in 0..<rounds { _ = try requests.whole(request) }
        let lines = try connection.transaction(readOnly: true) { try $0.all(Self.lines(rounds)) }
        let sum = lines.reduce(0) { $0 + $1.cost }
        print("\n\(what): \(Int(sum)) us of PostgreSQL in \(lines.count) statements, mean of \(rounds) requests\n")
        print("| share | plan us | execution us | calls | statement |\n| --- | --- | --- | --- | --- |")
        for line in lines {
            let share = line.cost / max(1, sum)
            let cells = [
                String(format: "%.0f %%%@", share * 100, share > 0.4 ? " OVER 40 %" : ""),
                String(format: "%.0f", line.plan), String(format: "%.0f", line.execution),
                String(format: "%.1f", line.calls), Self.short(line.text),
            ]
            print("| " + cells.joined(separator: " | ") + " |")
        }
    }

    private static func lines(_ rounds: Int) -> Query<[Line]> {
        .list(
            """
            SELECT query, calls::double precision / \(rounds) AS calls, 1000 * total_plan_time / \(rounds) AS plan,
                   1000 * total_exec_time / \(rounds) AS execution
              FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND calls >= \(rounds) AND toplevel AND query NOT LIKE '%pg_stat_statements%'
             ORDER BY total_plan_time + total_exec_time DESC
            """)
    }

    /// From which tables, and how it begins.
    private static func short(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let from = words.range(of: " FROM ").map { words[$0.upperBound...].prefix(50) } ?? ""
        return "\(words.prefix(50)) … \(from)".replacing("|", with: "¦")
    }
}

extension Benchmark {
    /// `waymark-bench statements`: the pages people live in, statement by statement.
    func showStatements() throws {
        try withSite(prepare: PageStatements.prepare) { site in
            let statements = try PageStatements(conninfo: site.conninfo)
            let officer = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.officer))
            let member = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.member))
            try statements.show("Plan page", officer.get("/council-1/plans/1"), from: officer)
            try statements.show("Due list", officer.get("/council-1/due"), from: officer)
            try statements.show("Dashboard", member.get("/council-1/dashboard"), from: member)
        }
    }
}
