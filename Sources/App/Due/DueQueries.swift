import Postgres

/// All SQL of the due list.
extension DueFilter {
    /// Everything owed, before the filters: from the kept values of recommendations and actions.
    private static let owed: SQL = """
        SELECT o.*, p.title, p.title_key, p.body_key FROM (
            SELECT 'update' AS kind, r.tenant_id, r.plan_id, r.id AS recommendation_id, NULL::bigint AS action_id, r.position, r.number,
                   r.words, r.next_due_on AS due_on, 'none' AS report_duty, '' AS report_words, NULL::integer AS report_every_months,
                   r.last_update_on, NULL::bigint AS named_id, r.next_due_on AS begun_on, r.standing, r.standing_update_id
              FROM recommendations r WHERE r.next_due_on IS NOT NULL
            UNION ALL
            SELECT 'report', a.tenant_id, a.plan_id, a.recommendation_id, a.id, r.position, r.number,
                   a.words, a.next_report_on, a.report_duty, a.report_words, a.report_every_months, r.last_update_on, a.report_meeting_id,
                   a.report_on, r.standing, r.standing_update_id
              FROM actions a
              JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
             WHERE a.next_report_on IS NOT NULL) AS o
          JOIN plans p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
        """

    private static let itsLeads: SQL = """
        FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
         WHERE j.tenant_id = w.tenant_id AND j.plan_id = w.plan_id AND j.recommendation_id = w.recommendation_id
           AND (w.action_id IS NULL OR j.action_id = w.action_id)
        """

    /// The meeting that it comes to, of `m`: the one that its duty names, or the next planned one of the body that made the plan.
    private static func itsMeeting(_ today: Day) -> SQL {
        """
        FROM meetings m
         WHERE m.tenant_id = w.tenant_id
           AND (m.id = w.named_id
                OR (w.named_id IS NULL AND m.state = 'planned' AND m.body_key = w.body_key AND m.held_on >= greatest(w.due_on, \(today))))
         ORDER BY m.held_on, m.id LIMIT 1
        """
    }

    /// All filters but the span, which the counts stand beside.
    private func conditions(_ today: Day) -> SQL {
        var all: [SQL] = ["true"]
        if !text.isEmpty {
            let wanted = Folding(text).text.split(separator: " ").joined(separator: " ")
            all.append(
                """
                (w.recommendation_id IN (SELECT f.id FROM recommendations f WHERE f.number_key = \(Recommendation.key(text))
                                            OR (w.action_id IS NULL AND strpos(f.find_words, \(wanted)) > 0))
                 OR w.action_id IN (SELECT f.id FROM actions f WHERE strpos(f.find_words, \(wanted)) > 0)
                 OR w.plan_id IN (SELECT f.id FROM plans f WHERE strpos(f.find_words, \(wanted)) > 0))
                """)
        }
        if let lead { all.append("EXISTS (SELECT \(Self.itsLeads) AND j.lead_id = \(lead))") }
        if let plan { all.append("w.plan_id = \(plan)") }
        if let meeting { all.append("(SELECT m.id \(Self.itsMeeting(today))) = \(meeting)") }
        if let kind { all.append("w.kind = \(kind)") }
        if isMine {
            all.append(
                """
                EXISTS (SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                         WHERE j.tenant_id = w.tenant_id AND j.plan_id = w.plan_id AND j.recommendation_id = w.recommendation_id
                           AND (w.action_id IS NULL OR j.action_id = w.action_id) AND m.person_id = app.person())
                """)
        }
        return SQL.join(all, " AND ")
    }

    private func spanned(_ today: Day) -> SQL {
        let (soon, next) = (today.adding(days: 30), today.adding(days: 90))
        switch span {
        case .overdue: return "w.due_on < \(today)"
        case .soon: return "w.due_on BETWEEN \(today) AND \(soon)"
        case .next: return "w.due_on > \(soon) AND w.due_on <= \(next)"
        case .later: return "w.due_on > \(next)"
        case nil: return "true"
        }
    }

    private func sorting(_ today: Day) -> SQL {
        switch (order, isDescending) {
        case (.meeting, _):
            """
            w.due_on < \(today) DESC, (SELECT m.held_on \(Self.itsMeeting(today))) NULLS LAST,
            (SELECT m.body_key \(Self.itsMeeting(today))), w.title_key, w.position, w.due_on, w.action_id
            """
        case (.due, false): "w.due_on, w.title_key, w.position, w.kind DESC, w.action_id"
        case (.due, true): "w.due_on DESC, w.title_key, w.position, w.kind DESC, w.action_id"
        case (.plan, false): "w.title_key, w.position, w.due_on, w.kind DESC, w.action_id"
        case (.plan, true): "w.title_key DESC, w.position, w.due_on, w.kind DESC, w.action_id"
        case (.lead, false):
            "(SELECT min(d.name_key) \(Self.itsLeads)) NULLS LAST, w.due_on, w.title_key, w.position, w.action_id"
        case (.lead, true):
            "(SELECT min(d.name_key) \(Self.itsLeads)) DESC NULLS LAST, w.due_on, w.title_key, w.position, w.action_id"
        }
    }

