import Postgres

/// An update that counts: submitted, or agreed by members.
struct ReportedUpdate: Sendable, RowDecodable {
    let id: Update.ID
    let recommendationID: Recommendation.ID
    let actionID: Action.ID?
    let period: Day
    let evidence, explanation, impact: String
    let grade: String?
    let newDueOn: Day?
    let slipReason, disagreement: String
    let state: Update.State
    let agreedOn: Day?
    let agreedAt, minute: String
    /// A paper says so; no meeting in Waymark records it.
    let isAgreedInPaper: Bool
    /// What members said who did not confirm it.
    let refusal: Refusal?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        period = try row["period_on"]
        evidence = try row["evidence"]
        explanation = try row["explanation"]
        impact = try row["impact"]
        grade = try row["grade"]
        newDueOn = try row["new_due_on"]
        slipReason = try row["slip_reason"]
        disagreement = try row["disagreement"]
        state = try row["state"]
        agreedOn = try row["agreed_on"]
        agreedAt = try row["agreed_at"]
        minute = try row["minute"]
        isAgreedInPaper = try row["is_agreed_in_paper"]
        refusal = try Refusal(row)
    }

    /// Oldest first.
    static func all(of plan: Plan.ID) -> Query<[ReportedUpdate]> {
        .list(
            """
            SELECT u.id, u.recommendation_id, u.action_id, u.period_on, u.evidence, u.explanation, u.impact, s.words AS grade,
                   u.new_due_on, u.slip_reason, u.disagreement, u.state, u.agreed_on, u.agreed_at, u.minute,
                   u.agreed_on IS NOT NULL AND u.meeting_id IS NULL AS is_agreed_in_paper, \(Refusal.columns)
              FROM updates u LEFT JOIN assessments s ON s.tenant_id = u.tenant_id AND s.id = u.assessment_id
              \(Refusal.join)
             WHERE u.plan_id = \(plan) AND u.state IN ('submitted', 'agreed') ORDER BY u.period_on, u.id
            """)
    }
}

/// A count in a reading, with the measure that it is of.
struct CountedReading: Sendable {
    let id: Reading.ID
    let wholeID: Reading.ID?
    let recommendationID: Recommendation.ID
    let measureID: Measure.ID
    let measure: String
    let value: Double
    let subset: String
    /// Counted, not estimated or expected.
    let isExact: Bool
    let isLatest: Bool
}

extension CountedReading: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        wholeID = try row["whole_id"]
        recommendationID = try row["recommendation_id"]
        measureID = try row["measure_id"]
        measure = try row["title"]
        value = try row["value"]
        subset = try row["subset"]
        isExact = try row["is_exact"]
        isLatest = try row["is_latest"]
    }

    static func all(of plan: Plan.ID) -> Query<[CountedReading]> {
        .list(
            """
            SELECT g.id, g.whole_id, q.recommendation_id, g.measure_id, q.title, g.value, g.subset, (g.qualifier = 'exactly' AND NOT g.is_projected) AS is_exact,
                   g.as_of = max(g.as_of) OVER (PARTITION BY g.measure_id) AS is_latest
              FROM readings g JOIN measures q ON q.tenant_id = g.tenant_id AND q.plan_id = g.plan_id AND q.id = g.measure_id
             WHERE g.plan_id = \(plan) ORDER BY g.measure_id, g.as_of, g.id
            """)
    }
}

/// All that a paper is made of, read in one trip.
struct PaperSource: Sendable {
    let paper: Paper
    let headings: [PaperHeading]
    let answers: [Paper.Answer]
    let appendices: [Paper.Appendix]
    let table: PaperTable
    let labels: ColumnLabels
    let plan: Plan
    let recommendations: [Recommendation]
    let actions: [Action]
    let updates: [ReportedUpdate]
    let readings: [CountedReading]
    /// What Waymark counted for its updates, as it was when they were submitted.
    let figures: [Update.ID: [UpdateFigure]]
    let pledges: [Pledge]
    let notes: [Footnote]
    let glossary: [GlossaryEntry]
    let assessments: [Assessment]

    init?(_ paper: Paper, in db: Transaction) throws(PostgresError) {
        let id = paper.planID
        var batch = Batch()
        let plan = batch.ask(Plan.find(id))
        let headings = batch.ask(PaperHeading.all)
        let answers = batch.ask(Paper.Answer.all(of: paper.id))
        let appendices = batch.ask(Paper.Appendix.all(of: paper.id))
        let table = batch.ask(PaperTable.own)
        let labels = batch.ask(ColumnLabels.of(id))
        let recommendations = batch.ask(Recommendation.all(of: id))
        let actions = batch.ask(Action.all(of: id))
        let updates = batch.ask(ReportedUpdate.all(of: id))
        let readings = batch.ask(CountedReading.all(of: id))
        let figures = batch.ask(UpdateFigure.counted(in: id))
        let pledges = batch.ask(Pledge.told(by: paper.heldOn))
        let notes = batch.ask(Footnote.all(of: id))
        let glossary = batch.ask(GlossaryEntry.all)
        let assessments = batch.ask(Assessment.all)
        let found = try db.all(batch)
        guard let plan = try found(plan) else { return nil }
        (self.paper, self.plan) = (paper, plan)
        self.answers = try found(answers)
        self.headings = Self.standing(try found(headings), self.answers)
        self.appendices = try found(appendices)
        self.table = try found(table) ?? PaperTable()
        self.labels = ColumnLabels(try found(labels))
        self.recommendations = try found(recommendations)
        self.actions = try found(actions)
        // What is said of a later time is for a later meeting.
        self.updates = try found(updates).filter { $0.period <= paper.heldOn }
        self.readings = try found(readings)
        self.figures = Dictionary(grouping: try found(figures), by: \.updateID)
        self.pledges = try found(pledges)
        self.notes = try found(notes)
        self.glossary = try found(glossary)
        self.assessments = try found(assessments)
    }

    /// A heading that is retired stays where something stands under it.
    static func standing(_ headings: [PaperHeading], _ answers: [Paper.Answer]) -> [PaperHeading] {
        headings.filter { heading in
            !heading.isRetired || answers.contains { $0.heading == heading.id && !$0.isEmpty }
        }
    }

    func answer(_ heading: PaperHeading) -> Paper.Answer {
        answers.first { $0.heading == heading.id } ?? Paper.Answer(heading: heading.id)
    }

    /// What Waymark knows of it by itself.
    func known(_ known: PaperHeading.Known) -> String {
        switch known {
        case .nothing: ""
        case .body: paper.body
        case .heldOn: paper.heldOn.longText
        case .title: paper.title
        case .plan: plan.title
        case .agreed: plan.agreed?.text ?? ""
        default: plan.texts[known.rawValue]
        }
    }
}
