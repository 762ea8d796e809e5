import Glibc

/// A scanner that speaks clamd's protocol (clamd(8), "INSTREAM"): a file goes out in pieces, one line of verdict comes back.
///
/// Nothing waits beyond the end that it is given. Whatever is not understood is no verdict.
package struct Clamd: Sendable {
    enum Verdict: Sendable, Equatable {
        case clean
        /// The name by which the scanner knows it.
        case infected(String)
        /// There was no answer that says either.
        case unknown
    }

    /// Why a place is none.
    package struct Misplaced: Error { package let words: String }

    private enum Place: Sendable {
        case socket(String)
        case host(String, port: String)
    }

    private let place: Place
    /// For all files of one form.
    var patience = Duration.seconds(20)

    /// A socket's path, as in "/run/clamav/clamd.ctl", or "host:port".
    package init(_ text: String) throws(Misplaced) {
        if text.hasPrefix("/") {
            guard text.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else {
                throw Misplaced(words: "\(text) is too long for the path of a socket")
            }
            place = .socket(text)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else {
            throw Misplaced(words: "\(text) is no scanner: write a path like /run/clamav/clamd.ctl, or host:port")
        }
        place = .host(String(parts[0]), port: String(parts[1]))
    }

    /// What the scanner says of a file, which is handed over a piece at a time.
    func verdict(of pieces: some Sequence<[UInt8]>, until end: ContinuousClock.Instant) -> Verdict {
        guard let socket = connect(until: end) else { return .unknown }
        defer { close(socket) }
        guard send(Array("zINSTREAM\0".utf8), to: socket, until: end) else { return .unknown }
        for piece in pieces where !piece.isEmpty {
            // Refused halfway, as over the scanner's own limit: it says why before it closes.
            guard send(Self.length(piece.count) + piece, to: socket, until: end) else { return .unknown }
        }
        guard send(Self.length(0), to: socket, until: end) else { return .unknown }
        return Self.verdict(in: answer(from: socket, until: end))
    }

    /// "stream: OK", "stream: Eicar-Signature FOUND"; anything else is no verdict, such as "INSTREAM size limit exceeded. ERROR".
    static func verdict(in answer: [UInt8]) -> Verdict {
        guard answer.last == 0, let line = String(validating: answer.dropLast(), as: UTF8.self),
            line.hasPrefix("stream: ")
        else { return .unknown }
        let said = line.dropFirst("stream: ".count)
        if said == "OK" { return .clean }
        guard said.hasSuffix(" FOUND") else { return .unknown }
        return .infected(String(said.dropLast(" FOUND".count)))
    }

    /// In network byte order.
    private static func length(_ count: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
    }

    private func connect(until end: ContinuousClock.Instant) -> Int32? {
        switch place {
        case .socket(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            return withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    open(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), until: end)
                }
            }
        case .host(let host, let port):
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            hints.ai_flags = AI_NUMERICSERV
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, port, &hints, &found) == 0 else { return nil }
            defer { freeaddrinfo(found) }
            for address in sequence(first: found, next: { $0?.pointee.ai_next }) {
                guard let address = address?.pointee else { break }
                if let socket = open(address.ai_family, address.ai_addr, address.ai_addrlen, until: end) {
                    return socket
                }
            }
            return nil
        }
    }

    private func open(
        _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, until end: ContinuousClock.Instant
    ) -> Int32? {
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = socket(family, flags, 0)
        guard socket >= 0 else { return nil }
        if Glibc.connect(socket, address, length) == 0 { return socket }
        var problem: Int32 = 0, size = socklen_t(MemoryLayout<Int32>.size)
        if errno == EINPROGRESS, ready(socket, POLLOUT, until: end),
            getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &size) == 0, problem == 0
        {
            return socket
        }
        close(socket)
        return nil
    }

    private func send(_ bytes: [UInt8], to socket: Int32, until end: ContinuousClock.Instant) -> Bool {
        var sent = 0
        while sent < bytes.count {
            guard ready(socket, POLLOUT, until: end) else { return false }
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Up to the end of its line, or of what it sent.
    private func answer(from socket: Int32, until end: ContinuousClock.Instant) -> [UInt8] {
        var answer: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1_024)
        while answer.last != 0, answer.count < 4_096, ready(socket, POLLIN, until: end) {
            let count = recv(socket, &piece, piece.count, 0)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            answer += piece[..<count]
        }
        return answer
    }

    private func ready(_ socket: Int32, _ events: Int32, until end: ContinuousClock.Instant) -> Bool {
        while true {
            let left = end - ContinuousClock.now
            guard left > .zero else { return false }
            var asked = pollfd(fd: socket, events: Int16(events), revents: 0)
            let count = poll(&asked, 1, Int32(min(left / .milliseconds(1), 60_000)) + 1)
            if count < 0, errno == EINTR { continue }
            if count > 0 { return true }
        }
    }
}
