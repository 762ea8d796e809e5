import CLinux
import Glibc
import Synchronization

/// Files packed by gzip: made once on a thread of its own, read by the I/O thread.
final class PackedFiles: Sendable {
    private let byHash = Mutex<[String: [UInt8]]>([:])
    /// What fits in one packet anyway gains nothing.
    private static let least = 1_024

    /// The large ones first: they gain most.
    func pack(_ files: [StaticFiles.File]) {
        for file in files.sorted(by: { $0.bytes.count > $1.bytes.count }) where file.bytes.count >= Self.least {
            guard let packed = Gzip.pack(file.bytes), packed.count < file.bytes.count else { continue }
            byHash.withLock { $0[file.hash] = packed }
        }
    }

    /// Nil when the file is better sent as it is. A range is always one of the file as it is.
    subscript(_ file: StaticFiles.File, for request: Request) -> [UInt8]? {
        let accepted = request.headers.all("Accept-Encoding")
        guard !accepted.isEmpty, request.headers["Range"] == nil, AcceptEncoding.prefersGzip(accepted) else {
            return nil
        }
        return byHash.withLock { $0[file.hash] }
    }
}

/// The gzip that every Debian has; what it makes is the format of RFC 1952.
enum Gzip {
    static let program = "/usr/bin/gzip"

    /// Nil when there is no such program, or it fails.
    static func pack(_ bytes: [UInt8], with program: String = program) -> [UInt8]? {
        guard let input = try? Descriptor(clinux_memory_file(), "memfd"),
            let output = try? Descriptor(clinux_memory_file(), "memfd"),
            (try? input.write(bytes[...])) != nil, lseek(input.number, 0, SEEK_SET) == 0,
            run(program, input, output), let packed = try? output.readAll(), !packed.isEmpty
        else { return nil }
        return packed
    }

    private static func run(_ program: String, _ input: Descriptor, _ output: Descriptor) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.number, 0)
        posix_spawn_file_actions_adddup2(&actions, output.number, 1)
        let words = ["gzip", "-9", "-n", "-c"].map { (word: String) in strdup(word) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0, status: Int32 = 0
        guard posix_spawn(&pid, program, &actions, nil, words, [nil]) == 0 else { return false }
        while waitpid(pid, &status, 0) < 0 { if errno != EINTR { return false } }
        return status == 0
    }
}
