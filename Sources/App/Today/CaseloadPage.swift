import HTTP
import Mustache
import Postgres

/// Who has how many open cases, who has room, and whose nobody has.
struct CaseloadPage: View {
    static let template = "today/caseload"
    let head: PageHead
    let table: Table?
    let nobody: Table?
    let nobodyHeading: String
    let note: String

    static func show(_ visit: Visit) throws -> Response {
        let (lines, without, limit) = try visit.db.all(
            CaseloadLine.all(on: visit.today), UnassignedCase.all, Caseload.limit)
        visit.noteLooks(at: without.map(\.id), as: .list)
        return try visit.page(
            CaseloadPage(lines, without, limit ?? 0, for: visit), title: "Caseloads",
            back: Link(label: "Today", link: visit.link(Paths.today)))
    }

    private init(_ lines: [CaseloadLine], _ without: [UnassignedCase], _ limit: Int, for visit: Visit) {
        let room = lines.filter { $0.cases < limit }, over = lines.filter { $0.cases > limit }
        let finding =
            over.isEmpty
            ? (room.isEmpty
                ? "Nobody has room" : "\(counted(room.count, "worker has", "workers have").sentenceCase) room")
            : "\(counted(over.count, "worker is", "workers are").sentenceCase) over the limit"
        head = PageHead(
            heading: "Caseloads",
            lead: "\(finding). The limit is \(counted(limit, "open case", "open cases")) a worker.")
        table =
            lines.isEmpty
            ? nil : Table("By worker", of: lines, CaseloadLine.columns(limit), isCaptionShown: true, for: visit)
        nobodyHeading =
            without.isEmpty ? "Every open case has a worker." : "Open cases without a worker"
        nobody =
            without.isEmpty
            ? nil : Table(nobodyHeading, of: without, UnassignedCase.columns, isCaptionShown: true, for: visit)
        note = "Restricted cases are counted for those who may open them."
    }
}

/// One worker's.
struct CaseloadLine: RowDecodable {
    let id: Person.ID
    let name: String
    let cases, overdue, reviews: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
        cases = try row["cases"]
        overdue = try row["overdue"]
        reviews = try row["reviews"]
    }

    static func all(on today: Day) -> Query<[CaseloadLine]> {
        .list(
            """
            WITH loads AS (SELECT worker_id, count(*) AS cases FROM young_people
                            WHERE closed_on IS NULL AND worker_id IS NOT NULL GROUP BY worker_id),
            late AS (SELECT y.worker_id, count(*) AS overdue, count(*) FILTER (WHERE s.kind = 'review') AS reviews
                       FROM case_steps s JOIN young_people y ON y.tenant_id = s.tenant_id AND y.id = s.young_person_id
                      WHERE s.due_on < \(today) GROUP BY y.worker_id)
            SELECT p.id, p.name, coalesce(l.cases, 0) AS cases, coalesce(d.overdue, 0) AS overdue, coalesce(d.reviews, 0) AS reviews
              FROM people p LEFT JOIN loads l ON l.worker_id = p.id LEFT JOIN late d ON d.worker_id = p.id
             WHERE l.cases > 0 OR (p.state = 'active' AND EXISTS (
                   SELECT FROM person_roles r JOIN role_abilities a ON a.role = r.role
                    WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND a.ability = 'change_young_people'))
             ORDER BY coalesce(l.cases, 0) DESC, \(SQL.byName("p.name")), p.id
            """)
    }

    static func columns(_ limit: Int) -> [ListColumn<CaseloadLine>] {
        [
            ListColumn("Worker") { .link($0.name, Paths.today + "?whose=\($0.id)") },
            ListColumn("Open cases") { .whole($0.cases) },
            ListColumn("Room") { line in
                let look = line.cases > limit ? "stop" : line.cases == limit ? "caution" : "good"
                return .tags([Tag(tone: look, text: Caseload.room(line.cases, of: limit))], file: "")
            },
            ListColumn("Overdue") { .whole($0.overdue) },
            ListColumn("Of them reviews") { .whole($0.reviews) },
        ]
    }
}

/// A case that nobody works on.
struct UnassignedCase: RowDecodable {
    let id: ID<YoungPerson>
    let reference, stage: String
    let since: Day?
    let dueOn: Day?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        reference = try row["reference"]
        stage = try row["stage"]
        since = try row["stage_since"]
        dueOn = try row["due_on"]
    }

    static var all: Query<[UnassignedCase]> {
        .list(
            """
            SELECT y.id, y.reference, coalesce(g.words, 'Not referred yet') AS stage, y.stage_since,
                   (SELECT min(s.due_on) FROM case_steps s WHERE s.tenant_id = y.tenant_id AND s.young_person_id = y.id) AS due_on
              FROM young_people y LEFT JOIN stages g ON g.tenant_id = y.tenant_id AND g.id = y.stage_id
             WHERE y.closed_on IS NULL AND y.worker_id IS NULL
             ORDER BY due_on NULLS LAST, y.stage_since NULLS LAST, y.id LIMIT 100
            """)
    }

    static let columns: [ListColumn<UnassignedCase>] = [
        ListColumn("Young person") { .link($0.reference, Paths.youngPerson($0.id)) },
        ListColumn("Stage") { .text($0.stage) },
        ListColumn("Since") { .day($0.since, absent: "") },
        ListColumn("Next due") { .due($0.dueOn, absent: "Nothing is due") },
    ]
}

extension Paths {
    static let caseload = today + "/caseload"
}
