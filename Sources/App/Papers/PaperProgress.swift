/// The progress of a plan in the council's form (000.01-16, 001.01-10, 004.10), made from the plan and never retyped.
struct PaperProgress {
    typealias Block = PaperDocument.Block
    typealias Cell = PaperDocument.Cell

    let source: PaperSource
    var labels: ColumnLabels { source.labels }

    static func blocks(_ source: PaperSource, _ notes: inout PaperNotes) -> [Block] {
        let progress = Self(source: source)
        let onPlan = source.notes.onPlan
        let lead =
            onPlan.isEmpty
            ? [] : notes.hang(onPlan, on: [.plain("Progress against the action plan “\(source.plan.title)”.")])
        if source.recommendations.isEmpty { return lead + [.plain("The plan has no recommendations yet.")] }
        return switch source.table.form {
        case .rows: lead + [progress.rows(&notes)]
        case .blocks: lead + progress.each(&notes)
        case .narrative: lead + progress.narrative(&notes)
        }
    }

    // One table: a recommendation beside its actions (000.02).
    private func rows(_ notes: inout PaperNotes) -> Block {
        var rows: [[Cell]] = []
        for it in source.recommendations {
            let words = recommendation(it, &notes)
            guard it.state == .open else {
                rows.append([
                    Cell(blocks: words, isHead: true),
                    Cell(
                        blocks: notes.hang(source.notes.on(it.id, .status), on: [closed(it)]) + reports(it), columns: 3),
                ])
                continue
            }
            let actions = source.actions.filter { $0.recommendationID == it.id }
            let reports = stand(it) + reports(it)
            let head = Cell(
                blocks: words, isHead: true, rows: max(1, actions.count) + (reports.isEmpty ? 0 : 1))
            var own: [[Cell]] = []
            for action in actions { own.append(row(action, isOnly: actions.count == 1, it, &notes)) }
            if own.isEmpty { own = [[Cell(blocks: [.plain("No action yet.")], columns: 3)]] }
            own[0].insert(head, at: 0)
            if !reports.isEmpty { own.append([Cell(blocks: reports, columns: 3)]) }
            rows += own
        }
        return .table(
            .init(
                caption: source.plan.title, widths: [32, 34, 18, 16],
                heads: [labels(.recommendation), labels(.actions), labels(.leads), labels(.status)], rows: rows))
    }

    private func row(_ action: Action, isOnly: Bool, _ it: Recommendation, _ notes: inout PaperNotes) -> [Cell] {
        let label = workstream(action)
        let words = notes.hang(source.notes.on(action.id, status: false), on: PaperText.blocks(action.words))
        var status = action.statusTags.map(\.text)
        if isOnly, action.assessmentID == nil, let grade = it.assessmentWords { status.insert(grade, at: 0) }
        let hung =
            source.notes.on(action.id, status: true) + (isOnly ? source.notes.on(it.id, .status) : [])
        let lines = (status.isEmpty ? ["Not assessed"] : status).map { Block.plain($0) }
        return [
            Cell(blocks: label + words), Cell(blocks: action.leads.map { .plain($0) }),
            Cell(blocks: notes.hang(hung, on: lines)),
        ]
    }

    /// In bold letters above its words.
    private func workstream(_ action: Action) -> [Block] {
        action.label.map { [.paragraph(runs: [.init(text: $0, look: .strong)])] } ?? []
    }

