import Values

/// Takes the cells of a draft apart, now that the whole paper has been seen.
struct PlanFinisher {
    private let names: NameList
    private let labels: NameList
    private let leads: LeadReader
    /// Actions on which a note hangs that says they cannot be recorded.
    private let unrecordable: Set<ActionPlace>

    private struct ActionPlace: Hashable { let recommendation: String, action: Int }

    static func finish(_ reader: inout PlanReader) throws(SourceText.Failure) {
        GluedDigits.lift(in: &reader)
        try FootnotePlacer.place(in: &reader)
        let finisher = PlanFinisher(reader)
        for draft in reader.draft.recommendations {
            try reader.spend()
            let recommendation = finisher.recommendation(draft, &reader)
            reader.plan.recommendations.append(recommendation)
        }
        checkNumbers(&reader)
        var seen: Set<String> = []
        reader.plan.doubts = reader.plan.doubts.filter {
            seen.insert([.due, .status].contains($0.kind) ? "\($0.question) \($0.text)" : $0.question).inserted
                || $0.text.isEmpty
        }
        reader.plan.doubts.sort { $0.lines.first < $1.lines.first }
        reader.plan.notUnderstood.sort { $0.lines.first < $1.lines.first }
    }

    private init(_ reader: PlanReader) {
        let actions = reader.draft.recommendations.flatMap(\.actions)
        var labels = NameList(), names = NameList()
        for action in actions {
            for text in action.text.text.paragraphs {
                if let found = WorkstreamReader.printed(text) { labels.learn(found.label) }
            }
        }
        names = labels
        reader.plan.glossary.forEach { names.learn($0.short) }
        let pieces = actions.flatMap { LeadReader.separated($0.leads.text) }
        for piece in pieces where !piece.contains(" ") { names.learn(piece) }
        let single = LeadReader(known: names, glossary: reader.plan.glossary)
        for piece in pieces where piece.contains(" ") {
            if single.read(CellText(paragraphs: [piece])).leads.count == 1 { names.learn(piece) }
        }
        (self.names, self.labels) = (names, labels)
        unrecordable = Set(
            reader.plan.footnotes.filter { FootnoteReader.cannotBeRecorded($0.text) }.flatMap(\.anchors)
                .compactMap { anchor in
                    guard let action = anchor.action, anchor.place != .lead else { return nil }
                    return ActionPlace(recommendation: anchor.recommendation, action: action)
                })
        leads = LeadReader(known: names, glossary: reader.plan.glossary)
    }

    private func recommendation(_ draft: CellDraft.Recommendation, _ reader: inout PlanReader)
        -> PlanDraft.Recommendation
    {
        var recommendation = PlanDraft.Recommendation(
            number: draft.number, paragraphs: draft.text.text.paragraphs, lines: draft.text.lines)
        recommendation.kind = RecommendationKind.read(draft.text.text.joined)
        (recommendation.counts, recommendation.response) = (draft.counts, draft.response.text.paragraphs)
        recommendation.footnotes = draft.text.text.markers.map(\.number)
        (recommendation.state, recommendation.stateWords) = (draft.state, draft.stateWords)
        (recommendation.part, recommendation.theme, recommendation.kept) = (draft.part, draft.theme, draft.kept)
        recommendation.responseOn = ApproximateDay.read(draft.responseOn.text.joined)
            .flatMap { $0.precision == .day ? $0.day : nil }
        // The day of an answer that is not there is not lost.
        if recommendation.response.isEmpty, !draft.responseOn.isEmpty {
            recommendation.kept.append("\(Column.responseOn.label): \(draft.responseOn.text.joined)")
        }
        for (index, action) in draft.actions.enumerated() {
            recommendation.actions.append(self.action(action, draft.number, index, &recommendation.kept, &reader))
            if recommendation.actions[index].paragraphs.isEmpty { name(&recommendation.actions[index], draft, &reader) }
        }
        if draft.actions.isEmpty { addAsked(to: &recommendation, &reader) }
        recommendation.updates = draft.updates.map { update($0, &reader) }
        for index in recommendation.updates.indices where recommendation.updates[index].period == nil {
            recommendation.updates[index].period = draft.asOf
        }
        let texts =
            recommendation.paragraphs + recommendation.updates.flatMap(\.evidence)
            + recommendation.actions.flatMap { $0.paragraphs.map(\.text) }
        let named = RecommendationKind.mentions(texts, besides: draft.number)
        let others = Set(named)
        let asked = RecommendationKind.questions(texts).filter { $0 != draft.number }
        recommendation.seeAlso = named + asked.filter { !others.contains($0) }
        return recommendation
    }

