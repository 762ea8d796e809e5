import Foundation

/// The `chromedriver` a test starts and ends, by its process id, with a folder of its own for everything it writes.
struct WebDriverProcess {
    let port: Int
    let folder: URL
    private let process: Process

    /// Nil when the program is nowhere on the PATH.
    static func find(_ program: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(program)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    init() throws {
        guard let program = Self.find("chromedriver") else { throw WebDriverFailure.absent("chromedriver") }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("waymark-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appendingPathComponent("driver.log")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process = Process()
        process.executableURL = program
        process.arguments = ["--port=0"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { _, ours in ours }
        do {
            try process.run()
            port = try Self.port(in: output)
        } catch {
            Self.end(process)
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    func end() {
        Self.end(process, port: port)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The driver chooses a free port and says which, so that no two can choose the same.
    private static func port(in output: URL) throws -> Int {
        let seconds = 20
        let port = wait(seconds: seconds) { () -> Int? in
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            guard let end = text.range(of: "started successfully on port ")?.upperBound else { return nil }
            guard text[end...].contains(".") else { return nil }
            return Int(text[end...].prefix { $0.isNumber })
        }
        guard let port else { throw WebDriverFailure.late("Starting chromedriver", seconds: seconds) }
        return port
    }

    /// Foundation gives each process a group of its own: a browser that outlived its driver ends with the group.
    private static func end(_ process: Process, port: Int? = nil) {
        guard process.isRunning else { return }
        if let port { let _: Nothing? = try? WebDriverWire(port: port).get("/shutdown") }
        _ = wait(seconds: 2) { process.isRunning ? nil : true }
        guard process.isRunning else { return }
        process.terminate()
        _ = wait(seconds: 2) { process.isRunning ? nil : true }
        kill(-process.processIdentifier, SIGKILL)
        _ = wait(seconds: 5) { process.isRunning ? nil : true }
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
