import Testing

@testable import Postgres

@Suite struct ScriptCutterTests {
    @Test(arguments: [
        ("", []), (" ;; -- nothing\n/* at all */;", []), ("SELECT 1", ["SELECT 1"]),
        (" SELECT 1 ;\n\nSELECT 2;", ["SELECT 1", "SELECT 2"]),
        ("-- first;\nSELECT 1; -- last;\n", ["-- first;\nSELECT 1"]),
        ("SELECT /* a; /* b; */ c; */ 1; SELECT 2", ["SELECT /* a; /* b; */ c; */ 1", "SELECT 2"]),
        ("SELECT 'a;''b;'; SELECT 2", ["SELECT 'a;''b;'", "SELECT 2"]),
        (#"SELECT '\'; SELECT 2"#, [#"SELECT '\'"#, "SELECT 2"]),
        (#"SELECT E'\';'; SELECT 2"#, [#"SELECT E'\';'"#, "SELECT 2"]),
        (#"SELECT name'\'; SELECT 2"#, [#"SELECT name'\'"#, "SELECT 2"]),
        (#"SELECT "a;""b" FROM t; SELECT 2"#, [#"SELECT "a;""b" FROM t"#, "SELECT 2"]),
        ("DO $$ BEGIN; END $$; SELECT 2", ["DO $$ BEGIN; END $$", "SELECT 2"]),
        ("DO $a$ $$;$$ $b$; $a$; SELECT 2", ["DO $a$ $$;$$ $b$; $a$", "SELECT 2"]),
        ("SELECT a$b$; SELECT $1; SELECT $2$", ["SELECT a$b$", "SELECT $1", "SELECT $2$"]),
        (
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
            ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
        ),
        ("SELECT 'never closed; SELECT 2", ["SELECT 'never closed; SELECT 2"]),
        ("SELECT $a$ never; closed", ["SELECT $a$ never; closed"]),
        ("SELECT ')'; )); SELECT 2", ["SELECT ')'", "))", "SELECT 2"]),
    ]) func aScriptIsCutWhereStatementsEnd(_ script: String, _ statements: [String]) {
        #expect(ScriptCutter.statements(of: script) == statements)
    }

    @Test func whateverIsCutIsCutTheSameWayAgain() {
        var random = SplitMix(state: 4)
        let pieces = [
            ";", "'", "\"", "$$", "$a$", "$", "--", "\n", "/*", "*/", "E'", "\\", "(", ")", " ", "SELECT", "é", "1",
            "e", "-", "/",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...16, using: &random)
            let script = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let statements = ScriptCutter.statements(of: script)
            #expect(ScriptCutter.statements(of: statements.joined(separator: "\n;\n")) == statements)
        }
    }

    /// Every dollar might begin a quotation that goes to the end.
    @Test(arguments: ["$a", "$a$ ", "'", "/*", "(", "E'\\", "--", "$$"])
    func aLongScriptTakesNoLongerThanItsLength(piece: String) {
        let start = ContinuousClock.now
        _ = ScriptCutter.statements(of: String(repeating: piece, count: 200_000))
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
