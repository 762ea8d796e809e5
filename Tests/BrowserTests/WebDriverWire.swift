import Foundation

/// One HTTP exchange with the driver at a time: WebDriver § Protocol.
///
/// A socket of our own rather than URLSession, which refuses the driver's `Content-Length:249` for want of a space
/// (Swift 6.3.1).
struct WebDriverWire: Sendable {
    /// Where the driver listens on 127.0.0.1.
    let port: Int

    /// Longer than the browser's own limits, so that its explanation arrives first.
    private static let seconds = 60

    func get<Value: Decodable>(_ path: String) throws -> Value { try send("GET", path, Data()) }

    func post<Value: Decodable>(_ path: String, _ body: JSON = [:]) throws -> Value {
        try send("POST", path, JSONEncoder().encode(body))
    }

    func delete(_ path: String) throws { let _: Nothing = try send("DELETE", path, Data()) }

    private func send<Value: Decodable>(_ method: String, _ path: String, _ body: Data) throws -> Value {
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json; charset=utf-8\r
            Content-Length: \(body.count)\r
            Connection: close\r
            \r\n
            """
        let answer = try exchange(Data(head.utf8) + body)
        if let failure = try? JSONDecoder().decode(Answer<Explanation>.self, from: answer).value {
            throw WebDriverFailure(code: failure.error, message: failure.message)
        }
        return try JSONDecoder().decode(Answer<Value>.self, from: answer).value
    }

    /// Sends the request and answers the body of the response.
    private func exchange(_ request: Data) throws -> Data {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(socket) }
        var limit = timeval(tv_sec: Self.seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard connect(socket) else { throw Self.failure("The driver does not answer on port \(port)") }
        try write(request, to: socket)

        var received = Data()
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let head = received.range(of: end), let length = Self.length(received[..<head.lowerBound]) {
                let body = received[head.upperBound...]
                if body.count >= length { return Data(body.prefix(length)) }
            }
            received += try read(from: socket)
        }
    }

    private func connect(_ socket: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func write(_ bytes: Data, to socket: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Self.failure("The driver stopped listening") }
            rest = rest.dropFirst(count)
        }
    }

    private func read(from socket: Int32) throws -> Data {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else {
            throw count < 0 ? .late("The driver", seconds: Self.seconds) : Self.failure("The driver hung up")
        }
        return Data(buffer.prefix(count))
    }

    private static func length(_ head: Data) -> Int? {
        String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) }
    }

    private static func failure(_ message: String) -> WebDriverFailure {
        WebDriverFailure(code: "no driver", message: message)
    }
}

/// WebDriver § Processing Model: every answer is `{"value": …}`.
private struct Answer<Value: Decodable>: Decodable {
    let value: Value
}

/// WebDriver § Errors.
private struct Explanation: Decodable {
    let error, message: String
    let stacktrace: String
}
