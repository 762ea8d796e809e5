import CLinux
import Glibc

/// A system call that failed, in words.
public struct SystemFailure: Error, CustomStringConvertible {
    /// What was tried, and what the system said.
    public let description: String
    /// The system's number for it.
    public let code: Int32

    init(_ what: String, code: Int32 = errno) {
        self.code = code
        description = "\(what): \(String(cString: strerror(code)))"
    }
}

/// Closed when nobody holds it any more.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32, _ what: String) throws(SystemFailure) {
        guard number >= 0 else { throw SystemFailure(what) }
        self.number = number
    }

    deinit { close(number) }

    /// Writes all of it, to a file.
    func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SystemFailure("write") }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads a file from its beginning to its end.
    func readAll() throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = pread(number, &piece, piece.count, bytes.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemFailure("read") }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: piece[..<count])
        }
    }
}

/// Wakes the I/O thread from another.
struct Bell: Sendable {
    let descriptor: Descriptor

    init() throws(SystemFailure) { descriptor = try Descriptor(clinux_eventfd(), "eventfd") }

    func ring() {
        var one: UInt64 = 1
        _ = write(descriptor.number, &one, 8)
    }

    func hush() {
        var count: UInt64 = 0
        _ = read(descriptor.number, &count, 8)
    }
}

/// Lets as many sleepers go on as it was raised.
struct Semaphore: Sendable {
    let descriptor: Descriptor

    init() throws(SystemFailure) { descriptor = try Descriptor(clinux_semaphore(), "eventfd") }

    func raise(_ count: Int = 1) {
        var count = UInt64(count)
        _ = write(descriptor.number, &count, 8)
    }

    func wait() {
        var one: UInt64 = 0
        while read(descriptor.number, &one, 8) < 0 && errno == EINTR {}
    }
}

/// Tells which descriptors are ready.
struct Poller {
    struct Event {
        let token: UInt64, events: UInt32
    }

    private let epoll: Descriptor
    private var ready = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws(SystemFailure) { epoll = try Descriptor(clinux_epoll_create(), "epoll") }

    func add(_ descriptor: Int32, _ events: UInt32, token: UInt64) throws(SystemFailure) {
        guard clinux_epoll_ctl(epoll.number, EPOLL_CTL_ADD, descriptor, events, token) == 0 else {
            throw SystemFailure("epoll_ctl")
        }
    }

    func change(_ descriptor: Int32, _ events: UInt32, token: UInt64) {
        _ = clinux_epoll_ctl(epoll.number, EPOLL_CTL_MOD, descriptor, events, token)
    }

    func remove(_ descriptor: Int32) {
        _ = clinux_epoll_ctl(epoll.number, EPOLL_CTL_DEL, descriptor, 0, 0)
    }

    /// How many are ready; fewer than none is never told.
    mutating func wait(milliseconds: Int32) -> Int {
        max(0, Int(epoll_wait(epoll.number, &ready, Int32(ready.count), milliseconds)))
    }

    subscript(_ index: Int) -> Event {
        withUnsafePointer(to: ready[index]) { Event(token: clinux_token($0), events: $0.pointee.events) }
    }
}
