import Mustache
import Postgres

/// Where those who took a place up were on a day, alike ones together: the parts that add up to all (003.21).
struct PledgeStanding: RowDecodable, Sendable {
    enum Standing: String, SQLValue { case employed, underWay = "under_way", toStart = "to_start", completed, left }

    let standing: Standing
    let kind: WorkKind
    /// Whether a traineeship came before it, and whether a planned start was moved.
    let wasTrainee, wasMoved: Bool
    let people: Int
    /// Where: the team or employer of the job, or of each placement.
    let places: [String]

    init(row: Row) throws(PostgresError) {
        standing = try row["standing"]
        kind = try row["kind"]
        wasTrainee = try row["was_trainee"]
        wasMoved = try row["was_moved"]
        people = try row["people"]
        places = try row["places"]
    }

    static func all(of pledge: ID<Pledge>, on day: Day) -> Query<[PledgeStanding]> {
        .list(
            """
            WITH stood AS (
                SELECT s.standing, s.kind,
                       s.job_id IS NOT NULL AND EXISTS (SELECT FROM placements b WHERE b.young_person_id = s.young_person_id
                            AND b.kind = 'traineeship' AND b.started_on < s.began) AS was_trainee,
                       s.began IS NULL AND EXISTS (SELECT FROM rearrangements r WHERE r.placement_id = s.placement_id) AS was_moved,
                       coalesce(e.name, t.name, '') AS place, s.job_id IS NOT NULL AS is_job
                  FROM app.pledge_standing(\(pledge), \(day)) AS s
                  LEFT JOIN placements w ON w.id = coalesce(s.job_id, s.placement_id)
                  LEFT JOIN employers e ON e.tenant_id = w.tenant_id AND e.id = w.employer_id
                  LEFT JOIN council_teams t ON t.tenant_id = w.tenant_id AND t.id = w.team_id)
            SELECT standing, kind, was_trainee, was_moved, count(*) AS people, array_agg(DISTINCT place ORDER BY place) AS places
              FROM stood GROUP BY standing, kind, was_trainee, was_moved, CASE WHEN is_job THEN place END
             ORDER BY array_position('{employed,under_way,to_start,completed,left}', standing), was_trainee DESC, people DESC, kind, places
            """)
    }

    var label: String {
        switch standing {
        case .employed where kind == .job: "In a job"
        case .employed: "In a job, after \(wasTrainee ? "a traineeship and " : "")\(kind.oneOf)"
        case .underWay: "In \(kind.oneOf)"
        case .toStart: wasMoved ? "Still to start: the start was moved, its reason is on file" : "Still to start"
        case .completed: "Completed \(kind.oneOf), in no job that is recorded"
        case .left: "Left \(kind.oneOf) early"
        }
    }

    /// A square for each person, filled as they stand; drawn beside the number.
    var tiles: Markup {
        let look =
            switch standing {
            case .employed: "job"
            case .underWay: "on"
            case .completed: "done"
            case .toStart, .left: "wait"
            }
        var squares: Markup = ""
        let shown = min(people, 12)
        for index in 0..<shown {
            let x = index * 20 + 1
            squares = """
                \(squares)<rect class="app-pledge__tile app-pledge__tile--\(look)" x="\(x)" y="1" width="14" height="14"/>
                """
            if look == "on" {
                squares = "\(squares)<path class=\"app-pledge__stripe\" d=\"M\(x + 1) 6h12M\(x + 1) 10h12\"/>"
            }
        }
        return """
            <svg class="app-pledge__tiles" width="\(shown * 20)" height="16" viewBox="0 0 \(shown * 20) 16" aria-hidden="true">\(squares)</svg>
            """
    }
}

/// Who is behind a count, by their placement, for those who see young people.
struct PledgePerson: RowDecodable, Sendable {
    let person: ID<YoungPerson>
    let placement: ID<Placement>?
    let reference, called, role, place: String
    let kind: WorkKind?
    let began, ended: Day?

    init(row: Row) throws(PostgresError) {
        person = try row["young_person_id"]
        placement = try row["placement_id"]
        reference = try row["reference"]
        called = try row["called"]
        role = try row["role"]
        place = try row["place"]
        kind = WorkKind(rawValue: try row["kind"])
        began = try row["began"]
        ended = try row["ended"]
    }

    /// Who counts: the number above the list is the number of people in it.
    static func all(behind count: PledgeCount, of pledge: ID<Pledge>, on day: Day) -> Query<[PledgePerson]> {
        let since: SQL = count == .applied ? "i.applied_on" : "i.result_on"
        let interests: SQL = """
            SELECT i.young_person_id, NULL::bigint AS placement_id, o.kind, i.opportunity_id, \(since) AS began, NULL::date AS ended
              FROM interests i JOIN opportunities o ON o.tenant_id = i.tenant_id AND o.id = i.opportunity_id
             WHERE i.opportunity_id IN (SELECT f.opportunity_id FROM app.pledged_opportunities(\(pledge), \(day)) AS f)
            """
        let placed: SQL =
            "SELECT p.young_person_id, p.placement_id, p.kind, NULL::bigint, p.began, p.ended FROM app.pledged(\(pledge), \(day)) AS p"
        let rows: SQL =
            switch count {
            case .madeAvailable, .takenUp: placed
            case .applied: "\(interests) AND i.applied_on <= \(day)"
            case .offered:
                "\(placed) UNION ALL (\(interests) AND i.result IN ('offered', 'accepted', 'declined') AND i.result_on <= \(day))"
            case .completed: "\(placed) WHERE p.outcome IN ('completed', 'job')"
            case .employed:
                "SELECT j.young_person_id, j.job_id, 'job', NULL::bigint, j.since, NULL::date FROM app.pledged_jobs(\(pledge), \(day)) AS j"
            }
        return .list(
            """
            SELECT DISTINCT ON (y.reference_key, y.id) c.young_person_id, c.placement_id, y.reference,
                   coalesce(nullif(y.preferred_name, ''), y.name) AS called, coalesce(w.role, o.title, '') AS role,
                   coalesce(e.name, t.name, '') AS place, c.kind, c.began, c.ended
              FROM (SELECT r.* FROM (\(rows)) AS r (young_person_id, placement_id, kind, opportunity_id, began, ended)) AS c
              JOIN young_people y ON y.id = c.young_person_id
              LEFT JOIN placements w ON w.id = c.placement_id
              LEFT JOIN opportunities o ON o.id = c.opportunity_id
              LEFT JOIN employers e ON e.id = coalesce(w.employer_id, o.employer_id)
              LEFT JOIN council_teams t ON t.id = coalesce(w.team_id, o.team_id)
             ORDER BY y.reference_key, y.id, c.placement_id NULLS LAST, c.began
            """)
    }
}
