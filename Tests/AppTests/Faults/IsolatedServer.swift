import Foundation
import Glibc
import HTTP
import Postgres
import Synchronization

@testable import App

/// A database and a server of its own, for what would disturb the others.
final class IsolatedServer: Sendable {
    let cluster: PrivateCluster
    let home: String
    let server: TestServer
    /// What stands between the site and its database, when there is to be something to cut.
    let proxy: FaultProxy?
    /// To the cluster itself, past whatever stands between it and the site.
    let direct: Database

    init(_ name: String, hasProxy: Bool = false, routes: [Route] = []) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "waymark-\(name)-\(getpid())").path
        cluster = try PrivateCluster(directory: home)
        let conninfo = try cluster.start()
        direct = Database(conninfo: conninfo)
        try direct.migrate(directory: Example.directory + "/Migrations")
        try direct.admitServing()
        let socket = conninfo.split(separator: "'").map(String.init)[1]
        proxy = hasProxy ? FaultProxy(socket) : nil
        let place = proxy?.directory ?? socket
        server = try TestServer(Database(conninfo: "host='\(place)' port=5432 dbname=postgres").serving, routes)
        let isFirst = Self.all.withLock { all in
            all.append(self)
            return all.count == 1
        }
        if isFirst { atexit { for server in IsolatedServer.all.withLock({ $0 }) { server.stop() } } }
    }

    private static let all = Mutex<[IsolatedServer]>([])

    func people() throws -> ExampleCouncil {
        try ExampleCouncil(
            slug: "server-\(Secret.random(4).map { String($0 % 10) }.joined())", name: "Isolated server",
            in: Example.Running(port: server.port, database: direct))
    }

    func stop() {
        server.stop()
        cluster.stop()
        try? FileManager.default.removeItem(atPath: home)
    }

    var processes: [pid_t] { Self.processes(of: home) }

    /// A server and all its processes, by the directory of its cluster.
    static func processes(of home: String) -> [pid_t] {
        let text = (try? String(contentsOfFile: home + "/data/postmaster.pid", encoding: .utf8)) ?? ""
        guard let postmaster = text.split(separator: "\n").first.flatMap({ pid_t($0) }) else { return [] }
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        let children = all.filter { pid in
            let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
            // After the name in brackets: state, then the parent.
            let rest = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return rest.count > 1 && pid_t(rest[1]) == postmaster
        }
        return [postmaster] + children
    }

    func signal(_ number: Int32) { for pid in processes { kill(pid, number) } }

    /// Tries until it is so; how long that took, or nil when it never was.
    static func time(until limit: Duration, _ isSo: () throws -> Bool) rethrows -> Duration? {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < limit {
            if try isSo() { return ContinuousClock.now - start }
            usleep(50_000)
        }
        return nil
    }
}

/// The site on a port of its own, with what it writes into its logs.
final class TestServer: Sendable {
    let port: Int
    let lines = Lines()
    private let server: Server
    private let listener: Int32

    final class Lines: Sendable {
        private let all = Mutex<[String]>([])
        func add(_ proxy: String) { all.withLock { $0.append(proxy) } }
        var text: String { all.withLock { $0.joined(separator: "\n") } }
    }

    init(
        _ database: Database, _ routes: [Route] = [], scanner: Clamd? = nil,
        _ change: (inout Server.Configuration) -> Void = { _ in }
    ) throws {
        let lines = lines
        var site = try Site(Routes.parts, database: database, directory: Example.directory, scanner: scanner) {
            lines.add($0)
        }
        site.routes = RouteTable(Routes.all + routes)
        var configuration = Server.Configuration()
        configuration.statics = site.statics
        configuration.pageWorkers = 4
        change(&configuration)
        let final = site
        server = Server(
            configuration, admit: final.admit, worker: { lane, _ in final.worker(lane) },
            log: { line in lines.add("\(line.method?.rawValue ?? "-") \(line.path) \(line.status.rawValue)") })
        listener = try Server.listen(host: "127.0.0.1", port: 0)
        port = Server.port(of: listener)
        let (server, listener) = (server, listener)
        Thread.detachNewThread { try? server.run(on: listener) }
    }

    func stop() { server.stop() }

    /// Without a council.
    func get(_ path: String) throws -> Page {
        try Browser(slug: String(path.dropFirst()), token: nil, port: port).get(path)
    }
}
