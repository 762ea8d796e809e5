import App
import CLinux
import Foundation
import HTTP

/// The site in a process of its own, so that its CPU time can be told from the load's.
enum Child {
    static func run(arguments: [String]) throws {
        guard arguments.count == 2, let port = Int(arguments[1]) else {
            throw Problem("child wants a directory and a port")
        }
        // Never outlives the benchmark, however that ends.
        guard clinux_die_with_parent(SIGTERM) == 0 else { throw Problem("prctl failed") }
        let conninfo = ProcessInfo.processInfo.environment["WAYMARK_BENCH_DATABASE"] ?? ""
        let site = try Site(Routes.parts, database: Database(conninfo: conninfo), directory: arguments[0])
        var configuration = Server.Configuration()
        configuration.statics = site.statics
        let server = Server(configuration, admit: site.admit, worker: { lane, _ in site.worker(lane) }, log: { _ in })
        try server.run(on: Server.listen(host: "127.0.0.1", port: port))
    }
}

/// What kept a measurement from being made.
struct Problem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
