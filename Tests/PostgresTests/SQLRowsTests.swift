import Testing

@testable import Postgres

/// Many rows as one statement.
@Suite struct SQLRowsTests {
    @Test func eachValueBecomesAColumn() throws {
        let rows = try SQLRows([
            ["\(1)", "nullif(\("a\"b"), '')", "now()"], ["\(2)", "nullif(\(nil as String?), '')", "now()"],
        ])
        #expect(rows.source.text == "unnest($1, $2) WITH ORDINALITY AS r (v1, v2, place)")
        #expect(rows.expressions.map(\.text) == ["r.v1", "nullif(r.v2, '')", "now()"])
        #expect(rows.source.types.map(\.name) == ["bigint[]", "text[]"])
        #expect(rows.source.values == Array("{1,2}\u{0}{\"a\\\"b\",NULL}\u{0}".utf8))
    }

    @Test func rowsThatDifferInMoreThanTheirValuesAreRefused() {
        #expect(throws: PostgresError.self) { try SQLRows([["\(1)"], ["\("a")"]]) }
        #expect(throws: PostgresError.self) { try SQLRows([["\(1)"], ["-\(1)"]]) }
        #expect(throws: PostgresError.self) { try SQLRows([["\(1)", "\(2)"], ["\(1)"]]) }
        #expect(throws: PostgresError.self) { try SQLRows([["\("a\u{0}b")"]]) }
        #expect(throws: PostgresError.self) { try SQLRows([]) }
    }

    @Test func theyComeBackInTheirOrder() throws {
        let connection = try Database.connect()
        defer { connection.close() }
        let words = ["", "NULL", "a,b", "{}", "\\", "Zoë’s \"7\"", "\n"]
        let rows = try SQLRows(words.enumerated().map { ["\($0.offset)", "\($0.element)"] })
        let back: [String] = try connection.transaction {
            try $0.values("SELECT \(rows.expressions[1]) FROM \(rows.source) ORDER BY \(rows.expressions[0])")
        }
        #expect(back == words)
    }
}
