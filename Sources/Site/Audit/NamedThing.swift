import Postgres

/// What a number in the audit stands for, and where it is.
struct NamedThing: RowDecodable {
    /// The table.
    let kind: String
    let name: String
    let id: Int64
    let planID: Int64?
    let recommendationID: Int64?

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        name = try row["name"]
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
    }

    /// All that some changes speak of and that is still there.
    static func of(_ changes: [Change], _ tables: [String: AuditedTable]) -> Query<[NamedThing]> {
        var numbers: [String: Set<Int64>] = [:]
        for change in changes {
            let table = tables[change.entity]
            if let id = change.entityID { numbers[table?.numbered ?? change.entity, default: []].insert(id) }
            if let plan = change.planID { numbers["plans", default: []].insert(plan) }
            for (column, value) in Array(change.before) + Array(change.after) {
                guard case .number(let number) = value, let kind = table?.references(column) else { continue }
                numbers[kind, default: []].insert(Int64(number))
            }
        }
        return of(numbers, tables)
    }

    /// Those of these numbers, by table, that have a name and are still there.
    static func of(_ numbers: [String: Set<Int64>], _ tables: [String: AuditedTable]) -> Query<[NamedThing]> {
        let parts: [SQL] = numbers.sorted { $0.key < $1.key }.compactMap { kind, ids in
            guard let naming = tables[kind]?.naming else { return nil }
            return "SELECT \(kind)::text AS kind, n.* FROM (\(naming(ids.sorted()))) AS n"
        }
        let none: SQL =
            "SELECT '' AS kind, 0::bigint AS id, '' AS name, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id WHERE false"
        return .list(parts.isEmpty ? none : .join(parts, " UNION ALL "))
    }
}
