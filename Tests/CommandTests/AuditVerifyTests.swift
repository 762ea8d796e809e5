import Postgres
import Testing

@Suite struct AuditVerifyTests {
    private struct Chain: Decodable { let council: String, isWhole: Bool, brokenAt: Int64? }

    @Test func aChangedHistoryIsFound() throws {
        let served = try Served(["--log", "quiet", "--processes", "1"])
        let data = served.data
        for slug in ["ash", "elm"] {
            _ = try Waymark.call("tenant", "create", "--slug", slug, "--name", slug, "--data", data)
        }
        #expect(try Waymark.call("audit", "verify", "--data", data).code == 0)
        let connection = try Connection(try #require(PrivateCluster.conninfo(ofRunningIn: data)) + " dbname=waymark")
        try connection.run(
            "UPDATE audit SET after = '{}' WHERE id = (SELECT min(a.id) FROM audit a JOIN tenants t ON t.id = a.tenant_id WHERE t.slug = 'ash')"
        )
        let outcome = try Waymark.call("audit", "verify", "--data", data, "--json")
        let chains: [Chain] = try outcome.json()
        #expect(outcome.code == 1)
        #expect(chains.map(\.council) == ["ash", "elm"] && chains.map(\.isWhole) == [false, true])
        #expect(chains[0].brokenAt ?? 0 > 0 && chains[1].brokenAt == nil)
        #expect(try Waymark.call("audit", "verify", "--tenant", "elm", "--data", data).code == 0)
        #expect(try Waymark.call("audit", "verify", "--tenant", "oak", "--data", data).code != 0)
        #expect(try served.stop() == 0)
    }
}
