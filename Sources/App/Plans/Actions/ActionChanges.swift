import Postgres

extension Action {
    static func find(_ id: ID, of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<Action?> {
        all(of: recommendation, in: plan).map { actions throws(PostgresError) in actions.first { $0.id == id } }
    }

    /// Last under its recommendation.
    static func add(_ form: ActionForm, to recommendation: Recommendation, in db: Transaction) throws(PostgresError)
        -> ID
    {
        let id: ID? = try db.value(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, workstream, words, success_measure, due_on, due_precision,
                                 due_words, assessment_id, report_duty, report_words, report_on, report_precision,
                                 report_every_months, report_meeting_id, recordability, recordability_words)
            VALUES (\(recommendation.planID), \(recommendation.id),
                    (SELECT coalesce(max(position), 0) + 1 FROM actions
                      WHERE plan_id = \(recommendation.planID) AND recommendation_id = \(recommendation.id)),
                    \(form.workstream), \(form.words), \(form.successMeasure), \(form.due?.day), \(form.due?.precision ?? .day),
                    \(form.dueWords), (SELECT id FROM assessments WHERE id = \(form.assessment)), \(form.reportDuty),
                    \(form.reportWords), \(form.report?.day), \(form.report?.precision ?? .day), \(form.reportEveryMonths),
                    \(form.reportMeeting), \(form.recordability), \(form.recordabilityWords))
            RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "an action was not made") }
        try lead(id, by: form.leads, of: recommendation, in: db)
        return id
    }

    static func change(
        _ action: Action, of recommendation: Recommendation, to form: ActionForm, version: Int, in db: Transaction
    ) throws(PostgresError) -> SaveResult {
        let changed = try db.run(
            """
            UPDATE actions SET workstream = \(form.workstream), words = \(form.words), success_measure = \(form.successMeasure),
                   due_on = \(form.due?.day), due_precision = \(form.due?.precision ?? .day), due_words = \(form.dueWords),
                   assessment_id = (SELECT id FROM assessments WHERE id = \(form.assessment)), report_duty = \(form.reportDuty),
                   report_words = \(form.reportWords), report_on = \(form.report?.day),
                   report_precision = \(form.report?.precision ?? .day), report_every_months = \(form.reportEveryMonths),
                   report_meeting_id = \(form.reportMeeting),
                   recordability = \(form.recordability), recordability_words = \(form.recordabilityWords), version = version + 1
             WHERE id = \(action.id) AND version = \(version)
            """)
        if changed == 0 { return .stale }
        if form.leads != action.leads {
            try db.run("DELETE FROM action_leads WHERE plan_id = \(action.planID) AND action_id = \(action.id)")
            try lead(action.id, by: form.leads, of: recommendation, in: db)
        }
        return .saved
    }

    /// A name that is new makes the lead.
    private static func lead(
        _ action: ID, by names: [String], of recommendation: Recommendation, in db: Transaction
    ) throws(PostgresError) {
        for (index, name) in names.enumerated() {
            let lead = try Lead.named(name, in: db)
            try db.run(
                """
                INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
                VALUES (\(recommendation.planID), \(recommendation.id), \(action), \(lead), \(index + 1)) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Updates that are about this action alone.
    static func updateCount(_ id: ID, in plan: Plan.ID) -> Query<Int?> {
        .value("SELECT count(*) FROM updates WHERE plan_id = \(plan) AND action_id = \(id)")
    }

    static func footnoteCount(_ id: ID, in plan: Plan.ID) -> Query<Int?> {
        .value("SELECT count(*) FROM footnotes WHERE plan_id = \(plan) AND action_id = \(id)")
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM actions WHERE id = \(id)")
    }
}
