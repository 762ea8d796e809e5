import CLinux
import Glibc

/// What is to become of a request, decided on the I/O thread as soon as its head is complete.
public enum Admission: Sendable {
    /// This, without a worker; a body still to come is not read, and the connection closes.
    case answer(Response)
    /// A worker's answer, once the body is here. Those of one share, such as a council's, wait for each other; the shares take turns.
    /// Of a larger body up to `overflow` more bytes are read and all but its beginning and its end dropped, so that the answer can
    /// be a page.
    case accept(lane: Lane, bodyLimit: Int, overflow: Int = 0, share: String = "")
}

/// Which workers answer: no lane waits for another.
public enum Lane: Sendable, CaseIterable {
    /// The many that answer pages.
    case page
    /// Hashing passwords.
    case password
    /// Slow work: papers, imports, exports.
    case slow
    /// Long forms, and forms whose files a scanner looks at first.
    case upload
    /// Files, a slice at a time.
    case document
}

/// Answers requests one at a time, on a thread it never leaves.
public protocol Worker {
    /// Called for one request after another.
    mutating func answer(_ request: Request) -> Response
    /// Called for what follows an answer's body, slice after slice as they are sent; nil breaks the answer off.
    mutating func slice(_ request: Request, from offset: Int) -> [UInt8]?
}

extension Worker {
    /// Most answers have none.
    public mutating func slice(_ request: Request, from offset: Int) -> [UInt8]? { nil }
}

/// One line of the access log: no address, no query, no name.
public struct AccessLine: Sendable {
    /// Nil when the request was refused before it was understood.
    public let method: Method?
    /// Without the query.
    public let path: String
    /// What was answered.
    public let status: Status
    /// Of the answer's body.
    public let bytes: Int
    /// From the head's end to the answer.
    public let microseconds: Int
}

/// An HTTP/1.1 server: one thread for the sockets, a bounded queue, and a few blocking workers.
public struct Server: Sendable {
    /// What a server is told.
    public struct Configuration: Sendable {
        /// How much, and for how long.
        public var limits = Limits()
        /// Threads that answer pages; twice the cores.
        public var pageWorkers = 2 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        /// Threads of each lane beside the pages': every one may hold much at once.
        public var otherWorkers = 1
        /// Addresses or networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
        public var trustedProxies: [String] = []
        /// Files answered without a worker.
        public var statics: StaticFiles?
        /// Where large bodies are kept while their requests last, in files without names; `TMPDIR` or `/var/tmp`.
        public var bodyDirectory = Intake.usualDirectory

        /// The usual.
        public init() {}
    }

    /// Why a server did not start.
    public struct Failure: Error, CustomStringConvertible {
        /// In words.
        public let description: String
        init(_ description: String) { self.description = description }
    }

    let configuration: Configuration
    let admit: @Sendable (Request) -> Admission
    let refusal: @Sendable (Status, String) -> Response
    let log: @Sendable (AccessLine) -> Void
    private let worker: @Sendable (Lane, Int) -> any Worker
    private let stopping: Bell?

    /// A server that is not yet running.
    ///
    /// `admit`, `refusal` and `log` are called on the I/O thread and must not wait for anything; `worker` is called once
    /// on each worker's thread.
    public init(
        _ configuration: Configuration = Configuration(),
        admit: @escaping @Sendable (Request) -> Admission,
        worker: @escaping @Sendable (Lane, Int) -> any Worker,
        refusal: @escaping @Sendable (Status, String) -> Response = Response.refusal,
        log: @escaping @Sendable (AccessLine) -> Void = { _ in }
    ) {
        (self.configuration, self.admit, self.worker) = (configuration, admit, worker)
        (self.refusal, self.log) = (refusal, log)
        stopping = try? Bell()
    }

    /// Serves until SIGTERM, SIGINT or `stop()`, then finishes what it took and returns.
    ///
    /// The listener is closed as soon as nothing more is accepted; others may hold it too and go on.
    /// The two signals are blocked on the calling thread and the workers; another thread that does not block them
    /// would take them first.
    public func run(on listener: Int32) throws {
        guard let stopping else { throw SystemFailure("eventfd") }
        var signals = sigset_t(), before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let signal = try Descriptor(clinux_signalfd(&signals), "signalfd")

        let results = try Results()
        var queues: [Lane: WorkQueue] = [:]
        defer { for queue in queues.values { queue.close() } }
        var threads: [Thread] = []
        for lane in Lane.allCases {
            let limits = configuration.limits
            let queue = try WorkQueue(bound: lane == .page ? limits.queue : limits.otherQueues)
            queues[lane] = queue
            let count = lane == .page ? configuration.pageWorkers : configuration.otherWorkers
            threads += try start(lane, count, queue, results)
        }
        if let statics = configuration.statics {
            // With what nobody else needs: the first visitors do not wait for it (on Linux, nice(2) is the thread's).
            _ = try? Thread {
                _ = nice(19)
                statics.pack()
            }
        }
        let loop = try Loop(self, listener: listener, queues: queues, results: results)
        try loop.run(signal: signal, stopping: stopping)
        for queue in queues.values { queue.close() }
        // A worker that hangs past the time to drain must not keep the process.
        if loop.unanswered == 0 { for thread in threads { thread.join() } }
    }

    /// Makes `run` finish what it took and return; from any thread.
    public func stop() { stopping?.ring() }

    private func start(_ lane: Lane, _ count: Int, _ queue: WorkQueue, _ results: Results) throws -> [Thread] {
        let make = worker
        return try (0..<max(1, count)).map { index in
            try Thread {
                var worker = make(lane, index)
                while let job = queue.take() {
                    let content: Results.Content
                    if let offset = job.offset {
                        content = .slice(worker.slice(job.request, from: offset))
                    } else {
                        content = .response(worker.answer(job.request))
                    }
                    results.put(Results.Result(token: job.token, content: content))
                }
            }
        }
    }
}
