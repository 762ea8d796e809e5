import Values

/// Labels with what they mean beside them, outside a table of columns.
extension PlanReader {
    func startsLabels(_ cells: [String]) -> Bool {
        guard let first = cells.first?.trimmed, first.hasSuffix(":"), let label = Label(first) else { return false }
        return label.number != nil || ![.number, .recommendation].contains(label.column)
    }

    mutating func readLabels(_ cells: [String], _ lines: SourceLines) {
        let filled = cells.enumerated().filter { !$0.element.trimmed.isEmpty }
        guard let first = filled.first else { return }
        if isInSection, !isBeforeRecommendations, filled.count == 1, Label(first.element)?.number == nil {
            return readParagraph(CellTextReader.read(first.element, habits).joined, lines)
        }
        let isLabel = !isBeforeRecommendations && first.element.trimmed.hasSuffix(":")
        var label = isLabel ? Label(heading: first.element) : Label(first.element)
        // "Item" beside several cells heads a table.
        if !isLabel, label?.column == .number, label?.number == nil, filled.count > 2 { label = nil }
        // Below a heading a table of two columns is a form only where it begins with a recommendation.
        if isInSection, !isBeforeRecommendations, !isLabel, label?.number == nil, label?.column != .recommendation {
            label = nil
        }
        if first.offset == 0, label == nil, filled.count == 1, !first.element.trimmed.hasSuffix(":") {
            return readTitleRow(first.element, lines)
        }
        guard first.offset == 0 || filled.count > 1 else {
            return goOn(with: CellTextReader.read(first.element, habits), lines)
        }
        let values = filled.dropFirst(first.offset == 0 ? 1 : 0).map(\.element)
        if let label, first.offset == 0 {
            var text = values.map { CellTextReader.read($0, habits) }
            var workstream: String?
            if label.column == .action, let first = values.first, let (name, rest) = ToldPassage.labelled(first) {
                (workstream, text[0]) = (name, CellTextReader.read(rest, habits))
            }
            if draft.recommendations.isEmpty, LabelledLine.isOfHead(label.column) {
                return readFacts(filled.map(\.element), lines)
            }
            take(label, text.first ?? CellText(), lines, named: CellTextReader.read(first.element).joined)
            if let workstream, let current = draft.current,
                let last = draft.recommendations[current].actions.indices.last
            {
                draft.recommendations[current].actions[last].workstream.append(
                    CellText(paragraphs: [workstream]), lines)
            }
            for extra in text.dropFirst() { goOn(with: extra, lines) }
        } else if isBeforeRecommendations {
            readFacts(filled.map(\.element), lines)
        } else if isInSection {
            use(lines, as: .introduction)
            addToSection(
                filled.map { CellTextReader.read($0.element).joined.trimmedOfColon }.joined(separator: ": "), lines)
        } else {
            leave(lines, filled.map(\.element).joined(separator: " | "), because: "No heading says what it is")
        }
    }

    private mutating func readTitleRow(_ source: String, _ lines: SourceLines) {
        let text = CellTextReader.read(source, habits)
        if plan.form == nil, isBeforeRecommendations, text.joined.count <= 120 {
            plan.form = text.joined
            use(lines, as: .title)
        } else {
            readParagraph(text.joined, lines)
        }
    }

    /// Labels and values in turn.
    private mutating func readFacts(_ cells: [String], _ lines: SourceLines) {
        use(lines, as: .fact)
        for start in stride(from: 0, to: cells.count, by: 2) {
            let label = CellTextReader.read(cells[start]).joined
            let words = start + 1 < cells.count ? CellTextReader.read(cells[start + 1]).joined : ""
            plan.otherFacts.append(.init(label: label.trimmedOfColon, words: words, lines: lines))
        }
        field = .fact(plan.otherFacts.count - 1)
    }

    mutating func take(_ label: Label, _ text: CellText, _ lines: SourceLines, named name: String) {
        (columns, isHeaded) = (nil, false)
        field = .column(label.column)
        switch label.column {
        case .review:
            plan.reviewName = text.joined
            use(lines, as: .fact)
        case .officers:
            plan.officers = LeadReader.separated(text).map { String($0) }
            use(lines, as: .fact)
        case .agreed:
            plan.agreed = ApproximateDay.read(text.joined)
            use(lines, as: .fact)
            if plan.agreed == nil, !text.isEmpty {
                doubt(lines, text.joined, "When was the action plan agreed? This is not a date Waymark can read")
            }
        default:
            (isBeforeRecommendations, isInSection) = (false, false)
            LabelledLine(label: label, name: name.trimmedOfColon, text: text, lines: lines).add(to: &self)
        }
    }

    private mutating func goOn(with text: CellText, _ lines: SourceLines) {
        switch field {
        case .fact(let index):
            use(lines, as: .fact)
            plan.otherFacts[index].words += " " + text.joined
        case .column(.officers):
            use(lines, as: .fact)
            plan.officers += LeadReader.separated(text).map { String($0) }
        case .column(let column) where !draft.recommendations.isEmpty:
            LabelledLine.goOn(column, with: text, lines, in: &self)
        default:
            leave(lines, text.joined, because: "No heading says what it is")
        }
    }
}

extension String {
    var trimmedOfColon: String { hasSuffix(":") ? String(dropLast()).trimmed : self }
}