    // A table for each recommendation, with every update (001.05, 001.08).
    private func each(_ notes: inout PaperNotes) -> [Block] {
        var blocks: [Block] = []
        for it in source.recommendations {
            guard it.state == .open else {
                blocks += recommendation(it, &notes) + notes.hang(source.notes.on(it.id, .status), on: [closed(it)])
                blocks += reports(it)
                continue
            }
            var rows: [[Cell]] = []
            func add(_ label: String, _ blocks: [Block]) {
                if !blocks.isEmpty { rows.append([Cell(blocks: [.plain(label)], isHead: true), Cell(blocks: blocks)]) }
            }
            add(labels(.recommendation), words(it, &notes))
            let actions = source.actions.filter { $0.recommendationID == it.id }
            let leads = actions.flatMap(\.leads).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            add(labels(.leads, or: "Responsibility"), leads.map { .plain($0) })
            add(
                labels(.due, or: "Date"),
                actions.compactMap { $0.dueText.map { .plain($0) } })
            for action in actions {
                let hung = source.notes.filter { $0.actionID == action.id }
                add(
                    labels(.actions, or: "Agreed action"),
                    workstream(action) + notes.hang(hung, on: PaperText.blocks(action.words)))
                add(labels(.successMeasure), PaperText.blocks(action.successMeasure))
            }
            add("Stands at", it.stand.map { [.plain($0.text)] } ?? [])
            for update in source.updates where update.recommendationID == it.id {
                let period = " (\(when(update)))"
                add(labels(.evidence) + period, PaperText.blocks(update.evidence) + numbers(update))
                add(labels(.assessment) + period, assessment(update) + decision(update))
                add(labels(.impact) + period, PaperText.blocks(update.impact))
            }
            blocks.append(
                .table(
                    .init(
                        caption: "", widths: [28, 72], heads: ["\(labels(.recommendation)) \(it.number)"], rows: rows))
            )
        }
        return blocks + key
    }

    func assessment(_ update: ReportedUpdate) -> [Block] {
        let grade: [Block] = update.grade.map { [.paragraph(runs: [.init(text: $0, look: .strong)])] } ?? []
        let date: [Block] =
            update.newDueOn.map {
                [.plain("New date: \($0.longText)." + (update.slipReason.isEmpty ? "" : " \(update.slipReason)."))]
            } ?? []
        return grade + PaperText.blocks(update.explanation) + date
    }

    /// The grades in the council's words, as they are explained at the end of the paper (001.10).
    private var key: [Block] {
        let name = "\(labels(.assessment)): the grades"
        let rows = source.assessments.map { [Cell(blocks: [.plain($0.words)])] }
        if rows.isEmpty { return [] }
        return [
            .heading(runs: [.init(text: name)]), .table(.init(caption: name, widths: [100], heads: [], rows: rows)),
        ]
    }

    // Each recommendation as a heading, then its latest update (004.10).
    private func narrative(_ notes: inout PaperNotes) -> [Block] {
        var blocks: [Block] = []
        for it in source.recommendations {
            guard it.state == .open else {
                blocks += notes.hang(
                    source.notes.on(it.id, .status),
                    on: [
                        .paragraph(
                            runs: [.init(text: "(\(it.number)) ", look: .strong)] + PaperText.runs(it.stateWords))
                    ])
                blocks += reports(it)
                continue
            }
            let words = it.words.split(separator: "\n").joined(separator: " ")
            let hung = source.notes.on(it.id, .words) + source.notes.on(it.id, .plan)
            blocks += notes.hang(hung, on: [.heading(runs: PaperText.runs("(\(it.number)) " + words))])
            let reports = reports(it)
            blocks += stand(it) + (reports.isEmpty ? [.plain("No progress has been reported yet.")] : reports)
        }
        return blocks
    }

    /// Its number and words, as they were printed.
    private func recommendation(_ it: Recommendation, _ notes: inout PaperNotes) -> [Block] {
        let number = Block.paragraph(
            runs: [.init(text: "\(labels(.recommendation)) \(it.number)", look: .strong)])
        return [number] + words(it, &notes)
    }

    private func words(_ it: Recommendation, _ notes: inout PaperNotes) -> [Block] {
        let hung = source.notes.on(it.id, .words) + source.notes.on(it.id, .plan)
        return it.words.isEmpty ? [] : notes.hang(hung, on: PaperText.blocks(it.words))
    }

    /// Why a number is no longer reported on (001.04).
    private func closed(_ it: Recommendation) -> Block {
        .paragraph(runs: [.init(text: it.state.label + ". ", look: .strong)] + PaperText.runs(it.stateWords))
    }
}
