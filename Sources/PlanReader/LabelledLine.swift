import Values

/// One line of a form: "Agreed Action:" and its words.
struct LabelledLine {
    let label: Label
    /// As it is printed.
    let name: String
    let text: CellText
    let lines: SourceLines

    func add(to reader: inout PlanReader) {
        let column = label.column
        if column == .recommendation || column == .number {
            reader.use(lines, as: .recommendation)
            return addRecommendation(to: &reader)
        }
        guard let last = reader.draft.recommendations.indices.last else {
            return reader.leave(lines, text.joined, because: "No recommendation stands above it")
        }
        if addAnswer(to: &reader.draft.recommendations[last]) { return reader.use(lines, as: .recommendation) }
        let isUpdate = [Column.evidence, .assessment, .impact, .period].contains(column)
        reader.use(lines, as: isUpdate ? .update : .action)
        if isUpdate {
            addUpdate(to: &reader.draft.recommendations[last])
        } else {
            addAction(to: &reader.draft.recommendations[last])
        }
    }

    /// The response, and what has no place of its own.
    private func addAnswer(to recommendation: inout CellDraft.Recommendation) -> Bool {
        switch label.column {
        case .response: recommendation.response.append(text, lines)
        case .responseOn: recommendation.responseOn.append(text, lines)
        case .kept: recommendation.keep(["\(name): \(text.joined)"])
        default: return false
        }
        return true
    }

    /// Adds words that stand below without a label to what stands above them.
    static func goOn(_ column: Column, with text: CellText, _ lines: SourceLines, in reader: inout PlanReader) {
        let last = reader.draft.recommendations.count - 1
        if column == .recommendation || column == .number {
            reader.use(lines, as: .recommendation)
            reader.draft.recommendations[last].text.append(text, lines)
        } else if column == .response {
            reader.use(lines, as: .recommendation)
            reader.draft.recommendations[last].response.append(text, lines)
        } else if let path = updatePath(column), let update = reader.draft.recommendations[last].updates.indices.last {
            reader.use(lines, as: .update)
            reader.draft.recommendations[last].updates[update][keyPath: path].append(text, lines)
        } else if let path = actionPath(column), let action = reader.draft.recommendations[last].actions.indices.last {
            reader.use(lines, as: .action)
            reader.draft.recommendations[last].actions[action][keyPath: path].append(text, lines)
        } else {
            reader.leave(lines, text.joined, because: "No heading says what it is")
        }
    }

    private func addRecommendation(to reader: inout PlanReader) {
        var words = text
        var number = label.number
        if number == nil {
            let opening = NumberedText(text)
            if opening.number != nil { (number, words) = (opening.number, opening.rest) }
        }
        // "Recommendation 2" over a table whose first line says which words are meant.
        if label.number == nil, let last = reader.draft.recommendations.indices.last,
            reader.draft.recommendations[last].text.isEmpty, reader.draft.recommendations[last].actions.isEmpty,
            !reader.draft.recommendations[last].number.isEmpty
        {
            return reader.draft.recommendations[last].text.append(text, lines)
        }
        if number == reader.draft.recommendations.last?.number, let number, !number.isEmpty {
            let last = reader.draft.recommendations.count - 1
            if words != reader.draft.recommendations[last].text.text {
                reader.draft.recommendations[last].text.append(words, lines)
            }
            return
        }
        if number == nil {
            reader.doubt(lines, text.joined, PlanDraft.Doubt.withoutNumber)
        }
        reader.draft.recommendations.append(.init(number: number ?? "", text: .init(text: words, lines: [lines])))
    }

    private func addAction(to recommendation: inout CellDraft.Recommendation) {
        guard let path = LabelledLine.actionPath(label.column) else { return }
        if let last = recommendation.actions.indices.last,
            recommendation.actions[last].text.isEmpty || recommendation.actions[last][keyPath: path].isEmpty
        {
            recommendation.actions[last][keyPath: path].append(text, lines)
        } else {
            var action = CellDraft.Action()
            action[keyPath: path].append(text, lines)
            recommendation.actions.append(action)
        }
    }

    /// A period has one of each; a second of the same begins the next period.
    private func addUpdate(to recommendation: inout CellDraft.Recommendation) {
        let last = recommendation.updates.last
        let action = ToldPassage.place(of: label.part, in: recommendation)
        let isSamePeriod =
            last.map {
                (label.period == nil || $0.period == nil || $0.period == label.period)
                    && (action ?? $0.action) == $0.action && label.part == $0.part
            } ?? false
        let path = LabelledLine.updatePath(label.column)
        let isFree = path.flatMap { path in last.map { $0[keyPath: path].isEmpty } } ?? (last?.period == nil)
        if last == nil || !isSamePeriod || !isFree { recommendation.updates.append(.init()) }
        let index = recommendation.updates.count - 1
        if let period = label.period { recommendation.updates[index].period = period }
        (recommendation.updates[index].action, recommendation.updates[index].part) = (
            action ?? recommendation.updates[index].action, label.part
        )
        if let path {
            recommendation.updates[index][keyPath: path].append(text, lines)
        } else {
            recommendation.updates[index].period = ApproximateDay.read(text.joined)
        }
    }

    /// Above the first recommendation it tells of the paper: its date, its officers.
    static func isOfHead(_ column: Column) -> Bool { [.due, .lead, .kept].contains(column) }

    private static func actionPath(_ column: Column) -> WritableKeyPath<CellDraft.Action, CellDraft.Cell>? {
        switch column {
        case .action: \.text
        case .workstream: \.workstream
        case .lead: \.leads
        case .status: \.status
        case .due: \.due
        case .measure: \.measure
        default: nil
        }
    }

    private static func updatePath(_ column: Column) -> WritableKeyPath<CellDraft.Update, CellDraft.Cell>? {
        switch column {
        case .evidence: \.evidence
        case .assessment: \.assessment
        case .impact: \.impact
        default: nil
        }
    }
}
