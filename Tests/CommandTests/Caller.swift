import Foundation
import Glibc
import Synchronization

/// One connection by hand, for more than a browser would do. Ten seconds of patience.
final class Caller: Sendable {
    let socket: Int32

    /// Nil when the connection is refused.
    init?(port: Int, from address: String = "127.0.0.1", buffer: Int32? = nil) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var buffer { setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size)) }
        let isConnected =
            Self.with(address, 0) { bind(socket, $0, $1) } == 0
            && Self.with("127.0.0.1", port) { connect(socket, $0, $1) } == 0
        if !isConnected { return nil }
    }

    deinit { close(socket) }

    static func with(_ host: String, _ port: Int, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr(host)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }

    @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// False when the other side is gone.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The next whole answer: its head and body; nil when the connection ends before.
    func answer() -> String? {
        var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(socket, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n"), let length = text.range(of: "Content-Length: ") else {
                continue
            }
            let wanted = Int(text[length.upperBound...].prefix { $0.isNumber }) ?? 0
            if text[end.upperBound...].utf8.count >= wanted { return text }
        }
    }

    /// One request on a connection of its own.
    static func ask(_ path: String, port: Int) -> String? {
        guard let caller = Caller(port: port), caller.send(request(path)) else { return nil }
        return caller.answer()
    }

    static func request(_ path: String, close: Bool = true) -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\(close ? "Connection: close\r\n" : "")\r\n"
    }
}

/// Visitors who ask one thing after another, each on a thread of their own, until they are told to stop.
final class Traffic: Sendable {
    struct Tally {
        var answered = 0
        /// Connections that were refused, and requests without a whole answer: when each had been sent.
        var refused: [ContinuousClock.Instant] = [], lost: [ContinuousClock.Instant] = []
        /// Other answers than a page.
        var wrong: [String] = []
    }

    private struct State {
        var tally = Tally(), isOver = false, visitors: Int
    }

    private let state: Mutex<State>

    /// The second half of the visitors keep their connections.
    init(port: Int, visitors: Int = 8, path: String = "/") {
        state = Mutex(State(visitors: visitors))
        for number in 0..<visitors {
            Thread.detachNewThread { [self] in visit(port, path, keeps: number >= visitors / 2) }
        }
    }

    var answered: Int { state.withLock { $0.tally.answered } }

    /// What has become of it all, once everybody has gone.
    func stop() -> Tally {
        state.withLock { $0.isOver = true }
        _ = eventually { state.withLock { $0.visitors } == 0 }
        return state.withLock { $0.tally }
    }

    private func visit(_ port: Int, _ path: String, keeps: Bool) {
        var caller: Caller?
        while !state.withLock({ $0.isOver }) {
            guard let present = caller ?? Caller(port: port) else {
                state.withLock { $0.tally.refused.append(.now) }
                usleep(10_000)
                continue
            }
            present.send(Caller.request(path, close: !keeps))
            let sent = ContinuousClock.now, answer = present.answer()
            state.withLock { note(answer, sent, &$0.tally) }
            caller = keeps && answer?.contains("Connection: close") == false ? present : nil
        }
        state.withLock { $0.visitors -= 1 }
    }

    private func note(_ answer: String?, _ sent: ContinuousClock.Instant, _ tally: inout Tally) {
        switch answer {
        case let answer? where answer.hasPrefix("HTTP/1.1 200 "): tally.answered += 1
        case let answer?: tally.wrong.append(String(answer.prefix(60)))
        case nil: tally.lost.append(sent)
        }
    }
}

extension Processes {
    /// Memory in bytes: `VmRSS` is what it has now, `VmHWM` the most it had, `RssAnon` what is its own.
    static func memory(_ pid: pid_t, _ name: String = "VmRSS") -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return 1_024 * (line?.split(separator: " ").dropLast().last.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
    }

    /// Seconds of CPU time so far.
    static func seconds(_ pid: pid_t) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ").compactMap { Int($0) } ?? []
        // Without the state's letter: utime and stime are the 11th and 12th after the name.
        return fields.count > 11 ? Double(fields[10] + fields[11]) / Double(sysconf(Int32(_SC_CLK_TCK))) : 0
    }

    static func descriptors(_ pid: pid_t) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count) ?? 0
    }
}
