import HTTP
import Mustache
import Postgres

/// A paper in the list: as it is being written, or only its last version.
struct PaperLine: Sendable, RowDecodable {
    let id: Paper.ID
    let title, plan, body: String
    let heldOn: Day
    let published: Int?
    let isDraftSeen, isChanged: Bool

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

    var tag: Tag {
        switch published {
        case nil: Tag(tone: "idle", text: "Draft")
        case let number? where isDraftSeen && isChanged: Tag(tone: "flag", text: "Changed since version \(number)")
        case let number?: Tag(tone: "good", text: "Version \(number)")
        }
    }
}

/// The list of papers, the latest meeting first.
enum PaperIndex {
    /// What the person may see of each: the draft, or else the last version.
    private static let seen: SQL = """
        FROM papers p
          FULL JOIN (SELECT DISTINCT ON (paper_id) tenant_id, paper_id, number, plan_id, meeting_id, title, made_at
                       FROM paper_versions ORDER BY paper_id, number DESC) AS v ON v.tenant_id = p.tenant_id AND v.paper_id = p.id
          JOIN meetings m ON m.tenant_id = coalesce(p.tenant_id, v.tenant_id) AND m.id = coalesce(p.meeting_id, v.meeting_id)
          LEFT JOIN plans l ON l.tenant_id = m.tenant_id AND l.id = coalesce(p.plan_id, v.plan_id)
        """

    private static func list(_ plan: Plan.ID?, _ meeting: Meeting.ID?, offset: Int) -> Query<[PaperLine]> {
        .list(
            """
            SELECT coalesce(p.id, v.paper_id) AS id, coalesce(p.title, v.title) AS title, coalesce(l.title, '') AS plan, m.body,
                   m.held_on, v.number AS published, p.id IS NOT NULL AS is_draft_seen,
                   coalesce(p.changed_at > v.made_at, false) AS is_changed
              \(seen) WHERE \(condition(plan, meeting)) ORDER BY m.held_on DESC, id DESC LIMIT \(Paging.size) OFFSET \(offset)
            """)
    }

    private static func condition(_ plan: Plan.ID?, _ meeting: Meeting.ID?) -> SQL {
        "(\(plan) IS NULL OR coalesce(p.plan_id, v.plan_id) = \(plan)) AND (\(meeting) IS NULL OR m.id = \(meeting))"
    }

    static func show(_ visit: Visit) throws -> Response {
        let (plan, meeting) = (Plan.ID(visit.query("plan")), Meeting.ID(visit.query("meeting")))
        let asked = visit.query("page")
        let (papers, count, plans, meetings) = try visit.db.all(
            list(plan, meeting, offset: Paging.offset(asked: asked)),
            Query<Int?>.value("SELECT count(*) \(seen) WHERE \(condition(plan, meeting))"), PlanChoice.all,
            Meeting.choices)
        let paging = Paging(asked: asked, count: count ?? 0)
        let view = PaperList(papers, paging, plans, meetings, for: visit)
        return try visit.page(view, title: "Papers" + paging.titlePart)
    }
}

/// The page of it.
struct PaperList: View {
    static let template = "papers/list"
    let head: PageHead
    let filters: Filters
    let filtersSet: FiltersSet?
    let table: Table?
    let nothing: EmptyState?
    let pages: Pages?

    /// The table.
    struct Table: Sendable {
        let showing: String
        let rows: [Row]
    }

    /// One paper.
    struct Row: Sendable {
        let name, link, plan, body, heldOn: String
        let tags: [Tag]
    }

    init(_ papers: [PaperLine], _ paging: Paging, _ plans: [PlanChoice], _ meetings: [Meeting], for visit: Visit) {
        let chosen = [
            Plan.ID(visit.query("plan")).map { "plan=\($0)" },
            Meeting.ID(visit.query("meeting")).map { "meeting=\($0)" },
        ].compactMap { $0 }
        let new = PageAction(
            label: "Begin a paper",
            link: visit.link(Paths.papers + "/new") + (chosen.isEmpty ? "" : "?" + chosen.joined(separator: "&")),
            isPrimary: true)
        let settings = [
            PageAction(label: "Headings", link: visit.link(Paths.paperHeadings)),
            PageAction(label: "Progress table", link: visit.link(Paths.paperTable)),
        ]
        head = PageHead(
            heading: "Papers", lead: "What goes to meetings about action plans, as it was published.",
            actions: (visit.can(.changePaperHeadings) ? settings : []) + (visit.can(.changePapers) ? [new] : []))
        let address = ListAddress(visit, path: Paths.papers, names: ["plan", "meeting", "page"])
        var set = FilterSet(address)
        set.select("plan", "Plan", any: "Every plan", plans.map { (String($0.id.value), $0.title) })
        set.select("meeting", "Meeting", any: "Every meeting", meetings.map { (String($0.id.value), $0.name) })
        (filters, filtersSet, pages) = (set.form, set.inForce, paging.pages(address))
        table =
            papers.isEmpty
            ? nil : Table(showing: paging.showing("paper", "papers"), rows: papers.map { Row($0, for: visit) })
        let isFiltered = filtersSet != nil
        nothing =
            papers.isEmpty
            ? EmptyState(
                heading: isFiltered ? "No paper fits" : "No papers yet",
                text: isFiltered
                    ? "Take away a filter."
                    : "A paper stands here once it is begun; members see it once a version is published.",
                next: isFiltered
                    ? Link(label: "Show all papers", link: set.clearLink)
                    : visit.can(.changePapers) ? Link(label: new.label, link: new.link) : nil) : nil
    }
}

extension PaperList.Row {
    init(_ paper: PaperLine, for visit: Visit) {
        (name, link) = (paper.title, visit.link(Paths.paper(paper.id)))
        (plan, body, heldOn, tags) = (paper.plan, paper.body, paper.heldOn.longText, [paper.tag])
    }
}
