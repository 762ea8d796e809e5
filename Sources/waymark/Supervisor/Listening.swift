import CLinux
import Glibc
import HTTP

/// Where the site listens.
struct ListenAddress {
    let host: String
    let port: Int

    /// "127.0.0.1:8080", "[::1]:8080" or a port alone.
    init(_ text: String) throws(Stop) {
        let colon = text.lastIndex(of: ":")
        let name = colon.map { String(text[..<$0]) } ?? "127.0.0.1"
        let number = colon.map { String(text[text.index(after: $0)...]) } ?? text
        let isBare = name.contains(":") && !name.hasPrefix("[")
        guard !isBare, !name.isEmpty, let port = Int(number), (0...65_535).contains(port) else {
            throw .usage("\(text) is not an address to listen on: write it like 127.0.0.1:8080 or [::1]:8080")
        }
        host = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
        self.port = port
    }

    /// Reached from this machine only.
    var isLoopback: Bool {
        host == "localhost" || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) })
    }

    /// As part of an address on the web.
    func text(port: Int) -> String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    /// Binds and listens; says which program to look for when another has the port.
    func listen() throws -> Int32 {
        do {
            return try Server.listen(host: host, port: port)
        } catch let failure as SystemFailure {
            throw explain(failure)
        }
    }

    private func explain(_ failure: SystemFailure) -> Stop {
        switch failure.code {
        case EADDRINUSE:
            .unavailable(
                "Port \(port) is in use by another program: stop it, or choose another port with --listen \(text(port: port == 65_535 ? 8081 : port + 1))"
            )
        case EACCES: .unavailable("Only root may listen on port \(port): choose one from 1024 up with --listen")
        case EADDRNOTAVAIL: .unavailable("\(host) is no address of this machine: choose another with --listen")
        default: .unavailable("Waymark cannot listen: \(failure.description)")
        }
    }
}

/// The socket that systemd holds for us (sd_listen_fds(3)).
enum Activation {
    /// Nil when there is none, or it is meant for another process.
    static func take() throws(Stop) -> Int32? {
        defer { for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) } }
        guard Console.environment("LISTEN_PID") == String(getpid()), let count = Console.environment("LISTEN_FDS")
        else {
            return nil
        }
        guard count == "1" else { throw .usage("Waymark takes one socket from systemd, not \(count)") }
        let socket: Int32 = 3
        var isListening: Int32 = 0, length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening == 1 else {
            throw .usage("What systemd passed is not a listening socket: use ListenStream= in the .socket unit")
        }
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        return socket
    }
}
