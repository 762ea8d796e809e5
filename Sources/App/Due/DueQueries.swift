import Postgres

/// All SQL of the due list: what is owed is the row `x`.
extension DueItem {
    /// Everything owed, before the filters: from the kept values of recommendations and actions.
    private static let owed: SQL = """
        SELECT o.*, p.title, p.title_key, p.body_key FROM (
            SELECT 'update' AS kind, r.tenant_id, r.plan_id, r.id AS recommendation_id, NULL::bigint AS action_id, r.position, r.number,
                   r.words, r.words AS recommendation_words, r.next_due_on AS due_on, 'none' AS report_duty, '' AS report_words, NULL::integer AS report_every_months,
                   r.last_update_on, NULL::bigint AS named_id, r.next_due_on AS begun_on, r.standing, r.standing_update_id
              FROM recommendations r WHERE r.next_due_on IS NOT NULL
            UNION ALL
            SELECT 'report', a.tenant_id, a.plan_id, a.recommendation_id, a.id, r.position, r.number,
                   a.words, r.words, a.next_report_on, a.report_duty, a.report_words, a.report_every_months, r.last_update_on, a.report_meeting_id,
                   a.report_on, r.standing, r.standing_update_id
              FROM actions a
              JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
             WHERE a.next_report_on IS NOT NULL) AS o
          JOIN plans p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
        """

    static let itsLeads: SQL = """
        FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
         WHERE j.tenant_id = x.tenant_id AND j.plan_id = x.plan_id AND j.recommendation_id = x.recommendation_id
           AND (x.action_id IS NULL OR j.action_id = x.action_id)
        """

    /// The meeting that it comes to, of `m`: the one that its duty names, or the next planned one of the body that made the plan.
    static func itsMeeting(_ today: Day) -> SQL {
        """
        FROM meetings m
         WHERE m.tenant_id = x.tenant_id
           AND (m.id = x.named_id
                OR (x.named_id IS NULL AND m.state = 'planned' AND m.body_key = x.body_key AND m.held_on >= greatest(x.due_on, \(today))))
         ORDER BY m.held_on, m.id LIMIT 1
        """
    }

    /// What a team of the person's leads.
    static let mine: SQL = """
        EXISTS (SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                 WHERE j.tenant_id = x.tenant_id AND j.plan_id = x.plan_id AND j.recommendation_id = x.recommendation_id
                   AND (x.action_id IS NULL OR j.action_id = x.action_id) AND m.person_id = (SELECT app.person()))
        """

