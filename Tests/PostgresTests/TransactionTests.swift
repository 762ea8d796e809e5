import Glibc
import Testing

@testable import Postgres

struct Person: RowDecodable {
    let id: ID<Person>, name: String, age: Int?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
        age = try row["age"]
    }

    static func named(_ name: String) -> Query<Person?> {
        .first("SELECT 7 AS id, \(name) AS name, NULL::int AS age")
    }

    static var everybody: Query<[Person]> {
        .list("SELECT * FROM (VALUES (1, 'Olive', 40), (2, 'Sam', NULL)) v (id, name, age)")
    }
}

@Suite struct TransactionTests {
    @Test func severalQueriesAreAnsweredTogether() throws {
        let connection = try Database.connect()
        let (db, name) = try connection.begin(readOnly: true, first: Query.value("SELECT \("Olive")", as: String.self))
        #expect(name == "Olive")
        let (people, priya, count) = try db.all(
            Person.everybody, Person.named("Priya"), Query.run("SELECT 1 WHERE false"))
        #expect(people.map(\.name) == ["Olive", "Sam"])
        #expect(people.map(\.age) == [40, nil])
        #expect(priya?.id == ID(7))
        #expect(count == 0)
        try db.commit()
        #expect(connection.isUsable)
    }

    @Test func aBatchIsOneTripAndAnswersByName() throws {
        let proxy = Proxy()
        let connection = try Connection(proxy.conninfo)
        let (db, _) = try connection.begin(first: Person.named("Olive"))
        let before = proxy.trips
        var batch = Batch()
        let people = batch.ask(Person.everybody)
        let priya = batch.ask(Person.named("Priya"))
        let nobody = batch.ask(Query<Int>.run("SELECT 1 WHERE false"))
        let answer = try db.all(batch)
        #expect(proxy.trips == before + 1)
        #expect(try answer(nobody) == 0)
        #expect(try answer(people).map(\.name) == ["Olive", "Sam"])
        #expect(try answer(priya)?.name == "Priya")
        try db.commit()
    }

    @Test func aBatchThatFailsEndsTheTransaction() throws {
        let connection = try Database.connect()
        let (db, _) = try connection.begin(first: Person.named("Olive"))
        var batch = Batch()
        _ = batch.ask(Query<Int?>.value("SELECT 1 / \(0)"))
        _ = batch.ask(Person.everybody)
        #expect(throws: PostgresError.self) { _ = try db.all(batch) }
        #expect(connection.isUsable)
    }

    @Test func aPageIsTwoTrips() throws {
        let proxy = Proxy()
        let connection = try Connection(proxy.conninfo)
        proxy.set(nil)
        let (db, _) = try connection.begin(first: Person.named("Olive"))
        #expect(proxy.trips == 1, "BEGIN, its first prepare and its first query")
        _ = try db.all(Person.everybody, Person.named("Sam"), Person.everybody)
        #expect(proxy.trips == 2)
        _ = try db.commit(last: Person.named("Priya"))
        #expect(proxy.trips == 3, "COMMIT travels with the last statement")
        _ = try connection.begin()
        #expect(proxy.trips == 3, "an empty transaction costs nothing")
    }

