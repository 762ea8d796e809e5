import CLinux
import Foundation

/// The text of a PDF as it lies on its pages, its tables with tabs between their cells, by poppler's `pdftotext` where that is installed. It reads what strangers made, so it
/// runs as a child that has nothing but the file: no shell, no files, no environment, no descriptors, bounded in memory, CPU,
/// output and time.
package struct PDFText {
    /// Why there is no text.
    package enum Refusal: Error, Equatable, CaseIterable {
        case notInstalled, unreadable, tooDear, noText

        /// What to do about it.
        package var sentence: String {
            switch self {
            case .notInstalled:
                "Open the PDF, copy all of its text and paste it below, or choose the Word file that it was made from: this Waymark cannot read PDF, because pdftotext is not installed"
            case .unreadable:
                "Choose another file, or paste the plan below: this PDF is damaged, or has a password"
            case .tooDear:
                "Choose the Word file that this PDF was made from, or paste the pages with the plan: there is too much in it to be read"
            case .noText:
                "Choose the Word file that this PDF was made from: it holds pictures of pages, and no text"
            }
        }
    }

    package struct Bounds: Sendable {
        package var seconds, output: Int
        package var cpuSeconds, memory: UInt

        package init(seconds: Int = 20, cpuSeconds: UInt = 10, memory: UInt = 256 << 20, output: Int = 8 << 20) {
            (self.seconds, self.cpuSeconds, self.memory, self.output) = (seconds, cpuSeconds, memory, output)
        }
    }

    package static let program = "/usr/bin/pdftotext"

    package static var isInstalled: Bool { access(program, X_OK) == 0 }

    package static func isLikely(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "%PDF-".utf8) }

    package static func read(
        _ bytes: [UInt8], by program: String = program, within bounds: Bounds = Bounds()
    ) throws(Refusal) -> [UInt8] {
        guard access(program, X_OK) == 0 else { throw .notInstalled }
        var child = try Child(program, ["-layout", "-nopgbrk", "-enc", "UTF-8", "-q", "-", "-"], bounds)
        let text = child.talk(bytes)
        guard child.end() == 0 else { throw child.isEnded ? .tooDear : .unreadable }
        guard text.contains(where: { $0 > 0x20 && $0 != 0x0C }) else { throw .noText }
        return Array(PageLayout.tabbed(String(decoding: text, as: UTF8.self)).utf8)
    }
}

/// A program that is given bytes and answers with bytes, or is ended.
private struct Child {
    private let pid: pid_t
    private let input, output: Int32
    private let bounds: PDFText.Bounds
    /// It went over a bound.
    private(set) var isEnded = false

    init(_ program: String, _ arguments: [String], _ bounds: PDFText.Bounds) throws(PDFText.Refusal) {
        var given: [Int32] = [-1, -1], taken: [Int32] = [-1, -1]
        // A socket, because a pipe that nobody reads any more would end us.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &given) == 0 else { throw .tooDear }
        guard pipe2(&taken, O_CLOEXEC) == 0 else {
            for end in given { close(end) }
            throw .tooDear
        }
        defer { for end in [given[0], taken[1]] { close(end) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, given[0], 0)
        posix_spawn_file_actions_adddup2(&actions, taken[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
        defer { for word in words + environment { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, program, &actions, &attributes, words, environment) == 0 else {
            for end in [given[1], taken[0]] { close(end) }
            throw .tooDear
        }
        (self.pid, self.bounds, input, output) = (pid, bounds, given[1], taken[0])
        // It waits for the file, so that all of these hold before it reads any of it.
        isEnded = clinux_bound_child(pid, bounds.cpuSeconds, bounds.memory) != 0
    }

    /// Gives it all of the bytes, and takes what comes until it closes, as far as the bounds go.
    mutating func talk(_ bytes: [UInt8]) -> [UInt8] {
        let stop = ContinuousClock.now + .seconds(bounds.seconds)
        var answer: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 16), sent = 0
        var isSending = true
        defer {
            if isSending { close(input) }
            close(output)
        }
        while !isEnded {
            let left = stop - ContinuousClock.now
            var asked = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isSending ? input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            guard left > .zero, poll(&asked, 2, Int32(left / .milliseconds(1)) + 1) >= 0 || errno == EINTR else {
                break
            }
            if isSending, asked[1].revents != 0 {
                let count = bytes[sent...].withUnsafeBytes {
                    send(input, $0.baseAddress, min($0.count, 1 << 16), Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                if count > 0 { sent += count }
                // It may have seen enough.
                if sent == bytes.count || count < 0 && errno != EAGAIN && errno != EINTR {
                    close(input)
                    isSending = false
                }
            }
            guard asked[0].revents != 0 else { continue }
            let count = Glibc.read(output, &piece, piece.count)
            if count == 0 { return answer }
            if count > 0 { answer += piece[..<count] }
            if answer.count > bounds.output { break }
        }
        isEnded = true
        return []
    }

    /// How it ended: ended by us or by a bound of the kernel's, where it did not by itself.
    mutating func end() -> Int32 {
        if isEnded { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        if status & 0x7F != 0 { isEnded = true }
        return isEnded ? -1 : status >> 8 & 0xFF
    }
}
