import Postgres

/// A body's approval of a plan, on a day.
package struct Decision: Sendable, RowDecodable {
    package let body, words: String
    package let day: Day

    package init(row: Row) throws(PostgresError) {
        body = try row["body"]
        words = try row["words"]
        day = try row["decided_on"]
    }

    package static func all(of plan: Plan.ID) -> Query<[Decision]> {
        Query<[Decision]>.list(
            "SELECT body, words, decided_on FROM decisions WHERE plan_id = \(plan) ORDER BY decided_on, id")
    }
}
