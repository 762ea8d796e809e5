import Foundation
import Glibc
import Testing

@testable import App
@testable import Postgres

/// A site over two databases: a primary, and a standby that has everything before it is acknowledged.
final class ReplicaPair: Sendable {
    let server: TestServer
    /// To whichever of the two takes writes.
    let database: Database
    private let home: String
    private let primary, standby: PrivateCluster
    private let standbyConninfo: String

    init(_ name: String, routes: [Route]) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "waymark-\(name)-\(getpid())").path
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        // Durable: what is quicker does not wait for a standby either.
        primary = try PrivateCluster(directory: home + "/primary")
        let conninfo = try primary.start()
        let beginning = Database(conninfo: conninfo)
        try beginning.migrate(directory: Example.directory + "/Migrations")
        try beginning.admitServing()
        let owner = try Connection(conninfo)
        defer { owner.close() }

        standby = try PrivateCluster(directory: home + "/standby")
        try Self.copy(socket: Self.socket(conninfo), to: home + "/standby")
        standbyConninfo = try standby.start()
        try owner.run("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try owner.run("SELECT pg_reload_conf()")
        let isInStep = try IsolatedServer.time(until: .seconds(20)) {
            try owner.transaction { try $0.value("SELECT true FROM pg_stat_replication WHERE sync_state = 'sync'") }
                ?? false
        }
        guard isInStep != nil else { throw Wire.Failure(description: "the standby does not follow") }

        let hosts = "host='\(Self.socket(conninfo)),\(Self.socket(standbyConninfo))' port=5432 dbname=postgres "
        database = Database(conninfo: hosts + "target_session_attrs=read-write user=postgres")
        server = try TestServer(Database(conninfo: hosts + "target_session_attrs=read-write").serving, routes)
    }

    private static func socket(_ conninfo: String) -> String { conninfo.split(separator: "'").map(String.init)[1] }

    /// A copy that goes on following, as the server's own user makes it.
    private static func copy(socket: String, to directory: String) throws {
        let programs = try ServerPrograms()
        try programs.give(directory)
        let arguments = [
            "--pgdata=\(directory)/data", "--host=\(socket)", "--port=5432", "--username=postgres",
            "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast",
        ]
        let copying = try programs.launch("pg_basebackup", arguments, log: directory + "/copy.log")
        guard copying.wait(seconds: 60) == 0 else {
            copying.stop()
            throw Wire.Failure(
                description: (try? String(contentsOfFile: directory + "/copy.log", encoding: .utf8)) ?? "")
        }
    }

    /// Kills the primary, or freezes it so that its kernel still takes connections.
    func signalPrimary(_ number: Int32) {
        for pid in IsolatedServer.processes(of: home + "/primary") { kill(pid, number) }
    }

    /// Makes the standby the one that takes writes.
    func promote() throws {
        var options = Connection.Options()
        (options.statementTimeout, options.timeLimit) = (.seconds(15), .seconds(16))
        let connection = try Connection(standbyConninfo, options: options)
        defer { connection.close() }
        try connection.run("SELECT pg_promote(true, 10)")
    }

    func stop() {
        server.stop()
        signalPrimary(SIGKILL)
        primary.stop()
        standby.stop()
        try? FileManager.default.removeItem(atPath: home)
    }
}
