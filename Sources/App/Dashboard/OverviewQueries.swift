import Postgres

/// What the overview asks of the database. Only plans that are agreed and updates that were submitted or agreed count, for everybody:
/// officers, who may see drafts elsewhere, see here what members see. Where it can it reads what is kept with the record.
struct OverviewQueries {
    let plan: Plan.ID?
    let since: Day?
    let today: Day
    var order = OverviewOrder.overdue
    /// For what members would see of a draft: as if it were published now.
    var start: FollowUp?

    private static let watched: SQL = "p.state IN ('agreed', 'monitoring', 'signed_off')"
    private static let counted: SQL = "u.state IN ('submitted', 'agreed')"

    private var ofPlan: SQL { plan.map { "AND r.plan_id = \($0)" } ?? "" }

    /// The plans there are to choose from.
    var plans: Query<[WatchedPlan]> {
        .list(
            "SELECT p.id, p.title FROM plans p WHERE \(Self.watched) ORDER BY \(SQL.byName(key: "p.title_key")), p.id")
    }

    /// Recommendations by where they stand, as it is kept with them.
    var counts: Query<[StandingCount]> {
        .list(
            """
            SELECT r.standing, count(*) AS counted, count(*) FILTER (WHERE \(isOutstanding)) AS outstanding,
                   count(*) FILTER (WHERE \(isOutstanding) AND \(nextDue) < \(today)) AS overdue
              FROM recommendations r
              JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
             WHERE r.standing IS NOT NULL AND \(isWatched) \(ofPlan) GROUP BY r.standing
            """)
    }

    /// Actions that are not achieved after their date, the one that an update put it off to included.
    var actionsPast: Query<Int?> {
        .value(
            """
            SELECT count(*) FROM actions a
              JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
              JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
              LEFT JOIN assessments s ON s.tenant_id = a.tenant_id AND s.id = a.assessment_id
             WHERE \(isOutstanding) \(ofPlan) AND app.last_day(a.due_on, a.due_precision) < \(today)
               AND s.tone IS DISTINCT FROM 'achieved' AND r.tone <> 'achieved'
               AND NOT EXISTS (SELECT FROM updates u
                     WHERE u.tenant_id = a.tenant_id AND u.plan_id = a.plan_id AND u.recommendation_id = a.recommendation_id
                       AND (u.action_id IS NULL OR u.action_id = a.id) AND \(Self.counted) AND u.new_due_on >= \(today))
            """)
    }

    private var isOutstanding: SQL {
        start == nil ? "r.state = 'open' AND p.state IN ('agreed', 'monitoring')" : "r.state = 'open'"
    }

    private var isWatched: SQL { start == nil ? Self.watched : "true" }

    /// When the next update of `r` is due: as it is kept, or as it would be.
    private var nextDue: SQL {
        guard let start else { return "r.next_due_on" }
        return """
            (SELECT app.next_update(p.agreed_on, r.last_update_on, c.first_update_months, c.repeat_months, \(start.day(today)))
               FROM tenants c WHERE c.id = (SELECT app.tenant()))
            """
    }

    /// What the first day finds overdue besides updates, the first day on which anything is due, and by when comes what was
    /// owed once before it.
    var firstDay: Query<FirstDay?> {
        .first(
            """
            SELECT least(min(d.update_on), min(d.report_on)) AS first_on,
                   count(*) FILTER (WHERE d.report_on < \(today)) AS reports,
                   min(d.later_on) FILTER (WHERE d.report_duty = 'once' AND d.owed_on < \(today) AND d.report_on = d.later_on) AS later_on
              FROM (SELECT u.update_on, a.report_duty,
                           app.report_due(a, u.update_on, \(start?.day(today)), c.repeat_months) AS report_on,
                           app.report_due(a, u.update_on, NULL, c.repeat_months) AS owed_on,
                           (\(today)::date + make_interval(months => c.repeat_months))::date AS later_on
                      FROM recommendations r
                      JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
                      JOIN tenants c ON c.id = r.tenant_id
                     CROSS JOIN LATERAL (SELECT \(nextDue) AS update_on) AS u
                      LEFT JOIN actions a ON a.tenant_id = r.tenant_id AND a.plan_id = r.plan_id AND a.recommendation_id = r.id
                     WHERE \(isOutstanding) \(ofPlan)) AS d
            """)
    }

