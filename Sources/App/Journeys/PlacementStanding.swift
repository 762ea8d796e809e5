import Postgres

/// How all placements of a kind stood on a day, those of the council's own teams apart from those of employers: what a paper tells of
/// them (003.20 to 003.21, 001.15). One that was never begun is none.
struct PlacementStanding: RowDecodable {
    let kind: WorkKind
    let isOfCouncil: Bool
    /// Planned in an attempt that had begun, and not started.
    let awaited: Int
    let underWay, completed, intoJob, early: Int
    /// Young people in any of these; one with two placements is one.
    let people: Int

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        isOfCouncil = try row["is_of_council"]
        awaited = try row["awaited"]
        underWay = try row["under_way"]
        completed = try row["completed"]
        intoJob = try row["into_job"]
        early = try row["early"]
        people = try row["people"]
    }

    /// "Apprenticeship, teams of the council"
    var label: String { "\(kind.label), \(isOfCouncil ? "teams of the council" : "employers")" }

    var counts: [Int] { [awaited, underWay, completed, intoJob, early, people] }

    static let heads = [
        "Kind", "Awaiting the start", "Under way", "Completed", "Completed, into a job", "Left early", "People",
    ]

    static func all(on day: Day) -> Query<[PlacementStanding]> {
        .list(
            """
            SELECT p.kind, p.team_id IS NOT NULL AS is_of_council,
                   count(*) FILTER (WHERE s.is_begun IS NOT TRUE) AS awaited,
                   count(*) FILTER (WHERE s.is_begun AND s.is_over IS NOT TRUE) AS under_way,
                   count(*) FILTER (WHERE s.is_over AND p.outcome = 'completed') AS completed,
                   count(*) FILTER (WHERE s.is_over AND p.outcome = 'job') AS into_job,
                   count(*) FILTER (WHERE s.is_over AND p.outcome = 'early_exit') AS early,
                   count(DISTINCT p.young_person_id) AS people
              FROM placements p
              LEFT JOIN attempts a ON a.tenant_id = p.tenant_id AND a.id = p.attempt_id
             CROSS JOIN LATERAL (SELECT p.started_on <= \(day) AS is_begun, p.ended_on <= \(day) AS is_over) AS s
             WHERE (s.is_begun OR coalesce(a.began_on, p.planned_on) <= \(day))
               AND NOT (p.outcome = 'did_not_start' AND s.is_over)
             GROUP BY p.kind, p.team_id IS NOT NULL
             ORDER BY p.kind, is_of_council DESC
            """)
    }
}
