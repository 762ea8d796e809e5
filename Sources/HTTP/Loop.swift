import CLinux
import Glibc

/// The I/O thread: owns every socket, and never waits but for all of them at once.
final class Loop {
    enum Token {
        static let listener: UInt64 = 1, results: UInt64 = 2, stop: UInt64 = 3, signal: UInt64 = 4
        /// Below the first connection's.
        static let reserved: UInt64 = 1 << 32
    }

    let server: Server
    let limits: Server.Limits
    let proxies: Proxies
    let listener: Int32
    let queues: [Lane: WorkQueue]
    let results: Results
    var poller: Poller
    var connections: [Connection?] = []
    var open = 0
    var perAddress: [Address: Int] = [:]
    var generation: UInt32 = 0
    var date = HTTPDate()
    var now = Clock.milliseconds
    /// Requests that workers have.
    var unanswered = 0
    var bodyBytes = 0
    var answerBytes = 0
    /// While descriptors are short, the listener rests until then.
    var listensAgainAt: Int?
    var drainingSince: Int?
    private var scannedAt = 0
    var incoming = [UInt8](repeating: 0, count: 64 << 10)

    init(
        _ server: Server, listener: Int32, queues: [Lane: WorkQueue], results: Results
    ) throws {
        (self.server, self.listener, self.queues, self.results) = (server, listener, queues, results)
        limits = server.configuration.limits
        proxies = try Proxies(server.configuration.trustedProxies)
        poller = try Poller()
    }

    func run(signal: Descriptor, stopping: Bell) throws {
        try poller.add(results.bell.descriptor.number, clinux_in, token: Token.results)
        try poller.add(stopping.descriptor.number, clinux_in, token: Token.stop)
        try poller.add(signal.number, clinux_in, token: Token.signal)
        try listen()
        defer { for connection in connections { if let connection { close(connection) } } }
        while !isDone {
            let count = poller.wait(milliseconds: patience)
            now = Clock.milliseconds
            date.refresh()
            for index in 0..<count {
                let event = poller[index]
                switch event.token {
                case Token.listener: _ = accept()
                case Token.results: takeResults()
                case Token.stop: drain(stopping.hush)
                case Token.signal: drain { Self.readSignal(signal) }
                default: serve(event)
                }
            }
            if now - scannedAt >= Self.scanMilliseconds { scan() }
        }
    }

    // Time limits are looked at four times a second, and only while there is something to look at.
    private static let scanMilliseconds = 250

    private var patience: Int32 {
        guard open > 0 || drainingSince != nil || listensAgainAt != nil else { return -1 }
        return Int32(max(0, min(Self.scanMilliseconds, scannedAt + Self.scanMilliseconds - now)))
    }

    private func scan() {
        scannedAt = now
        for connection in connections {
            if let connection { checkTime(connection) }
        }
        if let again = listensAgainAt, now >= again, drainingSince == nil { try? listen() }
    }

    private static func readSignal(_ signal: Descriptor) {
        var taken = [UInt8](repeating: 0, count: MemoryLayout<signalfd_siginfo>.size)
        _ = read(signal.number, &taken, taken.count)
    }

    // Finished when nothing is open and no worker has anything, or the time to drain is over.
    private var isDone: Bool {
        guard let since = drainingSince else { return false }
        return (open == 0 && unanswered == 0) || now - since > Int(limits.drainSeconds * 1_000)
    }

    private func drain(_ hush: () -> Void) {
        hush()
        guard drainingSince == nil else { return }
        // Whoever is already in the listener's queue is still served.
        while accept() {}
        drainingSince = now
        // Closing would not be enough: it is still open in other processes.
        poller.remove(listener)
        Glibc.close(listener)
    }

    private func listen() throws {
        listensAgainAt = nil
        try poller.add(listener, clinux_in | clinux_exclusive, token: Token.listener)
    }

    private func takeResults() {
        for result in results.takeAll() {
            unanswered -= 1
            guard let connection = connection(result.token) else { continue }
            switch result.content {
            case .response(let response) where connection.phase == .working: finish(connection, response)
            case .slice(let bytes) where connection.phase == .slicing: take(bytes, connection)
            default: continue
            }
            if connection.isOpen { advance(connection) }
        }
    }

    /// The connection a token stands for, if it is still the same one.
    func connection(_ token: UInt64) -> Connection? {
        let socket = Int(token & 0xFFFF_FFFF)
        guard socket < connections.count, let connection = connections[socket], connection.token == token else {
            return nil
        }
        return connection
    }
}
