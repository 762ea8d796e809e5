import Postgres

/// A whole plan with all that its updates are written and judged by, asked for in one trip; documents come with single updates only.
struct PlanSubjects {
    let plan: Plan
    /// Those that are still open and that the person may write for, in the order of the paper.
    let writable: [UpdateSubject]
    /// How many more are open.
    let others: Int

    /// Not found when the plan is not there for this person; forbidden when they may write nothing in it.
    init(_ visit: Visit) throws {
        let id: Plan.ID = try visit.id("plan")
        let (
            plan, recommendations, actions, assessments, measures, milestones, readings, updates, glossary, reasons,
            labels, led
        ) =
            try visit.db.all(
                Plan.find(id), Recommendation.all(of: id), Action.all(of: id), Assessment.all, Measure.all(of: id),
                Milestone.all(of: id), Reading.all(of: id), Update.all(of: id), GlossaryEntry.all,
                UpdateSubject.slipReasonsOffered, ColumnLabels.of(id), Recommendation.led(in: id))
        guard let plan else { throw Failure.notFound }
        let prose = Prose(glossary: glossary), isLed = Set(led.map(\.id))
        let measured = Dictionary(grouping: measures, by: \.recommendationID)
        let toReach = Dictionary(grouping: milestones, by: \.measureID),
            read = Dictionary(grouping: readings, by: \.measureID)
        let acted = Dictionary(grouping: actions, by: \.recommendationID)
        let updated = Dictionary(grouping: updates, by: \.recommendationID)
        let open = recommendations.filter { $0.state == .open }.map { it in
            let own = measured[it.id] ?? []
            return UpdateSubject(
                plan: plan, recommendation: it, actions: acted[it.id] ?? [], assessments: assessments, measures: own,
                milestones: own.flatMap { toReach[$0.id] ?? [] }, readings: own.flatMap { read[$0.id] ?? [] },
                updates: updated[it.id] ?? [], documents: [], prose: prose, slipReasons: reasons,
                labels: ColumnLabels(labels), isLed: isLed.contains(it.id))
        }
        self.plan = plan
        writable = open.filter { $0.mayWrite(visit) }
        others = open.count - writable.count
        guard visit.can(.recordUpdates) || !isLed.isEmpty && visit.can(.updateLed) else { throw Failure.forbidden }
        if let reason = plan.closedToUpdates { throw Failure.conflict(reason) }
    }
}

/// A recommendation that a team of the person's leads.
struct LedRecommendation: Sendable, RowDecodable {
    let id: Recommendation.ID

    init(row: Row) throws(PostgresError) { id = try row["recommendation_id"] }
}

extension Recommendation {
    static func led(in plan: Plan.ID) -> Query<[LedRecommendation]> {
        .list(
            """
            SELECT DISTINCT a.recommendation_id FROM action_leads a
              JOIN lead_members m ON m.tenant_id = a.tenant_id AND m.lead_id = a.lead_id
             WHERE a.plan_id = \(plan) AND m.person_id = app.person()
            """)
    }
}
