import PlanReader
import Postgres

/// A value read at a day: a stock, never a running total (001.12), with how sure it is (004.38).
package struct Reading: Record {
    package typealias ID = Postgres.ID<Reading>
    package typealias Qualifier = PlanFile.Reading.Qualifier

    package var id = ID(0), version = 0
    package var measureID = Measure.ID(0)
    /// The reading that this is part of: "of those".
    package var wholeID: ID?
    package var value = Double.nan
    package var breadth: Int?
    package var qualifier = Qualifier.exactly
    package var isProjected = false
    package var asOf = ApproximateDay(.first)
    package var subset = "", source = "", caveat = ""
    /// Waymark counted it, so that nobody changes it.
    package var isCounted = false

    package init() {}

    /// The same reading of another number.
    func counting(_ value: Double) -> Reading {
        var other = self
        other.value = value
        return other
    }

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
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
        isCounted = try row["is_counted"]
    }

    var name: String { "Reading of \(asOf.text)" }
    var mention: String { "this reading" }

    /// "more than 14 people, March 2019 (apprentices)", for choosing one.
    func line(_ unit: Unit) -> String {
        "\(text(unit)), \(asOf.text)" + (subset.isEmpty ? "" : " (\(subset))")
    }

    static let table: StaticString = "readings"
    static let words = RecordWords(one: "reading", many: "readings")
    static let order: SQL = "x.as_of DESC, x.id"
    static let select: SQL = """
        SELECT x.id, x.version, x.measure_id, x.whole_id, x.value, x.breadth, x.qualifier, x.is_projected, x.as_of,
               x.as_of_precision, x.subset, x.source, x.caveat, x.is_counted
          FROM readings AS x
        """

    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Reading]> {
        .list(
            """
            \(select) JOIN measures q ON q.tenant_id = x.tenant_id AND q.plan_id = x.plan_id AND q.id = x.measure_id
             WHERE x.plan_id = \(plan) AND q.recommendation_id = \(recommendation) ORDER BY \(order)
            """)
    }

    package static func all(of plan: Plan.ID) -> Query<[Reading]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }
}

extension Reading.Qualifier: Choice {
    var label: String {
        switch self {
        case .exactly: "Exactly"
        case .moreThan: "More than"
        case .nearly: "Nearly"
        case .over: "Over"
        case .about: "About"
        case .atLeast: "At least"
        case .upTo: "Up to"
        }
    }
}
