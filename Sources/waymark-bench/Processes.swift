import Foundation
import Glibc

/// CPU time of processes, from /proc (proc(5)).
enum CPU {
    /// User and system seconds of one process.
    static func seconds(of pid: Int32) -> Double {
        guard let stat = fields(of: pid) else { return 0 }
        return Double(stat.own) / ticks
    }

    /// The same of a process and all it started, those that ended too.
    static func secondsOfFamily(of pid: Int32) -> Double {
        var total = fields(of: pid).map { Double($0.own + $0.waitedFor) } ?? 0
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for child in all.compactMap({ Int32($0) }) {
            guard let stat = fields(of: child), stat.parent == pid else { continue }
            total += Double(stat.own)
        }
        return total / ticks
    }

    /// Memory of one process, with what of it is shared with nobody: the rest is mostly libraries.
    static func memory(of pid: Int32) -> String {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        func megabytes(_ name: String) -> Double {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
        }
        return String(format: "%.1f MB, of it %.1f MB its own", megabytes("VmRSS"), megabytes("RssAnon"))
    }

    /// What of a process's memory is there.
    static func megabytes(of pid: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }

    private static let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))

    private static func fields(of pid: Int32) -> (parent: Int32, own: Int, waitedFor: Int)? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else {
            return nil
        }
        let parts = text[text.index(after: end)...].split(separator: " ")
        guard parts.count > 15, let parent = Int32(parts[1]) else { return nil }
        func number(_ index: Int) -> Int { Int(parts[index]) ?? 0 }
        return (parent, number(11) + number(12), number(13) + number(14))
    }
}

/// A program that runs beside the benchmark and is stopped with it.
final class Helper {
    private let process = Process()

    init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.standardError
        try process.run()
    }

    var pid: Int32 { process.processIdentifier }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Runs a program to its end; what it printed.
    static func output(of path: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw Problem("\(path) failed: \(text.suffix(400))") }
        return text
    }

    /// Where a program is, if it is installed.
    static func find(_ name: String) -> String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let places =
            versions.sorted().reversed().map { "/usr/lib/postgresql/\($0)/bin" } + [
                "/usr/bin", "/usr/sbin", "/usr/local/bin",
            ]
        return places.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
