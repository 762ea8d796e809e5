import Foundation
import Postgres

/// What a history is of.
struct Subject {
    let plan: Plan.ID
    let recommendation: Recommendation.ID?

    /// A change names its recommendation only when it was added or removed, and a milestone only its measure.
    private var condition: SQL {
        guard let recommendation else { return "a.plan_id = \(plan)" }
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
            SELECT to_char(a.made_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS made_at, p.name AS person,
                   a.entity, a.entity_id, a.deed, a.before::text AS before, a.after::text AS after
              FROM audit a LEFT JOIN people p ON p.tenant_id = a.tenant_id AND p.id = a.person_id
             WHERE \(condition) ORDER BY a.id DESC LIMIT \(Paging.size) OFFSET \(offset)
            """)
    }

    var count: Query<Int?> { Query<Int?>.value("SELECT count(*) FROM audit a WHERE \(condition)") }
}

/// One entry of the audit.
struct Change: RowDecodable {
    let madeAt, entity, deed: String
    let person: String?
    let entityID: Int64?
    let before, after: [String: Value]

    /// A value as the audit keeps it.
    enum Value: Decodable, Equatable {
        case text(String), number(Double), truth(Bool), nothing

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let truth = try? container.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text((try? container.decode(String.self)) ?? "")
            }
        }
    }

    init(row: Row) throws(PostgresError) {
        madeAt = try row["made_at"]
        entity = try row["entity"]
        deed = try row["deed"]
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

/// What a number in the audit stands for.
struct NamedThing: RowDecodable {
    let kind, name: String
    let id: Int64

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        name = try row["name"]
        id = try row["id"]
    }

    static func all(of plan: Plan.ID) -> Query<[NamedThing]> {
        Query<[NamedThing]>.list(
            """
            SELECT 'people' AS kind, id, name FROM people
            UNION ALL SELECT 'assessments', id, words FROM assessments
            UNION ALL SELECT 'leads', id, name FROM leads
            UNION ALL SELECT 'recommendations', id, 'Recommendation ' || number FROM recommendations
            UNION ALL SELECT 'measures', id, title FROM measures WHERE plan_id = \(plan)
            UNION ALL SELECT 'actions', a.id, coalesce(nullif(a.workstream, ''), 'Action ' || a.position) || ' of recommendation ' || r.number
                FROM actions a JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.id = a.recommendation_id WHERE a.plan_id = \(plan)
            UNION ALL SELECT 'updates', u.id, to_char(u.period_on, 'FMMonth YYYY') || ', recommendation ' || r.number
                FROM updates u JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.id = u.recommendation_id WHERE u.plan_id = \(plan)
            UNION ALL SELECT 'meetings', id, body || ', ' || to_char(held_on, 'FMDD FMMonth YYYY') FROM meetings
            UNION ALL SELECT 'meeting_items', id, words FROM meeting_items WHERE plan_id = \(plan)
            UNION ALL SELECT 'meeting_questions', id, left(words, 90) FROM meeting_questions WHERE plan_id = \(plan)
            """)
    }
}
