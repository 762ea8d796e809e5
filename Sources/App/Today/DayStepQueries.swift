import Postgres

/// All SQL of the broker's home: what is still to be done is the row `s` of the view `case_steps`, its young person `y`.
extension DayStep {
    /// Whose caseload is asked for.
    enum Whose: Equatable {
        case mine, everybody
        case worker(Person.ID)

        var condition: SQL {
            switch self {
            case .mine: "y.worker_id = (SELECT app.person())"
            case .everybody: "true"
            case .worker(let id): "y.worker_id = \(id)"
            }
        }
    }

    /// What is due stands on its day; what is booked before that, on the day it is booked for, and on today once that has passed.
    private static func steps(of whose: Whose, on today: Day) -> SQL {
        // Of one caseload case by case: joined, the steps of the whole council were gone through once for each of its cases.
        let source: SQL =
            whose == .everybody
            ? "case_steps s JOIN young_people y ON y.tenant_id = s.tenant_id AND y.id = s.young_person_id"
            : """
            young_people y CROSS JOIN LATERAL (SELECT c.* FROM case_steps c
                WHERE c.tenant_id = y.tenant_id AND c.young_person_id = y.id OFFSET 0) AS s
            """
        return """
            SELECT s.*, CASE WHEN s.due_on < \(today) OR s.booked_on IS NULL THEN s.due_on
                             ELSE least(s.due_on, greatest(s.booked_on, \(today))) END AS on_day
              FROM \(source) WHERE \(whose.condition)
            """
    }

    /// Overdue: reviews before all, because they are a duty, then what is the longest overdue. Today: by the clock. The week: by day.
    static func list(of whose: Whose, _ kind: Kind?, overdue most: Int, on today: Day) -> Query<[DayStep]> {
        let wanted: SQL = kind.map { "s.kind = \($0)" } ?? "true"
        return .list(
            """
            WITH steps AS MATERIALIZED (SELECT * FROM (\(steps(of: whose, on: today))) AS s WHERE \(wanted)),
            chosen AS (
                (SELECT 'overdue' AS part, row_number() OVER (ORDER BY s.kind <> 'review', s.due_on, s.young_person_id, s.kind, s.record_id) AS line,
                        s.* FROM steps s WHERE s.due_on < \(today) ORDER BY line LIMIT \(most))
                UNION ALL
                (SELECT 'today', row_number() OVER (ORDER BY CASE WHEN s.on_day = s.booked_on THEN s.at_time END, s.kind <> 'review', s.due_on,
                                                    s.young_person_id, s.kind, s.record_id) AS line,
                        s.* FROM steps s WHERE s.due_on >= \(today) AND s.on_day = \(today) ORDER BY line LIMIT 100)
                UNION ALL
                (SELECT 'week', row_number() OVER (ORDER BY s.on_day, CASE WHEN s.on_day = s.booked_on THEN s.at_time END, s.young_person_id,
                                                   s.kind, s.record_id) AS line,
                        s.* FROM (SELECT w.tenant_id, w.young_person_id, w.kind, w.record_id, w.due_on, w.booked_on, w.at_time,
                                         CASE WHEN w.due_on < \(today) THEN w.booked_on ELSE w.on_day END AS on_day FROM steps w) AS s
                  WHERE s.on_day > \(today) AND s.on_day <= \(today.adding(days: 7)) ORDER BY line LIMIT 100))
            \(told)
             ORDER BY s.part = 'week', s.part = 'today', s.line
            """)
    }

    /// What is next after today, where nothing is due.
    static func next(of whose: Whose, _ kind: Kind?, on today: Day) -> Query<DayStep?> {
        let wanted: SQL = kind.map { "s.kind = \($0)" } ?? "true"
        return .first(
            """
            WITH chosen AS (SELECT 'week' AS part, 1 AS line, s.* FROM (\(steps(of: whose, on: today))) AS s
                             WHERE s.on_day > \(today) AND \(wanted) ORDER BY s.on_day, s.young_person_id, s.kind LIMIT 1)
            \(told)
            """)
    }

    static func counts(of whose: Whose, on today: Day) -> Query<[StepCounts]> {
        .list(
            """
            SELECT s.kind, count(*) FILTER (WHERE s.due_on < \(today)) AS overdue, count(*) FILTER (WHERE s.due_on >= \(today)) AS today
              FROM (\(steps(of: whose, on: today))) AS s WHERE s.on_day <= \(today) GROUP BY s.kind
            """)
    }

