import Foundation
import Glibc
import Postgres
import Synchronization
import Testing

/// A site whose migrations may be changed, and an empty database for it.
private struct Workshop {
    let site: String
    private let conninfo: String

    private static let toStop = Mutex<PrivateCluster?>(nil)
    private static let root = Result {
        let cluster = try PrivateCluster(directory: Waymark.directory() + "/data", durable: false)
        let conninfo = try cluster.start()
        toStop.withLock { $0 = cluster }
        atexit { Workshop.toStop.withLock { $0 }?.stop() }
        return conninfo
    }

    init(_ name: String) throws {
        let root = try Self.root.get()
        let connection = try Connection(root)
        defer { connection.close() }
        try connection.execute(script: "CREATE DATABASE \(name)")
        conninfo = root + " dbname=" + name
        site = try Waymark.directory()
        for part in ["Views", "Public"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(site)/\(part)", withDestinationPath: "\(Waymark.package)/\(part)")
        }
        try FileManager.default.copyItem(atPath: Waymark.package + "/Migrations", toPath: site + "/Migrations")
    }

    /// The files there are, by name.
    var files: [String] {
        get throws {
            try ["rules", "tables"].flatMap { folder in
                try FileManager.default.contentsOfDirectory(atPath: "\(site)/Migrations/\(folder)").sorted().map {
                    "\(folder)/\($0)"
                }
            }
        }
    }

    /// The next tables; their name.
    func add(_ sql: String) throws -> String {
        let name = "tables/29991231_extra.sql"
        try sql.write(toFile: "\(site)/Migrations/\(name)", atomically: true, encoding: .utf8)
        return name
    }

    func call(_ words: String...) throws -> Outcome {
        try Waymark.call(words + ["--site", site], environment: ["DATABASE_URL": conninfo])
    }

    func start(_ words: String...) throws -> Running {
        try Running(words + ["--site", site], environment: ["DATABASE_URL": conninfo])
    }

    func serve() throws -> Running {
        try start("serve", "--listen", "127.0.0.1:0", "--log", "quiet", "--processes", "1")
    }

    func ask(_ sql: SQL) throws -> Int? {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        return try connection.transaction { try $0.value(sql) }
    }
}

@Suite struct MigrateTests {
    private struct Line: Decodable { let name: String, ranAt: String?, isUnchanged: Bool }
    private struct Planned: Decodable { let path: String, runsInTransaction: Bool }

    @Test func statusAndPlanSayWhatIsAndWhatWouldBe() throws {
        let workshop = try Workshop("said")
        let names = try workshop.files
        let before: [Planned] = try workshop.call("migrate", "--plan", "--json").json()
        let paths = names.map { "\(workshop.site)/Migrations/\($0)" }
        #expect(before.map(\.path).sorted() == paths)
        #expect(before.filter { !$0.runsInTransaction }.isEmpty)
        // What tables rest on, the tables, then the rules that rest on them.
        let kinds = before.map { $0.path.contains("/rules/") }
        #expect(kinds.first == true && kinds.last == true && kinds.filter { $0 }.count < kinds.count)
        #expect(try workshop.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0, "nothing was run")
        #expect(try workshop.call("migrate", "--status").code == 1)
        #expect(try workshop.call("migrate").code == 0)
        #expect(try workshop.call("migrate", "--plan").messages.contains("up to date"))

        let added = try workshop.add("-- waymark: no transaction\nSELECT 1;")
        let plan = try workshop.call("migrate", "--plan")
        #expect(plan.code == 0)
        #expect(plan.output == "\(workshop.site)/Migrations/\(added)  statement by statement, outside a transaction\n")
        let status = try workshop.call("migrate", "--status")
        #expect(status.code == 1 && status.messages.contains("lacks 1 migrations"))
        #expect(status.output.contains("as it ran") && status.output.contains("pending"))
        let lines: [Line] = try workshop.call("migrate", "--status", "--json").json()
        #expect(lines.map(\.name).sorted() == names + [added])
        #expect(lines.allSatisfy(\.isUnchanged) && lines.last { $0.name == added }?.ranAt == nil)
        #expect(lines.first?.ranAt?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        #expect(try workshop.call("migrate").output == "ran \(added)\n")
        #expect(try workshop.call("migrate", "--status").code == 0)
        #expect(try workshop.call("migrate", "--status", "--plan").code == 2)
    }

