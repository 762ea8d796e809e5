import Postgres

@testable import App

/// The pieces of plans, put straight into the tables: what every council of a test begins with is made of these.
struct StoredPlans {
    let db: Transaction

    func assessment(_ words: String, _ tone: Tone, _ position: Int) throws -> Assessment.ID {
        return try db.value(
            """
            INSERT INTO assessments (words, tone, position, needs_new_date)
            VALUES (\(words), \(tone), \(position), \(tone == .slipped)) RETURNING id
            """) ?? missing()
    }

    /// The four grades of a paper, best first.
    func grades(_ words: [String]) throws -> [Tone: Assessment.ID] {
        let tones = [Tone.achieved, .onTrack, .slipped, .notAchieved]
        return try Dictionary(
            uniqueKeysWithValues: zip(tones, words).enumerated().map { place, grade in
                (grade.0, try assessment(grade.1, grade.0, place))
            })
    }

    func plan(
        _ title: String, body: String = "", state: Plan.State = .monitoring, agreedOn: String?,
        _ precision: ApproximateDay.Precision = .day
    ) throws -> Plan.ID {
        return try db.value(
            """
            INSERT INTO plans (title, body, state, agreed_on, agreed_precision)
            VALUES (\(title), \(body), \(state), \(agreedOn)::text::date, \(precision)) RETURNING id
            """) ?? missing()
    }

    /// Agreed a number of months before today, so that what is due can be foretold.
    func plan(_ title: String, body: String, state: Plan.State = .monitoring, agreedMonthsAgo months: Int) throws
        -> Plan.ID
    {
        let today = ApproximateDay(try db.value("SELECT app.today()") ?? Day.first, .month).day
        return try plan(title, body: body, state: state, agreedOn: today.adding(months: -months).isoText, .month)
    }

    func recommendation(
        _ plan: Plan.ID, _ number: String, _ position: Int, _ words: String, state: Recommendation.State = .open,
        because: String = ""
    ) throws -> Recommendation.ID {
        try db.value(
            """
            INSERT INTO recommendations (plan_id, position, number, words, state, state_words)
            VALUES (\(plan), \(position), \(number), \(words), \(state), \(because)) RETURNING id
            """) ?? missing()
    }

    @discardableResult
    func action(
        _ recommendation: Recommendation.ID, _ plan: Plan.ID, _ position: Int, _ workstream: String,
        _ words: String, leads: [String] = [],
        grade: Assessment.ID? = nil, success: String = "", due: String = "", dueOn: String? = nil,
        duty: Action.ReportDuty = .none,
        every: Int? = nil,
        recordability: Action.Recordability = .counted, because: String = ""
    ) throws -> Action.ID {
        let reportOn: Day? = duty == .recurring ? Day(year: 2018, month: 3, day: 1) : nil
        let id: Action.ID =
            try db.value(
                """
                INSERT INTO actions (plan_id, recommendation_id, position, workstream, words, success_measure, due_words, due_on, assessment_id,
                                     report_duty, report_on, report_precision, report_every_months, recordability, recordability_words)
                VALUES (\(plan), \(recommendation), \(position), \(workstream), \(words), \(success), \(due), \(dueOn)::text::date, \(grade), \(duty), \(reportOn),
                        'month', \(every), \(recordability), \(because)) RETURNING id
                """) ?? missing()
        for (index, name) in leads.enumerated() {
            let lead = try Lead.named(name, in: db)
            try db.run(
                """
                INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
                VALUES (\(plan), \(recommendation), \(id), \(lead), \(index + 1))
                """)
        }
        return id
    }

    func measure(_ recommendation: Recommendation.ID, _ plan: Plan.ID, _ title: String) throws -> Measure.ID {
        try db.value(
            """
            INSERT INTO measures (plan_id, recommendation_id, position, title, unit)
            VALUES (\(plan), \(recommendation), 1, \(title), 'people') RETURNING id
            """) ?? missing()
    }

    @discardableResult
    func update(
        _ recommendation: Recommendation.ID, _ plan: Plan.ID, _ period: Day, _ grade: Assessment.ID?,
        _ state: Update.State, _ evidence: String,
        explanation: String = "", impact: String = "", disagreement: String = "", edition: Int = 1,
        corrects: Update.ID? = nil, because: String = ""
    ) throws -> Update.ID {
        let agreedOn: Day? = state == .agreed ? period.adding(days: 40) : nil
        return try db.value(
            """
            INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, assessment_id, explanation, impact, disagreement,
                                 edition, corrects_id, correction_reason, submitted_at, agreed_on, agreed_at)
            VALUES (\(plan), \(recommendation), \(period), \(state), \(evidence), \(grade), \(explanation), \(impact), \(disagreement),
                    \(edition), \(corrects), \(because), CASE WHEN \(state == .draft) THEN NULL ELSE now() END, \(agreedOn),
                    \(state == .agreed ? "Select Committee" : "")) RETURNING id
            """) ?? missing()
    }

    func footnote(
        _ plan: Plan.ID, _ number: Int, _ words: String, _ kind: Footnote.Kind, on place: Footnote.Place,
        term: String = "",
        _ recommendation: Recommendation.ID? = nil, _ action: Action.ID? = nil
    ) throws {
        try db.run(
            """
            INSERT INTO footnotes (plan_id, recommendation_id, action_id, number, words, kind, hangs_on, term)
            VALUES (\(plan), \(recommendation), \(action), \(number), \(words), \(kind), \(place), \(term))
            """)
    }

    private func missing<T>() throws -> T { throw PostgresError(.other, "nothing came back") }
}
