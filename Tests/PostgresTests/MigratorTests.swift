import Foundation
import Synchronization
import Testing

@testable import Postgres

/// A directory of migrations and a database of its own.
private struct Site: ~Copyable {
    let directory = temporaryDirectory()
    let conninfo: String

    init(_ name: SQL) throws {
        for folder in ["tables", "rules"] { mkdir("\(directory)/\(folder)", 0o755) }
        try Database.connect().run("CREATE DATABASE " + name)
        conninfo = Database.conninfo + " dbname=" + name.text
        file("tables/20260101_people.sql", "CREATE TABLE people (n integer); INSERT INTO people VALUES (1);")
        file("tables/20260102_plans.sql", "CREATE TABLE plans (n integer);")
    }

    deinit { Files.removeTree(directory) }

    func file(_ name: String, _ text: String) { write(text, to: "\(directory)/\(name)") }

    @discardableResult
    func migrate(role: String? = nil) throws -> [String] {
        var lines: [String] = []
        try Migrator(directory: directory, role: role).migrate(on: Connection(conninfo)) { lines.append($0) }
        return lines
    }

    func count(_ table: SQL) throws -> Int? {
        try Connection(conninfo).transaction { try $0.value("SELECT count(*) FROM " + table) }
    }
}

@Suite struct MigratorTests {
    private func refusal<T>(_ body: () throws -> T) -> String? {
        #expect(throws: MigrationError.self) { _ = try body() }?.description
    }

