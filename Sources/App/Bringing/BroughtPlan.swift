import Postgres

/// Turns what was understood of a paper into a plan of the council's.
enum BroughtPlan {
    enum Outcome {
        case saved(SavedPlan)
        /// The same paper was brought in before.
        case already(Plan.ID, title: String)
    }

    /// All of it or nothing, in the transaction that is given. Throws `Mistakes` when it cannot be saved as it is.
    static func save(_ plan: UnderstoodPlan, in db: Transaction, today: Day) throws -> Outcome {
        try save(whole(plan, today: today), in: db)
    }

    static func save(_ plan: WholePlan, in db: Transaction) throws -> Outcome {
        if let found = try before(plan.fingerprint, in: db) { return .already(found.id, title: found.title) }
        let mistakes = plan.mistakes
        if !mistakes.isEmpty { throw mistakes }
        if let saved = try WholePlanSaving.save(plan.kept, in: db) { return .saved(saved) }
        if let found = try before(plan.fingerprint, in: db) { return .already(found.id, title: found.title) }
        throw Mistakes("title", "Enter another title: the council already has a plan called “\(plan.title)”")
    }

    /// The plan that came from the same paper.
    static func before(_ fingerprint: String?, in db: Transaction) throws(PostgresError) -> (
        id: Plan.ID, title: String
    )? {
        guard let fingerprint, !fingerprint.isEmpty else { return nil }
        let plan: Plan? = try db.first("SELECT \(Plan.columns) FROM plans WHERE fingerprint = \(fingerprint)")
        return plan.map { ($0.id, $0.title) }
    }

    static func whole(_ plan: UnderstoodPlan, today: Day) -> WholePlan {
        var whole = WholePlan(title: plan.reviewName.flatMap { $0.isEmpty ? nil : $0 } ?? plan.title)
        whole.reference = String(plan.reference.prefix(60))
        whole.introduction = plan.introduction.map(\.text).joined(separator: "\n\n")
        BroughtSections.add(plan, to: &whole)
        whole.agreed = plan.agreed
        whole.fingerprint = plan.fingerprint.isEmpty ? nil : plan.fingerprint
        whole.recommendations = plan.recommendations.map { recommendation($0, of: plan, today: today) }
        whole.footnotes = plan.footnotes.map(footnote)
        whole.glossary = plan.glossary.map { WholePlan.Abbreviation(short: $0.short, long: $0.long, lines: [$0.lines]) }
        whole.grades = plan.gradings.map { ["\($0.number) \($0.words)", $0.words] }
        addLineage(of: plan, to: &whole)
        addGaps(of: plan, to: &whole)
        whole.state = whole.stateByItself
        return whole
    }

    private static func recommendation(_ it: UnderstoodPlan.Recommendation, of plan: UnderstoodPlan, today: Day)
        -> WholePlan.Recommendation
    {
        var whole = WholePlan.Recommendation(number: it.number, words: text(it.paragraphs))
        switch it.kind {
        case .asks: whole.kind = .asks
        case .notes: whole.kind = .notes
        case .commends: whole.kind = .commends
        case .invites: whole.kind = .invitesUpdate
        }
        let answer = text(it.response)
        if !answer.isEmpty {
            (whole.response, whole.responseWords) = ResponseReader.read(answer) ?? (.none, answer)
        }
        // A report that falls due again and again is counted from somewhere: what the paper says, else what it is likeliest to mean.
        let start = plan.agreed ?? it.updates.compactMap(\.period).min() ?? ApproximateDay(today, .month)
        whole.actions = it.actions.map { action($0, notes: plan.footnotes, start: start) }
        if whole.actions.isEmpty, case .recurring = it.duty {
            var report = WholePlan.Action(words: "Report to scrutiny")
            set(it.duty, of: &report, start: start)
            whole.actions = [report]
        }
        whole.measures =
            it.actions.flatMap(BroughtMeasures.measures) + it.counts.map { BroughtMeasures.measure($0, today: today) }
        whole.updates = updates(it, gradings: plan.gradings, today: today)
        whole.links = it.seeAlso.map { WholePlan.Link(number: $0) }
        whole.lines = it.lines
        return whole
    }

