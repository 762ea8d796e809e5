import Foundation

/// The `chromedriver` a test starts and ends, by its process id, with a folder of its own for everything it writes.
struct WebDriverProcess {
    let port: Int
    let folder: URL
    private let process: Process
    private let lifeline: Pipe

    /// Ends the driver and its browser when our end of the lifeline closes, even because the tests were killed:
    /// Foundation gives each process it starts a group of its own, and signal to 0 is for the group.
    private static let watch = #""$0" --port=0 < /dev/null & read -r _; rm -rf "$TMPDIR"; kill -KILL 0"#

    /// Nil when the program is nowhere on the PATH.
    static func find(_ program: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(program)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Tried again where it does not start: of a port that is free for IPv4 the driver wants the same for IPv6, and gives up
    /// when another program has that.
    init() throws {
        guard let program = Self.find("chromedriver") else { throw WebDriverFailure.absent("chromedriver") }
        for _ in 1...4 {
            if let started = try? WebDriverProcess(program) {
                self = started
                return
            }
        }
        self = try WebDriverProcess(program)
    }

    private init(_ program: URL) throws {
        (process, lifeline) = (Process(), Pipe())
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("waymark-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appendingPathComponent("driver.log")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.watch, program.path]
        process.standardInput = lifeline
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { _, ours in ours }
        do {
            try process.run()
            port = try Self.port(in: output)
        } catch {
            Self.end(process, lifeline, folder)
            throw error
        }
    }

    func end() { Self.end(process, lifeline, folder) }

    /// The driver chooses a free port and says which, so that no two can choose the same.
    private static func port(in output: URL) throws -> Int {
        let seconds = 20
        let port = try wait(seconds: seconds) { () throws -> Int? in
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            if text.contains("Exiting") { throw WebDriverFailure.late("Starting chromedriver", seconds: 0) }
            guard let end = text.range(of: "started successfully on port ")?.upperBound else { return nil }
            guard text[end...].contains(".") else { return nil }
            return Int(text[end...].prefix { $0.isNumber })
        }
        guard let port else { throw WebDriverFailure.late("Starting chromedriver", seconds: seconds) }
        return port
    }

    private static func end(_ process: Process, _ lifeline: Pipe, _ folder: URL) {
        try? lifeline.fileHandleForWriting.close()
        if process.isRunning, wait(seconds: 5, for: { process.isRunning ? nil : true }) == nil {
            kill(-process.processIdentifier, SIGKILL)
        }
        try? FileManager.default.removeItem(at: folder)
    }
}

/// Whether a process still runs; one that ended but was not collected does not.
func isRunning(_ process: Int32) -> Bool {
    ((try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))) ?? Data()).isEmpty == false
}

/// Asks twenty times a second until there is an answer or the time is over.
func wait<Value>(seconds: Int, for answer: () throws -> Value?) rethrows -> Value? {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
        if let value = try answer() { return value }
        if ContinuousClock.now >= end { return nil }
        Thread.sleep(forTimeInterval: 0.05)
    }
}