    @Test func eachFileRunsOnceAndInOrder() throws {
        let site = try Site("in_order")
        #expect(
            try site.migrate() == [
                "Running tables/20260101_people.sql", "Running tables/20260102_plans.sql", "Ran 2 of 2",
            ])
        #expect(try site.migrate() == ["The database is up to date"])
        site.file("tables/20260103_more.sql", "INSERT INTO people SELECT n + 1 FROM people;")
        let connection = try Connection(site.conninfo)
        #expect(
            try Migrator(directory: site.directory).pending(on: connection).map(\.name) == ["tables/20260103_more.sql"])
        try site.migrate()
        #expect(try site.count("people") == 2)
        #expect(try site.count("waymark_migrations") == 3)
    }

    @Test func aChangedFileIsRefused() throws {
        let site = try Site("changed")
        try site.migrate()
        site.file("tables/20260101_people.sql", "CREATE TABLE people (n bigint);")
        let words = refusal { try site.migrate() }
        #expect(words == "tables/20260101_people.sql was changed after it ran; put it back and write the next one")
    }

    @Test func aNewerDatabaseIsRefused() throws {
        let site = try Site("newer")
        try site.migrate()
        unlink(site.directory + "/tables/20260102_plans.sql")
        let words = refusal { try site.migrate() }
        #expect(words == "The database is newer than this version of Waymark: it has tables/20260102_plans.sql")
    }

    @Test func aFileWithoutItsDayOrFolderIsRefused() throws {
        let site = try Site("misnamed")
        site.file("tables/later.sql", "SELECT 1")
        #expect(
            refusal { try site.migrate() }
                == "tables/later.sql should be named by its day and feature: 20261128_employers.sql")
        unlink(site.directory + "/tables/later.sql")
        site.file("0003_more.sql", "SELECT 1")
        #expect(refusal { try site.migrate() } == "0003_more.sql belongs into tables or rules")
    }

    /// Two people who add tables do not wait for each other's number.
    @Test func tablesOfAnEarlierDayRunWhenTheyCome() throws {
        let site = try Site("earlier")
        try site.migrate()
        site.file("tables/20260101_later.sql", "INSERT INTO plans VALUES (1);")
        #expect(try site.migrate() == ["Running tables/20260101_later.sql", "Ran 1 of 3"])
    }

    @Test func rulesRunAgainWhenTheyChanged() throws {
        let site = try Site("rules")
        let rule = "CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 1'"
        site.file("rules/answers.sql", rule)
        // What tables rest on comes before them, and may name what is made later.
        site.file(
            "rules/ground.sql",
            """
            -- waymark: before the tables
            CREATE OR REPLACE FUNCTION ground() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM resting';
            """)
        site.file("tables/20260103_resting.sql", "CREATE TABLE resting (n bigint DEFAULT ground());")
        #expect(
            try site.migrate() == [
                "Running rules/ground.sql", "Running tables/20260101_people.sql", "Running tables/20260102_plans.sql",
                "Running tables/20260103_resting.sql", "Running rules/answers.sql", "Ran 5 of 5",
            ])
        site.file("rules/answers.sql", rule.replacing("1", with: "2"))
        let migrator = try Migrator(directory: site.directory)
        #expect(try migrator.standings(on: Connection(site.conninfo)).last?.state == .outdated)
        #expect(try site.migrate() == ["Running rules/answers.sql", "Ran 1 of 5"])
        #expect(try site.migrate() == ["The database is up to date"])
        let answer: Int32? = try Connection(site.conninfo).transaction { try $0.value("SELECT answer()") }
        #expect(answer == 2)
        #expect(try site.count("waymark_migrations") == 5)
        site.file("rules/answers.sql", "DROP FUNCTION answer(); SELECT 1 / 0;")
        #expect(refusal { try site.migrate() }?.hasPrefix("rules/answers.sql failed, nothing of it is left") == true)
        #expect(try site.count("pg_proc WHERE proname = 'answer'") == 1)
        unlink(site.directory + "/rules/answers.sql")
        #expect(
            refusal { try site.migrate() }
                == "The database is newer than this version of Waymark: it has rules/answers.sql")
    }

    @Test func aFailureInTheMiddleLeavesNothingOfItsFile() throws {
        let site = try Site("failing")
        site.file(
            "tables/20260103_half.sql", "CREATE TABLE half (n integer); INSERT INTO half VALUES (1); SELECT 1 / 0;")
        #expect(
            refusal { try site.migrate() }?.hasPrefix("tables/20260103_half.sql failed, nothing of it is left") == true)
        #expect(throws: PostgresError.self) { try site.count("half") }
        #expect(try site.count("waymark_migrations") == 2)
        site.file("tables/20260103_half.sql", "CREATE TABLE half (n integer); COMMIT; SELECT 1;")
        #expect(refusal { try site.migrate() } != nil, "a file may not end its own transaction")
        unlink(site.directory + "/tables/20260103_half.sql")
    }

    @Test func whatCannotRunInATransactionRunsOutside() throws {
        let site = try Site("outside")
        site.file(
            "tables/20260103_index.sql", "-- waymark: no transaction\nCREATE INDEX CONCURRENTLY people_n ON people (n);"
        )
        try site.migrate()
        #expect(try site.count("pg_indexes WHERE indexname = 'people_n'") == 1)
        #expect(try site.count("waymark_migrations") == 3)
    }

    @Test func eachStatementRunsByItselfWhereThereIsNoTransaction() throws {
        let site = try Site("by_itself")
        site.file(
            "tables/20260103_index.sql",
            """
            -- waymark: no transaction
            DROP INDEX CONCURRENTLY IF EXISTS people_n; -- what an interrupted run left;
            CREATE INDEX CONCURRENTLY people_n ON people (n);
            """)
        try site.migrate()
        #expect(try site.count("pg_indexes WHERE indexname = 'people_n'") == 1)
    }

    /// Interrupted in the middle, `CREATE INDEX CONCURRENTLY` leaves an index that nothing uses.
    @Test func aHalfMadeIndexIsMadeWholeByRunningAgain() throws {
        let site = try Site("half_index")
        try site.migrate()
        let create = "-- waymark: no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS people_n ON people (n);"
        site.file("tables/20260103_index.sql", create)
        let writer = try Connection(site.conninfo).begin()
        try writer.run("INSERT INTO people VALUES (7)")
        let migrator = try Migrator(directory: site.directory, patience: .milliseconds(500))
        #expect(throws: MigrationError.self) { try migrator.migrate(on: Connection(site.conninfo)) { _ in } }
        let half: SQL = "pg_index WHERE NOT indisvalid AND indexrelid = 'people_n'::regclass"
        // The server notices within a second that nobody waits for the index any more.
        let atWork: SQL = "pg_stat_activity WHERE datname = current_database() AND query LIKE '%CREATE INDEX%'"
        for _ in 0..<100 where try site.count(atWork + " AND pid <> pg_backend_pid()") != 0 { usleep(50_000) }
        #expect(try site.count(half) == 1)
        writer.rollback()

        #expect(refusal { try site.migrate() }?.contains("people_n is half made: DROP it before it is created") == true)
        #expect(try site.count("waymark_migrations") == 2)
        site.file(
            "tables/20260103_index.sql",
            create.replacing("CREATE", with: "DROP INDEX CONCURRENTLY IF EXISTS people_n;\nCREATE"))
        try site.migrate()
        #expect(try site.count(half) == 0)
        #expect(try site.count("waymark_migrations") == 3)
    }

    @Test func whatStandsIsSaidAndNothingRefused() throws {
        let site = try Site("standing")
        try site.migrate()
        site.file("tables/20260101_people.sql", "SELECT 1")
        site.file("tables/20260103_more.sql", "SELECT 1")
        func states() throws -> [Standing.State] {
            try Migrator(directory: site.directory).standings(on: Connection(site.conninfo)).map(\.state)
        }
        #expect(try states() == [.changed, .run, .pending])
        unlink(site.directory + "/tables/20260103_more.sql")
        unlink(site.directory + "/tables/20260102_plans.sql")
        site.file("tables/20260102_other.sql", "SELECT 1")
        #expect(try states() == [.changed, .pending, .unknown])
        unlink(site.directory + "/tables/20260102_other.sql")
        #expect(try states() == [.changed, .unknown])
    }

    @Test func aRoleOwnsWhatItMakes() throws {
        let site = try Site("owned")
        let connection = try Connection(site.conninfo)
        try connection.execute(script: "CREATE ROLE waymark_keeper; GRANT ALL ON SCHEMA public TO waymark_keeper")
        try Migrator(directory: site.directory, role: "waymark_keeper").migrate(on: connection) { _ in }
        #expect(try site.count("pg_tables WHERE tableowner = 'waymark_keeper'") == 3)
        let user: String? = try connection.transaction { try $0.value("SELECT current_user::text") }
        #expect(user == "postgres")
        let limit: String? = try connection.transaction { try $0.value("SHOW statement_timeout") }
        #expect(limit == "4s", "the connection's own limits are back")
    }

    @Test func twoAtOnceTakeTurns() throws {
        let site = try Site("turns")
        site.file("tables/20260103_slow.sql", "SELECT pg_sleep(0.3); INSERT INTO people VALUES (2);")
        let lines = Mutex<[String]>([])
        let (directory, conninfo) = (site.directory, site.conninfo)
        let group = DispatchGroup()
        for _ in 0..<3 {
            DispatchQueue.global().async(group: group) {
                do {
                    let migrator = try Migrator(directory: directory)
                    try migrator.migrate(on: Connection(conninfo)) { line in lines.withLock { $0.append(line) } }
                } catch {
                    lines.withLock { $0.append("\(error)") }
                }
            }
        }
        group.wait()
        let said = lines.withLock { $0.sorted().filter { !$0.hasPrefix("Waiting") } }
        #expect(
            said == [
                "Ran 3 of 3", "Running tables/20260101_people.sql", "Running tables/20260102_plans.sql",
                "Running tables/20260103_slow.sql",
                "The database is up to date", "The database is up to date",
            ])
        #expect(try site.count("people") == 2)
    }
}
