import Foundation
import Glibc
import Synchronization
import Testing

/// A running `waymark serve` with a data directory of its own.
struct Served {
    let parent: pid_t
    let port: Int
    let data: String
    let running: Running

    /// Starts on a free port and waits until it answers. Without `data` it has a migrated database of its own.
    init(_ options: [String] = [], data given: String? = nil, program: URL = Waymark.program) throws {
        let data = try given ?? Self.migratedData()
        let words = ["serve", "--data", data, "--listen", "127.0.0.1:0", "--site", Waymark.package]
        try self.init(Running(words + options, program: program), data: data)
    }

    /// One that takes its socket as systemd passes it (sd_listen_fds(3)): as descriptor 3, meant for this process.
    init(onSocket socket: FileHandle, data: String) throws {
        let pass = "exec 3<&0 0</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\""
        let words = ["-c", pass, Waymark.program.path, "serve", "--data", data, "--site", Waymark.package]
        try self.init(Running(words, program: URL(filePath: "/bin/sh"), socket: socket), data: data)
    }

    private init(_ running: Running, data: String) throws {
        self.data = data
        self.running = running
        parent = running.process.processIdentifier
        guard eventually({ running.messages.contains("Stop it with") }) else {
            throw Failure(description: "it did not start: \(running.messages)")
        }
        let address = running.messages.split(separator: "http://127.0.0.1:")[1]
        port = Int(address.prefix { $0.isNumber }) ?? 0
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// Made once, and then copied: quicker than making it anew.
    private static let original = Result {
        let data = try Waymark.directory() + "/data"
        let made = try Waymark.call("migrate", "--data", data)
        guard made.code == 0 else { throw Failure(description: made.messages) }
        return data
    }

    static func migratedData() throws -> String {
        let data = try Waymark.directory() + "/data"
        let copy = try Process.run(URL(filePath: "/bin/cp"), arguments: ["-a", original.get(), data])
        copy.waitUntilExit()
        return data
    }

    /// The site processes, oldest first.
    var sites: [pid_t] {
        Processes.all().filter { $0.parent == parent && $0.name == "waymark" }.map(\.pid).sorted()
    }

    /// Everything that runs because this does.
    var family: [pid_t] {
        let all = Processes.all()
        var found: [pid_t] = [parent]
        for _ in 0..<4 { found = Array(Set(found + all.filter { found.contains($0.parent) }.map(\.pid))) }
        return found
    }

    /// Ends it and waits; its exit code.
    @discardableResult func stop(_ signal: Int32 = SIGTERM) throws -> Int32 {
        kill(parent, signal)
        return try running.wait().code
    }
}

/// The processes of this machine, from /proc.
enum Processes {
    struct One { let pid, parent: pid_t, name: String, isGone: Bool }

    static func all() -> [One] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.compactMap(one)
    }

    /// Nil when there is none of this number, or only its exit code waits to be collected.
    static func one(_ pid: pid_t) -> One? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return nil }
        let rest = text[text.index(after: close)...].split(separator: " ")
        guard rest.count > 1, rest[0] != "Z", let parent = pid_t(rest[1]) else { return nil }
        return One(pid: pid, parent: parent, name: String(text[text.index(after: open)..<close]), isGone: false)
    }
}

/// One site for all tests that only need some council, stopped with the process.
enum Installation {
    private static let toStop = Mutex<pid_t>(0)
    private static let number = Atomic<Int>(0)

    private static let shared: (data: String, port: Int) = {
        do {
            let served = try Served(["--log", "quiet"])
            toStop.withLock { $0 = served.parent }
            atexit { Installation.stop() }
            return (served.data, served.port)
        } catch {
            fatalError("The tests could not start their site: \(error)")
        }
    }()

    static var port: Int { shared.port }

    /// Calls the program on this installation's data.
    static func call(_ words: String..., input: String = "") throws -> Outcome {
        try Waymark.call(words + ["--data", shared.data], input: input)
    }

    static var data: String { shared.data }

    /// A new council; its short name.
    static func council() throws -> String {
        let slug = "council-\(number.add(1, ordering: .relaxed).newValue)"
        let made = try call("tenant", "create", "--slug", slug, "--name", "Council")
        guard made.code == 0 else { throw Served.Failure(description: made.messages) }
        return slug
    }

    static let password = "correct horse battery"

    /// A new person of a council, with the password above.
    static func person(_ email: String, of slug: String, role: String = "scrutiny") throws {
        let added = try call(
            "user", "add", "--tenant", slug, "--email", email, "--name", "Olive Ward", "--role", role,
            input: password + "\n")
        guard added.code == 0 else { throw Served.Failure(description: added.messages) }
    }

    private static func stop() {
        let parent = toStop.withLock { $0 }
        kill(parent, SIGTERM)
        for _ in 0..<250 where Processes.one(parent) != nil { usleep(20_000) }
    }
}