    @Test func whatIsReturnedIsCommittedAndWhatThrowsIsNot() throws {
        let connection = try Database.connect()
        try connection.run("CREATE TEMPORARY TABLE kept (n integer)")
        try connection.transaction { db in try db.run("INSERT INTO kept VALUES (\(1))") }
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try connection.transaction { db in
                try db.run("INSERT INTO kept VALUES (2)")
                throw Refusal()
            }
        }
        let kept: [Int] = try connection.transaction { try $0.values("SELECT n FROM kept") }
        #expect(kept == [1])
    }

    @Test func anErrorInTheMiddleEndsTheTransactionAndNothingElse() throws {
        let connection = try Database.connect()
        try connection.run("CREATE TEMPORARY TABLE half (n integer CHECK (n > 0))")
        let db = try connection.begin()
        let error = #expect(throws: PostgresError.self) {
            _ = try db.all(
                Query.run("INSERT INTO half VALUES (1)"), Query.run("INSERT INTO half VALUES (-1)"),
                Query.run("INSERT INTO half VALUES (3)"))
        }
        #expect(error?.kind == .constraint("half_n_check"))
        #expect(error?.sqlState == "23514")
        let after = #expect(throws: PostgresError.self) { try db.run("SELECT 1") }
        #expect(after?.message == "the transaction is over")
        #expect(throws: PostgresError.self) { try db.commit() }
        db.rollback()
        #expect(connection.isUsable)
        let count: Int? = try connection.transaction { try $0.value("SELECT count(*) FROM half") }
        #expect(count == 0)
        let again: [Int] = try connection.transaction { db in
            try db.all(Query.run("INSERT INTO half VALUES (3)"), Query.run("INSERT INTO half VALUES (3)")).0 == 1
                ? db.values("SELECT n FROM half") : []
        }
        #expect(again == [3, 3], "what was prepared or not before the error is known")
    }

    @Test func anErrorThatIsCaughtIsStillNoCommit() throws {
        let connection = try Database.connect()
        #expect(throws: PostgresError.self) {
            try connection.transaction { db in _ = try? db.run("SELECT 1 / 0") }
        }
        #expect(try connection.transaction { try $0.value("SELECT 1") } == 1)
    }

    @Test func aMistakeInTheSQLIsReportedOnceAndForgotten() throws {
        let connection = try Database.connect()
        for _ in 0..<2 {
            let error = #expect(throws: PostgresError.self) {
                try connection.transaction { try $0.run("SELECT nothing FROM nowhere") }
            }
            #expect(error?.sqlState == "42P01")
            #expect(error?.kind == .other)
        }
        #expect(try connection.transaction { try $0.value("SELECT 1") } == 1)
    }

    @Test func aSecondTransactionAtOnceIsRefused() throws {
        let connection = try Database.connect()
        let db = try connection.begin()
        #expect(throws: PostgresError.self) { _ = try connection.begin() }
        #expect(throws: PostgresError.self) { try connection.run("SELECT 1") }
        db.rollback()
        #expect(try connection.transaction { try $0.value("SELECT 1") } == 1)
    }

    @Test func aDeferredConstraintSpeaksAtCommit() throws {
        let connection = try Database.connect()
        try connection.run("CREATE TEMPORARY TABLE later (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { try $0.run("INSERT INTO later VALUES (1), (1)") }
        }
        #expect(error?.kind == .constraint("later_n_key"))
        #expect(connection.isUsable)
    }

    @Test func statementsArePreparedOnceAndMakeRoom() throws {
        let connection = try Database.connect { $0.preparedStatements = 5 }
        let numbers: [SQL] = ["1", "2", "3", "4", "5", "6", "7", "8"]
        for _ in 0..<3 {
            for (index, number) in numbers.enumerated() {
                let value: Int? = try connection.transaction { try $0.value("SELECT " + number + " + \(0)") }
                #expect(value == index + 1)
            }
        }
        let held: Int? = try connection.transaction { try $0.value("SELECT count(*) FROM pg_prepared_statements") }
        #expect((held ?? 0) <= 5)
        let unprepared = try Database.connect { $0.preparedStatements = 0 }
        #expect(try unprepared.transaction { try $0.value("SELECT count(*) FROM pg_prepared_statements") } == 0)
    }

    @Test func aTableThatChangedIsPreparedAgain() throws {
        let connection = try Database.connect()
        try connection.run("CREATE TEMPORARY TABLE changing (n integer)")
        let ask = { try connection.transaction { try $0.run("SELECT * FROM changing") } }
        _ = try ask()
        try connection.run("ALTER TABLE changing ADD COLUMN m integer")
        let error = #expect(throws: PostgresError.self) { _ = try ask() }
        #expect(error?.sqlState == "0A000")
        #expect(try ask() == 0)
    }

    @Test func aLargeAnswerAndALargeQuestionPassEachOther() throws {
        let connection = try Database.connect { $0.timeLimit = .seconds(30) }
        let long = String(repeating: "x", count: 1_000_000)
        let back = try connection.transaction { db in
            try db.each((0..<20).map { _ in Query.values("SELECT \(long)", as: String.self) })
        }
        #expect(back.allSatisfy { $0 == [long] })
    }

    @Test func copyStreamsAndMayStop() throws {
        let connection = try Database.connect()
        var bytes: [UInt8] = []
        let name = "O'Brien \\ \"x\""
        try connection.transaction(readOnly: true) { db in
            let sql: SQL = "COPY (SELECT n, \(name) FROM generate_series(1, \(2)) n) TO STDOUT (FORMAT csv)"
            try db.copyOut(sql) { bytes += $0 }
            #expect(try db.value("SELECT 1") == 1)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "1,\"O'Brien \\ \"\"x\"\"\"\n2,\"O'Brien \\ \"\"x\"\"\"\n")
        #expect(throws: PostgresError.self) {
            try connection.transaction { try $0.copyOut("COPY nowhere TO STDOUT") { _ in } }
        }
        #expect(connection.isUsable)
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try connection.transaction { db in
                try db.copyOut("COPY (SELECT generate_series(1, 100000)) TO STDOUT") { _ in throw Enough() }
            }
        }
        #expect(!connection.isUsable)
    }

    /// While nobody reads, the server waits: only what the socket holds is ever here.
    @Test func aLongCopyIsNeverHereAsAWhole() throws {
        let connection = try Database.connect { options in
            (options.timeLimit, options.statementTimeout) = (.seconds(60), .zero)
        }
        let watcher = try Database.connect()
        var pieces = 0, longest = 0, isHeldBack = false
        try connection.transaction(readOnly: true) { db in
            let pid: Int32? = try db.value("SELECT pg_backend_pid()")
            try db.copyOut("COPY (SELECT n, repeat('x', 200) FROM generate_series(1, 200000) n) TO STDOUT") { piece in
                pieces += 1
                longest = max(longest, piece.count)
                for _ in 0..<200 where pieces == 1000 && !isHeldBack {
                    let event: String? = try watcher.transaction {
                        try $0.value("SELECT wait_event FROM pg_stat_activity WHERE pid = \(pid)")
                    }
                    isHeldBack = event == "ClientWrite"
                    if !isHeldBack { usleep(10_000) }
                }
            }
        }
        #expect(pieces == 200_000 && longest < 300 && isHeldBack)
    }
}
