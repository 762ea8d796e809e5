import Postgres

extension Document {
    /// What a correction carries is shown with the correction alone.
    static let register = Register<Document>(
        Paths.documents, see: .seePlans, title: "Documents",
        empty: EmptyState(
            heading: "No documents yet",
            text:
                "Files and links are added while an update is written, and a plan’s own file with its import; all that you may see are then listed here.",
            next: Link(label: "Action plans", link: Paths.plans))
    ) {
        $0.lead =
            "Minutes, reports and pages that updates give as their evidence, and the files that plans were imported from."
        $0.home = { _ in
            Home(
                path: Paths.documents, back: Link(label: "Documents", link: Paths.documents),
                scope: "u.state IS DISTINCT FROM 'superseded'")
        }
        $0.columns = columns
        $0.filters = { visit in
            let plans: [NamedChoice] = try visit.db.list(
                """
                SELECT p.id, p.title AS name FROM plans p WHERE p.id IN (SELECT plan_id FROM documents) ORDER BY \(SQL.byName(key: "p.title_key"))
                """)
            return [
                ListFilter(
                    name: "plan", label: "Plan", any: "All plans", options: plans.map(\.option),
                    condition: { "x.plan_id::text = \($0)" }),
                ListFilter(
                    name: "form", label: "Files or links", any: "Both",
                    options: [("files", "Files"), ("links", "Links")],
                    condition: { $0 == "files" ? "x.kind <> 'link'" : "x.kind = 'link'" }),
            ]
        }
        $0.rowLink = { $0.link(for: $1) }
        $0.rowDetail = \.detail
    }

    private static let columns: [ListColumn<Document>] = [
        ListColumn("Document", "title", sort: .byName("x.title")) { .text($0.title) },
        ListColumn("Kind", "kind", isListed: false) { .text($0.kind.label) },
        ListColumn("Media type", "type", isListed: false) { .text($0.kind == .link ? "" : $0.kind.mediaType) },
        ListColumn("File", "file", isListed: false) { .text($0.fileName) },
        ListColumn("Bytes", "bytes", isListed: false) { $0.kind == .link ? .text("") : .whole($0.size) },
        ListColumn("Plan", "plan", sort: .byName(key: "p.title_key")) { .text($0.planTitle) },
        ListColumn("Recommendation", "recommendation", isListed: false) { .text($0.number) },
        ListColumn("Update", "update", isListed: false) {
            $0.period.map { .approximateDay(.month(of: $0)) } ?? .text("")
        },
        ListColumn("Update", "belongs", isFiled: false) { document in
            .link(
                document.period.map { "Recommendation \(document.number), \($0.monthText)" } ?? "Imported from it",
                Paths.place(of: document),
                tags: document.isOfDraft ? [Tag(tone: "idle", text: "Draft")] : [])
        },
        ListColumn("Added", "added", sort: "x.added_at") { .day($0.addedOn) },
        ListColumn("Address", "address", isListed: false) {
            .text($0.kind == .link ? $0.address : $1.address(Paths.document($0.id)))
        },
    ]
}
