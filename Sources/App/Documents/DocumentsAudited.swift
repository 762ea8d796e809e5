extension AuditedTable {
    static let documents = AuditedTable(
        "documents", "Document", group: updateGroup,
        [
            AuditedColumn("title", "Title"), AuditedColumn("update_id", "Update", references: "updates"),
            AuditedColumn("file_name", "File"), AuditedColumn("address", "Address"),
        ]
    ) { $0.links = ["recommendation_id": "recommendations"] }
}
