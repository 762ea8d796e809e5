import Foundation

/// Asks a running site whether it is alive: for containers, which have no other client.
enum Health {
    static func check(_ arguments: Arguments) throws(Stop) {
        let text = arguments["listen"] ?? Console.environment("WAYMARK_LISTEN") ?? "127.0.0.1:8080"
        let address = try ListenAddress(text)
        // A site that listens everywhere is asked on this machine.
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][address.host] ?? address.host
        guard let answer = ask(host, address.port), answer.hasPrefix("HTTP/1.1 200 ") else {
            throw .unavailable(
                "The site at \(address.text(port: address.port)) does not answer: start it with `waymark serve`")
        }
        Console.result("The site is alive")
    }

    /// The beginning of the answer; nil when there is none within two seconds.
    private static func ask(_ host: String, _ port: Int) -> String? {
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found?.pointee else { return nil }
        defer { freeaddrinfo(found) }
        let handle = socket(address.ai_family, address.ai_socktype, 0)
        guard handle >= 0 else { return nil }
        defer { close(handle) }
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(handle, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(handle, address.ai_addr, address.ai_addrlen) == 0 else { return nil }
        let request = Array("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard send(handle, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = recv(handle, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
