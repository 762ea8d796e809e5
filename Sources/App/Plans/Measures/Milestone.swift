import PlanReader
import Postgres

/// A value to reach by a day: "minimum of 5 by April 2023 working across minimum of 4 areas" (001.06).
package struct Milestone: RecordRow {
    package typealias ID = Postgres.ID<Milestone>
    package typealias Sense = PlanFile.Milestone.Sense

    package var id = ID(0)
    package var measureID = Measure.ID(0)
    package var sense = Sense.atLeast
    package var value = Double.nan
    package var breadth: Int?
    package var breadthUnit = ""
    package var due: ApproximateDay?

    package init() {}

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

    static let table: StaticString = "milestones"
    static let words = RecordWords(one: "milestone", many: "milestones")
    static let owner: StaticString = "measure_id"
    static let shared: [StaticString] = ["plan_id"]
    static let order: SQL = "x.due_on NULLS LAST, x.id"
    static let select: SQL = """
        SELECT x.id, x.measure_id, x.sense, x.value, x.breadth, x.breadth_unit, x.due_on, x.due_precision FROM milestones AS x
        """

    static let fields: [Field<Milestone>] = [
        .choice(\.sense, "sense", "sense", "Target", or: "Choose at least, exactly or up to", radios: false),
        .number(\.value, "value", "value", "Number", or: "Enter the number to reach"),
        .approximateDay(\.due, "due", ("due_on", "due_precision"), "By"),
        .whole(
            \.breadth, "breadth", "breadth", "Across at least", 1...1_000_000,
            hint: "Only where it is across several. For “5 across at least 4 areas”: 4.",
            or: "Across at least: enter a whole number, such as 4"
        ).neededAtTimes(),
        .text(
            \.breadthUnit, "breadth_unit", "breadth_unit", "Areas, or what else it is across",
            PlanLimit.breadthUnit.range,
            hint: "For “5 across at least 4 areas”: areas.", width: "20"
        ).neededAtTimes(),
    ]

    static func check(_ milestone: inout Milestone, _ check: inout Check, _ context: FormContext<Milestone>) {
        if milestone.breadth != nil, milestone.breadthUnit.isEmpty {
            check.mistake("breadth_unit", "Enter what it is spread over, such as areas")
        }
        if milestone.breadth == nil, !milestone.breadthUnit.isEmpty {
            check.mistake("breadth", "Enter over how many")
        }
    }

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Milestone]> {
        .list(
            """
            \(select) JOIN measures q ON q.tenant_id = x.tenant_id AND q.plan_id = x.plan_id AND q.id = x.measure_id
             WHERE x.plan_id = \(plan) AND q.recommendation_id = \(recommendation) ORDER BY \(order)
            """)
    }

    package static func all(of plan: Plan.ID) -> Query<[Milestone]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }
}

extension Milestone.Sense: Choice {}
