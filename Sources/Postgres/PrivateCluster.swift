import CPostgres
import Glibc
import Synchronization

/// A PostgreSQL of our own: made on first use, reached through a socket only we can open, gone when we are.
///
/// One process has it at a time; a second is refused with a sentence, and may join through `conninfo(ofRunningIn:)`.
public final class PrivateCluster: Sendable {
    /// Why the database did not start, in a sentence for who runs the site.
    public struct Failure: Error, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    private struct Running {
        let child: Child
        let lock: Int32
        let socketDirectory: String
    }

    private let directory: String
    private let isDurable: Bool
    private let programs: ServerPrograms
    private let log: @Sendable (String) -> Void
    private let running = Mutex<Running?>(nil)

    private var dataDirectory: String { directory + "/data" }

    /// Finds PostgreSQL's programs and makes the directory. `durable: false` is for tests: quicker, lost in a crash.
    public init(directory: String, durable: Bool = true, log: @escaping @Sendable (String) -> Void = { _ in }) throws {
        programs = try ServerPrograms()
        isDurable = durable
        self.log = log
        self.directory = try Self.make(directory)
    }

    /// Whether the server we started is still there; `start` again when it is not.
    public var isRunning: Bool { running.withLock { $0 }?.child.isRunning ?? false }

    /// Starts the database, making it first if need be; how to connect to it as its superuser.
    public func start() throws -> String {
        if let conninfo = answering { return conninfo }
        stop()
        let lock = try takeLock()
        do {
            try waitForOldPostmaster(seconds: 5)
            try programs.give(directory)
            if !Files.exists(dataDirectory + "/PG_VERSION") { try initialise(lock) }
            let socketDirectory = try makeSocketDirectory()
            try launch(socketDirectory, lock, attempts: 50)
            return Self.conninfo(socketDirectory: socketDirectory)
        } catch {
            if running.withLock({ $0 == nil }) { close(lock) } else { stop() }
            throw error
        }
    }

    /// How to connect to the server we started, if it does answer: one that was killed is still there for a moment.
    private var answering: String? {
        guard isRunning, let running = running.withLock({ $0 }) else { return nil }
        let conninfo = Self.conninfo(socketDirectory: running.socketDirectory)
        return (try? Connection(conninfo)).map { connection in
            connection.close()
            return conninfo
        }
    }

    /// Stops the database without waiting for its clients, and waits until it has gone.
    public func stop() {
        guard
            let last = running.withLock({ running in
                defer { running = nil }
                return running
            })
        else { return }
        last.child.stop()
        if !last.socketDirectory.hasPrefix(directory) { rmdir(last.socketDirectory) }
        close(last.lock)
    }

    /// How to connect to the cluster that another process runs in this directory; nil when none does.
    public static func conninfo(ofRunningIn directory: String) -> String? {
        guard let path = Files.absolute(directory), let postmaster = Postmaster(dataDirectory: path + "/data"),
            postmaster.isRunning, postmaster.isReady
        else { return nil }
        return conninfo(socketDirectory: postmaster.socketDirectory)
    }

    /// Whether PostgreSQL's user may enter the directory, made or not yet: root's own places are closed to it.
    public static func mayLive(in directory: String) -> Bool {
        (try? ServerPrograms())?.mayReach(directory) ?? true
    }

    /// What is missing on this machine to run a database of our own, as a sentence; nil when nothing is.
    public static var missingPrograms: String? {
        do {
            _ = try ServerPrograms()
            return nil
        } catch { return error.description }
    }

    private static func conninfo(socketDirectory: String) -> String {
        "host='\(socketDirectory)' port=5432 user=postgres dbname=postgres"
    }

    // MARK: Steps

    private static func make(_ directory: String) throws -> String {
        mkdir(directory, 0o700)
        guard let path = Files.absolute(directory) else {
            throw Failure(description: "\(directory) cannot be made: \(Files.lastProblem)")
        }
        return path
    }

    /// Held as long as this process lives; the kernel lets go of it for one that was killed.
    private func takeLock() throws -> Int32 {
        let lock = open(directory + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Failure(description: "\(directory) cannot be written: \(Files.lastProblem)") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Failure(description: "Another Waymark is running the database in \(directory)")
        }
        return lock
    }

