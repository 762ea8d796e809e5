import Postgres

/// A recommendation with all that its updates are written and judged by, asked for in one trip.
struct UpdateSubject {
    let plan: Plan
    let recommendation: Recommendation
    private(set) var actions: [Action]
    let assessments: [Assessment]
    let measures: [Measure]
    let milestones: [Milestone]
    /// Those that are kept; with what Waymark counts itself they are `readings(on:)`.
    let readings: [Reading]
    private(set) var ties: [Measure.ID: MeasureTie]
    /// As far as the person may see them; newest period first.
    private(set) var updates: [Update]
    /// Of these updates.
    let documents: [Document]
    /// The reports of its actions that no update has answered.
    let owed: [OwedReport]
    let prose: Prose
    /// Why something may have slipped, as the council has it.
    let slipReasons: [String]
    let labels: ColumnLabels
    /// Whether a team of the person's leads here.
    let isLed: Bool

    /// Not found when the plan or the recommendation is not there, or not there for this person.
    static func find(_ visit: Visit) throws -> UpdateSubject {
        try find(visit.id("recommendation"), in: visit.id("plan"), visit.db)
    }

    static func find(_ id: Recommendation.ID, in planID: Plan.ID, _ db: Transaction) throws -> UpdateSubject {
        var batch = Batch()
        let plan = batch.ask(Plan.find(planID))
        let recommendation = batch.ask(Recommendation.find(id, of: planID))
        let actions = batch.ask(Action.all(of: id, in: planID))
        let assessments = batch.ask(Assessment.all)
        let measures = batch.ask(Measure.all(of: id, in: planID))
        let milestones = batch.ask(Milestone.all(of: id, in: planID))
        let readings = batch.ask(Reading.all(of: id, in: planID))
        let ties = batch.ask(MeasureTie.all(of: planID, id))
        let updates = batch.ask(Update.all(of: id, in: planID))
        let documents = batch.ask(Document.all(of: id, in: planID))
        let owed = batch.ask(OwedReport.all(of: planID, id))
        let glossary = batch.ask(GlossaryEntry.all)
        let reasons = batch.ask(slipReasonsOffered)
        let labels = batch.ask(ColumnLabels.of(planID))
        let isLed = batch.ask(Query<Bool?>.value("SELECT app.leads_recommendation(\(id))"))
        let answer = try db.all(batch)
        guard let plan = try answer(plan), let recommendation = try answer(recommendation) else {
            throw Failure.notFound
        }
        return UpdateSubject(
            plan: plan, recommendation: recommendation, actions: try answer(actions),
            assessments: try answer(assessments), measures: try answer(measures), milestones: try answer(milestones),
            readings: try answer(readings), ties: try answer(ties), updates: try answer(updates),
            documents: try answer(documents),
            owed: try answer(owed),
            prose: Prose(glossary: try answer(glossary)), slipReasons: try answer(reasons),
            labels: ColumnLabels(try answer(labels)), isLed: try answer(isLed) ?? false)
    }

    /// What a submitted update changes: the updates themselves, and how far the actions have come.
    mutating func loadAgain(in db: Transaction) throws {
        (actions, updates) = try db.all(
            Action.all(of: recommendation.id, in: plan.id), Update.all(of: recommendation.id, in: plan.id))
    }

    static var slipReasonsOffered: Query<[String]> {
        Query<[String]>.values("SELECT words FROM slip_reasons WHERE NOT is_retired ORDER BY position, id")
    }

    /// The council's; one that a draft began with stays to be seen.
    func reasons(with chosen: String) -> [String] {
        slipReasons + (chosen.isEmpty || slipReasons.contains(chosen) ? [] : [chosen])
    }

    /// The one whose number is in the path.
    func update(_ visit: Visit) throws(Failure) -> Update {
        let id: Update.ID = try visit.id("update")
        guard let update = updates.first(where: { $0.id == id }) else { throw .notFound }
        return update
    }

