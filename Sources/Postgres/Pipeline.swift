import CPostgres

/// One trip to the server: what was queued, in order, and what came back.
struct Trip {
    enum Step {
        case discard(name: String)
        case prepare(text: String)
        case execute(text: String)
        case commit
    }

    var steps: [Step] = []
    var results: [ResultSet] = []
    /// The first error the server reported.
    var error: PostgresError?
    /// Where the server stopped.
    var failedStep: Int?
    /// Whether COMMIT may have reached the server.
    var isCommitting = false
    /// Whether the server answered every step.
    var isAnswered = false
}

extension Connection {
    /// Sends the statements and one Sync, and reads every answer.
    func send(_ queries: [SQL], commit: Bool = false) throws(PostgresError) -> Trip {
        if queries.contains(where: \.hasNUL) { throw PostgresError(.encoding, "a text value contains NUL") }
        if queries.contains(where: { $0.types.count > 65_535 }) {
            throw PostgresError(.encoding, "more values than a statement can carry; send an array")
        }
        guard link.isOpen else { throw PostgresError(.connection, "the connection is closed") }
        var trip = Trip()
        let deadline = Deadline(patience ?? timeLimit)
        do throws(PostgresError) {
            for query in queries { try queue(query, &trip) }
            if commit {
                trip.isCommitting = true
                try queue("COMMIT", &trip)
                trip.steps[trip.steps.count - 1] = .commit
            }
            try link.sync()
            try link.flush(until: deadline)
            try receiveFarewell(until: deadline)
            try receive(&trip, until: deadline)
        } catch {
            link.close()
            if trip.error == nil { trip.error = error }
        }
        return trip
    }

    /// Sends COMMIT and does not wait: what was read is read, and the answer is taken with the next trip's.
    func sendFarewell() {
        var trip = Trip()
        do throws(PostgresError) {
            try receiveFarewell(until: Deadline(timeLimit))
            try queue("COMMIT", &trip)
            try link.sync()
            try link.flush(until: Deadline(timeLimit))
            farewell = trip
        } catch {
            link.close()
        }
    }

    /// Takes the answer if it is there.
    func takeFarewell() {
        guard farewell != nil, link.hasAnswer() else { return }
        do throws(PostgresError) { try receiveFarewell(until: Deadline(timeLimit)) } catch { link.close() }
    }

    private func receiveFarewell(until deadline: Deadline) throws(PostgresError) {
        guard var trip = farewell else { return }
        farewell = nil
        try receive(&trip, until: deadline)
        if let error = trip.error { throw error }
    }

    private func queue(_ query: SQL, _ trip: inout Trip) throws(PostgresError) {
        let text = query.text
        guard statements.bound > 0 else {
            trip.steps.append(.execute(text: text))
            return try link.execute(text, values: query)
        }
        var name = statements.name(of: text)
        if name == nil {
            let new = statements.add(text)
            if !link.isInFailedTransaction { try queueDiscards(&trip) }
            try link.prepare(new, text, query.types)
            trip.steps.append(.prepare(text: text))
            name = new
        }
        try link.execute(name ?? "", query)
        trip.steps.append(.execute(text: text))
    }

    private func queueDiscards(_ trip: inout Trip) throws(PostgresError) {
        for old in statements.takeDiscarded() {
            try link.execute("DEALLOCATE \(old)", values: "")
            trip.steps.append(.discard(name: old))
        }
    }

    private func receive(_ trip: inout Trip, until deadline: Deadline) throws(PostgresError) {
        for index in trip.steps.indices {
            while let result = try link.next(until: deadline) { take(result, at: index, &trip) }
        }
        // The Sync's own result has no NULL after it (libpq, "Pipeline Mode", "Processing Results").
        guard let end = try link.next(until: deadline), end.status == PGRES_PIPELINE_SYNC else {
            throw PostgresError(.connection, "lost step with the server: \(link.problem)")
        }
        trip.isAnswered = true
    }

    private func take(_ result: ResultSet, at index: Int, _ trip: inout Trip) {
        let step = trip.steps[index]
        let isGood = result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK
        if !isGood, trip.error == nil {
            let error = PostgresError(result)
            trip.error = error
            // Without a code it is libpq that speaks: the line is lost, and where the server stopped is not known.
            if !error.sqlState.isEmpty { trip.failedStep = index }
        }
        switch step {
        case .discard(let name) where !isGood: statements.stillHeld(name)
        case .prepare(let text) where !isGood: statements.forget(text)
        case .execute(let text) where !isGood: prepareAgain(text, after: PostgresError(result))
        case .execute: trip.results.append(result)
        case .commit where isGood && result.command != "COMMIT":
            trip.error = PostgresError(.other, "the transaction had failed and was rolled back")
            trip.failedStep = index
        case .discard, .prepare, .commit: break
        }
    }
}

extension Connection {
    /// The tables changed under a prepared statement, or the server no longer has it.
    private func prepareAgain(_ text: String, after error: PostgresError) {
        if error.sqlState == "0A000" { statements.discard(text) }
        if error.sqlState == "26000" { statements.forget(text) }
    }
}

extension PostgresError {
    init(_ result: ResultSet) {
        let state = result.field(POSTGRES_FIELD_SQLSTATE)
        let isFatal = ["FATAL", "PANIC"].contains(result.field(POSTGRES_FIELD_SEVERITY))
        let kind = Self.kind(
            sqlState: state, constraint: result.field(POSTGRES_FIELD_CONSTRAINT), isFatal: isFatal || state.isEmpty)
        self.init(kind, sqlState: state, result.field(POSTGRES_FIELD_MESSAGE))
    }
}
