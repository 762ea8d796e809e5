import CPostgres
import Glibc

/// A libpq connection that is only ever waited for with our own `poll` and a deadline: libpq's time limits do not
/// notice a server that is stopped while its kernel still answers.
final class Link {
    private var handle: OpaquePointer?

    /// Connects; what the connection string leaves out comes from the `PG…` variables, and it may name several hosts.
    init(_ conninfo: String, applicationName: String, within limit: Duration) throws(PostgresError) {
        let settings = [
            ("dbname", conninfo), ("fallback_application_name", applicationName), ("client_encoding", "UTF8"),
        ]
        start(settings)
        let hosts = Hosts(handle)
        for attempt in 1...hosts.count {
            do throws(PostgresError) {
                try connect(until: Deadline(limit / hosts.count))
                break
            } catch {
                let others = hosts.after(handle)
                close()
                guard error.kind == .timeout, attempt < hosts.count else { throw error }
                start(settings + others)
            }
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { close() }

    private func start(_ settings: [(String, String)]) {
        handle = withCStrings(settings.map(\.0)) { names in
            withCStrings(settings.map(\.1)) { values in PQconnectStartParams(names, values, 1) }
        }
    }

    private func connect(until deadline: Deadline) throws(PostgresError) {
        var state = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw PostgresError(.connection, problem) }
            try wait(for: state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until: deadline)
            state = PQconnectPoll(handle)
        }
        guard PQsetnonblocking(handle, 1) == 0 else { throw PostgresError(.connection, problem) }
    }

    /// Open, as far as anybody has noticed.
    var isOpen: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

    /// Outside a transaction the server seldom speaks, unless to say goodbye: then the end follows at once.
    func listen() {
        var patience: Int32 = 0
        while isOpen, let ready = try? ready(for: POLLIN, milliseconds: patience), ready != 0 {
            if PQconsumeInput(handle) == 0 { return close() }
            patience = 5
        }
    }

    /// Whether an answer that was waited for has arrived; it does not wait.
    func hasAnswer() -> Bool {
        guard isOpen, let ready = try? ready(for: POLLIN, milliseconds: 0) else { return false }
        if ready != 0, PQconsumeInput(handle) == 0 {
            close()
            return false
        }
        return PQisBusy(handle) == 0
    }

    func close() {
        PQfinish(handle)
        handle = nil
    }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    var isInPipeline: Bool { PQpipelineStatus(handle) == PQ_PIPELINE_ON }

    var isInFailedTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

    /// libpq's own words, on one line.
    var problem: String {
        guard let words = PQerrorMessage(handle) else { return "" }
        return String(cString: words).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    // MARK: Waiting

    @discardableResult
    private func wait(for events: Int32, until deadline: Deadline) throws(PostgresError) -> Int32 {
        while true {
            let ready = try ready(for: events, milliseconds: deadline.milliseconds)
            if ready != 0 { return ready }
            if deadline.hasPassed { throw PostgresError(.timeout, "the server did not answer in time") }
        }
    }

    /// What the socket is ready for; 0 when nothing yet.
    private func ready(for events: Int32, milliseconds: Int32) throws(PostgresError) -> Int32 {
        var entry = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        let count = poll(&entry, 1, milliseconds)
        if count < 0, errno != EINTR { throw PostgresError(.connection, "poll: error \(errno)") }
        return count > 0 ? Int32(entry.revents) : 0
    }

    /// Sends what has been queued, reading meanwhile so that neither side waits for the other.
    func flush(until deadline: Deadline) throws(PostgresError) {
        while true {
            let left = PQflush(handle)
            if left == 0 { return }
            // After an error in writing, what the server said before it left is still worth reading.
            if left < 0 { return }
            let ready = try wait(for: POLLIN | POLLOUT, until: deadline)
            if ready & POLLOUT == 0, PQconsumeInput(handle) == 0 { return }
        }
    }

    /// The next result; nil at the end of one command's results.
    func next(until deadline: Deadline) throws(PostgresError) -> ResultSet? {
        while PQisBusy(handle) == 1 {
            try wait(for: POLLIN, until: deadline)
            if PQconsumeInput(handle) == 0, PQisBusy(handle) == 1 { throw PostgresError(.connection, problem) }
        }
        return PQgetResult(handle).map { ResultSet($0) }
    }

    // MARK: Queueing

    func check(_ accepted: Int32) throws(PostgresError) {
        guard accepted == 1 else { throw PostgresError(isOpen ? .other : .connection, problem) }
    }

    func enterPipeline() throws(PostgresError) { try check(PQenterPipelineMode(handle)) }
    func leavePipeline() throws(PostgresError) { try check(PQexitPipelineMode(handle)) }
    func sync() throws(PostgresError) { try check(PQpipelineSync(handle)) }
    func script(_ text: String) throws(PostgresError) { try check(PQsendQuery(handle, text)) }

    func prepare(_ name: String, _ sql: String, _ types: [SQLType]) throws(PostgresError) {
        try check(PQsendPrepare(handle, name, sql, Int32(types.count), types.map(\.oid)))
    }

    func execute(_ name: String, _ sql: SQL) throws(PostgresError) {
        let count = Int32(sql.offsets.count)
        try check(sql.withValues { PQsendQueryPrepared(handle, name, count, $0, nil, nil, 0) })
    }

    /// Without a name, prepared anew each time.
    func execute(_ text: String, values sql: SQL) throws(PostgresError) {
        let types = sql.types.map(\.oid)
        let count = Int32(types.count)
        try check(sql.withValues { PQsendQueryParams(handle, text, count, types, $0, nil, nil, 0) })
    }

    // MARK: Copying

    /// The next piece of a COPY; nil at its end.
    func copied(within limit: Duration) throws(PostgresError) -> [UInt8]? {
        let deadline = Deadline(limit)
        while true {
            var buffer: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(handle, &buffer, 1)
            if length > 0, let buffer {
                defer { PQfreemem(buffer) }
                return [UInt8](UnsafeRawBufferPointer(start: buffer, count: Int(length)))
            }
            if length < 0 { return nil }
            try wait(for: POLLIN, until: deadline)
            guard PQconsumeInput(handle) == 1 else { throw PostgresError(.connection, problem) }
        }
    }

    /// The value as a literal that is safe to stand in a statement.
    func literal(_ value: [UInt8]) throws(PostgresError) -> String {
        let escaped = value.withUnsafeBytes {
            PQescapeLiteral(handle, $0.assumingMemoryBound(to: CChar.self).baseAddress, value.count)
        }
        guard let escaped else { throw PostgresError(.encoding, problem) }
        defer { PQfreemem(escaped) }
        return String(cString: escaped)
    }
}

/// A moment after which waiting ends.
struct Deadline {
    private let end: ContinuousClock.Instant

    init(_ limit: Duration) { end = .now.advanced(by: limit) }

    var hasPassed: Bool { end <= .now }

    /// Rounded up, so that nobody spins in the last millisecond.
    var milliseconds: Int32 {
        let left = end - .now
        guard left > .zero else { return 0 }
        let (seconds, fraction) = left.components
        return Int32(min(seconds, 1_000_000)) * 1000 + Int32(fraction / 1_000_000_000_000_000) + 1
    }
}

/// Borrows the strings as a C array that ends with NULL.
func withCStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies.map { UnsafePointer($0) } + [nil])
}

extension SQL {
    /// Borrows the values as libpq wants them: pointers to text that ends with NUL, or NULL.
    func withValues<R>(_ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        values.withUnsafeBytes { bytes in
            let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            return body(offsets.map { offset in offset < 0 ? nil : start.map { $0 + offset } })
        }
    }
}
