import Postgres

/// What histories and the audit call the tables of committee papers.
extension AuditedTable {
    static let ofPapers = [papers, answers, appendices, versions, tables]
    static let paperGroup = "Committee papers"

    private static let papers = AuditedTable(
        "papers", "Paper", group: paperGroup,
        [
            AuditedColumn("title", "Subject"), AuditedColumn("meeting_id", "Meeting", references: "meetings"),
            AuditedColumn("plan_id", "Plan", references: "plans"),
        ]
    ) {
        $0.naming = { paper("papers", $0) }
        $0.path = { thing, _ in thing.map { Paths.paper(ID($0.id)) } }
    }

    private static let answers = AuditedTable(
        "paper_answers", "Text of a paper", group: paperGroup,
        [
            AuditedColumn("heading_id", "Heading", references: "paper_headings"), AuditedColumn("words", "Text"),
            AuditedColumn("paper_id", "Paper", references: "papers"),
        ]
    ) { $0.subject = .pair("heading_id", "paper_id") }

    private static let appendices = AuditedTable(
        "paper_appendices", "Appendix", group: paperGroup,
        [AuditedColumn("title", "Title"), AuditedColumn("words", "Text")]
    ) {
        $0.subject = .other("paper_id")
        $0.links = ["paper_id": "papers"]
    }

    private static let versions = AuditedTable(
        "paper_versions", "Published paper", group: paperGroup,
        [
            AuditedColumn("title", "Subject"), AuditedColumn("number", "Version"),
            AuditedColumn("reason", "Why there is a new version"),
        ])

    private static let tables = AuditedTable(
        "paper_tables", "Progress table", group: paperGroup,
        [AuditedColumn("form", "Form") { PaperTable.Form(rawValue: $0)?.label }])

    private static func paper(_ table: SQL, _ ids: [Int64]) -> SQL {
        "SELECT id, title AS name, plan_id, NULL::bigint AS recommendation_id FROM \(table) WHERE id = ANY (\(ids))"
    }
}
