import HTTP
import Postgres

/// Which cases the board shows: open ones that are in a stage, and of them those that its filters leave.
struct BoardSearch {
    /// What of an address is the board's: its filters, the stage that is unfolded, the day since which movement is told.
    static let names = ["q", "worker", "cohort", "flag", "stage", "since", "open", "sort"]

    let list: ListSearch<BoardCase>
    let today: Day
    let stages: [Stage]

    init(_ stages: [Stage], _ workers: [NamedChoice], at path: String, for visit: Visit) {
        (self.stages, today) = (stages.sorted { $0.position < $1.position }, visit.today)
        list = ListSearch(
            BoardCase.columns(visit), Self.filters(self.stages, workers, visit.today),
            WordFilter(label: "Reference") { "strpos(app.find_words(x.reference), \($0)) > 0" }, at: path,
            among: Self.scope, usual: "g.position, l.young_person_id IS NULL, x.stage_since, x.id", for: visit)
    }

    /// Everything that the page asks before it knows its filters.
    static func asked(_ visit: Visit, at path: String) throws -> BoardSearch {
        let (stages, workers) = try visit.db.all(Stage.all, workers)
        return BoardSearch(stages, workers, at: path, for: visit)
    }

    private static let scope: SQL = "x.closed_on IS NULL AND x.stage_id IS NOT NULL"

    private static var workers: Query<[NamedChoice]> {
        .list(
            """
            SELECT p.id, p.name FROM people p
             WHERE EXISTS (SELECT FROM young_people y WHERE y.tenant_id = p.tenant_id AND y.worker_id = p.id AND y.closed_on IS NULL)
             ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    /// What is late, one row a case: the facts with the days that each is late, the latest first.
    static func late(_ today: Day) -> SQL {
        """
        late AS MATERIALIZED (
            SELECT s.young_person_id, array_agg(s.kind || ' ' || (\(today) - s.due_on) ORDER BY s.due_on, s.kind) AS steps,
                   bool_or(s.kind = 'review') AS review, bool_or(s.kind = 'contact') AS contact,
                   bool_or(s.kind = 'referral') AS referral, bool_or(s.kind = 'work_check') AS work_check
              FROM case_steps s WHERE s.due_on < \(today) GROUP BY s.young_person_id)
        """
    }

    static let source: SQL = """
        young_people AS x
          JOIN stages AS g ON g.tenant_id = x.tenant_id AND g.id = x.stage_id
          LEFT JOIN late AS l ON l.young_person_id = x.id
        """

    static func isOver(_ today: Day) -> SQL { "coalesce(\(today) - x.stage_since > 7 * g.usual_weeks, false)" }

    private static func filters(_ stages: [Stage], _ workers: [NamedChoice], _ today: Day) -> [ListFilter] {
        [
            ListFilter(
                name: "worker", label: "Worker", any: "All workers",
                options: [("me", "My caseload"), ("none", "In nobody’s caseload")] + workers.map(\.option),
                condition: { value in
                    switch value {
                    case "me": "x.worker_id = (SELECT app.person())"
                    case "none": "x.worker_id IS NULL"
                    default: "x.worker_id = \(ID<Person>(value))"
                    }
                }),
            ListFilter(
                name: "cohort", label: "Cohort", any: "All cohorts", options: cohorts,
                condition: { value in
                    let plan: SQL =
                        value == "send_plan" ? " AND c.has_plan" : value == "send_support" ? " AND NOT c.has_plan" : ""
                    let cohort = value.hasPrefix("send") ? "send" : value
                    return """
                        EXISTS (SELECT FROM cohorts c WHERE c.tenant_id = x.tenant_id AND c.young_person_id = x.id AND c.cohort = \(cohort)
                                   AND coalesce(c.ended_on >= \(today), true)\(plan))
                        """
                }),
            ListFilter(
                name: "flag", label: "Flag", any: "Flagged or not", options: BoardFlag.Kind.options,
                condition: { value in
                    switch BoardFlag.Kind(rawValue: value) {
                    case .any: "(l.young_person_id IS NOT NULL OR \(isOver(today)))"
                    case .review: "coalesce(l.review, false)"
                    case .contact: "coalesce(l.contact, false)"
                    case .referral: "coalesce(l.referral, false)"
                    case .workCheck: "coalesce(l.work_check, false)"
                    case .time: isOver(today)
                    case nil: "false"
                    }
                }),
            ListFilter(
                name: "stage", label: "Stage", any: "All stages", options: stages.map { ("\($0.id)", $0.words) },
                condition: { "x.stage_id = \(Stage.ID($0))" }),
        ]
    }

    private static let cohorts = [
        ("looked_after", "Looked after"), ("care_leaver", "Care leaver"), ("send_plan", "SEND with an EHC plan"),
        ("send_support", "SEND without an EHC plan"), ("neet", "Not in education, employment or training"),
        ("youth_justice", "Youth justice"), ("disability", "Disability or health condition"),
        ("vulnerable_adult", "Vulnerable adult"),
    ]

    /// The filters in force, as a move sends them along.
    var kept: String {
        "?" + Form(list.address.query.pairs.filter { Self.names.contains($0.name) }).encoded()
    }
}
