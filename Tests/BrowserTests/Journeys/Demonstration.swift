import App
import Foundation
import Glibc
import HTTP
import Postgres
import Synchronization

/// One database with the demo's councils and one server for all journeys, started with the first and gone with the last.
enum Demonstration {
    static let home = FileManager.default.temporaryDirectory.appending(path: "waymark-journeys-\(getpid())").path

    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static let running: Running = {
        do { return try Running() } catch { fatalError("The journeys could not start their server: \(error)") }
    }()

    struct Running: Sendable {
        let port: Int
        let database: Database

        init() throws {
            let home = Demonstration.home
            let cluster = try PrivateCluster(directory: home, durable: false)
            toStop.withLock { $0 = cluster }
            atexit { Demonstration.stop() }
            database = Database(conninfo: try cluster.start())
            try database.migrate(directory: directory + "/Migrations")
            try database.admitServing()
            _ = try Demo.fill(database)
            let site = try Site(Routes.parts, database: database.serving, directory: directory) { print($0) }
            let listener = try Server.listen(host: "127.0.0.1", port: 0)
            port = Self.port(of: listener)
            var configuration = Server.Configuration()
            configuration.statics = site.statics
            let server = Server(configuration, admit: site.admit, worker: { lane, _ in site.worker(lane) })
            Thread.detachNewThread { try? server.run(on: listener) }
        }

        private static func port(of listener: Int32) -> Int {
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
            }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    private static let toStop = Mutex<PrivateCluster?>(nil)

    private static func stop() {
        toStop.withLock { $0 }?.stop()
        try? FileManager.default.removeItem(atPath: home)
    }

    static func address(_ council: String, _ path: String) -> String {
        "http://127.0.0.1:\(running.port)/\(council)\(path)"
    }

    /// An empty council with one person for each role, made as the command line makes them.
    static func makeCouncil(_ slug: String, name: String) throws {
        guard let hash = Password.hash(Demo.password) else { throw CocoaError(.featureUnsupported) }
        let connection = try running.database.connect(as: .admin)
        defer { connection.close() }
        try connection.transaction { db in
            guard try Tenant.add(slug, name: name, in: db), try Tenant.open(slug, in: db) else {
                throw CocoaError(.fileWriteFileExists)
            }
            for role in Role.allCases {
                _ = try Person.add(
                    email: "\(role.rawValue)@\(slug).example", name: role.title, roles: [role], passwordHash: hash,
                    in: db)
            }
        }
    }
}
