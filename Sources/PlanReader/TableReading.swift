import Values

/// A table whose first row names its columns.
extension PlanReader {
    mutating func readColumns(_ cells: [String], _ lines: SourceLines) -> Bool {
        let filled = cells.filter { !$0.trimmed.isEmpty }
        var labels = cells.map { $0.isEmpty ? nil : Label($0) }
        if labels.contains(where: { $0 != nil }) {
            for index in labels.indices where labels[index] == nil { labels[index] = Label(misspelt: cells[index]) }
        }
        let known = labels.count { $0 != nil }
        guard Set(labels.compactMap { $0?.column }).count > 1, known * 2 > filled.count,
            !filled[0].trimmed.hasSuffix(":") || filled[1].trimmed.hasSuffix(":") || filled.count > 2
        else { return false }
        use(lines, as: .columns)
        columns = labels
        columnNames = cells.map { CellTextReader.read($0).joined }
        (isBeforeRecommendations, isInSection) = (false, false)
        field = nil
        number = labels.compactMap { $0?.number }.first
        if let number, number == draft.recommendations.last?.number { self.number = nil }
        return true
    }

    /// Cells of one row that are left for one reason are one piece.
    private mutating func leaveCell(_ lines: SourceLines, _ text: String, because why: String) {
        if let last = plan.notUnderstood.indices.last, plan.notUnderstood[last].lines == lines,
            plan.notUnderstood[last].why == why
        {
            plan.notUnderstood[last].text += " | " + text
        } else {
            plan.notUnderstood.append(.init(lines: lines, text: text, why: why))
        }
    }

    mutating func readRow(_ cells: [String], _ lines: SourceLines) {
        guard let columns else { return }
        var found: [Column: CellText] = [:]
        var periods: [Column: ApproximateDay] = [:]
        for (index, source) in cells.enumerated() {
            let text = CellTextReader.read(source, habits)
            if text.isEmpty { continue }
            guard index < columns.count, let label = columns[index] else {
                let name = index < columnNames.count ? columnNames[index] : ""
                let why = name.isEmpty ? "No heading stands over it" : "“\(name)” is not a column Waymark knows"
                leaveCell(lines, text.joined, because: why)
                continue
            }
            found[label.column, default: CellText()].paragraphs += text.paragraphs
            found[label.column]?.markers += text.markers
            periods[label.column] = label.period
        }
        if found.isEmpty { return use(lines, as: .notUnderstood) }
        use(lines, as: found[.recommendation] == nil ? .action : .recommendation)
        number = TableRow(cells: found, periods: periods, lines: lines).add(to: &self, number: number)
    }
}
