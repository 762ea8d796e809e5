import PlanReader
import Postgres
import Testing

@testable import App

/// The lengths of a plan's words stand once in Swift, and the database's CHECKs say the same.
@Suite struct PlanLimitTests {
    private struct Column: RowDecodable {
        let name, check: String

        init(row: Row) throws(PostgresError) {
            name = try row["name"]
            check = try row["expression"]
        }
    }

    @Test func everyLimitIsTheColumnsOwn() throws {
        let connection = try Example.running.database.connect(as: .owner)
        defer { connection.close() }
        let columns: [Column] = try connection.transaction { db in
            try db.each([
                Query<[Column]>.list(
                    """
                    SELECT c.relname || '.' || a.attname AS name, pg_get_expr(k.conbin, k.conrelid) AS expression
                      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                      JOIN pg_attribute a ON a.attrelid = c.oid AND k.conkey = ARRAY[a.attnum]
                     WHERE k.contype = 'c' AND pg_get_expr(k.conbin, k.conrelid) LIKE '%length(%'
                    """)
            ])[0]
        }
        for limit in PlanLimit.allCases {
            let check = try #require(columns.first { $0.name == limit.rawValue }?.check, "\(limit.rawValue)")
            let numbers = check.split { !$0.isNumber }.compactMap { Int($0) }
            #expect(numbers.last == limit.most, "\(limit.rawValue): \(check)")
            #expect(numbers.count == 1 ? limit.least == 0 : numbers.first == limit.least, "\(limit.rawValue): \(check)")
        }
    }
}
