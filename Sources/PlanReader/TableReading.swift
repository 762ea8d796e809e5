import Values

/// A table whose first row names its columns.
extension PlanReader {
    mutating func readColumns(_ cells: [String], _ lines: SourceLines) -> Bool {
        guard let head = heads[lines.first] else { return false }
        use(lines, as: .columns)
        begin(head)
        number = head.headings.compactMap { $0.label?.number }.first
        if let number, number == draft.recommendations.last?.number { self.number = nil }
        return true
    }

    /// The rows below are its.
    mutating func begin(_ head: TableHead) {
        let labels = head.headings.map(\.label), table = head.table
        if columns == nil || columnNames != head.headings.map(\.words) { stand(underTheme: nil) }
        columns = labels
        columnNames = head.headings.map(\.words)
        (isBeforeRecommendations, isInSection) = (false, false)
        field = nil
        if !plan.tables.contains(where: { $0.headings.map(\.key) == table.headings.map(\.key) }) {
            if plan.tables.count < PlanReader.mostTables { plan.tables.append(table) }
            for heading in head.headings {
                if let question = heading.question { doubt(head.lines, heading.words, question) }
            }
        }
    }

    /// As many as are asked about.
    private static let mostTables = 40

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
        var row = TableRow.Cells()
        row.hasActions = columns.contains { $0?.column == .action }
        for (index, source) in cells.enumerated() {
            let text = CellTextReader.read(source, habits)
            if text.isEmpty { continue }
            let name = index < columnNames.count ? columnNames[index] : ""
            if index < columns.count, let label = columns[index], label.column != .kept {
                if label.column == .action, !columns.contains(where: { $0?.column == .workstream }),
                    let (workstream, rest) = ToldPassage.labelled(source)
                {
                    row.add(CellText(paragraphs: [workstream]), Label(.workstream), named: "")
                    row.add(CellTextReader.read(rest, habits), label, named: name)
                } else {
                    row.add(text, label, named: name)
                }
            } else if name.isEmpty {
                leaveCell(lines, text.joined, because: "No heading stands over it")
            } else {
                row.keep(text, named: name)
            }
        }
        if let review = row.found.removeValue(forKey: .review) {
            if part != review.joined { stand(under: review.joined) }
        }
        if row.isEmpty { return use(lines, as: .notUnderstood) }
        use(lines, as: row.found[.recommendation] == nil ? .action : .recommendation)
        holdActions(&row, lines)
        for part in row.parts {
            number = TableRow(part, lines: lines).add(to: &self, number: number)
        }
    }

    /// Where no column is for recommendations and none was read, the theme or the plan itself holds the actions.
    private mutating func holdActions(_ row: inout TableRow.Cells, _ lines: SourceLines) {
        guard let columns, row.found[.action] != nil, !columns.contains(where: { $0?.column == .recommendation }),
            draft.recommendations.allSatisfy(\.isHolder), number == nil
        else { return }
        if let printed = row.found[.number]?.joined, let first = row.found[.action]?.paragraphs.first {
            row.found[.action]?.paragraphs[0] = "\(printed) \(first)"
            row.found[.number] = nil
        }
        let words = theme ?? (plan.title.isEmpty ? "Actions of this plan" : plan.title)
        guard draft.recommendations.last?.text.text.paragraphs != [words] else { return }
        if draft.recommendations.isEmpty {
            doubt(
                lines, words,
                "Which recommendations do these actions carry out? No column is for recommendations, so what stands above the actions was taken"
            )
        }
        var holder = CellDraft.Recommendation(
            number: "", text: .init(text: CellText(paragraphs: [words]), lines: [lines]))
        holder.isHolder = true
        beginBelow(holder)
    }

    /// A row with one filled cell over those that follow: a theme, or the end of the table before its key and notes.
    mutating func readTheme(_ cells: [String], _ lines: SourceLines) -> Bool {
        guard let columns, columns.count > 2 else { return false }
        let filled = cells.indices.filter { !cells[$0].trimmed.isEmpty }
        guard filled.count == 1, let index = filled.first, index == 0 else { return false }
        let text = CellTextReader.read(cells[0], habits).joined
        guard 1...150 ~= text.count else { return false }
        if NotesReader.isHeading(text) {
            self.columns = nil
            openNotes(text, lines)
            return true
        }
        switch columns[0]?.column {
        case .number?:
            guard text.words.count > 1, !text.contains(where: \.isNumber) || text.count > 20 || ThemeWords.open(text)
            else {
                return false
            }
        case nil, .kept?: guard !text.startsInLowerCase, isFinishedRow || ThemeWords.open(text) else { return false }
        default: guard ThemeWords.open(text), !text.hasSuffix(".") else { return false }
        }
        stand(underTheme: text, lines)
        return true
    }

    /// Nothing of the row above goes on below it.
    private var isFinishedRow: Bool {
        draft.current.map { isFinished(draft.recommendations[$0].text.text.paragraphs.last ?? "") } ?? true
    }

    /// "Key" or "Notes" below the tables: what follows is kept as text.
    mutating func openNotes(_ text: String, _ lines: SourceLines) {
        isInSection = true
        use(lines, as: .introduction)
        plan.sections.append(.init(heading: text.trimmedOfColon, lines: lines))
    }
}

/// Words with which the heading of a part of a table begins.
enum ThemeWords {
    private static let openings: Set<String> = [
        "theme", "priority", "objective", "section", "part", "chapter", "strand", "area", "review", "topic", "aim",
        "goal", "pillar", "workstream", "outcome",
    ]

    static func open(_ text: String) -> Bool {
        openings.contains(text.folded.firstWords(1).first.map(String.init) ?? "")
    }
}

/// What stands around a table to explain it.
enum NotesReader {
    /// "Key: G = on track; A = at risk" in one line.
    static func key(_ text: String) -> [String]? {
        guard text.utf8.count <= 600, text.lowercased().hasPrefix("key") || text.lowercased().hasPrefix("rag"),
            let colon = text.prefix(24).firstIndex(of: ":")
        else { return nil }
        let rest = text[colon...].dropFirst()
        let pieces = rest.split(separator: ";")
        let entries = pieces.count > 1 ? pieces : rest.split(separator: ",")
        return entries.count > 1 ? entries.map(\.trimmed) : nil
    }

    static func isHeading(_ text: String) -> Bool {
        guard text.count <= 40 else { return false }
        let words = text.folded
        return [
            "key", "notes", "note", "key to status", "rag key", "status key", "key to colours", "glossary", "legend",
        ]
        .contains(words) || words.hasPrefix("key to ")
    }
}
