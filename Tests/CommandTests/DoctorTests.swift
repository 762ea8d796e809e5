import Foundation
import Postgres
import Testing

@Suite struct DoctorTests {
    private struct Finding: Decodable { let what: String, isWell: Bool, words: String }

    @Test func allIsWellAndThenIsNot() throws {
        let served = try Served(["--log", "quiet", "--processes", "1"])
        let data = served.data
        _ = try Waymark.call("tenant", "create", "--slug", "ash", "--name", "Ash", "--data", data)
        _ = try Waymark.call(
            "user", "add", "--tenant", "ash", "--email", "a@ash.example", "--name", "A", "--role", "lead", "--data",
            data,
            input: Installation.password)
        let well = try Waymark.call("doctor", "--data", data)
        #expect(well.code == 0, "\(well.output)")
        #expect(try Waymark.call("doctor", "--health", "--listen", "127.0.0.1:\(served.port)").code == 0)

        let connection = try Connection(try #require(PrivateCluster.conninfo(ofRunningIn: data)) + " dbname=waymark")
        try connection.run("ALTER TABLE plans NO FORCE ROW LEVEL SECURITY")
        try connection.run("UPDATE audit SET after = '{}' WHERE id = (SELECT min(id) FROM audit)")
        try connection.run("DELETE FROM role_abilities WHERE role = 'lead'")
        try connection.run("ALTER ROLE waymark_site BYPASSRLS")
        let outcome = try Waymark.call("doctor", "--data", data, "--json")
        let findings: [Finding] = try outcome.json()
        #expect(outcome.code == 1)
        #expect(
            Set(findings.filter { !$0.isWell }.map(\.what)) == ["row-level security", "audit", "abilities", "roles"])
        #expect(findings.first { $0.what == "row-level security" }?.words.contains("plans") == true)
        #expect(findings.first { $0.what == "audit" }?.words.contains("ash at entry") == true)
        #expect(try served.stop() == 0)
    }

    @Test func healthOfNothingIsNotAvailable() throws {
        #expect(try Waymark.call("doctor", "--health", "--listen", "127.0.0.1:1").code == 6)
    }

    @Test func migrationsOfADatabaseOfOurOwnAreRunAndShown() throws {
        struct Ran: Decodable { let ran: [String] }
        let data = try Waymark.directory() + "/data"
        #expect(try Waymark.call("migrate", "--status", "--data", data).code == 6, "looking makes no database")
        let ran: Ran = try Waymark.call("migrate", "--json", "--data", data).json()
        #expect(ran.ran.first == "rules/app.sql")
        #expect(try Waymark.call("migrate", "--status", "--data", data).code == 0)
        #expect(try Waymark.call("tenant", "list", "--json", "--data", data).output == "[\n\n]\n")
    }
}
