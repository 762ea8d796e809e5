import App
import Foundation
import Postgres

/// Which database a command uses: the one that is named, or one of our own.
enum DatabaseChoice {
    /// Goes to libpq; empty when the PG… variables alone say it.
    case named(Database)
    /// A private cluster in this directory.
    case own(directory: String)

    private static let variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"]

    init(_ arguments: Arguments) throws(Stop) {
        let url = try Self.address("DATABASE_URL")
        if url != nil || Self.variables.contains(where: { Console.environment($0) != nil }) {
            self = .named(Database(conninfo: url ?? "", door: try Self.address("WAYMARK_DOOR_URL")))
        } else {
            self = .own(directory: try Self.directory(arguments))
        }
    }

    private static func address(_ variable: String) throws(Stop) -> String? {
        guard let url = Console.environment(variable) else { return nil }
        // libpq's own words would repeat the password that stands in it.
        guard Connection.understands(url) else {
            throw .usage(
                "\(variable) is not written as PostgreSQL reads it; it looks like postgresql://user:password@host/database"
            )
        }
        return url
    }

    /// Beside the working directory; for root in a place that PostgreSQL's user may not enter, one that it may.
    private static func directory(_ arguments: Arguments) throws(Stop) -> String {
        if let named = arguments["data"] ?? Console.environment("WAYMARK_DATA") {
            guard PrivateCluster.mayLive(in: named) else {
                throw .usage(
                    "PostgreSQL does not run as root and may not enter \(named): choose another directory with --data DIR"
                )
            }
            return named
        }
        return PrivateCluster.mayLive(in: ".waymark") ? ".waymark" : "/var/lib/waymark"
    }

    /// Runs the body with the database; one of our own that nobody runs is started for as long.
    static func with<T>(_ arguments: Arguments, _ body: (Database) throws -> T) throws -> T {
        switch try DatabaseChoice(arguments) {
        case .named(let database): return try body(database)
        case .own(let directory):
            if let conninfo = PrivateCluster.conninfo(ofRunningIn: directory) {
                return try body(OwnDatabase.database(conninfo))
            }
            guard OwnDatabase.exists(in: directory) else {
                throw Stop.unavailable(
                    "There is no database in \(directory) yet: run `waymark migrate` or `waymark serve`, or set DATABASE_URL"
                )
            }
            return try OwnDatabase.whileRunning(in: directory, body)
        }
    }

    /// Runs the body as the command line's role inside a council, in one transaction.
    static func inCouncil<T>(_ slug: String, _ arguments: Arguments, _ body: (Transaction) throws -> T) throws -> T {
        try asAdministration(arguments) { db in
            guard try Tenant.open(slug, in: db) else { throw Stop.noCouncil(slug) }
            return try body(db)
        }
    }

    /// Runs the body as the command line's role, in one transaction.
    static func asAdministration<T>(_ arguments: Arguments, _ body: (Transaction) throws -> T) throws -> T {
        try with(arguments) { database in
            let connection = try database.connect(as: .admin)
            defer { connection.close() }
            return try connection.transaction { try body($0) }
        }
    }
}

/// The database in a private cluster.
enum OwnDatabase {
    static func exists(in directory: String) -> Bool {
        FileManager.default.fileExists(atPath: directory + "/data/PG_VERSION")
    }

    /// Starts the cluster, runs the body, and stops it again.
    static func whileRunning<T>(in directory: String, _ body: (Database) throws -> T) throws -> T {
        let cluster = try PrivateCluster(directory: directory, log: Console.say)
        let conninfo = try cluster.start()
        defer { cluster.stop() }
        try prepare(conninfo)
        return try body(database(conninfo))
    }

    /// A later word in a connection string overrides an earlier one.
    static func database(_ cluster: String) -> Database { Database(conninfo: cluster + " dbname=waymark") }

    /// Makes the owner and the database where they are not there yet.
    static func prepare(_ conninfo: String) throws {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        let (owner, database): (Int?, Int?) = try connection.transaction { db in
            try db.all(
                Query<Int?>.value("SELECT 1::bigint FROM pg_roles WHERE rolname = 'waymark_owner'"),
                Query<Int?>.value("SELECT 1::bigint FROM pg_database WHERE datname = 'waymark'"))
        }
        if owner == nil { try connection.run("CREATE ROLE waymark_owner NOLOGIN") }
        if database == nil {
            connection.timeLimit = .seconds(60)
            try connection.run("SELECT set_config('statement_timeout', '0', false)")
            try connection.run("CREATE DATABASE waymark OWNER waymark_owner")
        }
    }
}