    /// What holds, in this order.
    /// Of a lead officer's, a draft is begun for it only where they may write it.
    static func all(_ condition: SQL, by order: SQL, limit: Int, from offset: Int = 0, isMine: Bool, on today: Day)
        -> Query<[DueItem]>
    {
        let written: SQL =
            isMine
            ? """
            AND (u.action_id IS NULL OR EXISTS (
                 SELECT FROM action_leads j JOIN lead_members m ON m.tenant_id = j.tenant_id AND m.lead_id = j.lead_id
                  WHERE j.tenant_id = u.tenant_id AND j.action_id = u.action_id AND m.person_id = (SELECT app.person())))
            """ : ""
        return .list(
            """
            WITH lines AS (SELECT x.*, row_number() OVER (ORDER BY \(order)) AS line
                             FROM (SELECT x.*, min(x.due_on) OVER (PARTITION BY x.tenant_id, x.recommendation_id) AS first_due_on
                                     FROM (\(owed)) AS x WHERE \(condition)) AS x
                            ORDER BY line LIMIT \(limit) OFFSET \(offset))
            SELECT x.*, v.agreed_on AS standing_agreed_on, coalesce(v.minute, '') AS standing_minute,
                   ARRAY(SELECT d.name \(itsLeads) GROUP BY d.name, d.name_key ORDER BY \(SQL.byName(key: "d.name_key"))) AS leads,
                   (SELECT u.id FROM updates u
                     WHERE u.tenant_id = x.tenant_id AND u.plan_id = x.plan_id AND u.recommendation_id = x.recommendation_id
                       AND u.state = 'draft' AND u.corrects_id IS NULL AND (x.action_id IS NULL OR u.action_id IS NULL OR u.action_id = x.action_id) \(written)
                     ORDER BY u.changed_at DESC LIMIT 1) AS draft_id,
                   coalesce((SELECT coalesce(nullif(a.workstream, ''), 'action ' || a.position) FROM actions a
                              WHERE a.tenant_id = x.tenant_id AND a.id = x.action_id
                                AND 1 < (SELECT count(*) FROM actions o WHERE o.tenant_id = a.tenant_id AND o.plan_id = a.plan_id
                                            AND o.recommendation_id = a.recommendation_id)), '') AS part,
                   z.asked_on, z.asked_by, y.id AS meeting_id, y.body AS meeting_body, y.held_on AS meeting_on,
                   CASE x.kind WHEN 'update' THEN app.times_owed(x.begun_on, t.repeat_months, x.due_on, \(today))
                        ELSE app.reports_owed(x.action_id, x.begun_on, x.report_every_months, x.due_on, \(today)) END AS times_owed
              FROM lines x
              JOIN tenants t ON t.id = x.tenant_id
              \(Stand.join(to: "x"))
              LEFT JOIN LATERAL (SELECT m.id, m.body, m.held_on \(itsMeeting(today))) AS y ON true
              LEFT JOIN LATERAL (SELECT q.asked_on, (SELECT b.name FROM people b WHERE b.tenant_id = q.tenant_id AND b.id = q.asked_by) AS asked_by
                                   \(UpdateRequest.unanswered) ORDER BY q.asked_at DESC LIMIT 1) AS z ON true
             ORDER BY x.line
            """)
    }

    static func counts(_ condition: SQL, on today: Day) -> Query<DueCounts?> {
        let counts = DueSpan.allCases.map { span in
            "count(*) FILTER (WHERE \(span.holds(on: today))) AS " + span.column
        }
        return .first("SELECT \(.join(counts, ", ")) FROM (\(owed)) AS x WHERE \(condition)")
    }
}

/// What the filters of the due list offer, and what stands beside it.
extension DueSearch {
    /// The plans that have something owed, for the filter; a lead officer's only.
    static func plans(isMine: Bool) -> Query<[NamedChoice]> {
        let mine: SQL = isMine ? "AND p.id IN (SELECT j.plan_id \(myLeads))" : ""
        return .list(
            "SELECT p.id, p.title AS name FROM plans p WHERE p.next_due_on IS NOT NULL \(mine) ORDER BY \(SQL.byName(key: "p.title_key")), p.id"
        )
    }

    /// The leads of what is in plans under way, for the filter; a lead officer's only.
    static func leads(isMine: Bool) -> Query<[NamedChoice]> {
        let mine: SQL = isMine ? "AND d.id IN (SELECT j.lead_id \(myLeads))" : ""
        return .list(
            """
            SELECT d.id, d.name FROM leads d WHERE EXISTS (
                SELECT FROM action_leads j JOIN plans p ON p.tenant_id = j.tenant_id AND p.id = j.plan_id
                 WHERE j.tenant_id = d.tenant_id AND j.lead_id = d.id AND p.next_due_on IS NOT NULL) \(mine)
             ORDER BY \(SQL.byName(key: "d.name_key")), d.id
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
         WHERE m.person_id = (SELECT app.person())
        """

    static let mostOnTheirWay = 50

    /// Drafts where the person may write, then what waits for members; those who wait longest first.
    static func onTheirWay(isMine: Bool) -> Query<[UpdateOnItsWay]> {
        let mine: SQL = isMine ? "u.recommendation_id IN (SELECT j.recommendation_id \(myLeads))" : "true"
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
                     ORDER BY is_draft DESC, at, u.id LIMIT \(mostOnTheirWay)) AS u
              LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
              LEFT JOIN people q ON q.tenant_id = u.tenant_id AND q.id = u.person_id
             ORDER BY u.is_draft DESC, u.at, u.id
            """)
    }
}
