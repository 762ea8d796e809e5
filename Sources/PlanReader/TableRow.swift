import Values

/// One row under column headings.
struct TableRow {
    private(set) var cells: [Column: CellText]
    let periods: [Column: ApproximateDay]
    let lines: SourceLines

    init(cells: [Column: CellText], periods: [Column: ApproximateDay], lines: SourceLines) {
        (self.cells, self.periods, self.lines) = (cells, periods, lines)
        // Where no column is for actions, what is answered is what will be done.
        if let response = cells[.response], cells[.action] == nil, ResponseReader.read(response.joined) == nil {
            (self.cells[.action], self.cells[.response]) = (response, nil)
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
            let text = cells.values.map(\.joined).joined(separator: " | ")
            reader.leave(lines, text, because: "No recommendation stands above it")
            return waiting
        }
        reader.draft.recommendations[last].response.append(cells[.response] ?? CellText(), lines)
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
            reader.draft.add(.init(number: printed, text: .init(text: text, lines: [lines])))
            return
        }
        if waiting == nil, let current, goesOn(reader.draft.recommendations[current], text, printed) {
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
        reader.draft.add(.init(number: number ?? "", text: .init(text: words, lines: [lines])))
    }

    /// What stands in the column of numbers, when it can be one.
    private func printedNumber(_ reader: inout PlanReader) -> String? {
        guard let printed = cells[.number]?.joined.trimmedOfStop, !printed.isEmpty else { return nil }
        if printed.count <= 12 { return printed }
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

    private func goesOn(_ current: CellDraft.Recommendation, _ text: CellText, _ printed: String?) -> Bool {
        if let printed { return printed == current.number }
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
        if text.isEmpty { return true }
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
        let kept = [Column.evidence, .assessment, .impact].filter { cells[$0] != nil }
        guard let first = kept.first else { return }
        var update = CellDraft.Update()
        update.action = recommendation.actions.isEmpty ? nil : recommendation.actions.count - 1
        update.period = cells[.period].flatMap { ApproximateDay.read($0.joined) } ?? periods[first]
        update.evidence.append(cells[.evidence] ?? CellText(), lines)
        update.assessment.append(cells[.assessment] ?? CellText(), lines)
        update.impact.append(cells[.impact] ?? CellText(), lines)
        recommendation.updates.append(update)
    }
}

/// A text that may open with its own number: "Recommendation 1 We…", "1. We…", "R1 We…", "(1) We…".
struct NumberedText {
    var number: String?
    var rest: CellText

    init(_ text: CellText) {
        rest = text
        guard let first = text.paragraphs.first else { return }
        let words = first.firstWords(3)
        var taken = 0
        if words.count > 1, Column.read(words[0]) == .recommendation, Label.isNumber(words[1].bare) {
            (number, taken) = (words[1].bare, 2)
        } else if let word = words.first, word != word.bare[...] || words.count == 1, Label.isNumber(word.bare) {
            (number, taken) = (word.bare, 1)
        } else if let word = words.first, word.first == "R", Label.isNumber(word.dropFirst().bare) {
            (number, taken) = (word.dropFirst().bare, 1)
        }
        guard taken > 0 else { return }
        let end = words[taken - 1].endIndex
        let left = first[end...].drop { " :-–—.".contains($0) }
        let dropped = first.unicodeScalars.count - left.unicodeScalars.count
        if left.isEmpty { rest.paragraphs.removeFirst() } else { rest.paragraphs[0] = String(left) }
        for index in rest.markers.indices where rest.markers[index].paragraph == 0 {
            rest.markers[index].at = max(0, rest.markers[index].at - dropped)
        }
    }
}

extension StringProtocol {
    /// Without the brackets, stops and colons around it.
    var bare: String {
        var text = self.drop { "([*".contains($0) }
        while let last = text.last, ").:,]*".contains(last) { text.removeLast() }
        return String(text)
    }

    var trimmedOfStop: String {
        let word = trimmed.bare
        let lower = word.lowercased()
        for prefix in ["recommendation ", "rec ", "r"] where lower.hasPrefix(prefix) {
            let rest = word.dropFirst(prefix.count)
            if Label.isNumber(rest) { return String(rest) }
        }
        return word
    }
}
