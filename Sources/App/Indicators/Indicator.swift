import Postgres

/// What a council is compared by: a local value beside a comparator’s, period by period and by area, with a target (002.17, 002.18).
struct Indicator: Record {
    /// Which way its values are better.
    enum Direction: String, Choice {
        case higher, lower

        var label: String { "\(rawValue.sentenceCase) is better" }
    }

    /// What its target is held against.
    enum Target: String, Choice {
        case relative, absolute, none

        var label: String {
            switch self {
            case .relative: "The comparator’s level, or better by a number"
            case .absolute: "A number of its own"
            case .none: "No target"
            }
        }
    }

    var id = ID<Indicator>(0), version = 0
    var name = "", definition = ""
    var scale = Scale.percent, ofWhat = "", better = Direction.higher
    /// None: all of the council’s area.
    var areas: [ID<Area>] = [], areaNames: [String] = [], areaShortNames: [String] = []
    /// As it reads in a sentence: “England”, “the national average”.
    var comparator = "", source = ""
    /// Who holds it; several hold it jointly (002.16).
    var leads: [Lead.ID] = [], leadNames: [String] = []
    var target = Target.relative, targetNumber: Double?
    var targetSet: ApproximateDay?, targetDue: ApproximateDay?
    /// Its values, the oldest first.
    var points: [IndicatorPoint] = []

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        definition = try row["definition"]
        (scale, ofWhat, better) = (try row["scale"], try row["of_what"], try row["better"])
        areas = (try row["area_ids"] as [Int64]).map { ID($0) }
        areaNames = try row["area_names"]
        areaShortNames = try row["area_short_names"]
        (comparator, source) = (try row["comparator"], try row["source"])
        leads = (try row["lead_ids"] as [Int64]).map { ID($0) }
        leadNames = try row["lead_names"]
        (target, targetNumber) = (try row["target"], try row["target_number"])
        targetSet = try ApproximateDay(row, "target_set_on", "target_set_precision")
        targetDue = try ApproximateDay(row, "target_due_on", "target_due_precision")
        points = IndicatorPoint.read(try row["points"])
    }

    static let table: StaticString = "indicators"
    static let words = RecordWords(one: "indicator", many: "indicators")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let select: SQL = """
        SELECT \(ownColumns), a.*, l.*, \(IndicatorPoint.points) AS points
          FROM \(source)
         CROSS JOIN LATERAL (
               SELECT coalesce(array_agg(a.id ORDER BY \(byArea)), '{}') AS area_ids, coalesce(array_agg(a.name ORDER BY \(byArea)), '{}') AS area_names,
                      coalesce(array_agg(coalesce(nullif(a.short_name, ''), a.name) ORDER BY \(byArea)), '{}') AS area_short_names
                 FROM indicator_areas j JOIN areas a ON a.tenant_id = j.tenant_id AND a.id = j.area_id
                WHERE j.tenant_id = x.tenant_id AND j.indicator_id = x.id) AS a
         CROSS JOIN LATERAL (
               SELECT coalesce(array_agg(l.id ORDER BY \(byLead)), '{}') AS lead_ids, coalesce(array_agg(l.name ORDER BY \(byLead)), '{}') AS lead_names
                 FROM indicator_leads j JOIN leads l ON l.tenant_id = j.tenant_id AND l.id = j.lead_id
                WHERE j.tenant_id = x.tenant_id AND j.indicator_id = x.id) AS l
        """
    private static let byArea = SQL.byName(key: "a.name_key") + ", a.id"
    private static let byLead = SQL.byName(key: "l.name_key") + ", l.id"

    /// Those of the members’ overview.
    static var told: Query<[Indicator]> { .list("\(select) ORDER BY \(order) LIMIT 12") }
}

extension Paths {
    static let indicators = "/indicators"

    static func indicator(_ id: ID<Indicator>) -> String { indicators + "/\(id)" }
}
