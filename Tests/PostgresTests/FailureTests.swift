import Glibc
import Testing

@testable import Postgres

@Suite struct FailureTests {
    private func failure<T>(_ body: () throws -> T) -> PostgresError? {
        #expect(throws: PostgresError.self) { _ = try body() }
    }

    private func table(_ name: SQL) throws {
        try Database.connect().run("CREATE TABLE " + name + " (n integer PRIMARY KEY)")
    }

    private func contains(_ name: SQL, _ number: Int) throws -> Bool {
        let count: Int? = try Database.connect().transaction {
            try $0.value("SELECT count(*) FROM \(name) WHERE n = \(number)")
        }
        return count == 1
    }

    @Test func errorsSayWhatCanBeDone() throws {
        let connection = try Database.connect()
        try connection.run("CREATE TEMPORARY TABLE pledges (title text CONSTRAINT one_title UNIQUE)")
        let duplicate = failure {
            try connection.transaction { try $0.run("INSERT INTO pledges VALUES ('a'), ('a')") }
        }
        #expect(duplicate?.kind == .constraint("one_title"))
        let write = failure {
            try connection.transaction(readOnly: true) { try $0.run("CREATE TABLE never (n integer)") }
        }
        #expect(write?.kind == .readOnly)
        try connection.run("CREATE ROLE nosy")
        let nosy = failure {
            try connection.transaction { try $0.all(Query.run("SET LOCAL ROLE nosy"), Query.run("TABLE pg_authid")) }
        }
        #expect(nosy?.kind == .permission)
    }

    @Test func aStatementHasItsLimit() throws {
        let connection = try Database.connect { $0.statementTimeout = .milliseconds(50) }
        let late = failure { try connection.transaction { try $0.run("SELECT pg_sleep(5)") } }
        #expect(late?.kind == .timeout && late?.sqlState == "57014")
        #expect(connection.isUsable)
    }

    @Test func waitingForALockHasItsLimit() throws {
        try table("locked")
        let holder = try Database.connect().begin()
        try holder.run("LOCK TABLE locked")
        let connection = try Database.connect { $0.lockTimeout = .milliseconds(50) }
        let late = failure { try connection.transaction { try $0.run("INSERT INTO locked VALUES (1)") } }
        #expect(late?.kind == .timeout && late?.sqlState == "55P03")
        #expect(connection.isUsable)
        holder.rollback()
    }

    @Test func aTransactionThatSaysNothingIsEnded() throws {
        try table("silent")
        let connection = try Database.connect { $0.idleInTransactionTimeout = .milliseconds(50) }
        let db = try connection.begin()
        try db.run("INSERT INTO silent VALUES (1)")
        usleep(300_000)
        let late = failure { try db.run("SELECT 1") }
        #expect(late?.kind == .timeout && late?.sqlState == "25P03")
        #expect(!connection.isUsable, "the server has hung up")
        #expect(try !contains("silent", 1))
    }

    @Test func twoWhoMeetAreToldApart() throws {
        try table("meeting")
        let one = try Database.connect(), other = try Database.connect { $0.lockTimeout = .milliseconds(50) }
        let first = try one.begin(isolation: .serializable), second = try other.begin(isolation: .serializable)
        for db in [first, second] { _ = try db.value("SELECT count(*) FROM meeting") as Int? }
        try first.run("INSERT INTO meeting VALUES (1)")
        let lock = failure { try second.run("INSERT INTO meeting VALUES (1)") }
        #expect(lock?.kind == .timeout, "the wait for the other's row was too long")
        let third = try other.begin(isolation: .serializable)
        _ = try third.value("SELECT count(*) FROM meeting") as Int?
        try third.run("INSERT INTO meeting VALUES (2)")
        try first.commit()
        #expect(failure { try third.commit() }?.kind == .serialization)
        #expect(other.isUsable)
    }

    @Test func aServerThatIsStoppedIsNoticed() throws {
        let connection = try Database.connect { $0.timeLimit = .milliseconds(200) }
        let pid: Int32? = try connection.transaction { try $0.value("SELECT pg_backend_pid()") }
        let backend = try #require(pid)
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        let start = ContinuousClock.now
        let error = failure { try connection.transaction { try $0.run("SELECT 1") } }
        #expect(error?.kind == .timeout)
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(!connection.isUsable)
        #expect(failure { _ = try connection.begin() }?.kind == .connection)
    }

