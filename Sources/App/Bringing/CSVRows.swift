/// Comma-separated values (RFC 4180), with commas or semicolons.
enum CSVRows {
    /// Nil unless one of the first lines names columns.
    static func read(_ lines: [Substring]) -> [Block]? {
        guard let header = lines.prefix(20).firstIndex(where: { separator(of: $0) != nil }),
            let separator = separator(of: lines[header])
        else { return nil }
        let before = LineRows.read(Array(lines[..<header]))
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
        var blocks: [Block] = [], cells: [String] = [], cell = ""
        var first = start, quoted = false
        for (index, line) in lines.enumerated().dropFirst(start) {
            if quoted { cell += "<br>" } else { first = index }
            var wasQuote = false
            for character in line {
                if character == "\"" {
                    if wasQuote && !quoted { cell.append("\"") }
                    quoted.toggle()
                    wasQuote = !wasQuote
                    continue
                }
                wasQuote = false
                if character == separator && !quoted {
                    cells.append(cell)
                    cell = ""
                } else {
                    cell.append(character)
                }
            }
            if quoted && index < lines.count - 1 { continue }
            cells.append(cell)
            if cells.contains(where: { !$0.trimmed.isEmpty }) {
                blocks.append(Block(content: .row(cells), lines: SourceLines(first + 1, index + 1)))
            }
            (cells, cell, quoted) = ([], "", false)
        }
        return blocks
    }
}
