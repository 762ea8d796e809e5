import Values

/// What the columns of a table hold whose headings are missing, by what stands in them.
struct ColumnGuess {
    let labels: [Label?]
    /// Where the table begins.
    let lines: SourceLines
    /// What stands in each column.
    let examples: [[String]]

    /// "1 is the number, 2 the recommendation"
    var words: String {
        labels.enumerated().compactMap { index, label in label.map { "column \(index + 1) as \($0.column.rawValue)" } }
            .joined(separator: ", ")
    }

    /// Nil unless one column is numbered or says how far things have come, and one holds longer words.
    init?(_ blocks: [Block]) {
        let rows = blocks.compactMap { block -> (cells: [String], lines: SourceLines)? in
            guard case .row(let cells) = block.content, cells.count > 2 else { return nil }
            return (cells.map { CellTextReader.read($0).joined }, block.lines)
        }
        let widths = Dictionary(grouping: rows) { $0.cells.count }
        guard let table = widths.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })?.value,
            table.count > 1,
            let first = table.first
        else { return nil }
        var columns: [Column?] = first.cells.indices.map { index in
            ColumnGuess.column(table.prefix(60).map { $0.cells[index] }.filter { !$0.isEmpty })
        }
        ColumnGuess.keepFirst(&columns)
        let found = Set(columns.compactMap(\.self))
        guard found.contains(.recommendation), found.contains(.number) || found.contains(.status) else { return nil }
        (labels, lines) = (columns.map { $0.map { Label($0) } }, first.lines)
        examples = columns.indices.map { index in table.prefix(3).map { $0.cells[index] }.filter { !$0.isEmpty } }
    }

    private static func column(_ texts: [String]) -> Column? {
        guard !texts.isEmpty else { return nil }
        func most(_ isIt: (String) -> Bool) -> Bool { texts.count(where: isIt) * 5 >= texts.count * 3 }
        if most({ Label.isNumber($0.trimmedOfStop) }) { return .number }
        if most({ text in
            let words = text.words[...]
            return Achievement.count(words) == words.count
        }) {
            return .status
        }
        if most({ ApproximateDay.read($0) != nil }) { return .due }
        let average = texts.reduce(0) { $0 + $1.count } / texts.count
        return average > 24 ? .recommendation : .lead
    }

    /// The first long column is what was recommended, the second what is done, the third what came of it.
    private static func keepFirst(_ columns: inout [Column?]) {
        var long: [Column] = [.recommendation, .action, .evidence], seen: Set<Column> = []
        for index in columns.indices {
            if columns[index] == .recommendation {
                columns[index] = long.isEmpty ? nil : long.removeFirst()
            } else if let column = columns[index], !seen.insert(column).inserted {
                columns[index] = nil
            }
        }
    }
}
