import Postgres

/// A record to choose in a filter or a form, read from the columns `id` and `name`.
struct NamedChoice: Sendable, RowDecodable {
    let id: Int64
    let name: String

    init(id: Int64, name: String) { (self.id, self.name) = (id, name) }

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
    }

    var option: (value: String, text: String) { (String(id), name) }
}