    /// Any officer of scrutiny, and a lead officer where a team of theirs leads.
    func mayWrite(_ visit: Visit) -> Bool { visit.can(.recordUpdates) || (visit.can(.updateLed) && isLed) }

    func requireWriter(_ visit: Visit) throws {
        if !mayWrite(visit) { throw try recommendation.notLed(visit) }
    }

    /// Why nothing more is to be recorded here; nil while something is.
    var closedBecause: String? {
        if recommendation.state != .open {
            return
                "Recommendation \(recommendation.number) is no longer reported on (\(recommendation.state.label.lowercased())), so there is nothing to record."
        }
        return plan.closedToUpdates
    }

    /// Who leads its actions, each once.
    var leads: [String] {
        var names: [String] = []
        for lead in actions.flatMap(\.leads) where !names.contains(lead) { names.append(lead) }
        return names
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
        return "Action \(action.position): \(action.words)"
    }

    /// ", action 2" for a form that begins with that action.
    func actionPart(_ about: String) -> String {
        actions.first { "\($0.id)" == about }.map { ", action \($0.position)" } ?? ""
    }

    /// "HR", "action 2": which of several actions it is about; empty when it is the only one, or the whole recommendation.
    func part(_ action: Action.ID?) -> String { actions.part(action) ?? "" }

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

    /// What a grade is held against on a day: milestones for the recommendation, and for an action when it is the only
    /// one. Where nothing can be recorded, nothing read is no sign that little was reached (000.15).
    func targets(about action: Action.ID?, on day: Day) -> [Target] {
        guard action == nil || actions.count == 1 else { return [] }
        let pairs = measures.flatMap { measure in milestones.filter { $0.measureID == measure.id }.map { (measure, $0) }
        }
        return pairs.compactMap { measure, milestone -> Target? in
            let own = readings(on: day).filter { $0.measureID == measure.id }
            let known = own.filter { $0.asOf.day <= day }
            let answering = known.filter(\.isOfWhole)
            if answering.isEmpty, cannotBeRecorded { return nil }
            let answer = MilestoneAnswer(milestone, answering, on: day)
            let shown = ShownReadings(own, measure.unit, Disclosure())
            return Target(
                title: measure.title, words: milestone.text(measure.unit), due: milestone.due,
                isReached: answer.result == .reached || answer.result == .reachedLater,
                isTold: MilestoneAnswer(milestone, answering, toldBy: shown, on: day) != nil,
                standing: Self.standing(milestone, answer, known, measure.unit))
        }
    }

    private static func standing(_ milestone: Milestone, _ answer: MilestoneAnswer, _ all: [Reading], _ unit: Unit)
        -> String
    {
        if answer.result == .breadthUnknown, let reading = answer.reading {
            let breadth = milestone.breadthUnit.isEmpty ? "areas" : milestone.breadthUnit
            return "\(words(reading, unit)), \(reading.asOf.text), and over how many \(breadth) is not recorded"
        }
        let known = all.filter(\.isOfWhole).sorted { $0.asOf < $1.asOf }
        let inTime = known.last { reading in milestone.due.map { reading.asOf.day <= $0.lastDay } ?? true }
        guard let spoken = inTime ?? known.last else { return "there is no reading" }
        // What was read since is named too: it may look like more, and be of a part or too late.
        let since = all.filter { $0.wholeID == nil && !$0.isProjected && $0.asOf > spoken.asOf }
            .sorted { $0.asOf < $1.asOf }
        guard !since.isEmpty else { return "the latest reading is \(words(spoken, unit)), \(spoken.asOf.text)" }
        let by = inTime == nil ? "" : milestone.due.map { "by \($0.text) " } ?? ""
        let later = since.map { "\(words($0, unit)) (\($0.asOf.text)\($0.subset.isEmpty ? "" : ", of a part"))" }
        return "\(by)the reading was \(words(spoken, unit)) (\(spoken.asOf.text)); later readings: \(later.listed)"
    }