    @Test func aServerThatLeavesIsNoticed() throws {
        let connection = try Database.connect()
        let pid: Int32? = try connection.transaction { try $0.value("SELECT pg_backend_pid()") }
        #expect(connection.isUsable)
        try Database.connect().run("SELECT pg_terminate_backend(\(try #require(pid)), 2000)")
        #expect(!connection.isUsable, "even before it is used")

        let busy = try Database.connect()
        let error = failure {
            try busy.transaction { db in
                let pid: Int32? = try db.value("SELECT pg_backend_pid()")
                try Database.connect().run("SELECT pg_terminate_backend(\(try #require(pid)), 2000)")
                try db.run("SELECT 1")
            }
        }
        #expect(error?.kind == .connection)
        #expect(error?.sqlState == "57P01")
        #expect(!busy.isUsable)
    }

    @Test func aServerThatLeavesDuringCommitIsNoYesAndNoNo() throws {
        try table("parting")
        try Database.connect().execute(
            script: """
                CREATE FUNCTION part() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER part AFTER INSERT ON parting DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION part();
                """)
        let connection = try Database.connect()
        let error = failure { try connection.transaction { try $0.run("INSERT INTO parting VALUES (1)") } }
        #expect(error?.kind == .commitUnknown && error?.sqlState == "57P01")
        #expect(!connection.isUsable)
        #expect(try !contains("parting", 1))
    }

    @Test func nobodyAnswering() {
        let error = failure { _ = try Connection("host=/nowhere/at/all user=postgres") }
        #expect(error?.kind == .connection)
        #expect(failure { _ = try Connection("this is no connection string") }?.kind == .connection)
    }

    @Test func aSilentServerIsPassedOver() throws {
        let silent = Proxy.silentServer(), gone = "/nowhere/at/all"
        let real = try #require(Database.conninfo.split(separator: "'").map(String.init).dropFirst().first)
        var options = Connection.Options()
        options.connectLimit = .milliseconds(600)
        for hosts in ["\(silent),\(real)", "\(gone),\(silent),\(real)", "\(real),\(silent)"] {
            let conninfo = "host=\(hosts) user=postgres dbname=postgres target_session_attrs=read-write"
            #expect(try Connection(conninfo, options: options).isUsable)
        }
        let error = failure { try Connection("host=\(silent),\(gone) user=postgres", options: options) }
        #expect(error != nil)
    }

    @Test func aLostAnswerToCommitIsUnknown() throws {
        try table("lost")
        let proxy = Proxy()
        for (number, fault) in [Proxy.Fault.loseAnswer(to: "COMMIT"), .holdAnswer(to: "COMMIT")].enumerated() {
            var options = Connection.Options()
            options.timeLimit = .milliseconds(300)
            proxy.set(nil)
            let connection = try Connection(proxy.conninfo, options: options)
            proxy.set(fault)
            let error = failure {
                try connection.transaction { try $0.run("INSERT INTO lost VALUES (\(number))") }
            }
            #expect(error?.kind == .commitUnknown)
            #expect(!connection.isUsable)
            #expect(try contains("lost", number), "this time it did happen")
            proxy.set(nil)
        }
    }

    /// Wherever the line is cut: no answer is waited for in vain, and nothing is said that is not so.
    @Test(arguments: [true, false]) func aLineCutAnywhereTellsNoLies(inAnswers: Bool) throws {
        let name: SQL = inAnswers ? "cut_answers" : "cut_requests"
        try table(name)
        let proxy = Proxy(), checker = try Database.connect()
        var outcomes: Set<String> = []
        for limit in stride(from: 0, through: 400, by: inAnswers ? 3 : 7) {
            proxy.set(nil)
            let connection = try Connection(proxy.conninfo)
            proxy.set(inAnswers ? .cutAnswer(after: limit) : .cutRequest(after: limit))
            var outcome = "done"
            do {
                let (db, _) = try connection.begin(first: Query.run("INSERT INTO \(name) VALUES (\(limit))"))
                try db.commit()
            } catch {
                outcome = "\(error.kind)"
            }
            outcomes.insert(outcome)
            let count: Int? = try checker.transaction {
                try $0.value("SELECT count(*) FROM \(name) WHERE n = \(limit)")
            }
            switch outcome {
            case "done": #expect(count == 1)
            case "connection": #expect(count == 0)
            default: #expect(outcome == "commitUnknown")
            }
        }
        #expect(outcomes == ["done", "connection", "commitUnknown"])
    }
}
