import Postgres

/// Migrations as results.
enum MigrationText {
    /// How a migration stands, as JSON shows it.
    private struct Line: Encodable {
        let name: String
        let ranAt: String?
        /// Whether the file is the one that ran; true too while it has not.
        let isUnchanged: Bool
    }

    /// What would be run, as JSON shows it.
    private struct Planned: Encodable {
        let path: String
        let runsInTransaction: Bool
    }

    /// Every migration; stops with a sentence when one is missing or is not what ran.
    static func status(_ standings: [Standing], _ arguments: Arguments) throws {
        if arguments.isJSON {
            try Console.result(
                json: standings.map {
                    Line(name: $0.name, ranAt: $0.ranAt, isUnchanged: $0.problem == nil && $0.state != .outdated)
                })
        } else {
            let rows = standings.map { [$0.name, $0.ranAt ?? "pending", words($0.state)] }
            Console.result(Table.text(["name", "run", "file"], rows))
        }
        if let problem = standings.lazy.compactMap(\.problem).first { throw Stop.failed(problem) }
        let pending = standings.count(where: \.isPending)
        if pending > 0 { throw Stop.failed("The database lacks \(pending) migrations: run `waymark migrate`") }
    }

    private static func words(_ state: Standing.State) -> String {
        switch state {
        case .run: "as it ran"
        case .pending: "not run yet"
        case .outdated: "changed: to be run again"
        case .changed: "CHANGED since it ran"
        case .unknown: "MISSING: a newer version's"
        }
    }

    /// What would be run, in order.
    static func plan(_ pending: [Migration], _ arguments: Arguments) throws {
        if arguments.isJSON {
            return try Console.result(
                json: pending.map { Planned(path: $0.path, runsInTransaction: $0.runsInTransaction) }
            )
        }
        if pending.isEmpty { return Console.say("Nothing would be run: the database is up to date") }
        for migration in pending {
            let how =
                migration.runsInTransaction ? "in one transaction" : "statement by statement, outside a transaction"
            Console.result("\(migration.path)  \(how)")
        }
    }
}
