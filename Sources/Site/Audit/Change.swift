import Foundation
import Postgres

/// Which entries of the audit a history is of.
struct HistorySubject {
    let condition: SQL

    init(_ condition: SQL) { self.condition = condition }

    /// A record, and the rows of tables whose column holds its number; an entry of a row's change does not say the number
    /// where that stayed, so those are found by the row.
    init(table: String, id: Int64, parts: [(table: String, column: String)] = []) {
        let own: SQL = "a.entity = \(table) AND a.entity_id = \(id)"
        let rows: [SQL] = parts.map { part in
            """
            (a.entity = \(part.table) AND CASE WHEN coalesce(a.after, a.before) ? \(part.column)
                THEN coalesce(a.after, a.before) ->> \(part.column) = \(String(id))
                ELSE a.entity_id IN (SELECT b.entity_id FROM audit b
                      WHERE b.entity = \(part.table) AND coalesce(b.after, b.before) ->> \(part.column) = \(String(id))) END)
            """
        }
        self.init("(" + .join(["(\(own))"] + rows, " OR ") + ")")
    }

    func changes(offset: Int) -> Query<[Change]> {
        .list("\(Change.select) WHERE \(condition) ORDER BY a.id DESC LIMIT \(Paging.size) OFFSET \(offset)")
    }

    var count: Query<Int?> { .value("SELECT count(*) FROM audit a WHERE \(condition)") }
}

/// One entry of the audit.
struct Change: RowDecodable {
    let id: Int64
    /// When in London, for a person; and for a file.
    let madeAt, stamp: String
    let entity, operation: String
    let person: String?
    /// Who ran the command line, where it was that.
    let commander: String?
    let entityID: Int64?
    let planID: Int64?
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
        SELECT a.id, to_char(a.made_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS') AS stamp,
               to_char(a.made_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS made_at, p.name AS person, a.operator,
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
        commander = try row["operator"]
        entityID = try row["entity_id"]
        before = Self.values(try row["before"])
        after = Self.values(try row["after"])
    }

    private static func values(_ json: String?) -> [String: Value] {
        guard let json else { return [:] }
        return (try? JSONDecoder().decode([String: Value].self, from: Data(json.utf8))) ?? [:]
    }
}
