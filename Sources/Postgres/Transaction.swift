/// One transaction. BEGIN travels with its first statement; any error rolls it back and ends it.
public struct Transaction {
    /// The connection it runs on.
    let connection: Connection
    let serial: Int

    /// Every row.
    @inlinable public func list<T: RowDecodable>(_ sql: SQL) throws(PostgresError) -> [T] {
        try self(Query<[T]>.list(sql))
    }

    /// The first row; nil when there is none.
    @inlinable public func first<T: RowDecodable>(_ sql: SQL) throws(PostgresError) -> T? {
        try self(Query<T?>.first(sql))
    }

    /// The first column of the first row; nil when there is no row or it is NULL.
    @inlinable public func value<T: SQLValue>(_ sql: SQL) throws(PostgresError) -> T? { try self(Query<T?>.value(sql)) }

    /// The first column of every row.
    @inlinable public func values<T: SQLValue>(_ sql: SQL) throws(PostgresError) -> [T] {
        try self(Query<[T]>.values(sql))
    }

    /// Runs a statement; how many rows it touched.
    @discardableResult
    public func run(_ sql: SQL) throws(PostgresError) -> Int { try self(Query<Int>.run(sql)) }

    /// Runs one query made elsewhere.
    public func callAsFunction<R>(_ query: Query<R>) throws(PostgresError) -> R {
        var answers = Answers(try connection.send([query.sql], in: self))
        return try answers.read(query)
    }

    /// Several statements in one trip, in this order.
    public func all<each R>(_ query: repeat Query<each R>) throws(PostgresError) -> (repeat each R) {
        var statements: [SQL] = []
        repeat statements.append((each query).sql)
        var answers = Answers(try connection.send(statements, in: self))
        return (repeat try answers.read(each query))
    }

    /// Any number of statements of one kind in one trip.
    public func each<R>(_ queries: [Query<R>]) throws(PostgresError) -> [R] {
        var answers = Answers(try connection.send(queries.map(\.sql), in: self))
        var results: [R] = []
        for query in queries { results.append(try answers.read(query)) }
        return results
    }

    /// Lets every statement of this transaction, every wait for a lock and every pause take so long.
    public func allow(_ patience: Duration) throws(PostgresError) {
        connection.patience = patience + .seconds(1)
        let limit = patience.inMilliseconds
        try run(
            """
            SELECT set_config('statement_timeout', \(limit), true), set_config('lock_timeout', \(limit), true),
                   set_config('idle_in_transaction_session_timeout', \(limit), true)
            """)
    }

    /// Makes it all happen. When the answer never comes the error is `.commitUnknown`.
    public func commit() throws(PostgresError) { _ = try connection.send([], in: self, commit: true) }

    /// Makes it all happen, the last statement and COMMIT in one trip.
    public func commit<each R>(last query: repeat Query<each R>) throws(PostgresError) -> (repeat each R) {
        var statements: [SQL] = []
        repeat statements.append((each query).sql)
        var answers = Answers(try connection.send(statements, in: self, commit: true))
        return (repeat try answers.read(each query))
    }

    /// Ends a transaction that only read, without waiting for the server to say so.
    public func leave() throws(PostgresError) { try connection.leave(self) }

    /// Undoes it all; nothing to do when it is already over.
    public func rollback() { connection.rollBack(self) }
}

/// Results handed to the queries that asked for them, in order.
private struct Answers {
    private let results: [ResultSet]
    private var next = 0

    init(_ results: [ResultSet]) { self.results = results }

    mutating func read<R>(_ query: Query<R>) throws(PostgresError) -> R {
        defer { next += 1 }
        return try query.read(results[next])
    }
}