    @Test func aChangedFileStopsTheStart() throws {
        let workshop = try Workshop("changed")
        #expect(try workshop.call("migrate").code == 0)
        let first = try workshop.files.first { $0.hasPrefix("tables/") } ?? ""
        let path = "\(workshop.site)/Migrations/\(first)"
        try (String(contentsOfFile: path, encoding: .utf8) + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        for outcome in [
            try workshop.call("migrate"), try workshop.call("migrate", "--plan"), try workshop.serve().wait(),
        ] {
            #expect(outcome.code == 1)
            #expect(outcome.messages.contains("\(first) was changed after it ran; put it back and write the next one"))
        }
        let status = try workshop.call("migrate", "--status")
        #expect(status.code == 1 && status.output.contains("CHANGED"))
        let lines: [Line] = try workshop.call("migrate", "--status", "--json").json()
        #expect(lines.filter { !$0.isUnchanged }.map(\.name) == [first])
    }

    @Test func changedRulesAreRunAgain() throws {
        let workshop = try Workshop("ruled")
        #expect(try workshop.call("migrate").code == 0)
        let rules = try workshop.files.filter { $0.hasPrefix("rules/") }
        for name in rules {
            let path = "\(workshop.site)/Migrations/\(name)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try (text + "-- changed\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        let status = try workshop.call("migrate", "--status")
        #expect(status.code == 1 && status.output.contains("to be run again"))
        let again = try workshop.call("migrate")
        #expect(again.code == 0 && again.output.split(separator: "\n").count == rules.count, "\(again.messages)")
        #expect(try workshop.call("migrate", "--status").code == 0)
        #expect(try workshop.ask("SELECT count(*) FROM waymark_migrations") == workshop.files.count)
    }

    @Test func aNewerDatabaseStopsTheStart() throws {
        let workshop = try Workshop("newer")
        let ran = try workshop.call("migrate")
        try #require(ran.code == 0, "\(ran.messages)")
        let last = try workshop.files.last ?? ""
        try FileManager.default.removeItem(atPath: "\(workshop.site)/Migrations/\(last)")
        for outcome in [try workshop.call("migrate"), try workshop.serve().wait()] {
            #expect(outcome.code == 1)
            #expect(outcome.messages.contains("The database is newer than this version of Waymark: it has \(last)"))
        }
        #expect(try workshop.call("migrate", "--status").output.contains("a newer version's"))
    }

    @Test func twoStartsAtOnceDoNotCollide() throws {
        let workshop = try Workshop("twice")
        let sites = [try workshop.serve(), try workshop.serve()]
        for site in sites {
            #expect(eventually { site.messages.contains("Waymark is ready") }, "\(site.messages)")
            #expect(!site.messages.contains("Error"), "\(site.messages)")
        }
        for site in sites {
            site.process.terminate()
            #expect(try site.wait().code == 0)
        }
        #expect(try workshop.ask("SELECT count(*) FROM waymark_migrations") == workshop.files.count)
    }

    @Test func oneThatIsKilledLeavesNothingHalfDone() throws {
        let workshop = try Workshop("killed")
        let extra = try workshop.add("CREATE TABLE half (n integer); INSERT INTO half VALUES (1); SELECT pg_sleep(60);")
        let plan: [Planned] = try workshop.call("migrate", "--plan", "--json").json()
        let before = try #require(plan.firstIndex { $0.path.hasSuffix(extra) })
        let migrating = try workshop.start("migrate")
        let isAtWork = try eventually {
            try workshop.ask(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'killed' AND query LIKE '%pg_sleep(60)%' AND wait_event = 'PgSleep'"
            ) == 1
        }
        #expect(isAtWork, "\(migrating.messages)")
        kill(migrating.process.processIdentifier, SIGKILL)
        _ = try migrating.wait()
        #expect(try workshop.ask("SELECT count(*) FROM pg_tables WHERE tablename = 'half'") == 0)
        #expect(try workshop.ask("SELECT count(*) FROM waymark_migrations") == before)

        try "CREATE TABLE half (n integer);".write(
            toFile: "\(workshop.site)/Migrations/\(extra)", atomically: true, encoding: .utf8)
        let start = ContinuousClock.now
        let again = try workshop.call("migrate")
        #expect(again.code == 0 && again.output.hasPrefix("ran \(extra)\n"), "\(again.messages)")
        #expect(again.output.split(separator: "\n").count == plan.count - before)
        #expect(ContinuousClock.now - start < .seconds(20), "what was killed does not hold up the next")
    }
}
