import Foundation
import Postgres

@testable import App

/// Connections of the tests to their database, used again: a new one has every function of the database to read first. Each thread
/// keeps its own.
struct Connections: Sendable {
    private let database: Database
    private let name = UUID().uuidString

    init(_ database: Database) { self.database = database }

    /// Those of one thread that nobody uses.
    private final class Idle { var connections: [Database.Role: [Connection]] = [:] }

    private var idle: Idle {
        let kept = Thread.current.threadDictionary
        if let idle = kept[name] as? Idle { return idle }
        let idle = Idle()
        kept[name] = idle
        return idle
    }

    /// One for as long as the work takes, and its own until then.
    func with<T>(_ role: Database.Role, _ work: (Connection) throws -> T) throws -> T {
        let idle = idle
        let connection = try idle.connections[role]?.popLast() ?? database.connect(as: role)
        defer { if connection.isUsable { idle.connections[role, default: []].append(connection) } }
        return try work(connection)
    }
}
