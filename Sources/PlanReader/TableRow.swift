import Values

/// One row under column headings.
struct TableRow {
    private(set) var cells: [Column: CellText]
    private let periods: [Column: ApproximateDay]
    /// Progress of other months in the same row.
    private let more: [(period: ApproximateDay?, text: CellText)]
    private let kept: [String]
    private let hasActions: Bool
    let lines: SourceLines

    /// A row as it stands, each cell with what its heading says.
    struct Cells {
        var found: [Column: CellText] = [:]
        fileprivate var periods: [Column: ApproximateDay] = [:]
        fileprivate var more: [(period: ApproximateDay?, text: CellText)] = []
        fileprivate var kept: [String] = []
        private var dueName = ""

        /// Whether its table has a column of actions.
        var hasActions = false

        var isEmpty: Bool { found.isEmpty && kept.isEmpty }

        mutating func add(_ printed: CellText, _ label: Label, named name: String) {
            let column = label.column, text = Cells.meant(printed, column, named: name)
            if column == .evidence, found[column] != nil, label.period != periods[column] {
                return more.append((label.period, text))
            }
            if column == .due {
                if let before = found[column], name.folded.words.contains("revised") {
                    keep(before, named: dueName)
                    found[column] = nil
                }
                dueName = name
            }
            if column == .responseOn { keep(text, named: name) }
            found[column, default: CellText()].paragraphs += text.paragraphs
            found[column]?.markers += text.markers
            periods[column] = label.period
        }

        /// A tick under “Accepted” is that answer, and “No” under “Completed?” says that it is not completed.
        private static func meant(_ text: CellText, _ column: Column, named name: String) -> CellText {
            let mark = text.joined.prefix(8).lowercased().trimmedOfStops
            if column == .response, ["✓", "✔", "x", "•", "√", "tick"].contains(mark),
                ResponseReader.read(name) != nil
            {
                return CellText(paragraphs: [name])
            }
            guard column == .status, HeadingGrammar.isVerdict(name.folded) else { return text }
            switch mark {
            case "yes", "y", "✓", "✔", "√": return CellText(paragraphs: ["Completed"])
            case "no", "n", "✗": return CellText(paragraphs: ["Not completed"])
            default: return text
            }
        }

        mutating func keep(_ text: CellText, named name: String) {
            kept.append("\(name.trimmedOfColon): \(text.joined)")
        }

        /// Lists of one length beside each other are as many actions: the second date is that of the second.
        var parts: [Cells] {
            guard let actions = found[.action]?.paragraphs, actions.count > 1, actions.allSatisfy(Self.isItem) else {
                return [self]
            }
            let beside = [Column.due, .status, .lead].filter { column in
                guard let items = found[column]?.paragraphs else { return false }
                return items.count == actions.count && items.allSatisfy(Self.isItem)
            }
            guard !beside.isEmpty else { return [self] }
            return actions.indices.map { index in
                var part = index == 0 ? self : Cells()
                part.hasActions = hasActions
                for column in beside + [.action] {
                    let item = found[column]?.paragraphs[index].dropFirst(2).trimmed ?? ""
                    part.found[column] = CellText(paragraphs: [item])
                }
                if index > 0, !beside.contains(.lead) { part.found[.lead] = found[.lead] }
                return part
            }
        }

        private static func isItem(_ paragraph: String) -> Bool { paragraph.hasPrefix("• ") }
    }

    init(_ row: Cells, lines: SourceLines) {
        (cells, periods, more, kept) = (row.found, row.periods, row.more, row.kept)
        hasActions = row.hasActions
        self.lines = lines
        // Where no column is for actions, what is answered is what will be done.
        if let response = cells[.response], cells[.action] == nil, !row.hasActions,
            ResponseReader.read(response.lined) == nil
        {
            (cells[.action], cells[.response]) = (response, nil)
        }
    }

    /// Answers the number that still waits for its recommendation.
    func add(to reader: inout PlanReader, number: String?) -> String? {
        var waiting = number
        placeRecommendation(in: &reader, &waiting)
        if let period = cells[.period]?.joined, ApproximateDay.read(period) == nil {
            reader.leave(lines, period, because: "It is no month that Waymark can read")
        }
        guard let last = reader.draft.current else {
            let text = (cells.values.map(\.joined) + kept).joined(separator: " | ")
            reader.leave(lines, text, because: "No recommendation stands above it")
            return waiting
        }
        reader.draft.recommendations[last].response.append(cells[.response] ?? CellText(), lines)
        reader.draft.recommendations[last].responseOn.append(cells[.responseOn] ?? CellText(), lines)
        reader.draft.recommendations[last].keep(kept)
        addAction(to: &reader.draft.recommendations[last])
        addUpdate(to: &reader.draft.recommendations[last])
        return waiting
    }

