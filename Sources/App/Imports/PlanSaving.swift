import PlanReader
import Postgres
import Values

/// Writes a whole plan as a draft in the transaction that it is given: all of it, or nothing.
struct PlanSaving {
    private let db: Transaction
    private let plan: PlanFile
    private let author: Person.ID?
    private var vocabulary: Vocabulary
    private var leads: [String: Lead.ID] = [:]
    private var ids: [String: (id: Recommendation.ID, actions: [Action.ID])] = [:]
    /// The latest edition of each update, by what it is about.
    private var editions: [String: (id: Update.ID, number: Int)] = [:]
    private var saved: SavedPlan

    /// Nil when the council already has a plan with this title, or one from the same paper. `author` wrote its updates.
    static func save(_ plan: PlanFile, by author: Person.ID? = nil, in db: Transaction) throws -> SavedPlan? {
        guard let id = try insert(plan, in: db) else { return nil }
        var saving = PlanSaving(
            db: db, plan: plan, author: author, vocabulary: try Vocabulary(in: db), saved: SavedPlan(id: id))
        try saving.addParts()
        return saving.saved
    }

    private init(db: Transaction, plan: PlanFile, author: Person.ID?, vocabulary: Vocabulary, saved: SavedPlan) {
        (self.db, self.plan, self.author, self.vocabulary, self.saved) = (db, plan, author, vocabulary, saved)
    }

    /// A draft, whatever it was where it comes from.
    private static func insert(_ file: PlanFile, in db: Transaction) throws -> Plan.ID? {
        var home = Home.council, plan = Plan(file)
        home.keys = [("fingerprint", "\(file.fingerprint)")]
        plan.state = .draft
        return try Plan.add(plan, at: home, in: db)
    }

    private mutating func addParts() throws {
        for word in plan.words { try vocabulary.add(word, in: db, new: &saved.newAssessments) }
        for grade in plan.grades { _ = try vocabulary.id(of: grade, in: db, new: &saved.newAssessments) }
        for (index, recommendation) in plan.recommendations.enumerated() {
            try add(recommendation, position: index + 1)
        }
        for recommendation in plan.recommendations { try addLinks(of: recommendation) }
        for note in plan.footnotes { try add(note) }
        try addGlossary()
        for (index, section) in plan.sections.enumerated() { try add(section, position: index + 1) }
    }

    private mutating func add(_ it: PlanFile.Recommendation, position: Int) throws {
        let id: Recommendation.ID = try made(
            """
            INSERT INTO recommendations (plan_id, position, number, words, kind, response, response_words, response_on,
                state, state_words, other_words)
            VALUES (\(saved.id), \(position), \(it.number), \(it.words), \(it.kind),
                \(it.response), \(it.responseWords), \(it.responseOn), \(it.state), \(it.stateWords), \(it.otherWords)) RETURNING id
            """)
        saved.recommendations += 1
        var actions: [Action.ID] = []
        for (index, action) in it.actions.enumerated() { actions.append(try add(action, to: id, position: index + 1)) }
        ids[Recommendation.key(it.number)] = (id, actions)
        for (index, measure) in it.measures.enumerated() { try add(measure, to: id, position: index + 1) }
        try addUpdates(of: it, to: id, actions)
    }

    private mutating func addUpdates(
        of it: PlanFile.Recommendation, to id: Recommendation.ID, _ actions: [Action.ID]
    ) throws {
        let updates = it.updates.sorted { $0.period < $1.period }
        let grades = try updates.map { try vocabulary.id(of: $0.grade, in: db, new: &saved.newAssessments) }
        var subject = updates.contains { $0.state != .draft } ? try UpdateSubject.find(id, in: saved.id, db) : nil
        for (index, update) in updates.enumerated() {
            let action = update.action.flatMap { actions.indices.contains($0) ? actions[$0] : nil }
            let saved = try add(update, grade: grades[index], about: action, to: id, subject)
            let answers = (update.answers ?? []).prefix(200).compactMap { answer in
                actions.indices.contains(answer.action) ? OwedReport(actions[answer.action], answer.owedOn) : nil
            }
            try Update.answer(saved, Array(Set(answers)), in: db)
            if index < updates.count - 1, update.state != .draft { try subject?.loadAgain(in: db) }
        }
    }

