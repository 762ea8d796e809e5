import Postgres

/// The rows of an import in progress, as they came: their sender's alone, one file for each list, for a day at most.
struct PendingRows: RowDecodable {
    typealias ID = Postgres.ID<PendingRows>

    let id: ID
    let name, text: String

    init(row: Row) throws(PostgresError) { (id, name, text) = (try row["id"], try row["name"], try row["content"]) }

    /// Nil where they were imported, discarded, cleared away, or followed by another file.
    static func find(_ id: ID, of list: String, in db: Transaction) throws(PostgresError) -> PendingRows? {
        try db.first("SELECT id, name, content FROM pending_rows WHERE id = \(id) AND list = \(list)")
    }

    /// In the place of those that the person had begun with for this list.
    static func keep(_ source: RowSource, of list: String, in db: Transaction) throws(PostgresError) -> ID? {
        try db.run("DELETE FROM pending_rows WHERE list = \(list)")
        return try db.value(
            """
            INSERT INTO pending_rows (list, name, content) VALUES (\(list), \(source.name.cut(to: 200)), \(source.text))
            RETURNING id
            """)
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM pending_rows WHERE id = \(id)")
    }
}
