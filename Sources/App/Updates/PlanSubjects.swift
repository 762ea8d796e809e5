import Postgres

/// A whole plan with all that its updates are written and judged by, asked for in one trip; documents come with single updates only.
struct PlanSubjects {
    let plan: Plan
    /// Those that are still open and that the person may write for, in the order of the paper.
    let writable: [UpdateSubject]
    /// How many more are open.
    let others: Int
    /// The actions that a lead officer's teams lead; nil for whoever may write for all of them.
    private let own: Set<Action.ID>?

    /// Not found when the plan is not there for this person; forbidden when they may write nothing in it.
    init(_ visit: Visit) throws {
        let id: Plan.ID = try visit.id("plan")
        var batch = Batch()
        let plan = batch.ask(Plan.find(id))
        let recommendations = batch.ask(Recommendation.all(of: id))
        let actions = batch.ask(Action.all(of: id))
        let assessments = batch.ask(Assessment.all)
        let measures = batch.ask(Measure.all(of: id))
        let milestones = batch.ask(Milestone.all(of: id))
        let readings = batch.ask(Reading.all(of: id))
        let ties = batch.ask(MeasureTie.all(of: id))
        let updates = batch.ask(Update.all(of: id))
        let owed = batch.ask(OwedReport.all(of: id))
        let glossary = batch.ask(GlossaryEntry.all)
        let reasons = batch.ask(UpdateSubject.slipReasonsOffered)
        let labels = batch.ask(ColumnLabels.of(id))
        let led = batch.ask(Recommendation.led(in: id))
        let answer = try visit.db.all(batch)
        guard let plan = try answer(plan) else { throw Failure.notFound }
        let prose = Prose(glossary: try answer(glossary)), columns = ColumnLabels(try answer(labels))
        let (scale, offered) = (try answer(assessments), try answer(reasons))
        let ledActions = Set(try answer(led).map(\.actionID)), isLed = Set(try answer(led).map(\.id))
        let measured = Dictionary(grouping: try answer(measures), by: \.recommendationID)
        let toReach = Dictionary(grouping: try answer(milestones), by: \.measureID)
        let read = Dictionary(grouping: try answer(readings), by: \.measureID)
        let counted = try answer(ties)
        let acted = Dictionary(grouping: try answer(actions), by: \.recommendationID)
        let updated = Dictionary(grouping: try answer(updates), by: \.recommendationID)
        let reports = try answer(owed)
        let open = try answer(recommendations).filter { $0.state == .open }.map { it in
            let own = measured[it.id] ?? []
            let actions = acted[it.id] ?? [], ids = Set(actions.map(\.id))
            return UpdateSubject(
                plan: plan, recommendation: it, actions: actions, assessments: scale, measures: own,
                milestones: own.flatMap { toReach[$0.id] ?? [] }, readings: own.flatMap { read[$0.id] ?? [] },
                ties: counted.filter { id, _ in own.contains { $0.id == id } },
                updates: updated[it.id] ?? [], documents: [], owed: reports.filter { ids.contains($0.actionID) },
                prose: prose, slipReasons: offered, labels: columns,
                isLed: isLed.contains(it.id))
        }
        self.plan = plan
        writable = open.filter { $0.mayWrite(visit) }
        own = visit.can(.recordUpdates) ? nil : ledActions
        others = open.count - writable.count
        guard visit.can(.recordUpdates) || !isLed.isEmpty && visit.can(.updateLed) else { throw Failure.forbidden }
        if let reason = plan.closedToUpdates { throw Failure.conflict(reason) }
    }
}

extension PlanSubjects {
    /// What an update may be about here: the actions under their recommendation, and it as a whole where it has none or
    /// was assessed as a whole before. Of a lead officer's only those that a team of theirs leads.
    func rows(_ period: Day, today: Day) -> [GridRow] {
        writable.flatMap { subject in
            subject.kinds.filter { action in
                action.map { own?.contains($0.id) ?? true } ?? true
            }.map { GridRow(subject, $0, period, today: today) }
        }
    }
}

extension UpdateSubject {
    /// Nil stands for the whole. What was said of the whole stands for its only action, until something is said of that.
    fileprivate var kinds: [Action?] {
        let said = updates.filter { $0.state != .superseded }
        guard actions.isEmpty || said.contains(where: { $0.actionID == nil }) else { return actions }
        let several = actions.count > 1 || said.contains { $0.actionID != nil }
        return [nil] + (several ? actions : [])
    }
}

/// An action that a team of the person's leads.
struct LedAction: Sendable, RowDecodable {
    let id: Recommendation.ID
    let actionID: Action.ID

    init(row: Row) throws(PostgresError) {
        id = try row["recommendation_id"]
        actionID = try row["action_id"]
    }
}

extension Recommendation {
    static func led(in plan: Plan.ID) -> Query<[LedAction]> {
        .list(
            """
            SELECT DISTINCT a.recommendation_id, a.action_id FROM action_leads a
              JOIN lead_members m ON m.tenant_id = a.tenant_id AND m.lead_id = a.lead_id
             WHERE a.plan_id = \(plan) AND m.person_id = (SELECT app.person())
            """)
    }
}
