import CLinux
import Foundation

/// Signals and short notes from our own threads and processes, waited for in one place.
struct Signals {
    private let signals: Int32
    private let reading: Int32
    /// Where a number is written to wake the parent: a site process's own when it is ready.
    let notes: Int32
    /// The note of a start that is over.
    static let startIsOver: Int32 = 0

    /// Blocks the signals; call it before there is any other thread.
    init() throws(Stop) {
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&wanted, signal) }
        pthread_sigmask(SIG_BLOCK, &wanted, nil)
        Self.outliveReaders()
        signals = clinux_signalfd(&wanted)
        var ends: [Int32] = [-1, -1]
        guard signals >= 0, pipe(&ends) == 0 else { throw .unavailable("There are no file descriptors left") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, notes) = (ends[0], ends[1])
    }

    /// Whoever reads our messages may leave without ending us.
    static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

    /// Writes a note; a full pipe has notes enough.
    static func note(_ number: Int32, to descriptor: Int32) {
        var number = number
        _ = write(descriptor, &number, 4)
    }

    /// What came, at the latest after so many milliseconds.
    func wait(milliseconds: Int32) -> (signals: [Int32], notes: [Int32]) {
        var polled = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&polled, 2, milliseconds)
        return (Self.numbers(signals, every: 128), Self.numbers(reading, every: 4))
    }

    /// The first four bytes of every record that can be read now; of a signal's record they are its number.
    private static func numbers(_ descriptor: Int32, every size: Int) -> [Int32] {
        var buffer = [UInt8](repeating: 0, count: 32 * size)
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= size else { return [] }
        return stride(from: 0, to: count - size + 1, by: size).map { start in
            buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Int32.self) }
        }
    }
}
