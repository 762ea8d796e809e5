import Foundation
import Glibc
import HTTP
import Postgres
import Synchronization

@testable import App

/// One database and one server for all tests of the site, and a council for each test.
enum Example {
    static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static let home = FileManager.default.temporaryDirectory.appending(path: "waymark-tests-\(getpid())").path

    /// Started with the first test that asks, stopped with the process.
    static let running: Running = {
        do { return try Running() } catch { fatalError("The tests could not start their server: \(error)") }
    }()

    struct Running: Sendable {
        let port: Int
        let database: Database
        let connections: Connections

        init(port: Int, database: Database) {
            (self.port, self.database, connections) = (port, database, Connections(database))
        }

        init() throws {
            let home = Example.home
            let cluster = try PrivateCluster(directory: home, durable: false)
            database = Database(conninfo: try cluster.start())
            try database.migrate(directory: directory + "/Migrations")
            try database.admitServing()
            connections = Connections(database)
            let site = try Site(Routes.parts, database: database.serving, directory: directory) { print($0) }
            let listener = try Server.listen(host: "127.0.0.1", port: 0)
            port = Self.port(of: listener)
            var configuration = Server.Configuration()
            configuration.statics = site.statics
            configuration.limits.connectionsPerAddress = 1_000
            let server = Server(
                configuration, admit: site.admit, worker: { lane, _ in site.worker(lane) }, refusal: site.refusal)
            Thread.detachNewThread { try? server.run(on: listener) }
            toStop.withLock { $0 = (cluster, home) }
            atexit { Example.stop() }
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

    private static let toStop = Mutex<(PrivateCluster, String)?>(nil)

    private static func stop() {
        guard let (cluster, home) = toStop.withLock({ $0 }) else { return }
        cluster.stop()
        try? FileManager.default.removeItem(atPath: home)
    }

    private static let number = Atomic<Int>(0)
    static let password = "correct horse battery"
    static let passwordHash = Password.hash(password) ?? ""

    /// A council of its own for one test, with one person a role.
    static func council(name: String? = nil) throws -> ExampleCouncil {
        let count = number.add(1, ordering: .relaxed).newValue
        return try ExampleCouncil(slug: "council-\(count)", name: name ?? "Council \(count)")
    }
}

/// A council with one signed-in person for each role.
struct ExampleCouncil {
    let slug: String
    /// Scrutiny officer.
    let olive: Browser
    /// Lead officer, in no team yet.
    let lena: Browser
    /// Scrutiny member.
    let mo: Browser
    /// Council administrator.
    let ada: Browser
    /// Broker.
    let bella: Browser
    /// Commissioner.
    let cora: Browser
    /// Provider contact.
    let sam: Browser
    /// Nobody is signed in here.
    let stranger: Browser

    /// Where it lives, when not with the others.
    private let running: Example.Running

    init(slug: String, name: String, in running: Example.Running = Example.running) throws {
        self.slug = slug
        self.running = running
        let tokens = try running.connections.with(.owner) { connection in
            try connection.transaction { db in
                try db.run("INSERT INTO tenants (slug, name) VALUES (\(slug), \(name))")
                try db.run("SELECT app.open_council(\(slug))")
                return try Self.names.map { role, person in
                    let id = try Person.add(
                        email: "\(role.rawValue)@\(slug).example", name: person, roles: [role],
                        passwordHash: Example.passwordHash, in: db)
                    let token = Token()
                    try db.run("SELECT app.begin_session(\(id), \(token.hash), '')")
                    return (role, token)
                }
            }
        }
        func browser(_ role: Role) -> Browser {
            Browser(slug: slug, token: tokens.first { $0.0 == role }?.1, port: running.port)
        }
        (olive, lena, mo, ada) = (browser(.scrutiny), browser(.lead), browser(.member), browser(.administrator))
        (bella, cora, sam, stranger) = (
            browser(.broker), browser(.commissioner), browser(.provider),
            Browser(slug: slug, token: nil, port: running.port)
        )
    }

    static let names: [Role: String] = [
        .scrutiny: "Olive Ward", .lead: "Lena Hart", .member: "Mo Khan", .administrator: "Ada Price",
        .broker: "Bella Stone",
        .commissioner: "Cora Nash", .provider: "Sam Field",
    ]

    /// Straight to the council's tables, for what a test needs to begin with.
    @discardableResult
    func inDatabase<T>(_ body: (Transaction) throws -> T) throws -> T {
        try running.connections.with(.admin) { connection in
            try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                return try body(db)
            }
        }
    }
}
