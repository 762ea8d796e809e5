import Postgres

/// How a council's papers show progress: the form, and the council's names for its parts.
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

    /// The parts that have names, in the order in which they are kept.
    enum Name: Int, CaseIterable {
        case recommendation, actions, leads, status
        case responsibility, date, agreedAction, successMeasure, evidence, assessment, impact

        var usual: String {
            switch self {
            case .recommendation: "Recommendation"
            case .actions: "Actions"
            case .leads: "Leads"
            case .status: "Status"
            case .responsibility: "Responsibility"
            case .date: "Date"
            case .agreedAction: "Agreed action"
            case .successMeasure: "Agreed success measure"
            case .evidence: "Evidence of progress"
            case .assessment: "Assessment of progress"
            case .impact: "Evidence of impact"
            }
        }

        var field: String { "label_\(rawValue + 1)" }
    }

    var form = Form.rows
    var labels = Name.allCases.map(\.usual)
    /// Nought until the council has chosen.
    var version = 0

    subscript(_ name: Name) -> String { labels[name.rawValue] }
}

extension PaperTable: RowDecodable {
    init(row: Row) throws(PostgresError) {
        form = try row["form"]
        labels = try row["labels"]
        version = try row["version"]
    }

    /// Nil until the council has chosen; then the usual one stands.
    static var own: Query<PaperTable?> { .first("SELECT form, labels, version FROM paper_tables") }

    /// False when somebody saved in between.
    func save(over version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        if version == 0 {
            return try db.run(
                "INSERT INTO paper_tables (form, labels) VALUES (\(form), \(labels)) ON CONFLICT DO NOTHING") == 1
        }
        return try db.run(
            """
            UPDATE paper_tables SET form = \(form), labels = \(labels), version = version + 1 WHERE version = \(version)
            """) == 1
    }
}