    /// Who is asked for what, and how often it is to be reported, in the words of the recommendation itself.
    private func addAsked(to recommendation: inout PlanDraft.Recommendation, _ reader: inout PlanReader) {
        let text = recommendation.paragraphs.joined(separator: " ")
        recommendation.duty = DutyReader.recurring(in: text)
        guard [.asks, .invitesUpdate].contains(recommendation.kind), let asked = AskedReader.read(text) else { return }
        var action = PlanDraft.Action(
            paragraphs: [.init(workstream: nil, text: asked.words)], leads: asked.leads, lines: recommendation.lines)
        // To whom stands in the action's own words: here it would stand there twice.
        if recommendation.duty.duty == .recurring {
            action.status.duty = recommendation.duty
            action.status.duty.words = ""
        } else if asked.words.folded.contains("report"), asked.leads.isEmpty {
            action.status.duty.duty = .once
        }
        recommendation.actions = [action]
        for lead in asked.leads where AskedReader.isVague(lead) {
            reader.doubt(
                recommendation.lines.first, text, "Which post is the “\(lead.name)”?", .leads,
                at: PlanFile.key(reader.plan.recommendations.count, action: 0),
                taken: asked.leads.map(\.name).joined(separator: "\n"))
        }
    }

    /// Who and when without what: it is the recommendation itself that is carried out, unless that was refused.
    private func name(
        _ action: inout PlanDraft.Action, _ draft: CellDraft.Recommendation, _ reader: inout PlanReader
    ) {
        let isRefused = ResponseReader.read(draft.response.text.lined)?.response == .notAccepted
        action.paragraphs = [
            .init(
                workstream: nil,
                text: isRefused ? "None: the recommendation was not accepted" : "Carry out the recommendation")
        ]
        reader.doubt(
            action.lines.first, draft.text.text.joined,
            "What will be done? The paper says who leads or when, but for some recommendations no action")
    }

    private func action(
        _ draft: CellDraft.Action, _ number: String, _ index: Int, _ kept: inout [String], _ reader: inout PlanReader
    ) -> PlanDraft.Action {
        let cells = [draft.text, draft.workstream, draft.leads, draft.status, draft.due, draft.measure]
        let place = PlanFile.key(reader.plan.recommendations.count, action: index)
        var action = PlanDraft.Action(paragraphs: [], lines: PlanFinisher.lines(cells))
        action.paragraphs = paragraphs(draft, place, &reader)
        action.footnotes = cells.flatMap { $0.text.markers.map(\.number) }
        let found = leads.read(draft.leads.text)
        action.leads = found.leads
        kept += found.rest.map { "Lead: \($0)" }
        if let question = found.question {
            reader.doubt(
                draft.leads.lines.first, draft.leads.text.joined, question, .leads, at: place,
                taken: found.leads.map(\.name).joined(separator: "\n"))
        }
        action.status = status(draft, number, index, &kept, place, &reader)
        action.measure = draft.measure.text.paragraphs
        if draft.due.text.joined.contains(where: { $0.isLetter || $0.isNumber }) {
            let paragraphs = draft.due.text.paragraphs
            action.due = .init(words: paragraphs.joined(separator: "; "), day: DueReader.day(paragraphs))
            if DueReader.isDone(draft.due.text.joined) {
                if draft.status.isEmpty {
                    let done = StatusReader.read(draft.due.text.joined).status
                    (action.status.achievement, action.status.tone) = (done.achievement, done.tone)
                    action.status.words = draft.due.text.joined
                }
            } else if action.due?.day == nil, !DueReader.isNone(draft.due.text.joined) {
                let words = draft.due.text.joined
                reader.doubt(
                    draft.due.lines.first, words,
                    "Which day is meant by “\(words.prefix(60))”? Until it is entered, the action is never late", .due,
                    at: place)
            }
        }
        action.milestones = MilestoneReader.merged(MilestoneReader.read(draft.due.text.paragraphs + action.measure))
        return action
    }

    private func paragraphs(
        _ draft: CellDraft.Action, _ place: String, _ reader: inout PlanReader
    ) -> [PlanDraft.Paragraph] {
        let columnLabel = draft.workstream.isEmpty ? nil : draft.workstream.text.joined
        return draft.text.text.paragraphs.enumerated().map { index, text in
            if let columnLabel { return .init(workstream: index == 0 ? columnLabel : nil, text: text) }
            if let (label, rest) = WorkstreamReader.printed(text) {
                if label.words.contains(where: { String($0).isAllLowercase }), !leads.isNamed(label) {
                    reader.doubt(
                        draft.text.lines.first, text, "Is “\(label)” the label of a workstream?", .workstream,
                        at: place, taken: label)
                }
                return .init(workstream: label, text: rest)
            }
            if let (label, rest) = WorkstreamReader.unprinted(text, labels) {
                let question =
                    "Is “\(label)” the label of the action “\(rest.prefix(60))…”? There is no dash between them"
                reader.doubt(draft.text.lines.first, text, question, .workstream, at: place, taken: label)
                return .init(workstream: label, text: rest)
            }
            return .init(workstream: nil, text: text)
        }
    }

