import Postgres

/// One report of an action, by the day on which it is owed: "the annual numbers, March 2026".
struct OwedReport: Sendable, Hashable, RowDecodable {
    let actionID: Action.ID
    let day: Day

    init(_ actionID: Action.ID, _ day: Day) { (self.actionID, self.day) = (actionID, day) }

    init(row: Row) throws(PostgresError) {
        actionID = try row["action_id"]
        day = try row["day"]
    }

    /// As a form sends it and the database lists it: "12:2026-03-01".
    init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let action = Action.ID(String(parts[0])), let day = Day(iso: String(parts[1])) else {
            return nil
        }
        self.init(action, day)
    }

    var text: String { "\(actionID):\(day.isoText)" }

    /// What no update has answered, up to the next that is coming; of a plan, or of one recommendation in it.
    static func all(of plan: Plan.ID, _ recommendation: Recommendation.ID? = nil) -> Query<[OwedReport]> {
        let one: SQL = recommendation.map { "AND a.recommendation_id = \($0)" } ?? ""
        return .list(
            """
            SELECT a.id AS action_id, d.day FROM actions a
             CROSS JOIN LATERAL (
                SELECT a.next_report_on AS day WHERE a.report_duty = 'once'
                UNION ALL
                SELECT c.day FROM generate_series(
                        app.cycle_of(a.report_on, a.report_every_months, a.next_report_on),
                        app.cycle_of(a.report_on, a.report_every_months, greatest(a.next_report_on, app.today()))
                            + (a.next_report_on <= app.today())::integer) AS n
                 CROSS JOIN LATERAL (SELECT app.cycle_day(a.report_on, a.report_every_months, n) AS day) AS c
                 WHERE a.report_duty = 'recurring' AND NOT app.is_reported(a.id, c.day)) AS d
             WHERE a.plan_id = \(plan) \(one) AND a.next_report_on IS NOT NULL
             ORDER BY a.position, a.id, d.day
            """)
    }

    /// Of an update `u`, as texts.
    static let answers: SQL = """
        ARRAY(SELECT q.action_id || ':' || to_char(q.owed_on, 'YYYY-MM-DD') FROM update_reports q
               WHERE q.tenant_id = u.tenant_id AND q.update_id = u.id ORDER BY q.action_id, q.owed_on)
        """
}

extension [Action] {
    /// "2026-03-01 Reported annually, HR": in files.
    func filed(_ report: OwedReport) -> String {
        let action = first { $0.id == report.actionID }
        let what = [action?.reportText, action.flatMap { part($0.id) }].compactMap(\.self).joined(separator: ", ")
        return what.isEmpty ? report.day.isoText : "\(report.day.isoText) \(what)"
    }

    /// "Reported annually: March 2026, HR"
    func text(of report: OwedReport) -> String {
        guard let action = first(where: { $0.id == report.actionID }) else { return report.day.longText }
        let what = action.reportDuty == .recurring ? "\(action.reportText): \(report.day.monthText)" : action.reportText
        return what + (part(action.id).map { ", \($0)" } ?? "")
    }
}

extension UpdateSubject {
    /// The reports that an update may say it answers: those that are owed, and those that it says already.
    func answerable(_ draft: Update?) -> [OwedReport] {
        let own = draft?.answers ?? []
        return owed + own.filter { !owed.contains($0) }
    }

    /// Of one action, or of all. Nil where none is owed, and for the correction of what does not say which it answers.
    func answersField(_ form: FormBuilder, draft: Update?, of action: Action.ID? = nil) -> CheckboxField? {
        guard draft == nil || draft?.correctsID == nil || draft?.namesReports == true else { return nil }
        let options = answerable(draft).filter {
            action == nil || $0.actionID == action || draft?.answers.contains($0) == true
        }
        guard !options.isEmpty else { return nil }
        return form.checkboxes(
            "answers", "This also answers",
            options.map { ($0.text, actions.text(of: $0)) },
            hint: "Tick only the reports that this update gives. The rest stay owed.", optional: true)
    }
}

extension Update {
    /// Keeps with a draft, or in the transaction that submits it, which reports it answers.
    static func answer(_ id: ID, _ reports: [OwedReport], in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM update_reports WHERE update_id = \(id)")
        for report in reports {
            try db.run(
                """
                INSERT INTO update_reports (plan_id, recommendation_id, update_id, action_id, owed_on)
                SELECT plan_id, recommendation_id, id, \(report.actionID), \(report.day) FROM updates WHERE id = \(id)
                """)
        }
    }
}
