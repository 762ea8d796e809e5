import Postgres

/// Whoever may lead an action: a post, a team, a board, "all officers who …" (000.07).
package struct Lead: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Lead>
    package enum Kind: String, SQLValue, CaseIterable {
        case post, team, service, department, board, group, `class`

        var label: String {
            switch self {
            case .post: "Person’s post"
            case .team: "Team"
            case .service: "Service"
            case .department: "Department"
            case .board: "Board"
            case .group: "Partnership group"
            case .class: "Class of people"
            }
        }
    }

    package let id: ID
    package let name: String
    package let kind: Kind

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
        kind = try row["kind"]
    }

    package static var all: Query<[Lead]> {
        .list("SELECT id, name, kind FROM leads ORDER BY name_key, id")
    }

    /// The lead of this name, made when there is none yet.
    package static func named(_ name: String, kind: Kind = .team, in db: Transaction) throws(PostgresError) -> ID {
        let key = folded(name)
        if let id: ID = try db.value("SELECT id FROM leads WHERE name_key = \(key)") { return id }
        let id: ID? = try db.value(
            """
            INSERT INTO leads (name, kind) VALUES (\(name), \(kind))
            ON CONFLICT (tenant_id, name_key) DO UPDATE SET name = leads.name RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a lead was neither found nor made") }
        return id
    }
}
