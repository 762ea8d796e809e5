import PlanReader
import Postgres

/// A quantity that shows whether an action succeeds, with milestones to reach and readings taken.
package struct Measure: Record {
    package typealias ID = Postgres.ID<Measure>
    package var id = ID(0), version = 0
    package var recommendationID = Recommendation.ID(0)
    package var title = "", unit = Unit.people
    /// "at least the national level in three years" (002.18).
    package var comparator = ""
    /// Waymark counts it (MeasureTie).
    package var isTied = false
    /// For its form alone.
    var milestones: [Milestone] = []

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        version = try row["version"]
        title = try row["title"]
        unit = try row["unit"]
        comparator = try row["comparator"]
        isTied = try row["is_tied"]
    }

    var name: String { title }
    var mention: String { "this measure" }

    static let table: StaticString = "measures"
    static let words = RecordWords(one: "measure", many: "measures")
    static let order: SQL = "x.position, x.id"
    static let select: SQL = """
        SELECT x.id, x.recommendation_id, x.version, x.title, x.unit, x.comparator,
               EXISTS (SELECT FROM tied_counts t WHERE t.tenant_id = x.tenant_id AND t.measure_id = x.id) AS is_tied
          FROM measures AS x
        """

    private static func all(_ condition: SQL) -> Query<[Measure]> {
        .list("\(select) WHERE \(condition) ORDER BY \(order)")
    }

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Measure]> {
        all("x.plan_id = \(plan) AND x.recommendation_id = \(recommendation)")
    }

    package static func all(of plan: Plan.ID) -> Query<[Measure]> { all("x.plan_id = \(plan)") }
}