    private static func addLineage(of plan: UnderstoodPlan, to whole: inout WholePlan) {
        for note in plan.footnotes {
            guard let number = note.anchors.first?.recommendation,
                let index = whole.recommendations.firstIndex(where: { $0.number == number })
            else { continue }
            for earlier in note.lineage {
                let words =
                    "\(earlier.title) \(earlier.year.text)"
                    + (earlier.recommendation.map { ", recommendation \($0)" } ?? "")
                whole.recommendations[index].links.append(WholePlan.Link(kind: .earlierReview, words: words))
            }
        }
    }

    /// Numbers that are rolled together with others stay in their places, with the paper's own reason.
    private static func addGaps(of plan: UnderstoodPlan, to whole: inout WholePlan) {
        guard let gaps = plan.gaps else { return }
        for number in gaps.numbers {
            let next = whole.recommendations.firstIndex { (Int($0.number) ?? 0) > (Int(number) ?? 0) }
            let gap = WholePlan.Recommendation(
                number: number, state: .absorbed, stateWords: gaps.words, lines: [gaps.lines])
            whole.recommendations.insert(gap, at: next ?? whole.recommendations.endIndex)
        }
    }

    private static func action(_ it: UnderstoodPlan.Action, notes: [UnderstoodPlan.Footnote], start: ApproximateDay)
        -> WholePlan.Action
    {
        let labels = it.workstreams
        let isOne = labels.count == 1 && it.paragraphs.first?.workstream != nil
        var whole = WholePlan.Action(
            workstream: labels.joined(separator: ", "),
            words: text(it.paragraphs.map { words($0, isLabelled: !isOne) }))
        whole.leads = it.leads.map { WholePlan.Leader(name: $0.name, kind: kind($0.kind)) }
        whole.successMeasure = text(it.measure)
        whole.lines = it.lines
        (whole.due, whole.dueWords) = (it.due?.day, it.due?.words ?? "")
        if let achievement = it.status.achievement {
            whole.achievement = [achievement]
        } else if it.status.duty == .none, !it.status.words.isEmpty {
            whole.achievement = [it.status.words]
        }
        set(it.status.duty, of: &whole, start: start)
        if it.status.recordability == .cannotBeRecorded {
            whole.recordability = .cannot
            whole.recordabilityWords =
                notes.first { it.footnotes.contains($0.number) && $0.kind == .caveat }?.text ?? ""
        }
        return whole
    }

    private static func words(_ it: UnderstoodPlan.Paragraph, isLabelled: Bool) -> String {
        guard isLabelled, let label = it.workstream else { return it.text }
        return "\(label) – \(it.text)"
    }

    private static func set(_ duty: UnderstoodPlan.ReportDuty, of action: inout WholePlan.Action, start: ApproximateDay)
    {
        switch duty {
        case .none: break
        case .once(let words, _, let by): (action.reportDuty, action.reportWords, action.report) = (.once, words, by)
        case .recurring(let words, let months, let from):
            (action.reportDuty, action.reportWords, action.report) = (.recurring, words, from ?? start)
            action.everyMonths = months
        }
    }

    static func kind(_ kind: UnderstoodPlan.Lead.Kind) -> Lead.Kind {
        switch kind {
        case .board: .board
        case .group: .group
        case .service: .service
        case .people: .class
        case .post: .post
        case .team, .unknown: .team
        }
    }

    /// Paragraphs with blank lines between them; the items of a list stand one below the other.
    static func text(_ paragraphs: [String]) -> String {
        var text = ""
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !text.isEmpty { text += paragraph.hasPrefix("• ") ? "\n" : "\n\n" }
            text += paragraph
        }
        return text
    }

    private static func footnote(_ it: UnderstoodPlan.Footnote) -> WholePlan.Footnote {
        var whole = WholePlan.Footnote(number: it.number, words: it.text, lines: [it.lines])
        switch it.kind {
        case .abbreviation: whole.kind = .abbreviation
        case .definition: whole.kind = .definition
        case .caveat: whole.kind = .caveat
        case .lineage: whole.kind = .lineage
        case .note: whole.kind = .note
        }
        guard let anchor = it.anchors.first else { return whole }
        (whole.recommendation, whole.action, whole.term) = (anchor.recommendation, anchor.action, anchor.term)
        switch anchor.place {
        case .recommendation, .update: whole.hangsOn = .words
        case .status: whole.hangsOn = .status
        case .lead: whole.hangsOn = .action
        case .action: whole.hangsOn = it.kind == .caveat || anchor.term.isEmpty ? .action : .words
        }
        if whole.hangsOn != .words { whole.term = "" }
        return whole
    }
}
