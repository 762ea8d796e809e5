import Postgres
import Testing

@Suite struct AuditVerifyTests {
    private struct Chain: Decodable { let council: String, isWhole: Bool, brokenAt: Int64?, lostEntry: Int64? }

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

    /// Who owns the database can change an entry and compute every hash from there on; an earlier end gives it away.
    @Test func aHistoryThatWasWrittenAnewIsFoundByItsEarlierEnd() throws {
        let served = try Served(["--log", "quiet", "--processes", "1"])
        let data = served.data
        _ = try Waymark.call("tenant", "create", "--slug", "ash", "--name", "Ash", "--data", data)
        let heads = data + "/heads.json"
        let printed = try Waymark.call("audit", "verify", "--data", data, "--json").output
        try printed.write(toFile: heads, atomically: true, encoding: .utf8)
        let against = ["audit", "verify", "--data", data, "--against", heads]
        #expect(try Waymark.call(against).code == 0)
        let others = data + "/others.json"
        try printed.replacing("\"ash\"", with: "\"oak\"").write(toFile: others, atomically: true, encoding: .utf8)
        let gone = try Waymark.call("audit", "verify", "--data", data, "--against", others)
        #expect(gone.code == 1 && gone.output.contains("BAD   oak") && gone.output.contains("ok    ash"))
        let connection = try Connection(try #require(PrivateCluster.conninfo(ofRunningIn: data)) + " dbname=waymark")
        try connection.run(
            """
            DO $$ DECLARE entry audit; head bytea := ''; BEGIN
                UPDATE audit SET after = '{}' WHERE id = (SELECT min(id) FROM audit);
                FOR entry IN SELECT * FROM audit ORDER BY id LOOP
                    head := app.hash_entry(head, entry);
                    UPDATE audit SET hash = head WHERE id = entry.id;
                END LOOP;
                UPDATE audit_heads SET hash = head;
            END $$
            """)
        #expect(try Waymark.call("audit", "verify", "--data", data).code == 0, "every hash holds")
        let outcome = try Waymark.call(against + ["--json"])
        let chains: [Chain] = try outcome.json()
        #expect(outcome.code == 1 && chains[0].lostEntry != nil && chains[0].brokenAt == nil)
        #expect(try Waymark.call("audit", "verify", "--data", data, "--against", data + "/none").code != 0)
        #expect(try served.stop() == 0)
    }
}
