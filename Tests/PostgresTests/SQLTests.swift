import Testing

@testable import Postgres

@Suite struct SQLTests {
    @Test func aValueTravelsBesideTheStatement() {
        let title = "Robert'); DROP TABLE plans;--"
        let sql: SQL = "SELECT id FROM plans WHERE title = \(title) AND age > \(7)"
        #expect(sql.text == "SELECT id FROM plans WHERE title = $1 AND age > $2")
        #expect(sql.types == [.text, .bigint])
        #expect(sql.values == Array("\(title)\u{0}7\u{0}".utf8))
    }

    @Test func partsKeepTheirValuesInOrder() {
        let columns: SQL = "id, title"
        let condition: SQL = "b = \(2) OR c = \("three")"
        let sql: SQL = "SELECT \(columns) FROM t WHERE a = \(1) AND (\(condition)) LIMIT \(4)"
        #expect(sql.text == "SELECT id, title FROM t WHERE a = $1 AND (b = $2 OR c = $3) LIMIT $4")
        #expect(sql.values == Array("1\u{0}2\u{0}three\u{0}4\u{0}".utf8))
        #expect(sql.offsets == [0, 2, 4, 10])
    }

    @Test func conditionsAreJoined() {
        let parts: [SQL] = ["a = \(1)", "b", "c = \(nil as String?)"]
        let sql = SQL.join(parts, " AND ")
        #expect(sql.text == "a = $1 AND b AND c = $2")
        #expect(sql.offsets == [0, -1])
        #expect(SQL.join([], ", ").text == "")
        #expect(("a" + sql).text == "aa = $1 AND b AND c = $2")
    }

    @Test func anIdentifierIsDigitsAndNothingElse() {
        #expect(ID<Person>("12")?.value == 12)
        #expect(ID<Person>("9223372036854775807")?.value == .max)
        for text in ["", "0", "-1", "+5", "012", " 1", "1 ", "1.0", "１２", "9223372036854775808", "1\u{0}"] {
            #expect(ID<Person>(text) == nil, "\(text)")
        }
    }

    @Test func theLeastRecentlyUsedStatementMakesRoom() {
        var statements = Statements(bound: 2)
        let first = statements.add("a"), second = statements.add("b")
        #expect(statements.name(of: "a") == first)
        _ = statements.add("c")
        #expect(statements.name(of: "b") == nil)
        #expect(statements.name(of: "a") == first)
        #expect(statements.takeDiscarded() == [second])
        #expect(statements.count == 2)
    }
}
