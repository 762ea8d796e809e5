import PlanReader
import Postgres

/// Everything that hangs on a plan, asked for in two trips, as a plan's file.
struct ExportedPlan {
    private var plan: Plan
    private let fingerprint: String?
    private let recommendations: [Recommendation], actions: [Action], notes: [Footnote]
    private let assessments: [Assessment], glossary: [GlossaryEntry], leads: [Lead]
    private let sections: [PlanSection]
    private let updates: [Update], links: [ExportedLink]
    private let measures: [Measure], milestones: [Milestone], readings: [Reading]

    /// Nil when there is no such plan for the person who asks.
    init?(_ id: Plan.ID, in db: Transaction) throws {
        let (plan, fingerprint, decisions, sections, recommendations, actions, notes, glossary) = try db.all(
            Plan.find(id), Query<String?>.value("SELECT fingerprint FROM plans WHERE id = \(id)"), Decision.all(of: id),
            PlanSection.all(of: id), Recommendation.all(of: id), Action.all(of: id), Footnote.all(of: id),
            GlossaryEntry.all)
        guard let plan else { return nil }
        (self.plan, self.fingerprint, self.sections) = (plan, fingerprint, sections)
        self.plan.decisions = decisions
        (self.recommendations, self.actions, self.notes, self.glossary) = (recommendations, actions, notes, glossary)
        (assessments, leads, updates, links, measures, milestones, readings) = try db.all(
            Assessment.all, Lead.all, Update.all(of: id), ExportedLink.all(of: id),
            Measure.all(of: id), Milestone.all(of: id), Reading.all(of: id))
    }

    var file: PlanFile {
        var file = PlanFile(title: plan.title)
        plan.write(to: &file)
        file.fingerprint = fingerprint
        file.sections = sections.map { .init(heading: $0.heading, words: $0.words) }
        file.recommendations = recommendations.map(recommendation)
        file.footnotes = notes.map(footnote)
        file.words = words(used: file)
        file.glossary = abbreviations(used: file)
        return file
    }

    private func own(_ recommendation: Recommendation.ID) -> [Action] {
        actions.filter { $0.recommendationID == recommendation }
    }

    private func place(_ action: Action.ID?, in recommendation: Recommendation.ID) -> Int? {
        own(recommendation).firstIndex { $0.id == action }
    }

    private func recommendation(_ it: Recommendation) -> PlanFile.Recommendation {
        .init(
            number: it.number, words: it.words, kind: it.kind, response: it.response, responseWords: it.responseWords,
            responseOn: it.responseOn, state: it.state, stateWords: it.stateWords, actions: own(it.id).map(action),
            measures: measures.filter { $0.recommendationID == it.id }.map(measure),
            updates: updates.filter { $0.recommendationID == it.id }.sorted(by: Self.isBefore).map(update),
            links: links.filter { $0.recommendationID == it.id }.map(\.link), otherWords: it.otherWords)
    }

    private func action(_ it: Action) -> PlanFile.Action {
        let kinds = it.leadIDs.map { id in leads.first { $0.id == id }?.kind ?? .team }
        return .init(
            workstream: it.workstream, words: it.words, leads: zip(it.leads, kinds).map { .init(name: $0, kind: $1) },
            successMeasure: it.successMeasure, dueWords: it.dueWords, due: it.due,
            achievement: it.assessmentWords.map { [$0] } ?? [], reportDuty: it.reportDuty, reportWords: it.reportWords,
            report: it.report, everyMonths: it.reportEveryMonths, recordability: it.recordability,
            recordabilityWords: it.recordabilityWords)
    }

    private func measure(_ it: Measure) -> PlanFile.Measure {
        let goals = milestones.filter { $0.measureID == it.id }.sorted { $0.id.value < $1.id.value }
        return .init(
            title: it.title, unit: it.unit, comparator: it.comparator,
            milestones: goals.map {
                .init(sense: $0.sense, value: $0.value, breadth: $0.breadth, breadthUnit: $0.breadthUnit, due: $0.due)
            }, readings: readings(of: it.id, within: nil))
    }

