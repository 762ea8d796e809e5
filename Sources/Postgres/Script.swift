import CPostgres

extension Connection {
    /// Runs a migration as it is written: several statements, in one transaction unless they say otherwise.
    public func execute(script: String) throws(PostgresError) {
        try requireIdle()
        try runPlainly(script)
    }

    fileprivate func runPlainly(_ script: String) throws(PostgresError) {
        try plainly { () throws(PostgresError) in
            let error = try answer(to: script)
            if let error { throw error }
        }
    }

    /// Sends text as it is and reads every answer; what the server said first about a mistake.
    private func answer(to script: String) throws(PostgresError) -> PostgresError? {
        let deadline = Deadline(timeLimit)
        try link.script(script)
        try link.flush(until: deadline)
        var error: PostgresError?
        while let result = try link.next(until: deadline) {
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: continue
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                link.close()
                throw PostgresError(.other, "a script cannot COPY")
            default: error = error ?? PostgresError(result)
            }
        }
        return error
    }

    /// Leaves pipeline mode for what it does not carry: scripts and COPY (libpq, "Issuing Queries").
    fileprivate func plainly(_ body: () throws(PostgresError) -> Void) throws(PostgresError) {
        guard link.isOpen else { throw PostgresError(.connection, "the connection is closed") }
        try link.leavePipeline()
        do throws(PostgresError) {
            try body()
            try link.enterPipeline()
        } catch {
            if error.kind == .connection || (error.kind == .timeout && error.sqlState.isEmpty) { link.close() }
            if link.isOpen, !link.isInPipeline { try link.enterPipeline() }
            throw error
        }
    }
}

extension Transaction {
    /// Runs a migration's text inside this transaction.
    func execute(script: String) throws(PostgresError) {
        try connection.open(self)
        do throws(PostgresError) {
            try connection.runPlainly(script)
            guard connection.link.isInTransaction else {
                throw PostgresError(.other, "the script ended its own transaction")
            }
        } catch {
            connection.abandon()
            throw error
        }
    }

    /// Streams `COPY (SELECT …) TO STDOUT …` piece by piece, as PostgreSQL sends it.
    ///
    /// COPY takes no values beside it, so they are written into it as quoted literals. When `take` throws, the rest
    /// is not read: the connection is closed.
    public func copyOut(_ sql: SQL, to take: ([UInt8]) throws -> Void) throws {
        if sql.hasNUL { throw PostgresError(.encoding, "a text value contains NUL") }
        try connection.open(self)
        let text = try connection.link.text(of: sql)
        var refusal: (any Error)?
        do throws(PostgresError) {
            try connection.plainly { () throws(PostgresError) in
                refusal = try connection.copy(text, to: take)
                if refusal != nil { throw PostgresError(.connection, "the copy was not read to its end") }
            }
        } catch {
            connection.abandon()
            throw refusal ?? error
        }
    }
}

extension Connection {
    fileprivate func copy(_ text: String, to take: ([UInt8]) throws -> Void) throws(PostgresError) -> (any Error)? {
        try link.script(text)
        try link.flush(until: Deadline(timeLimit))
        var error: PostgresError?
        while let result = try link.next(until: Deadline(timeLimit)) {
            switch result.status {
            case PGRES_COPY_OUT:
                while let piece = try link.copied(within: timeLimit) {
                    do { try take(piece) } catch { return error }
                }
            case PGRES_COMMAND_OK: continue
            case PGRES_TUPLES_OK: error = error ?? PostgresError(.other, "copyOut needs COPY … TO STDOUT")
            default: error = error ?? PostgresError(result)
            }
        }
        if let error { throw error }
        return nil
    }
}

extension Link {
    /// The statement with its values written into it, each quoted and cast to its type.
    fileprivate func text(of sql: SQL) throws(PostgresError) -> String {
        var text = sql.pieces[0]
        for (index, offset) in sql.offsets.enumerated() {
            if offset < 0 {
                text += "NULL"
            } else {
                text += try literal(Array(sql.values[offset...].prefix { $0 != 0 }))
            }
            text += "::\(sql.types[index].name)" + sql.pieces[index + 1]
        }
        return text
    }
}
