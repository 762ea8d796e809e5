import Foundation
import Postgres
import Testing

/// The four logins of a database that somebody else keeps, as docker/roles.sh makes them.
@Suite struct NamedDatabaseTests {
    @Test func ownerMigratesSiteServesAdministrationCommands() throws {
        let cluster = try PrivateCluster(directory: Waymark.directory() + "/data", durable: false)
        let root = try cluster.start()
        defer { cluster.stop() }
        let connection = try Connection(root)
        for role in ["owner", "site", "door", "admin"] {
            try connection.execute(script: "CREATE ROLE waymark_\(role) LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS")
        }
        try connection.execute(script: "CREATE DATABASE waymark OWNER waymark_owner")
        try connection.execute(script: "GRANT waymark_site TO waymark_door")
        func environment(_ role: String) -> [String: String] {
            ["DATABASE_URL": root + " dbname=waymark user=waymark_\(role)"]
        }

        let early = try Waymark.call("serve", "--listen", "127.0.0.1:0", environment: environment("site"))
        #expect(early.code == 1 && early.messages.contains("run `waymark migrate` with the owner's login"))
        #expect(try Waymark.call("migrate", environment: environment("owner")).code == 0)
        let made = try Waymark.call(
            "tenant", "create", "--slug", "ash", "--name", "Ash", environment: environment("admin"))
        #expect(made.code == 0, "\(made.messages)")
        #expect(try Waymark.call("tenant", "list", environment: environment("site")).code == 1)
        let doctor = try Waymark.call("doctor", environment: environment("admin"))
        #expect(doctor.code == 0, "\(doctor.output)")

        let doorless = try Waymark.call("serve", "--listen", "127.0.0.1:0", environment: environment("site"))
        #expect(doorless.code != 0 && doorless.messages.contains("Nobody could sign in"), "\(doorless.messages)")
        var both = environment("site")
        both["WAYMARK_DOOR_URL"] = root + " dbname=waymark user=waymark_door"
        let running = try Running(["serve", "--listen", "127.0.0.1:0", "--log", "quiet"], environment: both)
        #expect(eventually { running.messages.contains("Waymark is ready") }, "\(running.messages)")
        running.process.terminate()
        #expect(try running.wait().code == 0)
    }
}
