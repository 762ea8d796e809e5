import CLinux
import Glibc

extension Server {
    /// A bound, listening, non-blocking socket; port 0 takes a free one. An inheritable one outlives `exec`.
    public static func listen(host: String, port: Int, inheritable: Bool = false) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let address = found?.pointee else {
            throw Failure("\(host):\(port): \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(found) }
        let flags = SOCK_NONBLOCK.rawValue | (inheritable ? 0 : SOCK_CLOEXEC.rawValue)
        let listener = socket(address.ai_family, address.ai_socktype | Int32(flags), 0)
        guard listener >= 0 else { throw SystemFailure("socket") }
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bind(listener, address.ai_addr, address.ai_addrlen) == 0, Glibc.listen(listener, 1_024) == 0 else {
            let failure = SystemFailure("\(host):\(port)")
            close(listener)
            throw failure
        }
        return listener
    }

    /// The port a listener is bound to.
    public static func port(of listener: Int32) -> Int {
        var storage = sockaddr_storage(), length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        guard code == 0 else { return 0 }
        // The port stands in the same place for both families.
        return withUnsafeBytes(of: &storage) { Int(UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))) }
    }
}
