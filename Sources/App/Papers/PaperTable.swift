import Postgres

/// How a council’s papers show progress; what the columns are called is in `ColumnLabels`.
struct PaperTable: Sendable, Equatable {
    enum Form: String, SQLValue, CaseIterable {
        case rows, blocks, narrative

        var label: String {
            switch self {
            case .rows: "A table: recommendations and actions in rows"
            case .blocks: "A block for each recommendation, with every update"
            case .narrative: "Text: each recommendation with its latest update"
            }
        }
    }

    var form = Form.rows
    /// Nought until the council has chosen.
    var version = 0
}

extension PaperTable: RowDecodable {
    init(row: Row) throws(PostgresError) {
        form = try row["form"]
        version = try row["version"]
    }

    /// Nil until the council has chosen; then the usual one stands.
    static var own: Query<PaperTable?> { .first("SELECT form, version FROM paper_tables") }

    /// False when somebody saved in between.
    func save(over version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        if version == 0 {
            return try db.run(
                "INSERT INTO paper_tables (form) VALUES (\(form)) ON CONFLICT DO NOTHING") == 1
        }
        return try db.run(
            """
            UPDATE paper_tables SET form = \(form), version = version + 1 WHERE version = \(version)
            """) == 1
    }
}
