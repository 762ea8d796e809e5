import Glibc

/// Brings a database up to date with the files of Migrations, each in one transaction with its line in
/// `waymark_migrations` unless it says that it cannot (`Migration.runsInTransaction`).
public struct Migrator {
    private let migrations: [Migration]
    private let role: String?
    private let patience: Duration

    /// Reads the files. `role` is who runs them; `patience` is for one file, and for another migrator to finish.
    public init(directory: String, role: String? = nil, patience: Duration = .seconds(600)) throws {
        migrations = try Migration.all(in: directory)
        self.role = role
        self.patience = patience
    }

    /// Every file in the order in which it runs, then what only the database knows; refuses nothing.
    public func standings(on connection: Connection) throws -> [Standing] {
        let history = Dictionary(uniqueKeysWithValues: try history(on: connection).map { ($0.name, $0) })
        let standings = zip(migrations, try hashes(on: connection)).map { migration, hash in
            let line = history[migration.name]
            let state: Standing.State =
                switch line?.hash {
                case nil: .pending
                case hash: .run
                default: migration.kind == .tables ? .changed : .outdated
                }
            return Standing(name: migration.name, ranAt: line?.ranAt, state: state)
        }
        let names = Set(migrations.map(\.name))
        return standings
            + history.values.filter { !names.contains($0.name) }.sorted { $0.name < $1.name }.map {
                Standing(name: $0.name, ranAt: $0.ranAt, state: .unknown)
            }
    }

    /// What is still to run, in order; refuses a database that these files cannot have made.
    public func pending(on connection: Connection) throws -> [Migration] {
        let standings = try standings(on: connection)
        if let problem = standings.lazy.compactMap(\.problem).first { throw MigrationError(problem) }
        return zip(migrations, standings).filter(\.1.isPending).map(\.0)
    }

    /// Runs what is pending, one migrator at a time, and says what it does.
    public func migrate(on connection: Connection, log: (String) -> Void) throws {
        let limit = connection.timeLimit
        connection.timeLimit = patience
        defer { connection.timeLimit = limit }
        try withLock(on: connection, log) {
            try prepare(connection)
            defer { restore(connection) }
            let pending = try pending(on: connection)
            for migration in pending {
                log("Running \(migration.name)")
                try run(migration, on: connection)
            }
            log(pending.isEmpty ? "The database is up to date" : "Ran \(pending.count) of \(migrations.count)")
        }
    }

    // MARK: Comparing

    private struct Line: RowDecodable {
        let name: String, hash: String, ranAt: String

        init(row: Row) throws(PostgresError) {
            name = try row["name"]
            hash = try row["hash"]
            ranAt = try row["ran_at"]
        }
    }

    private func history(on connection: Connection) throws -> [Line] {
        guard try hasHistory(connection) else { return [] }
        return try connection.alone(
            .list(
                """
                SELECT name, hash, to_char(run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ran_at
                  FROM public.waymark_migrations
                """))
    }

    private func hasHistory(_ connection: Connection) throws -> Bool {
        try connection.alone(.value("SELECT to_regclass('public.waymark_migrations') IS NOT NULL")) == true
    }

    private func hashes(on connection: Connection) throws -> [String] {
        try connection.alone(
            .values(
                """
                SELECT encode(sha256(convert_to(file, 'UTF8')), 'hex')
                  FROM unnest(\(migrations.map(\.text))) WITH ORDINALITY AS files (file, place) ORDER BY place
                """))
    }

    // MARK: Running

    private func prepare(_ connection: Connection) throws {
        try connection.run("SET statement_timeout = 0")
        try connection.run("SET idle_in_transaction_session_timeout = 0")
        // A migrator that was killed leaves its locks at once, not when its statement is through.
        try connection.run("SET client_connection_check_interval = '1s'")
        if let role { try connection.run("SELECT set_config('role', \(role), false)") }
        if try hasHistory(connection) { return }
        try connection.run(
            """
            CREATE TABLE public.waymark_migrations (
                name   text PRIMARY KEY,
                hash   text NOT NULL,
                run_at timestamptz NOT NULL DEFAULT now()
            )
            """)
    }

    private func restore(_ connection: Connection) {
        guard connection.isUsable else { return }
        _ = try? connection.run("RESET role")
        _ = try? connection.run("RESET client_connection_check_interval")
        try? connection.applySettings()
    }

    private func run(_ migration: Migration, on connection: Connection) throws {
        do {
            if migration.runsInTransaction {
                try connection.transaction { transaction in
                    // Rules may name what a later file makes.
                    if migration.kind == .rules { try transaction.run("SET LOCAL check_function_bodies = off") }
                    try transaction.execute(script: migration.text)
                    try record(migration, in: transaction)
                }
            } else {
                for statement in ScriptCutter.statements(of: migration.text) {
                    try connection.execute(script: statement)
                }
                try refuseHalfMadeIndexes(on: connection)
                try connection.transaction { try record(migration, in: $0) }
            }
        } catch let error as PostgresError {
            let rest = migration.runsInTransaction ? "nothing of it is left" : "it begins again next time"
            throw MigrationError("\(migration.name) failed, \(rest): \(error)")
        }
    }

    /// `IF NOT EXISTS` takes the index of an interrupted `CREATE INDEX CONCURRENTLY` for a whole one; nothing ever uses it.
    private func refuseHalfMadeIndexes(on connection: Connection) throws {
        let half: [String] = try connection.alone(
            .values("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1"))
        guard half.isEmpty else {
            throw PostgresError(.other, "\(half.joined(separator: ", ")) is half made: DROP it before it is created")
        }
    }

    private func record(_ migration: Migration, in transaction: Transaction) throws(PostgresError) {
        try transaction.run(
            """
            INSERT INTO public.waymark_migrations (name, hash)
            VALUES (\(migration.name), encode(sha256(\(Array(migration.text.utf8))), 'hex'))
            ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, run_at = now()
            """)
    }

    // MARK: One at a time

    /// A session lock, asked for again and again: waiting inside a statement would hold up `CREATE INDEX CONCURRENTLY`.
    private func withLock(on connection: Connection, _ log: (String) -> Void, _ body: () throws -> Void) throws {
        let deadline = Deadline(patience)
        var hasSaidSo = false
        while try connection.alone(.value("SELECT pg_try_advisory_lock(7726431)")) != true {
            guard !deadline.hasPassed else { throw MigrationError("Another migration is still running") }
            if !hasSaidSo { log("Waiting for another migration to finish") }
            hasSaidSo = true
            usleep(100_000)
        }
        defer { if connection.isUsable { _ = try? connection.run("SELECT pg_advisory_unlock(7726431)") } }
        try body()
    }
}

/// Why the migrations did not run, in a sentence for who runs the site.
public struct MigrationError: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
