import Postgres
import Testing

@testable import App

/// Many rows at once go in through arrays: `COPY FROM` is refused where row-level security is.
@Suite struct BulkTests {
    /// A plan's measure, to hang readings on.
    private struct Measure: RowDecodable {
        let plan, id: Int64

        init(row: Row) throws(PostgresError) { (plan, id) = (try row["plan_id"], try row["id"]) }
    }

    private func measure(_ db: Transaction) throws -> Measure {
        try #require(try db.first("SELECT plan_id, id FROM measures ORDER BY id LIMIT 1") as Measure?)
    }

    @Test func rowsGoInThroughArraysUnderTheGuards() throws {
        let council = try Example.council()
        _ = try Story(in: council)
        try council.asVisit(council.olive) { db in
            let measure = try measure(db)
            let days = (0..<3_000).map { Day.first.adding(days: 700_000 + $0) }
            let values = days.indices.map { $0 % 7 == 0 ? nil : $0 }
            let known = values.map { $0 ?? 0 }
            let count = try db.run(
                """
                INSERT INTO readings (plan_id, measure_id, as_of, value)
                SELECT \(measure.plan), \(measure.id), row.as_of, row.value
                  FROM unnest(\(days), \(known)) AS row (as_of, value)
                """)
            #expect(count == 3_000)
            let ours: Int? = try db.value(
                "SELECT count(*) FROM readings WHERE as_of BETWEEN \(days[0]) AND \(days[2_999])")
            #expect(ours == 3_000)
            let absent: Int? = try db.value("SELECT count(*) FROM unnest(\(values)) AS v WHERE v IS NULL")
            #expect(absent == 429, "nil is NULL in an array too")
        }
    }

    @Test func noArrayReachesAnotherCouncilOrGoesRoundTheGuards() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        for council in [ashdown, bramley] { _ = try Story(in: council) }
        let theirs: Int? = try bramley.inDatabase { try $0.value("SELECT app.tenant()::bigint") }
        func refusal(_ browser: Browser, _ sql: (Measure) -> SQL) throws -> PostgresError? {
            #expect(throws: PostgresError.self) {
                try ashdown.asVisit(browser) { db in try db.run(sql(try measure(db))) }
            }
        }
        let day = Day.first.adding(days: 700_000)
        let other = try refusal(ashdown.olive) { measure in
            """
            INSERT INTO readings (tenant_id, plan_id, measure_id, as_of, value)
            SELECT \(Int32(theirs ?? 0)), \(measure.plan), \(measure.id), day, 1 FROM unnest(\([day])) AS day
            """
        }
        #expect(other?.kind == .permission)
        let member = try refusal(ashdown.mo) { measure in
            """
            INSERT INTO readings (plan_id, measure_id, as_of, value)
            SELECT \(measure.plan), \(measure.id), day, 1 FROM unnest(\([day])) AS day
            """
        }
        #expect(member?.kind == .permission)
        #expect(try refusal(ashdown.olive) { _ in "COPY readings FROM STDIN" }?.sqlState == "0A000")
    }
}
