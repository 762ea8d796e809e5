import Foundation
import Glibc
import Synchronization

/// What a call of the program came to.
struct Outcome {
    let code: Int32
    let output: String
    let messages: String

    /// The result as JSON.
    func json<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }
}

/// The built program, called as a person would call it.
enum Waymark {
    /// Beside the tests.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "waymark")
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Calls it with a plain environment and waits.
    static func call(_ words: [String], environment: [String: String] = [:], input: String = "") throws -> Outcome {
        let running = try Running(words, environment: environment, input: input)
        return try running.wait()
    }

    static func call(_ words: String..., environment: [String: String] = [:], input: String = "") throws -> Outcome {
        try call(words, environment: environment, input: input)
    }

    private static let directories = Mutex<[String]>([])
    private static let removal: Void = {
        atexit {
            for path in Waymark.directories.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
        }
    }()

    /// A directory of its own for one test, removed with the process.
    static func directory() throws -> String {
        _ = removal
        var name = Array("/tmp/waymark-commands-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw CocoaError(.fileWriteUnknown) }
        // PostgreSQL does not run as root, and its user has to get in.
        chmod(name, 0o755)
        let path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        directories.withLock { $0.append(path) }
        return path
    }
}

/// A call that has not ended yet.
final class Running {
    let process = Process()
    private let directory: String

    /// Another program than the one just built, or a socket in place of the input, when one is named.
    init(
        _ words: [String], environment: [String: String] = [:], input: String = "", program: URL = Waymark.program,
        socket: FileHandle? = nil
    ) throws {
        directory = try Waymark.directory()
        for name in ["in", "out", "err"] {
            _ = FileManager.default.createFile(
                atPath: "\(directory)/\(name)", contents: Data(name == "in" ? input.utf8 : "".utf8))
        }
        process.executableURL = program
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: directory)
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        process.standardInput = socket ?? FileHandle(forReadingAtPath: directory + "/in")
        process.standardOutput = FileHandle(forWritingAtPath: directory + "/out")
        process.standardError = FileHandle(forWritingAtPath: directory + "/err")
        try process.run()
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var output: String { text("out") }
    var messages: String { text("err") }

    func wait() throws -> Outcome {
        process.waitUntilExit()
        return Outcome(code: process.terminationStatus, output: output, messages: messages)
    }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(directory)/\(name)") ?? Data(), as: UTF8.self)
    }
}

/// Asks again and again for up to ten seconds.
func eventually(_ isSo: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<4_000 {
        if try isSo() { return true }
        usleep(20_000)
    }
    return false
}
