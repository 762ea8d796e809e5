import PlanReader
import Postgres

/// A body's approval of a plan, on a day (001.01).
package struct Decision: RecordRow {
    package var id = ID<Decision>(0)
    package var body = "", words = ""
    package var day = Day.first

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        body = try row["body"]
        words = try row["words"]
        day = try row["decided_on"]
    }

    static let table: StaticString = "decisions"
    static let words = RecordWords(one: "decision", many: "decisions")
    static let owner: StaticString = "plan_id"
    static let order: SQL = "x.decided_on, x.id"
    static let select: SQL = "SELECT x.id, x.body, x.words, x.decided_on FROM decisions AS x"

    static let fields: [Field<Decision>] = [
        .text(
            \.body, "body", "body", "Who decided", PlanLimit.decisionBody.range,
            hint: "Such as Cabinet, or Cabinet Member.", or: "Enter who decided, in up to 200 characters"),
        .day(\.day, "on", "decided_on", "Day of the decision", or: "Enter the day of the decision"),
        .area(\.words, "words", "words", "What was decided", PlanLimit.decisionWords.range, rows: 2),
    ]

    package static func all(of plan: Plan.ID) -> Query<[Decision]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }
}