    private func readings(of measure: Measure.ID, within whole: Reading.ID?) -> [PlanFile.Reading] {
        readings.filter { $0.measureID == measure && $0.wholeID == whole }.sorted { $0.id.value < $1.id.value }.map {
            .init(
                value: $0.value, asOf: $0.asOf, breadth: $0.breadth, qualifier: $0.qualifier,
                isProjected: $0.isProjected, subset: $0.subset, source: $0.source, caveat: $0.caveat,
                parts: readings(of: measure, within: $0.id))
        }
    }

    private static func isBefore(_ a: Update, _ b: Update) -> Bool {
        (a.period, a.actionID?.value ?? 0, a.edition, a.id.value)
            < (b.period, b.actionID?.value ?? 0, b.edition, b.id.value)
    }

    /// Of any edition, without who wrote it: people are the council's own.
    private func update(_ it: Update) -> PlanFile.Update {
        .init(
            action: place(it.actionID, in: it.recommendationID), period: it.period, state: it.state,
            evidence: it.evidence, grade: it.assessmentWords.map { [$0] } ?? [], explanation: it.explanation,
            impact: it.impact, asOf: it.asOf, isContext: it.isContext, newDueOn: it.newDueOn,
            slipReason: it.slipReason, agreedOn: it.agreedOn, agreedAt: it.agreedAt, minute: it.minute,
            correctionReason: it.correctionReason, disagreement: it.disagreement,
            told: it.submittedOn,
            answers: it.namesReports
                ? it.answers.compactMap { report in
                    place(report.actionID, in: it.recommendationID).map { .init(action: $0, owedOn: report.day) }
                } : nil)
    }

    private func footnote(_ it: Footnote) -> PlanFile.Footnote {
        let recommendation = recommendations.first { $0.id == it.recommendationID }
        return .init(
            number: it.number, words: it.words, kind: it.kind, hangsOn: it.hangsOn,
            recommendation: recommendation?.number, action: recommendation.flatMap { place(it.actionID, in: $0.id) },
            term: it.term)
    }

    /// The council's status words that stand somewhere in the plan.
    private func words(used plan: PlanFile) -> [PlanFile.Word] {
        let used = Set(plan.recommendations.flatMap { $0.actions.flatMap(\.achievement) + $0.updates.flatMap(\.grade) })
        return assessments.filter { used.contains($0.words) }.map {
            .init(words: $0.words, tone: $0.tone, needsNewDate: $0.needsNewDate, needsWords: $0.needsWords)
        }
    }

    /// The council's abbreviations that stand somewhere in the plan.
    private func abbreviations(used plan: PlanFile) -> [PlanFile.Abbreviation] {
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

/// A link of a recommendation; one to another plan goes as words.
private struct ExportedLink: RowDecodable {
    let recommendationID: Recommendation.ID
    let link: PlanFile.Link

    init(row: Row) throws(PostgresError) {
        recommendationID = try row["recommendation_id"]
        link = PlanFile.Link(kind: try row["kind"], number: try row["number"], words: try row["words"])
    }

    static func all(of plan: Plan.ID) -> Query<[ExportedLink]> {
        .list(
            """
            SELECT l.recommendation_id, l.kind, CASE WHEN r.plan_id = l.plan_id THEN r.number END AS number,
                   CASE WHEN l.words = '' AND r.plan_id <> l.plan_id THEN p.title || ', recommendation ' || r.number ELSE l.words END AS words
              FROM recommendation_links l
              LEFT JOIN recommendations r ON r.tenant_id = l.tenant_id AND r.id = l.other_id
              LEFT JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
             WHERE l.plan_id = \(plan) AND (r.id IS NOT NULL OR l.words <> '') ORDER BY l.id
            """)
    }
}