    /// One page of it; a page that is not there is the first.
    func items(today: Day, limit: Int = perPage) -> Query<[DueItem]> {
        let from = (page - 1) * limit
        return .list(
            """
            WITH wanted AS (SELECT w.*, row_number() OVER (ORDER BY \(sorting(today))) AS place, count(*) OVER () AS total
                              FROM (\(Self.owed)) AS w WHERE \(conditions(today)) AND \(spanned(today))),
                 lines AS (SELECT w.*, w.place - CASE WHEN w.total > \(from) THEN \(from)::bigint ELSE 0 END AS line FROM wanted w)
            SELECT w.*, v.agreed_on AS standing_agreed_on, coalesce(v.minute, '') AS standing_minute,
                   ARRAY(SELECT DISTINCT d.name \(Self.itsLeads) ORDER BY d.name) AS leads,
                   (SELECT u.id FROM updates u
                     WHERE u.tenant_id = w.tenant_id AND u.plan_id = w.plan_id AND u.recommendation_id = w.recommendation_id
                       AND u.state = 'draft' AND u.corrects_id IS NULL AND (u.action_id IS NULL OR u.action_id = w.action_id)
                     ORDER BY u.changed_at DESC LIMIT 1) AS draft_id,
                   x.id AS meeting_id, x.body AS meeting_body, x.held_on AS meeting_on,
                   CASE w.kind WHEN 'update' THEN app.times_owed(w.begun_on, t.repeat_months, w.due_on, \(today))
                        ELSE app.reports_owed(w.action_id, w.begun_on, w.report_every_months, w.due_on, \(today)) END AS times_owed
              FROM lines w
              JOIN tenants t ON t.id = w.tenant_id
              \(Stand.join(to: "w"))
              LEFT JOIN LATERAL (SELECT m.id, m.body, m.held_on \(Self.itsMeeting(today))) AS x ON true
             WHERE w.line BETWEEN 1 AND \(limit) ORDER BY w.line
            """)
    }

    func counts(today: Day) -> Query<DueCounts?> {
        let (soon, next) = (today.adding(days: 30), today.adding(days: 90))
        return .first(
            """
            SELECT count(*) FILTER (WHERE w.due_on < \(today)) AS overdue,
                   count(*) FILTER (WHERE w.due_on >= \(today) AND w.due_on <= \(soon)) AS soon,
                   count(*) FILTER (WHERE w.due_on > \(soon) AND w.due_on <= \(next)) AS next,
                   count(*) FILTER (WHERE w.due_on > \(next)) AS later
              FROM (\(Self.owed)) AS w WHERE \(conditions(today))
            """)
    }

    /// The plans that have something owed, for the filter; a lead officer's only.
    func plans() -> Query<[NamedChoice]> {
        let mine: SQL = isMine ? "AND p.id IN (SELECT j.plan_id \(Self.myLeads))" : ""
        return .list(
            "SELECT p.id, p.title AS name FROM plans p WHERE p.next_due_on IS NOT NULL \(mine) ORDER BY p.title_key, p.id"
        )
    }

    /// The leads of what is in plans under way, for the filter; a lead officer's only.
    func leads() -> Query<[NamedChoice]> {
        let mine: SQL = isMine ? "AND d.id IN (SELECT j.lead_id \(Self.myLeads))" : ""
        return .list(
            """
            SELECT d.id, d.name FROM leads d WHERE EXISTS (
                SELECT FROM action_leads j JOIN plans p ON p.tenant_id = j.tenant_id AND p.id = j.plan_id
                 WHERE j.tenant_id = d.tenant_id AND j.lead_id = d.id AND p.next_due_on IS NOT NULL) \(mine)
             ORDER BY d.name_key, d.id
            """)
    }

    /// The meetings to come, for the filter.
    static var meetings: Query<[NamedChoice]> {
        Meeting.planned.map { meetings throws(PostgresError) in
            meetings.map { NamedChoice(id: $0.id.value, name: $0.name) }
        }
    }

    private static let myLeads: SQL = """
        FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
         WHERE m.person_id = app.person()
        """

    static let mostOnTheirWay = 50

    /// Drafts where the person may write, then what waits for members; those who wait longest first.
    func onTheirWay() -> Query<[UpdateOnItsWay]> {
        let mine: SQL = isMine ? "u.recommendation_id IN (SELECT j.recommendation_id \(Self.myLeads))" : "true"
        return .list(
            """
            SELECT u.id, u.plan_id, u.title, u.recommendation_id, u.number, u.period_on, u.is_draft,
                   s.words AS assessment_words, coalesce(s.tone, 'not_assessed') AS tone, u.disagrees, q.name AS person_name,
                   \(Update.moment("u.at")) AS at,
                   EXISTS (SELECT FROM meeting_items i WHERE i.tenant_id = u.tenant_id AND i.update_id = u.id AND i.outcome = 'not_confirmed') AS is_refused
              FROM (SELECT u.tenant_id, u.id, u.plan_id, u.recommendation_id, u.period_on, u.assessment_id, u.state = 'draft' AS is_draft,
                           u.disagreement <> '' AS disagrees, coalesce(u.submitted_at, u.changed_at) AS at, coalesce(u.submitted_by, u.author_id) AS person_id, p.title, r.number
                      FROM updates u
                      JOIN plans p ON p.tenant_id = u.tenant_id AND p.id = u.plan_id
                      JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.plan_id = u.plan_id AND r.id = u.recommendation_id
                     WHERE u.state IN ('draft', 'submitted') AND r.state = 'open' AND p.state IN ('agreed', 'monitoring') AND \(mine)
                     ORDER BY is_draft DESC, at, u.id LIMIT \(Self.mostOnTheirWay)) AS u
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
              LEFT JOIN people q ON q.tenant_id = u.tenant_id AND q.id = u.person_id
             ORDER BY u.is_draft DESC, u.at, u.id
            """)
    }
}
