import Glibc

/// Brings a database up to date with the numbered files of a directory.
///
/// Each file runs in one transaction with its line in `waymark_migrations`. A file whose first line is
/// `-- waymark: no transaction` holds one statement that cannot run in a transaction.
public struct Migrator {
    /// What a database has and what it lacks.
    public struct Status {
        /// Run before, in order.
        public let done: [Migration]
        /// Still to run, in order.
        public let pending: [Migration]
    }

    private let migrations: [Migration]
    private let role: String?
    private let patience: Duration

    /// Reads the files. `role` is who runs them; `patience` is for one file, and for another migrator to finish.
    public init(directory: String, role: String? = nil, patience: Duration = .seconds(600)) throws {
        migrations = try Migration.all(in: directory)
        self.role = role
        self.patience = patience
    }

    /// What has been run and what has not; refuses a database that these files cannot have made.
    public func status(on connection: Connection) throws -> Status {
        try compare(with: history(on: connection), on: connection)
    }

    /// The names still to run, in order.
    public func plan(on connection: Connection) throws -> [String] {
        try status(on: connection).pending.map(\.name)
    }

    /// Runs what is pending, one migrator at a time, and says what it does.
    public func migrate(on connection: Connection, log: (String) -> Void) throws {
        let limit = connection.timeLimit
        connection.timeLimit = patience
        defer { connection.timeLimit = limit }
        try withLock(on: connection, log) {
            try prepare(connection)
            defer { restore(connection) }
            let pending = try status(on: connection).pending
            for migration in pending {
                log("Running \(migration.name)")
                try run(migration, on: connection)
            }
            log(pending.isEmpty ? "The database is up to date" : "Ran \(pending.count) of \(migrations.count)")
        }
    }

    // MARK: Comparing

    private struct Line: RowDecodable {
        let number: Int, name: String, hash: String

        init(row: Row) throws(PostgresError) {
            number = try row["number"]
            name = try row["name"]
            hash = try row["hash"]
        }
    }

    private func history(on connection: Connection) throws -> [Line] {
        let exists: Bool? = try connection.alone(
            .value("SELECT to_regclass('public.waymark_migrations') IS NOT NULL"))
        guard exists == true else { return [] }
        return try connection.alone(.list("SELECT number, name, hash FROM public.waymark_migrations ORDER BY number"))
    }

    private func compare(with history: [Line], on connection: Connection) throws -> Status {
        for (index, line) in history.enumerated() {
            guard index < migrations.count else {
                throw MigrationError("The database is newer than this version of Waymark: it has \(line.name)")
            }
            let migration = migrations[index]
            guard migration.name == line.name else {
                throw MigrationError("The database ran \(line.name) where this version has \(migration.name)")
            }
            guard try hash(migration, on: connection) == line.hash else {
                throw MigrationError("\(line.name) was changed after it ran; put it back and write the next one")
            }
        }
        let done = history.count
        return Status(done: Array(migrations[..<done]), pending: Array(migrations[done...]))
    }

    private func hash(_ migration: Migration, on connection: Connection) throws -> String? {
        try connection.alone(.value("SELECT encode(sha256(\(Array(migration.text.utf8))), 'hex')"))
    }

    // MARK: Running

    private func prepare(_ connection: Connection) throws {
        try connection.run("SET statement_timeout = 0")
        try connection.run("SET idle_in_transaction_session_timeout = 0")
        if let role { try connection.run("SELECT set_config('role', \(role), false)") }
        let exists: Bool? = try connection.alone(
            .value("SELECT to_regclass('public.waymark_migrations') IS NOT NULL"))
        if exists == true { return }
        try connection.run(
            """
            CREATE TABLE public.waymark_migrations (
                number integer PRIMARY KEY,
                name   text NOT NULL UNIQUE,
                hash   text NOT NULL,
                run_at timestamptz NOT NULL DEFAULT now()
            )
            """)
    }

    private func restore(_ connection: Connection) {
        guard connection.isUsable else { return }
        _ = try? connection.run("RESET role")
        try? connection.applySettings()
    }

    private func run(_ migration: Migration, on connection: Connection) throws {
        do {
            if migration.needsNoTransaction {
                try connection.execute(script: migration.text)
                try connection.transaction { try record(migration, in: $0) }
            } else {
                try connection.transaction { transaction in
                    try transaction.execute(script: migration.text)
                    try record(migration, in: transaction)
                }
            }
        } catch let error as PostgresError {
            let rest = migration.needsNoTransaction ? "look at what it left" : "nothing of it is left"
            throw MigrationError("\(migration.name) failed, \(rest): \(error)")
        }
    }

    private func record(_ migration: Migration, in transaction: Transaction) throws(PostgresError) {
        try transaction.run(
            """
            INSERT INTO public.waymark_migrations (number, name, hash)
            VALUES (\(migration.number), \(migration.name), encode(sha256(\(Array(migration.text.utf8))), 'hex'))
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
