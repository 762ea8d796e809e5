import Postgres

/// Everything that hangs on a plan, asked for in one trip and put together again as it was brought in.
struct TakenPlan {
    private let plan: Plan
    private let fingerprint: String?
    private let recommendations: [Recommendation], actions: [Action], notes: [Footnote]
    private let assessments: [Assessment], glossary: [GlossaryEntry]
    private let decisions: [Decision], sections: [PlanSection]
    private let leaders: [TakenLeader], updates: [TakenUpdate], links: [TakenLink]
    private let numbers: TakenNumbers

    /// Nil when there is no such plan for the person who asks.
    init?(_ id: Plan.ID, in db: Transaction) throws {
        let (plan, fingerprint, decisions, sections, recommendations, actions, notes, glossary) = try db.all(
            Plan.find(id), Query<String?>.value("SELECT fingerprint FROM plans WHERE id = \(id)"), Decision.all(of: id),
            PlanSection.all(of: id), Recommendation.all(of: id), Action.all(of: id), Footnote.all(of: id),
            GlossaryEntry.all)
        let (assessments, leaders, updates, links, measures, goals, readings) = try db.all(
            Assessment.all, TakenLeader.all(of: id), TakenUpdate.all(of: id), TakenLink.all(of: id),
            TakenMeasure.all(of: id), TakenGoal.all(of: id), TakenReading.all(of: id))
        guard let plan else { return nil }
        (self.plan, self.fingerprint, self.decisions, self.sections) = (plan, fingerprint, decisions, sections)
        (self.recommendations, self.actions, self.notes, self.glossary) = (recommendations, actions, notes, glossary)
        (self.assessments, self.leaders, self.updates, self.links) = (assessments, leaders, updates, links)
        numbers = TakenNumbers(measures: measures, goals: goals, readings: readings)
    }

    var whole: WholePlan {
        var whole = WholePlan(title: plan.title, reference: plan.reference, body: plan.body, origin: plan.origin)
        (whole.portfolio, whole.linkOfficers, whole.targetGroups) = (
            plan.portfolio, plan.linkOfficers, plan.targetGroups
        )
        (whole.introduction, whole.agreed, whole.targetOn) = (plan.introduction, plan.agreed, plan.targetOn)
        (whole.state, whole.supersededBy, whole.fingerprint) = (plan.state, plan.supersededBy, fingerprint)
        whole.decisions = decisions.map { .init(body: $0.body, on: $0.day, words: $0.words) }
        whole.sections = sections.map { .init(heading: $0.heading, words: $0.words) }
        whole.recommendations = recommendations.map(recommendation)
        whole.footnotes = notes.map(footnote)
        whole.words = words(used: whole)
        whole.glossary = abbreviations(used: whole)
        return whole
    }

    private func own(_ recommendation: Recommendation.ID) -> [Action] {
        actions.filter { $0.recommendationID == recommendation }
    }

    private func place(_ action: Action.ID?, in recommendation: Recommendation.ID) -> Int? {
        own(recommendation).firstIndex { $0.id == action }
    }

    private func recommendation(_ it: Recommendation) -> WholePlan.Recommendation {
        var whole = WholePlan.Recommendation(number: it.number, words: it.words, kind: it.kind)
        (whole.response, whole.responseWords, whole.responseOn) = (it.response, it.responseWords, it.responseOn)
        (whole.state, whole.stateWords) = (it.state, it.stateWords)
        whole.actions = own(it.id).map(action)
        whole.measures = numbers.measures(of: it.id)
        whole.updates = updates.filter { $0.recommendationID == it.id }.map { taken in
            var update = taken.update
            update.action = taken.actionID.flatMap { place($0, in: it.id) }
            return update
        }
        whole.links = links.filter { $0.recommendationID == it.id }.map(\.link)
        return whole
    }

    private func action(_ it: Action) -> WholePlan.Action {
        var whole = WholePlan.Action(workstream: it.workstream, words: it.words)
        whole.leads = leaders.filter { $0.actionID == it.id }.map(\.leader)
        (whole.successMeasure, whole.due, whole.dueWords) = (it.successMeasure, it.due, it.dueWords)
        whole.achievement = it.assessmentWords.map { [$0] } ?? []
        (whole.reportDuty, whole.reportWords) = (it.reportDuty, it.reportWords)
        (whole.report, whole.everyMonths) = (it.report, it.reportEveryMonths)
        (whole.recordability, whole.recordabilityWords) = (it.recordability, it.recordabilityWords)
        return whole
    }

    private func footnote(_ it: Footnote) -> WholePlan.Footnote {
        var whole = WholePlan.Footnote(number: it.number, words: it.words, kind: it.kind, hangsOn: it.hangsOn)
        let recommendation = recommendations.first { $0.id == it.recommendationID }
        whole.recommendation = recommendation?.number
        whole.action = recommendation.flatMap { place(it.actionID, in: $0.id) }
        whole.term = it.term
        return whole
    }

    /// The council's words that stand somewhere in the plan.
    private func words(used plan: WholePlan) -> [WholePlan.Word] {
        let used = Set(plan.recommendations.flatMap { $0.actions.flatMap(\.achievement) + $0.updates.flatMap(\.grade) })
        return assessments.filter { used.contains($0.words) }.map {
            .init(words: $0.words, tone: $0.tone, needsNewDate: $0.needsNewDate, needsWords: $0.needsWords)
        }
    }

    /// The council's abbreviations that stand somewhere in the plan.
    private func abbreviations(used plan: WholePlan) -> [WholePlan.Abbreviation] {
        let texts =
            [plan.introduction] + plan.sections.map(\.words) + plan.footnotes.map(\.words)
            + plan.recommendations.flatMap { it in
                [it.words] + it.actions.flatMap { [$0.words, $0.workstream, $0.successMeasure] + $0.leads.map(\.name) }
                    + it.updates.flatMap { [$0.evidence, $0.explanation, $0.impact] }
            }
        let said = Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } })
        return glossary.filter { said.contains($0.abbreviation[...]) }.map {
            .init(short: $0.abbreviation, long: $0.expansion)
        }
    }
}
