extension Connection {
    /// Runs the body in a transaction: it returns and all is committed, it throws and nothing happened.
    @discardableResult
    public func transaction<T>(readOnly: Bool = false, _ body: (Transaction) throws -> T) throws -> T {
        let transaction = try begin(readOnly: readOnly)
        do {
            let value = try body(transaction)
            guard failedSerial != transaction.serial else {
                throw PostgresError(.other, "an error was caught, but the transaction had been rolled back")
            }
            if isCurrent(transaction) { try transaction.commit() }
            return value
        } catch {
            transaction.rollback()
            throw error
        }
    }

    /// Opens a transaction; nothing is sent before its first statement.
    public func begin(readOnly: Bool = false) throws(PostgresError) -> Transaction {
        try requireIdle()
        guard link.isOpen else { throw PostgresError(.connection, "the connection is closed") }
        serial += 1
        patience = nil
        state = .beginning(readOnly ? "BEGIN READ ONLY" : "BEGIN")
        return Transaction(connection: self, serial: serial)
    }

    /// Opens a transaction and asks its first statements, in one trip.
    public func begin<each R>(
        readOnly: Bool = false, first query: repeat Query<each R>
    ) throws(PostgresError) -> (Transaction, repeat each R) {
        let transaction = try begin(readOnly: readOnly)
        do throws(PostgresError) {
            let answers = try transaction.all(repeat each query)
            return (transaction, repeat each answers)
        } catch {
            transaction.rollback()
            throw error
        }
    }

    func isCurrent(_ transaction: Transaction) -> Bool {
        if case .idle = state { return false }
        return transaction.serial == serial
    }

    /// Sends statements in a transaction, BEGIN before the first and COMMIT after the last when asked.
    func send(_ statements: [SQL], in transaction: Transaction, commit: Bool = false) throws(PostgresError)
        -> [ResultSet]
    {
        guard isCurrent(transaction) else { throw PostgresError(.other, "the transaction is over") }
        var queue = statements
        var extra = 0
        if case .beginning(let begin) = state {
            guard !statements.isEmpty else { return finishWithoutTrip(commit) }
            queue.insert(begin, at: 0)
            extra = 1
        }
        guard !queue.isEmpty || commit else { return [] }
        let trip = try send(queue, commit: commit)
        state = commit ? .idle : .open
        if let error = trip.error { throw settle(trip, error) }
        return Array(trip.results.dropFirst(extra))
    }

    func leave(_ transaction: Transaction) throws(PostgresError) {
        guard isCurrent(transaction) else { throw PostgresError(.other, "the transaction is over") }
        defer { state = .idle }
        if case .open = state { sendFarewell() }
    }

    /// Sends BEGIN now, for what cannot travel with it.
    func open(_ transaction: Transaction) throws(PostgresError) {
        guard isCurrent(transaction) else { throw PostgresError(.other, "the transaction is over") }
        guard case .beginning(let begin) = state else { return }
        let trip = try send([begin])
        state = .open
        if let error = trip.error { throw settle(trip, error) }
    }

    private func finishWithoutTrip(_ commit: Bool) -> [ResultSet] {
        if commit { state = .idle }
        return []
    }

    /// After an error nothing of the transaction is left; and whether COMMIT happened is said only when known.
    private func settle(_ trip: Trip, _ error: PostgresError) -> PostgresError {
        abandon()
        guard trip.isCommitting, !trip.isAnswered else { return error }
        let commitStep = trip.steps.count - 1
        if let failed = trip.failedStep, failed < commitStep { return error }
        return PostgresError(.commitUnknown, sqlState: error.sqlState, error.message)
    }

    func abandon() {
        failedSerial = serial
        state = .idle
        if link.isOpen, link.isInTransaction { clearAway() }
    }

    func rollBack(_ transaction: Transaction) {
        guard isCurrent(transaction) else { return }
        defer { state = .idle }
        if case .open = state { clearAway() }
    }

    /// A connection that cannot even roll back is given up.
    private func clearAway() {
        guard let trip = try? send(["ROLLBACK"]), trip.error == nil else { return link.close() }
    }
}