    private mutating func add(_ it: PlanFile.Action, to recommendation: Recommendation.ID, position: Int) throws
        -> Action.ID
    {
        let assessment = try vocabulary.id(of: it.achievement, in: db, new: &saved.newAssessments)
        let id: Action.ID = try made(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, workstream, words, success_measure, due_on, due_precision,
                due_words, assessment_id, report_duty, report_words, report_on, report_precision, report_every_months,
                recordability, recordability_words, report_asked_on)
            VALUES (\(saved.id), \(recommendation), \(position), \(it.workstream), \(it.words), \(it.successMeasure),
                \(it.due?.day), \(it.due?.precision ?? .day), \(it.dueWords), \(assessment), \(it.reportDuty),
                \(it.reportWords), \(it.report?.day), \(it.report?.precision ?? .day), \(it.reportDuty == .recurring ? it.everyMonths : nil),
                \(it.recordability), \(it.recordabilityWords), NULL) RETURNING id
            """)
        saved.actions += 1
        for (index, leader) in it.leads.enumerated() {
            let lead = try self.lead(leader)
            try db.run(
                """
                INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
                VALUES (\(saved.id), \(recommendation), \(id), \(lead), \(index + 1)) ON CONFLICT DO NOTHING
                """)
        }
        return id
    }

    private mutating func lead(_ leader: PlanFile.Leader) throws(PostgresError) -> Lead.ID {
        let key = folded(leader.name)
        if let id = leads[key] { return id }
        let id = try Lead.named(leader.name, kind: leader.kind, in: db)
        leads[key] = id
        return id
    }

    private mutating func add(_ it: PlanFile.Measure, to recommendation: Recommendation.ID, position: Int) throws {
        let id: Measure.ID = try made(
            """
            INSERT INTO measures (plan_id, recommendation_id, position, title, unit, comparator)
            VALUES (\(saved.id), \(recommendation), \(position), \(it.title), \(it.unit), \(it.comparator)) RETURNING id
            """)
        saved.measures += 1
        for goal in it.milestones {
            try db.run(
                """
                INSERT INTO milestones (plan_id, measure_id, sense, value, breadth, breadth_unit, due_on, due_precision)
                VALUES (\(saved.id), \(id), \(goal.sense), \(goal.value), \(goal.breadth), \(goal.breadthUnit),
                    \(goal.due?.day), \(goal.due?.precision ?? .day))
                """)
        }
        for reading in it.readings { try add(reading, to: id, within: nil) }
    }

    private func add(_ it: PlanFile.Reading, to measure: Measure.ID, within whole: Reading.ID?) throws {
        let id: Reading.ID = try made(
            """
            INSERT INTO readings (plan_id, measure_id, whole_id, value, breadth, qualifier, is_projected, as_of, as_of_precision, subset,
                source, caveat)
            VALUES (\(saved.id), \(measure), \(whole), \(it.value), \(it.breadth), \(it.qualifier), \(it.isProjected), \(it.asOf.day),
                \(it.asOf.precision), \(it.subset), \(it.source), \(it.caveat)) RETURNING id
            """)
        for part in it.parts { try add(part, to: measure, within: id) }
    }

    /// What was told in a paper is held against its own dates and numbers as if it were written here.
    private mutating func add(
        _ it: PlanFile.Update, grade assessment: Assessment.ID?, about action: Action.ID?,
        to recommendation: Recommendation.ID, _ subject: UpdateSubject?
    ) throws -> Update.ID {
        let isDraft = it.state == .draft
        let subject = isDraft ? nil : subject
        let grade = subject?.assessments.first { $0.id == assessment }.map(Grade.init)
        let rules = grade.flatMap { subject?.rules($0, period: it.period, about: action, on: it.submittedOn) }
        let disagreement = it.disagreement.isEmpty ? GradeRules.joined(rules?.toldDisagreements ?? []) : it.disagreement
        let month = ApproximateDay(it.period, .month).day
        let place = "\(recommendation) \(action.map(String.init(describing:)) ?? "-") \(month)"
        let before = it.correctionReason.isEmpty ? nil : editions[place]
        let edition = (before?.number ?? 0) + 1
        let id: Update.ID = try made(
            """
            INSERT INTO updates (plan_id, recommendation_id, action_id, period_on, edition, corrects_id, correction_reason, disagreement, state, evidence, assessment_id, explanation,
                impact, as_of, is_context, new_due_on, slip_reason, names_reports, author_id, submitted_by, submitted_at, agreed_on, agreed_at, minute)
            VALUES (\(saved.id), \(recommendation), \(action), \(month), \(edition), \(before?.id),
                \(before == nil ? "" : it.correctionReason), \(disagreement), \(it.state), \(it.evidence), \(assessment),
                \(it.explanation), \(it.impact), \(it.asOf), \(it.isContext), \(it.newDueOn), \(it.slipReason), \(it.answers != nil), \(author),
                \(isDraft ? nil : author),
                CASE WHEN NOT \(isDraft) THEN least(now(), \(it.submittedOn)::timestamp AT TIME ZONE 'Europe/London') END, \(it.agreedOn), \(it.agreedAt), \(it.minute)) RETURNING id
            """)
        editions[place] = (id, edition)
        if let subject { _ = try db(UpdateFigure.freeze(subject.readingsInForce(on: it.submittedOn), with: id)) }
        saved.updates += 1
        return id
    }

    private func addLinks(of it: PlanFile.Recommendation) throws {
        guard let from = ids[Recommendation.key(it.number)]?.id else { return }
        for link in it.links {
            let other = link.number.flatMap { ids[Recommendation.key($0)]?.id }
            if other == from { continue }
            let words = link.words.isEmpty && other == nil ? "Recommendation \(link.number ?? "")" : link.words
            try db.run(
                """
                INSERT INTO recommendation_links (plan_id, recommendation_id, kind, other_id, words)
                VALUES (\(saved.id), \(from), \(link.kind.rawValue), \(other), \(words.cut(to: 300)))
                """)
        }
    }

    private mutating func add(_ it: PlanFile.Footnote) throws {
        saved.notes += 1
        let place = it.recommendation.flatMap { ids[Recommendation.key($0)] }
        let action = it.action.flatMap { index in
            place.flatMap { $0.actions.indices.contains(index) ? $0.actions[index] : nil }
        }
        let hangsOn = place == nil ? .plan : action == nil && it.hangsOn != .words ? .words : it.hangsOn
        try db.run(
            """
            INSERT INTO footnotes (plan_id, recommendation_id, action_id, number, words, kind, hangs_on, term)
            VALUES (\(saved.id), \(place?.id), \(action), \(it.number), \(it.words), \(it.kind), \(hangsOn), \(it.term.cut(to: 200)))
            """)
    }

    private mutating func add(_ it: PlanFile.Section, position: Int) throws {
        try db.run(
            "INSERT INTO plan_sections (plan_id, position, heading, words) VALUES (\(saved.id), \(position), \(it.heading), \(it.words))"
        )
        saved.sections += 1
    }

    /// An abbreviation that the council has keeps what it stands for there.
    private mutating func addGlossary() throws {
        let (shorts, longs) = (plan.glossary.map(\.short), plan.glossary.map(\.long))
        saved.keptExpansions = try db.values(
            """
            WITH given AS (SELECT DISTINCT ON (short) * FROM unnest(\(shorts)::text[], \(longs)::text[]) WITH ORDINALITY AS g(short, long, place)
                            ORDER BY short, place),
                 added AS (INSERT INTO glossary (abbreviation, expansion) SELECT short, long FROM given ORDER BY place
                           ON CONFLICT (tenant_id, abbreviation) DO NOTHING)
            SELECT k.abbreviation || ': ' || k.expansion FROM given g JOIN glossary k ON k.abbreviation = g.short
             WHERE app.fold(k.expansion) <> app.fold(g.long) ORDER BY g.place
            """)
    }

    private func made<T: SQLValue>(_ sql: SQL) throws(PostgresError) -> T {
        guard let id: T = try db.value(sql) else { throw PostgresError(.other, "an insert gave no number") }
        return id
    }
}
