import App
import Foundation
import Postgres

/// Measures one page at a time and puts its figures into the table.
struct Measurement {
    let options: Options
    let port: Int
    let site, postgres: Int32
    let conninfo: String
    let statements: Statements

    /// Requests a second as a share of another server's, in turn, round by round.
    func compare(
        _ what: String, _ request: [UInt8], with other: (port: Int, path: String)?, _ target: String,
        into table: inout Table
    ) throws {
        var ours: [Double] = [], ratios: [Double] = []
        for _ in 0..<options.rounds {
            let mine = try load(request)
            ours.append(mine.perSecond)
            guard let other else { continue }
            let theirs = try Load(port: other.port, connections: options.connections, seconds: options.seconds) {
                Array("GET \(other.path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
            }.run()
            ratios.append(mine.perSecond / theirs.perSecond)
        }
        let beside = ratios.isEmpty ? "nginx is not installed" : "\(Table.spread(ratios, 2)) x nginx"
        table.add(what, "\(Table.spread(ours)) a second, \(beside)", target)
    }

    /// A page beside pgbench with the same SQL; with the CPU of both and the time that most pages take.
    func page(_ what: String, _ request: [UInt8], _ target: String, into table: inout Table) throws {
        let status = try Requests(port: port, cookie: nil).status(request)
        guard status == 200 else { throw Problem("\(what) answers \(status)") }
        let script = try statements.script { _ = try Requests(port: port, cookie: nil).whole(request) }
        _ = try load(request)
        var ours: [Double] = [], ratios: [Double] = [], cpu: [Double] = [], middle: [Double] = [], slow: [Double] = []
        for _ in 0..<options.rounds {
            let before = (CPU.seconds(of: site), CPU.secondsOfFamily(of: postgres))
            let mine = try load(request)
            let after = (CPU.seconds(of: site), CPU.secondsOfFamily(of: postgres))
            ours.append(mine.perSecond)
            cpu.append((after.0 - before.0) / max(0.001, after.1 - before.1))
            middle.append(mine.percentile(0.5))
            slow.append(mine.percentile(0.99) / max(0.001, mine.percentile(0.5)))
            ratios.append(mine.perSecond / (try pgbench(script)))
        }
        table.add(
            "\(what), beside pgbench with its SQL",
            "\(Table.spread(ours)) a second, \(Table.spread(ratios, 2)) x pgbench", target)
        table.add("\(what), site CPU : PostgreSQL CPU", Table.spread(cpu, 2), "<= 0.35")
        table.add(
            "\(what), p50 and p99 : p50 at \(options.connections) connections",
            "\(Table.spread(middle, 1)) ms, \(Table.spread(slow, 2))", "<= 2.5")
    }

    /// Many connections at once: nothing fails, and the slowest are not much slower than most.
    func tail(_ what: String, _ request: [UInt8], into table: inout Table) throws {
        let result = try Load(port: port, connections: 256, seconds: options.seconds) { request }.run()
        let share = String(format: "%.2f", result.percentile(0.99) / max(0.001, result.percentile(0.5)))
        table.add(
            "\(what), p99 : p50", "\(share), \(result.failures) failed of \(result.requests)", "<= 1.5, none failed")
    }

    func load(_ request: [UInt8]) throws -> LoadResult {
        let result = try Load(port: port, connections: options.connections, seconds: options.seconds) { request }.run()
        guard result.failures == 0 else { throw Problem("\(result.failures) of \(result.requests) requests failed") }
        return result
    }

    /// Transactions a second of a script, as the site's role and with as many clients as the site has workers.
    func pgbench(_ script: String, _ more: [String] = []) throws -> Double {
        guard let program = Helper.find("pgbench") else {
            throw Problem("pgbench is not installed: apt-get install postgresql-contrib")
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "waymark-bench-\(getpid()).sql").path
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = try Helper.output(
            of: program,
            [
                "-n", "-M", "prepared", "-c", "4", "-j", "1", "-T", String(Int(max(1, options.seconds))), "-f", file,
            ] + more + [conninfo + " options='-c role=waymark_site'"])
        guard let range = text.range(of: #"tps = [0-9.]+"#, options: .regularExpression),
            let value = Double(text[range].dropFirst(6))
        else { throw Problem("pgbench said: \(text.suffix(400))") }
        return value
    }
}
