/// Comma-separated values (RFC 4180), with commas or semicolons.
enum CSVRows {
    /// Nil unless one of the first lines names columns.
    static func read(_ lines: [Substring]) -> [Block]? {
        guard let header = lines.prefix(20).firstIndex(where: { separator(of: $0) != nil }),
            let separator = separator(of: lines[header])
        else { return nil }
        let before = LineRows.read(
            lines[..<header].map { line in
                line.prefix(upTo: line.lastIndex { $0 != separator }.map { line.index(after: $0) } ?? line.startIndex)
            })
        return before + rows(lines, from: header, separator)
    }

    private static func separator(of line: Substring) -> Character? {
        guard !line.hasPrefix("|"), !line.contains("\t"), line.utf8.count < 2_000 else { return nil }
        return [",", ";"].first { separator in
            let names = line.split(separator: separator).map { $0.filter { $0 != "\"" } }
            return names.count > 1 && names.count(where: { Column.read($0) != nil }) > names.count / 2
        }
    }

    private static func rows(_ lines: [Substring], from start: Int, _ separator: Character) -> [Block] {
        var blocks: [Block] = [], row = Row(), first = start
        for (index, line) in lines.enumerated().dropFirst(start) {
            if row.isQuoted { row.cell += "<br>" } else { first = index }
            row.take(line, separator)
            if row.isQuoted && index < lines.count - 1 { continue }
            row.cells.append(row.cell)
            if row.cells.contains(where: { !$0.trimmed.isEmpty }) {
                blocks.append(Block(content: .row(row.cells), lines: SourceLines(first + 1, index + 1)))
            }
            row = Row()
        }
        return blocks
    }

    private struct Row {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false

        /// Two quotation marks inside a quoted cell are one.
        mutating func take(_ line: Substring, _ separator: Character) {
            var wasQuote = false
            for character in line {
                if character == "\"" {
                    if wasQuote && !isQuoted { cell.append("\"") }
                    isQuoted.toggle()
                    wasQuote = !wasQuote
                    continue
                }
                wasQuote = false
                if character == separator && !isQuoted {
                    cells.append(cell)
                    cell = ""
                } else {
                    cell.append(character)
                }
            }
        }
    }
}
