import Foundation
import Postgres

/// What a history is of.
enum Subject {
    case plan(Plan.ID)
    case recommendation(Recommendation.ID, of: Plan.ID)
    case update(Update.ID)
    case settings

    private var condition: SQL {
        switch self {
        case .plan(let plan): "a.plan_id = \(plan)"
        case .recommendation(let recommendation, let plan): Self.condition(recommendation, of: plan)
        case .update(let update): "a.entity = 'updates' AND a.entity_id = \(update)"
        case .settings:
            "a.entity IN ('assessments', 'slip_reasons', 'tenants') OR (a.entity = 'column_labels' AND a.plan_id IS NULL)"
        }
    }

    /// A change names its recommendation only when it was added or removed, and a milestone only its measure.
    private static func condition(_ recommendation: Recommendation.ID, of plan: Plan.ID) -> SQL {
        let number = recommendation.description
        return """
            a.plan_id = \(plan) AND (
                (a.entity = 'recommendations' AND a.entity_id = \(recommendation))
                OR coalesce(a.after, a.before) ->> 'recommendation_id' = \(number)
                OR (a.entity, a.entity_id) IN (
                    SELECT b.entity, b.entity_id FROM audit b
                     WHERE b.plan_id = \(plan) AND coalesce(b.after, b.before) ->> 'recommendation_id' = \(number))
                OR (a.entity IN ('milestones', 'readings') AND (a.entity, a.entity_id) IN (
                    SELECT c.entity, c.entity_id FROM audit c
                     WHERE c.plan_id = \(plan) AND coalesce(c.after, c.before) ->> 'measure_id' IN (
                        SELECT m.entity_id::text FROM audit m WHERE m.plan_id = \(plan) AND m.entity = 'measures'
                           AND coalesce(m.after, m.before) ->> 'recommendation_id' = \(number)))))
            """
    }

    func changes(offset: Int) -> Query<[Change]> {
        Query<[Change]>.list(
            """
            \(Change.select)
             WHERE \(condition) ORDER BY a.id DESC LIMIT \(Paging.size) OFFSET \(offset)
            """)
    }

    var count: Query<Int?> { Query<Int?>.value("SELECT count(*) FROM audit a WHERE \(condition)") }
}

/// One entry of the audit.
struct Change: RowDecodable {
    let id: Int64
    /// When, for a person; and for a program.
    let madeAt, stamp: String
    let entity, operation: String
    let person: String?
    let entityID: Int64?
    let planID: Plan.ID?
    let before, after: [String: Value]

    /// A value as the audit keeps it.
    enum Value: Decodable, Equatable {
        case text(String), number(Double), truth(Bool), list([String]), nothing

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let truth = try? container.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let list = try? container.decode([String].self) {
                self = .list(list)
            } else {
                self = .text((try? container.decode(String.self)) ?? "")
            }
        }
    }

    static let select: SQL = """
        SELECT a.id, to_char(a.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS stamp,
               to_char(a.made_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS made_at, p.name AS person,
               a.entity, a.entity_id, a.plan_id, a.operation, a.before::text AS before, a.after::text AS after
          FROM audit a LEFT JOIN people p ON p.tenant_id = a.tenant_id AND p.id = a.person_id
        """

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        madeAt = try row["made_at"]
        stamp = try row["stamp"]
        entity = try row["entity"]
        operation = try row["operation"]
        person = try row["person"]
        entityID = try row["entity_id"]
        before = Self.values(try row["before"])
        after = Self.values(try row["after"])
    }

    private static func values(_ json: String?) -> [String: Value] {
        guard let json else { return [:] }
        return (try? JSONDecoder().decode([String: Value].self, from: Data(json.utf8))) ?? [:]
    }
}
