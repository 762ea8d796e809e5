import Foundation

/// Feeds damaged bytes to everything that reads what comes from outside, each reader in a process of its own, and prints
/// what that took. A reader that ends, hangs, grows or breaks its promise is named with the seed and the case.
struct Fuzz {
    static let help = """
        Usage: waymark-bench fuzz [--cases N] [--seed N] [--only NAME] [--case N]

        Readers: \(FuzzTarget.all.map(\.name).joined(separator: ", ")). With --only and --case, that case alone.

        """

    /// What a run is told.
    private struct Options {
        var cases = 100_000
        var seed = 1
        var only: String?
        var single: Int?
        /// Where a reader's own process notes which case it is at.
        var notes: String?

        init?(_ arguments: [String]) {
            var rest = arguments[...]
            while let name = rest.popFirst() {
                guard let value = rest.popFirst() else { return nil }
                switch name {
                case "--cases": cases = Int(value) ?? 0
                case "--seed": seed = Int(value) ?? 0
                case "--case": single = Int(value)
                case "--only" where FuzzTarget.all.contains { $0.name == value }: only = value
                case "--notes": notes = value
                default: return nil
                }
            }
            if cases < 1 || seed < 0 || (single != nil && only == nil) { return nil }
        }
    }

    /// The exit code of a call.
    static func call(_ arguments: [String]) -> Int32 {
        guard let options = Options(arguments) else {
            FileHandle.standardError.write(Data(help.utf8))
            return 2
        }
        do {
            if let name = options.only, let target = FuzzTarget.all.first(where: { $0.name == name }) {
                if let single = options.single {
                    try FuzzRun(target, seed: options.seed).run(single..<single + 1)
                    return 0
                }
                if let notes = options.notes {
                    print(try FuzzRun(target, seed: options.seed, notes: notes).run(0..<options.cases))
                    return 0
                }
            }
            return try all(options)
        } catch {
            FileHandle.standardError.write(Data("waymark-bench fuzz: \(error)\n".utf8))
            return 1
        }
    }

    private static func all(_ options: Options) throws -> Int32 {
        var lines = ["| reader | cases | seconds | slowest case | peak memory |", "| --- | --- | --- | --- | --- |"]
        var failures: [String] = []
        for target in FuzzTarget.all where options.only == nil || options.only == target.name {
            let (line, failure) = try inOwnProcess(target, options)
            lines.append(line)
            if let failure { failures.append(failure) }
        }
        print(lines.joined(separator: "\n"))
        for failure in failures { print(failure) }
        return failures.isEmpty ? 0 : 1
    }

    private static func inOwnProcess(_ target: FuzzTarget, _ options: Options) throws -> (String, String?) {
        let notes = FileManager.default.temporaryDirectory.appending(path: "waymark-fuzz-\(getpid())").path
        try Data().write(to: URL(filePath: notes))
        defer { try? FileManager.default.removeItem(atPath: notes) }
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "fuzz", "--only", target.name, "--cases", "\(options.cases)", "--seed", "\(options.seed)", "--notes", notes,
        ]
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationReason == .exit, process.terminationStatus == 0 {
            return (output.trimmingCharacters(in: .newlines), nil)
        }
        let reached = try String(contentsOfFile: notes, encoding: .utf8).trimmingCharacters(in: .whitespaces)
        return (
            "| \(target.name) | FAILED | | | |",
            "\(target.name) failed: waymark-bench fuzz --only \(target.name) --seed \(options.seed) --case \(reached)"
        )
    }
}
