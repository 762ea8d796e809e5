import Postgres

/// A recommendation with all that its updates are written and judged by, asked for in one trip.
struct UpdateSubject {
    let plan: Plan
    let recommendation: Recommendation
    let actions: [Action]
    let assessments: [Assessment]
    let measures: [Measure]
    let milestones: [Milestone]
    let readings: [Reading]
    /// As far as the person may see them; newest period first.
    let updates: [Update]
    /// Of these updates.
    let documents: [Document]
    let prose: Prose
    /// Why something may have slipped, as the council has it.
    let slipReasons: [String]
    let labels: ColumnLabels
    /// Whether a team of the person's leads here.
    let isLed: Bool

    /// Not found when the plan or the recommendation is not there, or not there for this person.
    static func find(_ visit: Visit) throws -> UpdateSubject {
        let (planID, id): (Plan.ID, Recommendation.ID) = try (visit.id("plan"), visit.id("recommendation"))
        let (
            plan, recommendation, actions, assessments, measures, milestones, readings, updates, documents, glossary,
            reasons, labels, isLed
        ) =
            try visit.db.all(
                Plan.find(planID), Recommendation.find(id, of: planID), Action.all(of: id, in: planID), Assessment.all,
                Measure.all(of: id, in: planID),
                Milestone.all(of: id, in: planID), Reading.all(of: id, in: planID), Update.all(of: id, in: planID),
                Document.all(of: id, in: planID), GlossaryEntry.all,
                Query<[String]>.values("SELECT words FROM slip_reasons WHERE NOT is_retired ORDER BY position, id"),
                ColumnLabels.of(planID), Query<Bool?>.value("SELECT app.leads_recommendation(\(id))"))
        guard let plan, let recommendation else { throw Failure.notFound }
        return UpdateSubject(
            plan: plan, recommendation: recommendation, actions: actions, assessments: assessments, measures: measures,
            milestones: milestones, readings: readings, updates: updates, documents: documents,
            prose: Prose(glossary: glossary),
            slipReasons: reasons, labels: ColumnLabels(labels), isLed: isLed ?? false)
    }

    /// The one whose number is in the path.
    func update(_ visit: Visit) throws(Failure) -> Update {
        let id: Update.ID = try visit.id("update")
        guard let update = updates.first(where: { $0.id == id }) else { throw .notFound }
        return update
    }

    /// Any officer of scrutiny, and a lead officer where a team of theirs leads.
    func mayWrite(_ visit: Visit) -> Bool { visit.can(.recordUpdates) || (visit.can(.updateLed) && isLed) }

    func requireWriter(_ visit: Visit) throws(Failure) {
        if !mayWrite(visit) { throw .forbidden }
    }

    /// Why nothing more is to be recorded here; nil while something is.
    var closedBecause: String? {
        if recommendation.state != .open {
            return
                "Recommendation \(recommendation.number) is no longer reported on (\(recommendation.state.label.lowercased())), so there is nothing to record."
        }
        switch plan.state {
        case .agreed, .monitoring: return nil
        case .draft: return "This plan is still a draft. Updates are recorded once it is agreed."
        case .signedOff, .superseded:
            return "This plan is \(plan.state.label.lowercased()), so there is nothing more to record."
        }
    }

    var name: String { "Recommendation \(recommendation.number)" }
    /// "Recommendation 7 · Care leavers EET"
    var kicker: String { "\(name) · \(plan.title)" }
    var path: String { Paths.recommendation(recommendation.id, plan.id) }
    var updatesPath: String { Paths.updates(recommendation.id, plan.id) }
    func path(of update: Update.ID) -> String { Paths.update(update, recommendation.id, plan.id) }

    /// What an update is about, in words.
    func about(_ action: Action.ID?) -> String {
        guard let action = actions.first(where: { $0.id == action }) else { return "The whole recommendation" }
        return "Action \(position(action)): \(action.words)"
    }

    /// ", action 2" for a form that begins with that action.
    func actionPart(_ about: String) -> String {
        actions.first { "\($0.id)" == about }.map { ", action \(position($0))" } ?? ""
    }

    private func position(_ action: Action) -> Int { (actions.firstIndex { $0.id == action.id } ?? 0) + 1 }

    /// The update that already has this period and subject.
    func rival(period: Day, about action: Action.ID?, other id: Update.ID?) -> Update? {
        updates.first { $0.period == period && $0.actionID == action && $0.id != id && $0.state != .superseded }
    }

    /// All editions of one update, newest first.
    func editions(of update: Update) -> [Update] {
        updates.filter { $0.period == update.period && $0.actionID == update.actionID }
    }

    func documents(of update: Update.ID?) -> [Document] { documents.filter { $0.updateID == update } }

    /// What was said last time about the same thing.
    func last(before period: Day?, about action: Action.ID?) -> Update? {
        let said = updates.filter { $0.isCurrent && (period == nil || $0.period < period ?? $0.period) }
        return said.first { $0.actionID == action } ?? said.first
    }

    /// The date in force before a period: as it slipped last, else the action's own, the latest of the actions' or the plan's.
    func due(before period: Day, about action: Action.ID?) -> ApproximateDay? {
        let slipped = updates.first {
            $0.isCurrent && $0.period < period && $0.actionID == action && $0.newDueOn != nil
        }?.newDueOn
        if let slipped { return ApproximateDay(slipped) }
        if let action { return actions.first { $0.id == action }?.due }
        return actions.compactMap(\.due).max { $0.lastDay < $1.lastDay } ?? plan.targetOn.map { ApproximateDay($0) }
    }

    /// The milestones that a grade is held against on a day: those of the recommendation, and of an action when it is
    /// the only one.
    func targets(about action: Action.ID?, on day: Day) -> [Target] {
        guard action == nil || actions.count == 1 else { return [] }
        return milestones.compactMap { milestone -> Target? in
            guard let measure = measures.first(where: { $0.id == milestone.measureID }) else { return nil }
            let known = readings.filter {
                $0.measureID == measure.id && $0.wholeID == nil && !$0.isProjected && $0.asOf.day <= day
            }
            let latest = known.max { $0.asOf < $1.asOf }
            return Target(
                title: measure.title, words: milestone.text(measure.unit), due: milestone.due,
                isReached: known.contains(where: milestone.isReached),
                standing: latest.map { "the latest reading is \(Self.words($0, measure.unit)), \($0.asOf.text)" }
                    ?? "there is no reading")
        }
    }

    /// Members read this sentence too, so a small number of people is not said.
    private static func words(_ reading: Reading, _ unit: Unit) -> String {
        let disclosure = Disclosure()
        guard unit == .people, disclosure.isSmall(Int(min(reading.value.rounded(.up), 1e9))) else {
            return reading.text(unit)
        }
        return "\(disclosure.threshold) or fewer"
    }
}

extension Update {
    /// It counts: submitted and not corrected since.
    var isCurrent: Bool { state == .submitted || state == .agreed }

    var stateTag: Tag {
        switch state {
        case .draft, .superseded: Tag(tone: "idle", text: state.label)
        case .submitted: Tag(tone: "steady", text: state.label)
        case .agreed: Tag(tone: "good", text: state.label)
        }
    }

    var tags: [Tag] {
        (assessmentWords.map { [Tag(tone: tone.look, text: $0)] } ?? []) + [stateTag]
            + (isRefused ? [Self.refusedTag] : []) + (isContext ? [Tag(tone: "idle", text: "Context only")] : [])
    }
}
