/// Statements for one trip whose answers are asked for by name, for a page that needs more of them than a tuple reads well:
/// `let plan = batch.ask(Plan.find(id))`, then `let answers = try db.all(batch)`, then `try answers(plan)`.
public struct Batch {
    fileprivate var statements: [SQL] = []

    /// Nothing asked yet.
    public init() {}

    /// Adds a statement; what is returned finds its answer after the trip.
    public mutating func ask<R>(_ query: Query<R>) -> Asked<R> {
        statements.append(query.sql)
        return Asked(query: query, place: statements.count - 1)
    }
}

extension Batch {
    /// Plans what follows in this transaction once a connection, for any value (plan_cache_mode of PostgreSQL): for long
    /// statements that cost more to plan than to run.
    public mutating func keepPlans() {
        statements.append("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)")
    }
}

/// The place of an answer among those of its batch.
public struct Asked<R> {
    fileprivate let query: Query<R>
    fileprivate let place: Int
}

/// What the server said to a batch.
public struct BatchAnswers {
    private let results: [ResultSet]

    fileprivate init(_ results: [ResultSet]) { self.results = results }

    /// The answer to a statement of this batch.
    public func callAsFunction<R>(_ asked: Asked<R>) throws(PostgresError) -> R {
        try asked.query.read(results[asked.place])
    }
}

extension Transaction {
    /// Every statement of a batch in one trip, in the order in which they were asked.
    public func all(_ batch: Batch) throws(PostgresError) -> BatchAnswers {
        BatchAnswers(try connection.send(batch.statements, in: self))
    }
}
