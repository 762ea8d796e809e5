import Postgres
import Synchronization

@testable import App

/// Connections of the tests to their database, used again: a new one has every function of the database to read first.
final class Connections: @unchecked Sendable {
    private let database: Database
    private let lock = Mutex(())
    // Guarded by the lock.
    private var idle: [Database.Role: [Connection]] = [:]

    init(_ database: Database) { self.database = database }

    /// One for as long as the work takes, and its own until then.
    func with<T>(_ role: Database.Role, _ work: (Connection) throws -> T) throws -> T {
        let kept = lock.withLock { _ in idle[role]?.popLast() }
        let connection = try kept ?? database.connect(as: role)
        defer {
            if connection.isUsable { lock.withLock { _ in idle[role, default: []].append(connection) } }
        }
        return try work(connection)
    }
}
