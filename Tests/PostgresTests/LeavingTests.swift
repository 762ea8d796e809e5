import Glibc
import Testing

@testable import Postgres

/// A transaction that only read is left without waiting.
@Suite struct LeavingTests {
    @Test func theNextTransactionIsANewOne() throws {
        let connection = try Database.connect()
        for turn in 1...3 {
            let (db, number) = try connection.begin(readOnly: true, first: Query.value("SELECT \(turn)", as: Int.self))
            #expect(number == turn)
            try db.leave()
            #expect(connection.isUsable)
            #expect(throws: PostgresError.self) { try db.run("SELECT 1") }
        }
        let writable: String? = try connection.alone(.value("SELECT current_setting('transaction_read_only')"))
        #expect(writable == "off")
        #expect(!connection.link.isInTransaction)
    }

    @Test func anEmptyOneCostsNothing() throws {
        let connection = try Database.connect()
        try connection.begin(readOnly: true).leave()
        #expect(connection.farewell == nil)
        #expect(try connection.alone(.value("SELECT 1", as: Int.self)) == 1)
    }

    /// The server that ends the connection meanwhile is noticed before the next request is promised anything.
    @Test func aServerThatGoesMeanwhileIsNoticed() throws {
        let connection = try Database.connect()
        let (db, process) = try connection.begin(
            readOnly: true, first: Query.value("SELECT pg_backend_pid()", as: Int32.self))
        try db.leave()
        try Database.connect().run("SELECT pg_terminate_backend(\(process ?? 0))")
        usleep(100_000)
        #expect(!connection.isUsable)
    }

    @Test func aTransactionThatFailedIsNotLeft() throws {
        let connection = try Database.connect()
        let db = try connection.begin(readOnly: true)
        #expect(throws: PostgresError.self) { try db.run("SELECT 1 / 0") }
        #expect(throws: PostgresError.self) { try db.leave() }
        #expect(connection.isUsable)
        #expect(try connection.alone(.value("SELECT 2", as: Int.self)) == 2)
    }
}