    /// Actions that have a level of their own below achieved; one that cannot be recorded and has none is left out.
    func unfinished(about action: Action.ID?) -> [Unfinished] {
        guard action == nil else { return [] }
        return actions.compactMap { action in
            guard let level = action.assessmentWords,
                [.achievedInPart, .onTrack, .slipped, .notAchieved].contains(action.tone)
            else {
                return nil
            }
            let label = action.label.map { ", \($0)," } ?? ""
            return Unfinished(name: "action \(action.position)\(label)", level: level)
        }
    }

    /// An action here cannot be counted at all.
    var cannotBeRecorded: Bool { actions.contains { $0.recordability == .cannot } }

    /// What is kept, and what Waymark counts on this day: in place of what it counted of the same day before.
    func readings(on day: Day) -> [Reading] {
        let live = ties.values.flatMap { $0.live[day] ?? [] }, counted = Set(live.map(\.measureID))
        let kept = readings.filter { !$0.isCounted || $0.asOf.day != day || !counted.contains($0.measureID) }
        return live.isEmpty ? readings : kept + live
    }

    /// Where the records give another number now than was kept.
    var differences: [Reading.ID: Double] {
        ties.values.reduce(into: [:]) { $0.merge($1.differences) { first, _ in first } }
    }

    /// With what Waymark counts on this day, which the evidence may be of.
    func counting(on day: Day, _ db: Transaction) throws -> UpdateSubject {
        if ties.isEmpty || ties.values.contains(where: { $0.live[day] != nil }) { return self }
        var subject = self
        subject.ties = try db(MeasureTie.all(of: plan.id, recommendation.id, on: day))
        return subject
    }

    /// The readings of a measure that hold on a day: the latest, with all that is of the same day and with their parts.
    func readingsInForce(of measure: Measure, on day: Day) -> [Reading] {
        let known = readings(on: day).filter { $0.measureID == measure.id && $0.asOf.day <= day }
        let wholes = known.filter { $0.wholeID == nil }
        let actual = wholes.filter { !$0.isProjected }
        guard let latest = (actual.isEmpty ? wholes : actual).map(\.asOf).max() else { return [] }
        return wholes.filter { $0.asOf == latest }.flatMap { whole in [whole] + known.filter { $0.wholeID == whole.id }
        }
    }

    /// Of every measure.
    func readingsInForce(on day: Day) -> [Reading] { measures.flatMap { readingsInForce(of: $0, on: day) } }

    /// Members read this sentence too, so a small number of people is not said.
    private static func words(_ reading: Reading, _ unit: Unit) -> String {
        if reading.isCounted { return reading.told(unit) }
        let disclosure = Disclosure()
        guard unit == .people, disclosure.isSmall(Int(min(reading.value.rounded(.up), 1e9))) else {
            return reading.text(unit)
        }
        return "\(disclosure.threshold) or fewer"
    }
}

extension Plan {
    /// Why no update is recorded any more, or yet; nil while they are.
    var closedToUpdates: String? {
        switch state {
        case .agreed, .monitoring: nil
        case .draft: "This plan is still a draft. Updates are recorded once it is published to members."
        case .signedOff, .superseded:
            "This plan is \(state.label.lowercased()), so there is nothing more to record."
        }
    }
}

extension Update {
    /// It counts: submitted and not corrected since.
    var isCurrent: Bool { state == .submitted || state == .agreed }

    var stateTag: Tag {
        switch state {
        case .draft, .superseded: Tag(tone: "idle", text: stateLabel)
        case .submitted: Tag(tone: "steady", text: stateLabel)
        case .agreed: Tag(tone: isAgreedInPaper ? "steady" : "good", text: stateLabel)
        }
    }

    var tags: [Tag] {
        (assessmentWords.map { [Tag(tone: tone.look, text: $0)] } ?? [])
            + (disagreement.isEmpty ? [] : [.disagreement]) + [stateTag] + (isRefused ? [Self.refusedTag] : [])
            + (isContext ? [Tag(tone: "idle", text: "Context only")] : [])
    }
}
