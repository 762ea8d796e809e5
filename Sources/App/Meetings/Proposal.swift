import Postgres

/// What is due for a meeting and not on its agenda yet: an update that waits for members, or a report owed by its day.
struct Proposal: Sendable, RowDecodable {
    let planID: Plan.ID
    let planTitle: String
    let recommendationID: Recommendation.ID
    let number: String
    /// One of these two.
    let updateID: Update.ID?
    let actionID: Action.ID?
    let period: Day?
    let assessmentWords: String?
    /// The report, as its duty names it; empty for an update.
    let owed: String
    let dueOn: Day?
    /// "HR", "action 2": which of several actions it is about.
    let part: String
    let leads: [String]

    init(row: Row) throws(PostgresError) {
        planID = try row["plan_id"]
        planTitle = try row["title"]
        recommendationID = try row["recommendation_id"]
        number = try row["number"]
        updateID = try row["update_id"]
        actionID = try row["action_id"]
        period = try row["period_on"]
        assessmentWords = try row["assessment_words"]
        let duty: Action.ReportDuty = try row["report_duty"]
        owed = duty.text(try row["report_words"], everyMonths: try row["report_every_months"])
        dueOn = try row["due_on"]
        part = try row["part"]
        leads = try row["leads"]
    }

    /// "update-12", "report-7": as a form names it.
    var value: String { updateID.map { "update-\($0)" } ?? "report-\(actionID.map { "\($0)" } ?? "")" }

    /// As the agenda will say it.
    var words: String {
        if let period { return MeetingItem.words(period: period, number: number, part: part, plan: planTitle) }
        let place = part.isEmpty ? number : "\(number) (\(part))"
        let words = "\(owed): recommendation \(place), \(planTitle)"
        return String(words.prefix(1_000))
    }

    /// For choosing: with the grade that officers propose, or the day.
    var label: String {
        let facts = [
            assessmentWords.map { "proposed: \($0)" }, dueOn.map { "due \($0.longText)" },
            leads.isEmpty ? nil : leads.joined(separator: ", "),
        ].compactMap(\.self)
        return words + (facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))")
    }

    /// Of the plans of the meeting's body and of plans that name none, in the order of the papers.
    static func all(at meeting: Meeting.ID) -> Query<[Proposal]> {
        .list(
            """
            WITH m AS (SELECT * FROM meetings WHERE id = \(meeting)),
                 followed AS (SELECT p.* FROM plans p, m WHERE p.state IN ('agreed', 'monitoring') AND (p.body_key = m.body_key OR p.body = ''))
            SELECT d.*,
                   coalesce((SELECT coalesce(nullif(a.workstream, ''), 'action ' || a.position) FROM actions a
                              WHERE a.tenant_id = d.tenant_id AND a.plan_id = d.plan_id AND a.id = d.about_id
                                AND 1 < (SELECT count(*) FROM actions o WHERE o.tenant_id = a.tenant_id AND o.plan_id = a.plan_id
                                            AND o.recommendation_id = a.recommendation_id)), '') AS part,
                   ARRAY(SELECT l.name FROM action_leads j JOIN leads l ON l.tenant_id = j.tenant_id AND l.id = j.lead_id
                               WHERE j.tenant_id = d.tenant_id AND j.plan_id = d.plan_id AND j.recommendation_id = d.recommendation_id
                                 AND j.action_id = coalesce(d.about_id, j.action_id)
                               GROUP BY l.name ORDER BY min(j.action_id), min(j.position)) AS leads
              FROM (SELECT p.tenant_id, p.title_key, r.position, u.plan_id, p.title, u.recommendation_id, r.number, u.id AS update_id,
                           NULL::bigint AS action_id, u.action_id AS about_id, u.period_on, s.words AS assessment_words, 'none' AS report_duty, '' AS report_words,
                           NULL::integer AS report_every_months, NULL::date AS due_on
                      FROM followed p
                      JOIN updates u ON u.tenant_id = p.tenant_id AND u.plan_id = p.id AND u.state = 'submitted'
                      JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.plan_id = u.plan_id AND r.id = u.recommendation_id AND r.state = 'open'
                      LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
                     WHERE NOT EXISTS (SELECT FROM meeting_items i WHERE i.tenant_id = u.tenant_id AND i.update_id = u.id
                                          AND (i.meeting_id = \(meeting) OR i.outcome = 'not_confirmed'))
                    UNION ALL
                    SELECT p.tenant_id, p.title_key, r.position, a.plan_id, p.title, a.recommendation_id, r.number, NULL, a.id, a.id, NULL, NULL,
                           a.report_duty, a.report_words, a.report_every_months, a.next_report_on
                      FROM m, actions a
                      JOIN plans p ON p.tenant_id = a.tenant_id AND p.id = a.plan_id
                      JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
                     WHERE (a.report_meeting_id = m.id AND a.next_report_on IS NOT NULL
                            OR a.report_meeting_id IS NULL AND a.next_report_on <= m.held_on AND a.plan_id IN (SELECT id FROM followed))
                       AND NOT EXISTS (SELECT FROM meeting_items i WHERE i.tenant_id = a.tenant_id AND i.meeting_id = m.id AND i.action_id = a.id)
                   ) AS d
             ORDER BY d.update_id IS NULL, \(SQL.byName(key: "d.title_key")), d.plan_id, d.position, d.period_on, d.update_id, d.action_id LIMIT 500
            """)
    }

    /// False for an update that was taken back meanwhile.
    func add(to meeting: Meeting.ID, in db: Transaction) throws(PostgresError) -> Bool {
        if let updateID {
            return try MeetingItem.add(updateID, saying: words, to: meeting, in: db) != nil
        } else {
            try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id)
                VALUES (\(meeting), \(MeetingItem.nextPosition(in: meeting)), 'report', \(words), \(planID), \(recommendationID),
                        \(actionID)) ON CONFLICT DO NOTHING
                """)
            return true
        }
    }
}