    private func placeRecommendation(in reader: inout PlanReader, _ waiting: inout String?) {
        let text = cells[.recommendation] ?? CellText()
        let current = reader.draft.current, above = current.map { reader.draft.recommendations[$0].number }
        let printed = printedNumber(&reader)
        if let printed, printed != above, comesBack(to: printed, text, in: &reader) { return }
        if text.isEmpty {
            guard let printed, printed != above else { return }
            return begin(printed, text, in: &reader)
        }
        if waiting == nil, let current,
            goesOn(
                reader.draft.recommendations[current], text, printed,
                isSamePart: reader.draft.recommendations[current].part == reader.part)
        {
            if text != reader.draft.recommendations[current].text.text {
                reader.draft.recommendations[current].text.append(text, lines)
            }
            return
        }
        let opening = NumberedText(text)
        let number = waiting ?? printed ?? opening.number
        waiting = nil
        var words = text
        if let number, opening.number == number { words = opening.rest }
        if number == nil {
            reader.doubt(lines, text.joined, PlanDraft.Doubt.withoutNumber)
        }
        begin(number ?? "", words, in: &reader)
    }

    private func begin(_ number: String, _ text: CellText, in reader: inout PlanReader) {
        reader.beginBelow(.init(number: number, text: .init(text: text, lines: [lines])))
    }

    /// What stands in the column of numbers, when it can be one.
    private func printedNumber(_ reader: inout PlanReader) -> String? {
        guard let printed = cells[.number]?.joined.trimmedOfStop, !printed.isEmpty else { return nil }
        if printed.unicodeScalars.count <= PlanLimit.number.most { return printed }
        reader.leave(lines, printed, because: "It is too long for a number")
        return nil
    }

    /// A later table may say more of a recommendation that an earlier one gave.
    private func comesBack(to number: String, _ text: CellText, in reader: inout PlanReader) -> Bool {
        guard let found = reader.draft.places[folded(number)],
            text.isEmpty || TableRow.isSame(reader.draft.recommendations[found].text.text.joined, text.joined)
        else { return false }
        reader.draft.earlier = found
        return true
    }

    /// But for case, hyphens and stops, of which a text is not made.
    private static func isSame(_ one: String, _ two: String) -> Bool {
        one.utf8.count / 4 <= two.utf8.count && one.folded == two.folded
    }

    private func goesOn(_ current: CellDraft.Recommendation, _ text: CellText, _ printed: String?, isSamePart: Bool)
        -> Bool
    {
        if let printed { return printed == current.number && isSamePart }
        if text == current.text.text { return true }
        if let number = NumberedText(text).number {
            return number == current.number && current.text.text == NumberedText(text).rest
        }
        return isContinued(current.text.text.paragraphs.last ?? "", by: text.paragraphs[0])
            || (cells.count == 1 && !isFinished(current.text.text.paragraphs.last ?? ""))
    }

    private func addAction(to recommendation: inout CellDraft.Recommendation) {
        let text = cells[.action] ?? CellText()
        let others = [Column.lead, .status, .due, .measure, .workstream].filter { cells[$0] != nil }
        if text.isEmpty && others.isEmpty { return }
        if let last = recommendation.actions.indices.last, belongsToLast(text, recommendation.actions[last]) {
            fill(&recommendation.actions[last])
        } else {
            recommendation.actions.append(.init())
            fill(&recommendation.actions[recommendation.actions.count - 1])
        }
    }

    /// A page broke inside the action, or a status stands a line below it.
    private func belongsToLast(_ text: CellText, _ action: CellDraft.Action) -> Bool {
        if text.isEmpty {
            // Where no column is for actions, each who with its own when is one.
            let isOther = cells[.lead].map { !action.leads.isEmpty && $0 != action.leads.text } ?? false
            return hasActions || !action.text.text.isEmpty || !isOther || cells[.due] == nil && cells[.status] == nil
        }
        guard cells.keys.allSatisfy({ $0 == .action || $0 == .recommendation }) else { return false }
        return isContinued(action.text.text.paragraphs.last ?? "", by: text.paragraphs[0])
            && !isFinished(action.text.text.paragraphs.last ?? "")
    }

    private func fill(_ action: inout CellDraft.Action) {
        action.text.append(cells[.action] ?? CellText(), lines)
        action.workstream.append(cells[.workstream] ?? CellText(), lines)
        action.leads.append(cells[.lead] ?? CellText(), lines)
        action.status.append(cells[.status] ?? CellText(), lines)
        action.due.append(cells[.due] ?? CellText(), lines)
        action.measure.append(cells[.measure] ?? CellText(), lines)
        if action.text.lines.isEmpty { action.text.lines = [lines] }
    }

    private func addUpdate(to recommendation: inout CellDraft.Recommendation) {
        let action = recommendation.actions.isEmpty ? nil : recommendation.actions.count - 1
        defer {
            for (period, text) in more {
                var update = CellDraft.Update(action: action, period: period)
                update.evidence.append(text, lines)
                recommendation.updates.append(update)
            }
        }
        let kept = [Column.evidence, .assessment, .impact].filter { cells[$0] != nil }
        guard let first = kept.first else { return }
        var update = CellDraft.Update()
        update.action = action
        update.period = cells[.period].flatMap { ApproximateDay.read($0.joined) } ?? periods[first]
        update.evidence.append(cells[.evidence] ?? CellText(), lines)
        update.assessment.append(cells[.assessment] ?? CellText(), lines)
        update.impact.append(cells[.impact] ?? CellText(), lines)
        recommendation.updates.append(update)
    }
}