    /// The server of a process that was killed may still be leaving; what only looks like one is cleared away.
    private func waitForOldPostmaster(seconds: Int) throws {
        for _ in 0..<(seconds * 50) {
            guard let old = Postmaster(dataDirectory: dataDirectory) else { return }
            guard old.isRunning else {
                log("Clearing away what a database that was killed left in \(directory)")
                unlink(dataDirectory + "/postmaster.pid")
                return
            }
            usleep(20_000)
        }
        throw Failure(description: "Another PostgreSQL is running in \(dataDirectory); stop it first")
    }

    /// Made beside its place and moved there whole, so that half a cluster is never taken for one.
    private func initialise(_ lock: Int32) throws {
        log("Making a database in \(directory)")
        let draft = directory + "/data.new"
        try programs.remove(draft)
        let arguments = [
            "--pgdata=" + draft, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-instructions", "--no-sync",
        ]
        let child = try programs.launch("initdb", arguments, log: directory + "/postgres.log")
        guard child.wait(seconds: 120) == 0 else {
            child.stop()
            throw Failure(description: "initdb failed:\n" + logTail)
        }
        // Once for everything, where initdb would once for each of a thousand files.
        if isDurable, syncfs(lock) != 0 { throw Failure(description: "\(directory): \(Files.lastProblem)") }
        guard rename(draft, dataDirectory) == 0 else {
            throw Failure(description: "\(dataDirectory) cannot be made: \(Files.lastProblem)")
        }
    }

    private func arguments(_ socketDirectory: String) -> [String] {
        var settings = [
            "listen_addresses=", "port=5432", "unix_socket_directories=" + socketDirectory,
            "unix_socket_permissions=0700", "logging_collector=off", "log_checkpoints=off",
            // Errors repeat the values of rows: names and e-mails stay out. The site's own log says which error it was.
            "log_min_messages=log",
        ]
        if !isDurable {
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
        }
        return ["-D", dataDirectory] + settings.flatMap { ["-c", $0] }
    }

    /// Beside the data when the name is short and plain enough for a socket, else a private one in /tmp.
    private func makeSocketDirectory() throws -> String {
        let path = directory + "/socket"
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."): true
            default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
        }
        let made: String?
        if isPlain, path.utf8.count + "/.s.PGSQL.5432".utf8.count <= 107 {
            mkdir(path, 0o700)
            made = path
        } else {
            made = Files.makeTemporaryDirectory("/tmp/waymark-XXXXXX")
        }
        guard let made else {
            throw Failure(description: "No directory for the database's socket: \(Files.lastProblem)")
        }
        try programs.give(made)
        return made
    }

    /// The processes of a server that was killed keep its memory until they notice: try again until they have.
    private func launch(_ socketDirectory: String, _ lock: Int32, attempts: Int) throws {
        let child = try programs.launch("postgres", arguments(socketDirectory), log: directory + "/postgres.log")
        running.withLock { $0 = Running(child: child, lock: lock, socketDirectory: socketDirectory) }
        do {
            try awaitReady(child)
        } catch {
            guard attempts > 1, child.exitStatus != nil, logTail.contains("shared memory block") else { throw error }
            usleep(100_000)
            try launch(socketDirectory, lock, attempts: attempts - 1)
        }
    }

    private func awaitReady(_ child: Child) throws {
        for _ in 0..<12_000 {
            if let postmaster = Postmaster(dataDirectory: dataDirectory), postmaster.pid == child.pid,
                postmaster.isReady
            {
                return
            }
            if child.exitStatus != nil { throw Failure(description: "PostgreSQL did not start:\n" + logTail) }
            usleep(5_000)
        }
        throw Failure(description: "PostgreSQL was not ready within a minute:\n" + logTail)
    }

    private var logTail: String {
        let text = String(decoding: Files.bytes(directory + "/postgres.log") ?? [], as: UTF8.self)
        return text.split(separator: "\n").suffix(8).joined(separator: "\n")
    }
}