    private var sorting: SQL {
        let first: SQL =
            switch order {
            case .overdue: "r.next_due_on NULLS LAST, p.agreed_on NULLS LAST,"
            case .outstanding: "p.agreed_on NULLS LAST,"
            case .plan: ""
            }
        return "ORDER BY \(first) \(SQL.byName(key: "p.title_key")), p.id, r.position, r.id"
    }

    func outstanding(_ limit: Int, from first: Int) -> Query<[Outstanding]> {
        .list(
            """
            SELECT r.id, r.plan_id, p.title AS plan_title, r.number, r.words, p.agreed_on, p.agreed_precision,
                   s.words AS assessment_words, r.tone, \(nextDue) AS next_due_on, \(Stand.columns()),
                   ARRAY(SELECT d.name FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
                          WHERE j.plan_id = r.plan_id AND j.recommendation_id = r.id GROUP BY d.name ORDER BY min(j.action_id), min(j.position)) AS leads
              FROM recommendations r
              JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
              LEFT JOIN assessments s ON s.tenant_id = r.tenant_id AND s.id = r.assessment_id
              \(Stand.join())
             WHERE \(isOutstanding) \(ofPlan) \(sorting) LIMIT \(limit) OFFSET \(first)
            """)
    }

    /// The last updates of each of those, newest first.
    func reports(_ limit: Int, from first: Int) -> Query<[Report]> {
        .list(
            """
            SELECT u.id, r.id AS recommendation_id, u.period_on, u.action_id IS NOT NULL AS is_of_action, s.words AS assessment_words,
                   coalesce(s.tone, 'not_assessed') AS tone, u.explanation, u.slip_reason, u.disagreement, u.new_due_on,
                   CASE u.state WHEN 'submitted' THEN f.words END AS refusal
              FROM (SELECT r.tenant_id, r.id, r.plan_id FROM recommendations r
                      JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
                     WHERE \(isOutstanding) \(ofPlan) \(sorting) LIMIT \(limit) OFFSET \(first)) AS r
             CROSS JOIN LATERAL (
                SELECT u.* FROM updates u
                 WHERE u.tenant_id = r.tenant_id AND u.plan_id = r.plan_id AND u.recommendation_id = r.id AND \(Self.counted)
                 ORDER BY u.period_on DESC, u.action_id NULLS FIRST, u.edition DESC LIMIT 12) AS u
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
              \(Refusal.join)
             ORDER BY r.id, u.period_on DESC, u.action_id NULLS FIRST, u.edition DESC
            """)
    }

    /// The day that was asked for; else the last meeting, or what a paper says of one that agreed updates; else 90 days ago.
    var sinceDay: Query<Day?> {
        .value(
            """
            SELECT coalesce(\(since), greatest((SELECT max(agreed_on) FROM updates WHERE state = 'agreed' AND agreed_on < \(today)),
                                            (SELECT max(held_on) FROM meetings WHERE state = 'held' AND held_on < \(today))),
                            \(today.adding(days: -90)))
            """)
    }

