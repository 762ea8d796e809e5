import Foundation
import Glibc
import Synchronization

/// What a load saw.
struct LoadResult: Sendable {
    var requests = 0
    var failures = 0
    var seconds = 0.0
    /// Sorted, in microseconds.
    var latencies: [Int] = []

    var perSecond: Double { seconds > 0 ? Double(requests) / seconds : 0 }
    func percentile(_ share: Double) -> Double {
        latencies.isEmpty
            ? 0 : Double(latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]) / 1_000
    }
}

/// Keeps connections busy with requests for a while: one thread for all of them, over poll.
struct Load {
    let port: Int
    let connections: Int
    let seconds: Double
    /// The next request to send.
    let request: () -> [UInt8]

    func run() throws -> LoadResult {
        var result = LoadResult()
        var clients = try (0..<connections).map { _ in try Client(port: port) }
        defer { for client in clients { close(client.handle) } }
        let start = Self.now()
        let end = start + Int(seconds * 1_000_000)
        for index in clients.indices { try clients[index].send(request(), at: Self.now()) }
        var polled = clients.map { pollfd(fd: $0.handle, events: Int16(POLLIN), revents: 0) }
        var open = clients.count
        while open > 0 {
            guard poll(&polled, nfds_t(polled.count), 5_000) > 0 else { throw Problem("no answer for 5 seconds") }
            for index in polled.indices where polled[index].revents != 0 {
                guard let status = try clients[index].receive() else { continue }
                let now = Self.now()
                result.requests += 1
                if !(200..<400).contains(status) { result.failures += 1 }
                result.latencies.append(now - clients[index].sentAt)
                if now < end {
                    try clients[index].send(request(), at: now)
                } else {
                    polled[index].fd = -1
                    open -= 1
                }
            }
        }
        result.seconds = Double(Self.now() - start) / 1_000_000
        result.latencies.sort()
        return result
    }

    static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }
}

/// One connection that is kept open; understands answers with a Content-Length, as ours all have.
struct Client {
    let handle: Int32
    private(set) var sentAt = 0
    private var received = 0
    private var wanted = -1
    private var status = 0
    private var head: [UInt8] = []

    init(port: Int) throws {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(handle)
            throw Problem("cannot connect to port \(port)")
        }
        var one: Int32 = 1
        setsockopt(handle, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    mutating func send(_ request: [UInt8], at now: Int) throws {
        (sentAt, received, wanted, status) = (now, 0, -1, 0)
        head.removeAll(keepingCapacity: true)
        guard write(handle, request, request.count) == request.count else { throw Problem("the server went away") }
    }

    /// The status once the whole answer is here.
    mutating func receive() throws -> Int? {
        try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
            let count = read(handle, buffer.baseAddress, buffer.count)
            guard count > 0 else { throw Problem("the server closed the connection") }
            if wanted < 0 {
                head += buffer[..<count]
                guard let end = Self.end(of: head) else { return nil }
                let text = String(decoding: head[..<end], as: UTF8.self)
                status = Int(text.dropFirst(9).prefix(3)) ?? 0
                let length =
                    text.range(of: "Content-Length: ", options: .caseInsensitive)
                    .flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) } ?? 0
                wanted = length
                received = head.count - end
            } else {
                received += count
            }
            return received >= wanted ? status : nil
        }
    }

    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4)
        where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10 {
            return index + 4
        }
        return nil
    }
}
