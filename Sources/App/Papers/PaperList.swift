import Postgres

/// A paper in the list: as it is being written, or only its last version.
struct PaperLine: Record {
    var id = ID<PaperLine>(0)
    let version = 0
    var title = "", plan = "", body = ""
    var heldOn = Day.first
    var published: Int?
    var isDraftSeen = false, isChanged = false

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        title = try row["title"]
        plan = try row["plan"]
        body = try row["body"]
        heldOn = try row["held_on"]
        published = try row["published"]
        isDraftSeen = try row["is_draft_seen"]
        isChanged = try row["is_changed"]
    }

    var name: String { title }

    var tag: Tag {
        switch published {
        case nil: Tag(tone: "idle", text: "Draft")
        case let number? where isDraftSeen && isChanged: Tag(tone: "flag", text: "Changed since version \(number)")
        case let number?: Tag(tone: "good", text: "Version \(number)")
        }
    }

    static let table: StaticString = "papers"
    static let words = RecordWords(one: "paper", many: "papers")
    static let fields: [Field<PaperLine>] = []
    static let order: SQL = "x.held_on DESC, x.id DESC"
    static let select: SQL = "SELECT x.* FROM \(source)"

    /// What the person may see of each: the draft, or else the last version.
    static let source: SQL = """
        (SELECT coalesce(p.id, v.paper_id) AS id, coalesce(p.title, v.title) AS title, coalesce(l.title, '') AS plan,
                coalesce(p.plan_id, v.plan_id) AS plan_id, m.id AS meeting_id, m.body, m.held_on, v.number AS published,
                p.id IS NOT NULL AS is_draft_seen, coalesce(p.changed_at > v.made_at, false) AS is_changed,
                app.find_words(coalesce(p.title, v.title) || ' ' || m.body || ' ' || coalesce(l.title, '')) AS find_words
           FROM papers p
           FULL JOIN (SELECT DISTINCT ON (paper_id) tenant_id, paper_id, number, plan_id, meeting_id, title, made_at
                        FROM paper_versions ORDER BY paper_id, number DESC) AS v ON v.tenant_id = p.tenant_id AND v.paper_id = p.id
           JOIN meetings m ON m.tenant_id = coalesce(p.tenant_id, v.tenant_id) AND m.id = coalesce(p.meeting_id, v.meeting_id)
           LEFT JOIN plans l ON l.tenant_id = m.tenant_id AND l.id = coalesce(p.plan_id, v.plan_id)) AS x
        """
}

extension PaperLine {
    static let register = Register<PaperLine>(
        Paths.papers, see: .seePapers, title: "Papers",
        empty: EmptyState(
            heading: "No papers yet",
            text: "Papers appear here; members see one once a version is published.")
    ) {
        $0.lead = "What goes to meetings about action plans, as it was published."
        $0.page = .own
        $0.columns = [
            ListColumn("Paper", "title", sort: .byName("x.title")) { .text($0.title) },
            ListColumn("Plan", "plan", sort: .byName("x.plan")) { .text($0.plan) },
            ListColumn("Committee", "committee", sort: .byName("x.body")) { .text($0.body) },
            ListColumn("Meeting", "meeting", sort: "x.held_on") { .day($0.heldOn) },
            ListColumn("State", "state") { .tags([$0.tag], file: $0.tag.text) },
        ]
        $0.filters = { visit in
            let (plans, meetings) = try visit.db.all(Plan.choices, Meeting.choices)
            return [
                ListFilter(
                    name: "plan", label: "Plan", any: "All plans", options: plans.map(\.option),
                    condition: { "x.plan_id::text = \($0)" }),
                ListFilter(
                    name: "meeting", label: "Meeting", any: "All meetings",
                    options: meetings.map { ($0.id.description, $0.name) }, condition: { "x.meeting_id::text = \($0)" }),
            ]
        }
        $0.actions = actions
        $0.naming = "x.title"
        $0.search = FoundWords("concat_ws(' · ', x.body, x.plan)", day: "x.held_on")
        $0.auditGroup = AuditedTable.paperGroup
    }

    private static let actions: @Sendable (Visit) -> [PageAction] = { visit in
        let chosen = ["plan", "meeting"].compactMap { name in
            ID<PaperLine>(visit.query(name)).map { "\(name)=\($0)" }
        }
        let settings = [
            PageAction(label: "Headings", link: visit.link(Paths.paperHeadings)),
            PageAction(label: "Progress table", link: visit.link(Paths.paperTable)),
        ]
        let new = PageAction(
            label: "Start a paper",
            link: visit.link(Paths.papers + "/new") + (chosen.isEmpty ? "" : "?" + chosen.joined(separator: "&")),
            isPrimary: true)
        return (visit.can(.changePaperHeadings) ? settings : []) + (visit.can(.changePapers) ? [new] : [])
    }
}
