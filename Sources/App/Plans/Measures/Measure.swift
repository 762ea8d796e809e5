import PlanReader
import Postgres

/// A quantity that shows whether an action succeeds, with milestones to reach and readings taken.
package struct Measure: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Measure>
    package let id: ID
    package let recommendationID: Recommendation.ID
    package let version: Int
    package let title: String
    package let unit: Unit
    /// "at least the national level in three years" (002.18).
    package let comparator: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        version = try row["version"]
        title = try row["title"]
        unit = try row["unit"]
        comparator = try row["comparator"]
    }

    static let columns: SQL = "id, recommendation_id, version, title, unit, comparator"

    private static func select(_ condition: SQL) -> Query<[Measure]> {
        .list("SELECT \(columns) FROM measures WHERE \(condition) ORDER BY position, id")
    }

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Measure]> {
        select("plan_id = \(plan) AND recommendation_id = \(recommendation)")
    }

    package static func all(of plan: Plan.ID) -> Query<[Measure]> { select("plan_id = \(plan)") }
}

/// A value to reach by a day: "minimum of 5 by April 2023 working across minimum of 4 areas" (001.06).
package struct Milestone: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Milestone>
    package typealias Sense = PlanFile.Milestone.Sense

    package let id: ID
    package let measureID: Measure.ID
    package let sense: Sense
    package let value: Double
    package let breadth: Int?
    package let breadthUnit: String
    package let due: ApproximateDay?

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        measureID = try row["measure_id"]
        sense = try row["sense"]
        value = try row["value"]
        breadth = try row["breadth"]
        breadthUnit = try row["breadth_unit"]
        let dueOn: Day? = try row["due_on"]
        let precision: ApproximateDay.Precision = try row["due_precision"]
        due = dueOn.map { ApproximateDay($0, precision) }
    }

    private static func select(_ condition: SQL) -> Query<[Milestone]> {
        .list(
            """
            SELECT m.id, m.measure_id, m.sense, m.value, m.breadth, m.breadth_unit, m.due_on, m.due_precision
              FROM milestones m JOIN measures q ON q.tenant_id = m.tenant_id AND q.plan_id = m.plan_id AND q.id = m.measure_id
             WHERE \(condition) ORDER BY m.due_on NULLS LAST, m.id
            """)
    }

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Milestone]> {
        select("m.plan_id = \(plan) AND q.recommendation_id = \(recommendation)")
    }

    package static func all(of plan: Plan.ID) -> Query<[Milestone]> { select("m.plan_id = \(plan)") }
}

/// A value read at a day: a stock, never a running total (001.12), with how sure it is (004.38).
package struct Reading: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Reading>
    package typealias Qualifier = PlanFile.Reading.Qualifier

    package let id: ID
    package let measureID: Measure.ID
    /// The reading that this is part of: "of those".
    package let wholeID: ID?
    package let value: Double
    package let breadth: Int?
    package let qualifier: Qualifier
    package let isProjected: Bool
    package let asOf: ApproximateDay
    package let subset, source, caveat: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        measureID = try row["measure_id"]
        wholeID = try row["whole_id"]
        value = try row["value"]
        breadth = try row["breadth"]
        qualifier = try row["qualifier"]
        isProjected = try row["is_projected"]
        asOf = ApproximateDay(try row["as_of"], try row["as_of_precision"])
        subset = try row["subset"]
        source = try row["source"]
        caveat = try row["caveat"]
    }

    private static func select(_ condition: SQL) -> Query<[Reading]> {
        .list(
            """
            SELECT g.id, g.measure_id, g.whole_id, g.value, g.breadth, g.qualifier, g.is_projected, g.as_of, g.as_of_precision,
                   g.subset, g.source, g.caveat
              FROM readings g JOIN measures q ON q.tenant_id = g.tenant_id AND q.plan_id = g.plan_id AND q.id = g.measure_id
             WHERE \(condition) ORDER BY g.as_of DESC, g.id
            """)
    }

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Reading]> {
        select("g.plan_id = \(plan) AND q.recommendation_id = \(recommendation)")
    }

    package static func all(of plan: Plan.ID) -> Query<[Reading]> { select("g.plan_id = \(plan)") }
}

extension Milestone.Sense: Choice {}

extension Reading.Qualifier: Choice {}
