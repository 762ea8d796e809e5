import Postgres

/// How the audit says that somebody took a file, or was refused a page.
extension AuditedTable {
    static let ofAccesses = [counts, downloads, refusals]
    private static let downloadsGroup = "Downloads"

    /// How often the same came again at once; nothing of one that came once.
    private static let counts = AuditedTable("accesses", "Download or refusal", group: downloadsGroup) {
        $0.naming = { ids in
            """
            SELECT id, times || ' times, until ' || to_char(last_at AT TIME ZONE 'Europe/London', 'HH24:MI') AS name,
                   NULL::bigint AS plan_id, NULL::bigint AS recommendation_id
              FROM accesses WHERE id = ANY (\(ids)) AND times > 1
            """
        }
    }

    private static let downloads = AuditedTable(
        "downloads", "Download", group: downloadsGroup, [AuditedColumn("rows", "Rows")]
    ) {
        $0.numberedBy = "accesses"
        $0.sentence = { _, text in
            let filters = text("filters"), rows = text("rows")
            return "“\(text("file"))” downloaded" + (rows.isEmpty ? "" : ", \(counted(Int(rows) ?? 0, "row", "rows"))")
                + (filters.isEmpty ? "" : ", filtered by \(filters)")
        }
    }

    private static let refusals = AuditedTable("refusals", "Refusal", group: "Refusals") {
        $0.numberedBy = "accesses"
        $0.sentence = { _, text in
            let place = text("place").isEmpty ? "" : " under “\(text("place"))”"
            return
                "Refused, for want of a role: \(text("method") == "GET" ? "a page" : "a change")\(place) (\(text("route")))"
        }
    }
}