    private func status(
        _ draft: CellDraft.Action, _ number: String, _ index: Int, _ kept: inout [String], _ place: String,
        _ reader: inout PlanReader
    ) -> PlanDraft.Status {
        let printed = draft.status.text.paragraphs.filter { !StatusReader.cannotBeRecorded($0) }
        let text = printed.joined(separator: " ")
        let cell = StatusReader.read(printed, gradings: reader.plan.gradings)
        var status = cell.status
        if let printed = status.achievement, let said = meaning(of: printed, reader.plan) { status.tone = said }
        if status.achievement == nil, status.duty.duty == .none, !text.isEmpty,
            let said = meaning(of: text, reader.plan)
        {
            (status.achievement, status.tone) = (text, said)
        } else if status.achievement != nil, ApproximateDay.read(cell.rest) != nil {
            kept.append("Status: \(text)")
        } else if status.achievement == nil, text.unicodeScalars.count > PlanLimit.status.most {
            kept.append("Status: \(text)")
            reader.doubt(
                draft.status.lines.first, text, "Which status is this? It is longer than a status, and kept as words",
                .status, at: place)
        } else if !cell.rest.isEmpty {
            let lines = draft.status.lines.first ?? SourceLines(1)
            reader.leave(lines, cell.rest, because: "It is no status that Waymark knows")
        }
        if printed.count < draft.status.text.paragraphs.count
            || unrecordable.contains(ActionPlace(recommendation: number, action: index))
        {
            status.recordability = .cannot
        }
        return status
    }

    private func update(_ draft: CellDraft.Update, _ reader: inout PlanReader) -> PlanDraft.Update {
        var grade = UpdateReader.grade(draft.assessment.text, reader.plan.gradings)
        if let said = draft.grade {
            grade = UpdateReader.grade(CellText(paragraphs: [said]), reader.plan.gradings)
            if grade.words == nil || !grade.explanation.isEmpty { grade = .init(words: said) }
        }
        var update = PlanDraft.Update(
            action: draft.action, period: draft.period,
            lines: PlanFinisher.lines([draft.evidence, draft.assessment, draft.impact]))
        let part = draft.action == nil && !draft.part.isEmpty ? ["\(draft.part):"] : []
        update.evidence = part + draft.evidence.text.paragraphs
        (update.gradeNumber, update.gradeWords, update.tone) = (grade.number, grade.words, grade.tone)
        update.decided = draft.decided
        for paragraph in grade.explanation where !update.decided.take(paragraph) {
            update.explanation.append(paragraph)
        }
        update.impact = draft.impact.text.paragraphs
        update.asOf = UpdateReader.asOf(update.evidence)
        if update.period == nil, update.asOf == nil { update.period = reader.answers.month }
        if update.period == nil, update.asOf == nil, let (day, words) = PlanFinisher.date(of: reader.plan) {
            update.period = ApproximateDay(day.day, .month)
            let question = "\(PlanDraft.Doubt.ofMonth) The paper’s own date was taken: \(words)"
            if !reader.plan.doubts.contains(where: { $0.question == question }) {
                let month = ApproximateDay(day.day, .month).day.isoText
                reader.doubt(update.lines.first, "", question, .month, taken: month)
            }
        }
        if !draft.assessment.isEmpty, grade.words == nil {
            reader.doubt(
                draft.assessment.lines.first, draft.assessment.text.joined, "Which grade is this? None is named")
        }
        return update
    }

    /// "Date of Meeting: 23 January 2018"
    private static func date(of plan: PlanDraft) -> (day: ApproximateDay, words: String)? {
        for fact in plan.otherFacts where fact.label.folded.words.contains("date") {
            if let day = ApproximateDay.read(fact.words), day.precision != .year { return (day, fact.words) }
        }
        return nil
    }

    /// What somebody said that a word of status counts as, else what the paper's own key says.
    private func meaning(of words: String, _ plan: PlanDraft) -> Tone? {
        plan.tones[words.folded] ?? StatusKey.tone(of: words, in: plan.key)
    }

    private static func lines(_ cells: [CellDraft.Cell]) -> [SourceLines] {
        Set(cells.flatMap(\.lines)).sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    }

    private static func checkNumbers(_ reader: inout PlanReader) {
        var seen: Set<String> = []
        for (index, recommendation) in reader.plan.recommendations.enumerated() where !recommendation.number.isEmpty {
            if !seen.insert(recommendation.number).inserted {
                reader.doubt(
                    recommendation.lines.first, recommendation.paragraphs.first ?? "",
                    "Is this another recommendation \(recommendation.number)? There is one already", .twin,
                    at: PlanFile.key(index))
            }
        }
    }
}
