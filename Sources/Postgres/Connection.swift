import CPostgres

/// One connection to PostgreSQL, for one thread. It waits for nothing without a deadline.
///
/// Once broken it stays so (`isUsable` is false): make another.
public final class Connection {
    /// How long to wait, and what to tell the server.
    public struct Options: Sendable {
        /// Shown in the server's list of connections.
        public var applicationName = "waymark"
        /// For making the connection.
        public var connectLimit: Duration = .seconds(5)
        /// For the whole answer to one trip; after it the connection is given up.
        public var timeLimit: Duration = .seconds(5)
        /// The server ends a statement after this; zero lets it run.
        public var statementTimeout: Duration = .seconds(4)
        /// The server ends the wait for a lock after this; zero lets it wait.
        public var lockTimeout: Duration = .seconds(2)
        /// The server ends a transaction that says nothing for this long; zero lets it be.
        public var idleInTransactionTimeout: Duration = .seconds(10)
        /// How many statements stay prepared; none at 0, as some connection poolers want it.
        public var preparedStatements = 300
        /// More settings of the session, by name.
        public var settings: [String: String] = [:]

        /// The usual limits.
        public init() {}
    }

    let link: Link
    private let options: Options
    var statements: Statements
    var state = State.idle
    /// Counts transactions, so that one that is over cannot be used by mistake.
    var serial = 0
    /// COMMIT of a transaction that only read: sent, its answer not yet taken.
    var farewell: Trip?
    /// The last transaction that an error ended.
    var failedSerial = 0
    /// For the whole answer to one trip; after it the connection is given up.
    public var timeLimit: Duration
    /// The same for the transaction that asked for more.
    var patience: Duration?

    enum State {
        case idle
        /// BEGIN waits to travel with the first statement.
        case beginning(SQL)
        case open
    }

    /// Connects. `conninfo` goes to libpq as it is; empty means the `PG…` variables alone.
    public init(_ conninfo: String, options: Options = Options()) throws(PostgresError) {
        link = try Link(conninfo, applicationName: options.applicationName, within: options.connectLimit)
        statements = Statements(bound: options.preparedStatements)
        timeLimit = options.timeLimit
        self.options = options
        try link.enterPipeline()
        try applySettings()
    }

    /// Whether libpq can read a connection string; says nothing about whether anybody answers.
    public static func understands(_ conninfo: String) -> Bool {
        let options = PQconninfoParse(conninfo, nil)
        defer { PQconninfoFree(options) }
        return options != nil
    }

    func applySettings() throws(PostgresError) {
        var settings = [
            ("DateStyle", "ISO, YMD"), ("bytea_output", "hex"), ("standard_conforming_strings", "on"),
            ("statement_timeout", options.statementTimeout.inMilliseconds),
            ("lock_timeout", options.lockTimeout.inMilliseconds),
            ("idle_in_transaction_session_timeout", options.idleInTransactionTimeout.inMilliseconds),
        ]
        settings += options.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let calls = settings.map { name, value -> SQL in "set_config(\(name), \(value), false)" }
        try run("SELECT \(SQL.join(calls, ", "))")
    }

    /// Whether another transaction may be tried; asks the socket, not the server.
    public var isUsable: Bool {
        if case .idle = state {
            takeFarewell()
            if farewell == nil { link.listen() }
        }
        return link.isOpen
    }

    /// Says goodbye; the connection is of no use afterwards.
    public func close() { link.close() }

    /// Sends one statement outside any transaction; for what cannot run inside one.
    @discardableResult
    public func run(_ sql: SQL) throws(PostgresError) -> Int { try alone(.run(sql)) }

    /// Asks one statement outside any transaction.
    func alone<R>(_ query: Query<R>) throws(PostgresError) -> R {
        try requireIdle()
        let trip = try send([query.sql])
        if let error = trip.error { throw error }
        return try query.read(trip.results[0])
    }

    func requireIdle() throws(PostgresError) {
        guard case .idle = state else { throw PostgresError(.other, "a transaction is still open") }
    }
}

extension Duration {
    var inMilliseconds: String {
        let (seconds, attoseconds) = components
        return String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