    /// What each kind tells of those that are chosen.
    private static let told: SQL = """
        SELECT s.part, s.kind, s.young_person_id, s.record_id, p.id AS placement_id, s.due_on, s.on_day, s.booked_on,
               CASE WHEN s.on_day = s.booked_on OR s.due_on < s.booked_on THEN s.at_time::text END AS at_time,
               y.reference, coalesce(nullif(y.preferred_name, ''), split_part(y.name, ' ', 1)) AS called, y.is_restricted,
               y.telephone, y.contact_words, y.attempt, k.name AS worker,
               coalesce(CASE s.kind WHEN 'review' THEN w.attended_by WHEN 'referral' THEN r.referred_by WHEN 'goal' THEN g.words
                                    WHEN 'interview' THEN o.title WHEN 'application' THEN o.title
                                    WHEN 'placement' THEN o.title ELSE p.role END, '') AS about,
               coalesce(CASE s.kind WHEN 'goal' THEN g.who ELSE coalesce(e.name, t.name) END, '') AS place,
               coalesce(r.referred_on, p.started_on) AS since, c.weeks, coalesce(g.version, 0) AS version
          FROM chosen s
          JOIN young_people y ON y.tenant_id = s.tenant_id AND y.id = s.young_person_id
          LEFT JOIN people k ON k.tenant_id = y.tenant_id AND k.id = y.worker_id
          LEFT JOIN reviews w ON s.kind = 'review' AND w.tenant_id = s.tenant_id AND w.id = s.record_id
          LEFT JOIN referrals r ON s.kind = 'referral' AND r.tenant_id = s.tenant_id AND r.id = s.record_id
          LEFT JOIN goals g ON s.kind = 'goal' AND g.tenant_id = s.tenant_id AND g.id = s.record_id
          LEFT JOIN interests i ON s.kind IN ('interview', 'application', 'placement') AND i.tenant_id = s.tenant_id AND i.id = s.record_id
          LEFT JOIN opportunities o ON o.tenant_id = i.tenant_id AND o.id = i.opportunity_id
          LEFT JOIN work_checks c ON s.kind = 'work_check' AND c.tenant_id = s.tenant_id AND c.id = s.record_id
          LEFT JOIN placements p ON p.tenant_id = s.tenant_id
                AND p.id = CASE WHEN s.kind IN ('start', 'end') THEN s.record_id ELSE c.placement_id END
          LEFT JOIN employers e ON e.tenant_id = s.tenant_id AND e.id = coalesce(o.employer_id, p.employer_id)
          LEFT JOIN council_teams t ON t.tenant_id = s.tenant_id AND t.id = coalesce(o.team_id, p.team_id)
        """
}

/// What the person did in the last ten minutes and may take back.
struct StepDone: RowDecodable {
    let kind: DayStep.Kind
    let person: ID<YoungPerson>
    let record: Int64
    /// By when it was due; nil where it was not.
    let dueOn: Day?
    let reference, called: String
    let isRestricted: Bool
    /// "08:51"
    let at: String
    let wasReached: Bool
    let nextOn: Day?
    let about: String

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        person = try row["young_person_id"]
        record = try row["record_id"]
        dueOn = try row["due_on"]
        reference = try row["reference"]
        called = try row["called"]
        isRestricted = try row["is_restricted"]
        at = try row["at"]
        wasReached = try row["was_reached"]
        nextOn = try row["next_on"]
        about = try row["about"]
    }

    var anchor: String { "\(kind.rawValue)-\(kind == .contact ? person.value : record)" }

    /// How long it can be taken back.
    static let span: SQL = "interval '10 minutes'"

    /// Contacts that are still the last with their young person, and goals that are still done.
    static func mine(of whose: DayStep.Whose) -> Query<[StepDone]> {
        .list(
            """
            SELECT d.*, y.reference, coalesce(nullif(y.preferred_name, ''), split_part(y.name, ' ', 1)) AS called, y.is_restricted
              FROM (
                SELECT c.tenant_id, 'contact' AS kind, c.young_person_id, c.id AS record_id, coalesce(b.next_on, a.recontact_on) AS due_on,
                       to_char(c.made_at AT TIME ZONE 'Europe/London', 'HH24:MI') AS at, c.was_reached, c.next_on, '' AS about
                  FROM case_contacts c
                  LEFT JOIN LATERAL (SELECT next_on FROM case_contacts b WHERE b.tenant_id = c.tenant_id AND b.young_person_id = c.young_person_id
                        AND (b.made_on, b.id) < (c.made_on, c.id) ORDER BY b.made_on DESC, b.id DESC LIMIT 1) AS b ON true
                  LEFT JOIN LATERAL (SELECT recontact_on FROM attempts a WHERE a.tenant_id = c.tenant_id
                        AND a.young_person_id = c.young_person_id ORDER BY a.number DESC LIMIT 1) AS a ON true
                 WHERE c.made_by = (SELECT app.person()) AND c.made_at > now() - \(span) AND c.made_on = app.today()
                   AND (c.next_on IS NULL OR c.next_on > app.today())
                   AND NOT EXISTS (SELECT FROM case_contacts l WHERE l.tenant_id = c.tenant_id AND l.young_person_id = c.young_person_id
                                      AND (l.made_on, l.id) > (c.made_on, c.id))
                UNION ALL
                SELECT g.tenant_id, 'goal', g.young_person_id, g.id, g.due_on, to_char(g.done_at AT TIME ZONE 'Europe/London', 'HH24:MI'),
                       true, NULL, g.words
                  FROM goals g WHERE g.done_by = (SELECT app.person()) AND g.done_at > now() - \(span) AND g.state = 'done') AS d
              JOIN young_people y ON y.tenant_id = d.tenant_id AND y.id = d.young_person_id
             WHERE \(whose.condition)
             ORDER BY d.due_on, d.record_id
            """)
    }
}
