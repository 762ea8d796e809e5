import Glibc
import Synchronization

@testable import HTTP

/// A server on a free port, for as long as the test holds it.
final class Wire: Sendable {
    struct Echo: Worker {
        mutating func answer(_ request: Request) -> Response {
            switch request.path {
            case "/slow": usleep(300_000)
            case "/slow-lane": usleep(300_000)
            case "/sliced": return Response(body: Array("first".utf8), rest: 1_000_000)
            case "/broken": return Response(rest: 1_000_000)
            case "/large": return .html([UInt8](repeating: 0x41, count: 8 << 20))
            case "/nothing": return Response(.noContent)
            case "/upload": return Upload.answer(request)
            case "/cookies":
                return .text(
                    request.cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|"))
            default: break
            }
            return .text("\(request.method.rawValue) \(request.path) \(String(decoding: request.body, as: UTF8.self))")
        }

        mutating func slice(_ request: Request, from offset: Int) -> [UInt8]? {
            if request.path == "/broken", offset > 0 { return nil }
            return [UInt8](repeating: 0x42, count: min(150_000, 1_000_000 - offset))
        }
    }

    let port: Int
    let server: Server
    let thread: HTTP.Thread
    private let hasEnded: Mutex<Bool>
    private let lines: Lines

    final class Lines: Sendable {
        let all = Mutex<[AccessLine]>([])
    }

    private final class Ended: Sendable { let flag = Mutex(false) }

    init(_ change: (inout Server.Configuration) -> Void = { _ in }) throws {
        var configuration = Server.Configuration()
        configuration.limits.graceSeconds = 0
        change(&configuration)
        let lines = Lines()
        let server = Server(
            configuration, admit: Wire.admit, worker: { _, _ in Echo() },
            log: { line in lines.all.withLock { $0.append(line) } })
        let listener = try Server.listen(host: "127.0.0.1", port: 0)
        port = Server.port(of: listener)
        thread = try HTTP.Thread { try? server.run(on: listener) }
        (self.server, self.lines) = (server, lines)
        hasEnded = Mutex(false)
    }

    deinit { finish() }

    private static let admit: @Sendable (Request) -> Admission = { request in
        switch request.segments.first {
        case "health": .answer(.text("well\n"))
        case "slow-lane": .accept(lane: .slow, bodyLimit: 10)
        case "password": .accept(lane: .password, bodyLimit: 10)
        case "sliced", "broken": .accept(lane: .document, bodyLimit: 0)
        case "upload": .accept(lane: .page, bodyLimit: 16 << 20)
        case nil: .accept(lane: .page, bodyLimit: 1_000)
        default: .accept(lane: .page, bodyLimit: 1 << 20, share: request.headers["X-Share"] ?? "")
        }
    }

    /// What has been logged.
    var log: [AccessLine] { lines.all.withLock { $0 } }

    /// Stops the server and waits until it has drained.
    func finish() {
        let isFirst = hasEnded.withLock { ended in
            defer { ended = true }
            return !ended
        }
        guard isFirst else { return }
        server.stop()
        thread.join()
    }

    func connect() throws -> Client { try Client(port: port, of: self) }

    /// One request on a connection of its own, read to its end.
    func ask(_ text: String) throws -> String {
        let client = try connect()
        client.send(text)
        client.shutWriting()
        return client.readToEnd()
    }

    func get(_ path: String, _ fields: String = "") throws -> String {
        try ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    }
}

/// The other end of a connection, blocking, with ten seconds of patience.
final class Client: Sendable {
    let socket: Int32
    // Keeps the server up for as long as someone talks to it.
    private let wire: Wire?

    init(port: Int, of wire: Wire? = nil) throws {
        self.wire = wire
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw SystemFailure("connect") }
    }

    deinit { close(socket) }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// False when the other side has gone.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    socket, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    func shutWriting() { shutdown(socket, Int32(SHUT_WR)) }

    /// What comes next; empty at the end, nil after a reset or no answer in ten seconds.
    func readSome() -> String? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    func readToEnd() -> String {
        var text = ""
        while let more = readSome(), !more.isEmpty { text += more }
        return text
    }

    /// Reads until the text is there, or nothing more comes.
    func read(until end: String) -> String {
        var text = ""
        while !text.contains(end), let more = readSome(), !more.isEmpty { text += more }
        return text
    }
}

/// Milliseconds that something takes.
func milliseconds(_ body: () throws -> Void) rethrows -> Int {
    let start = Clock.milliseconds
    try body()
    return Clock.milliseconds - start
}