    /// Those in force are counted and cut to the latest before their earlier grades are looked for.
    func changes(since day: Day, _ limit: Int) -> Query<[Movement]> {
        .list(
            """
            SELECT u.id, u.plan_id, u.recommendation_id, u.plan_title, r.number, u.period_on, u.action_id IS NOT NULL AS is_of_action,
                   u.agreed_now AS is_agreed, u.meeting_id IS NULL AS is_in_paper, u.edition > 1 AS is_correction, u.happened_on, u.agreed_at, u.minute, u.disagreement, s.words AS after_words,
                   s.tone AS after_tone, b.words AS before_words, b.tone AS before_tone, u.total, u.agreed_total
              FROM (SELECT u.*, p.title AS plan_title, p.title_key, count(*) OVER () AS total,
                           count(*) FILTER (WHERE u.agreed_now AND u.meeting_id IS NOT NULL) OVER () AS agreed_total
                      FROM (\(updates(since: day))) AS u JOIN plans p ON p.tenant_id = u.tenant_id AND p.id = u.plan_id
                     WHERE \(Self.watched) ORDER BY u.happened_on DESC, \(SQL.byName(key: "p.title_key")), u.recommendation_id, u.id LIMIT \(limit)) AS u
              JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.id = u.recommendation_id
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
              LEFT JOIN LATERAL (
                SELECT e.assessment_id FROM updates e
                 WHERE e.tenant_id = u.tenant_id AND e.plan_id = u.plan_id AND e.recommendation_id = u.recommendation_id
                   AND e.action_id IS NOT DISTINCT FROM u.action_id AND e.state <> 'draft' AND e.assessment_id IS NOT NULL
                   AND (e.period_on, e.edition) < (u.period_on, u.edition)
                 ORDER BY e.period_on DESC, e.edition DESC LIMIT 1) AS e ON true
              LEFT JOIN assessments b ON b.tenant_id = u.tenant_id AND b.id = e.assessment_id
             ORDER BY u.happened_on DESC, \(SQL.byName(key: "u.title_key")), r.position, u.period_on DESC, u.id
            """)
    }

    /// In two arms, so that each has its index.
    private func updates(since day: Day) -> SQL {
        """
        SELECT u.tenant_id, u.id, u.plan_id, u.recommendation_id, u.action_id, u.period_on, u.edition, u.assessment_id, u.agreed_at, u.minute, u.disagreement,
               u.meeting_id, u.agreed_now, CASE WHEN u.agreed_now THEN u.agreed_on ELSE (u.submitted_at AT TIME ZONE 'Europe/London')::date END AS happened_on
          FROM (SELECT r.*, r.state = 'agreed' AND r.agreed_on >= \(day) AS agreed_now FROM updates r
                 WHERE r.state IN ('submitted', 'agreed') AND r.submitted_at >= \(day)::timestamp AT TIME ZONE 'Europe/London' \(ofPlan)
                UNION ALL
                SELECT r.*, true FROM updates r
                 WHERE r.state = 'agreed' AND r.agreed_on >= \(day)
                   AND r.submitted_at < \(day)::timestamp AT TIME ZONE 'Europe/London' \(ofPlan)) AS u
        """
    }

    /// The grades of one plan at each of its updates: of the plan asked for, or of the one that was updated last.
    var grades: Query<[GradeAt]> {
        let shown: SQL =
            plan.map { "\($0)" }
            ?? "(SELECT p.id FROM plans p WHERE \(Self.watched) ORDER BY p.last_update_on DESC NULLS LAST, p.id LIMIT 1)"
        return .list(
            """
            SELECT r.id, r.number, p.title AS plan_title, u.period_on, s.words, coalesce(s.tone, 'not_assessed') AS tone,
                   coalesce(u.disagreement <> '', false) AS disagrees
              FROM recommendations r
              JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
              LEFT JOIN updates u ON u.tenant_id = r.tenant_id AND u.plan_id = r.plan_id AND u.recommendation_id = r.id AND u.action_id IS NULL
                   AND \(Self.counted) AND u.assessment_id IS NOT NULL
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
             WHERE r.plan_id = \(shown) AND r.state IN ('open', 'signed_off') AND \(Self.watched)
             ORDER BY r.position, r.id, u.period_on, u.edition
            """)
    }
}
