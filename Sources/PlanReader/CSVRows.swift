import Formats

/// Papers as comma-separated values, with commas or semicolons.
enum CSVRows {
    /// Nil unless one of the first lines names columns, or nearly all lines have as many cells as the first.
    static func read(_ whole: [Substring]) -> [Block]? {
        var lines = whole
        // Excel's own line for itself.
        if let first = lines.first, first.hasPrefix("sep="), first.count < 6 { lines[0] = "" }
        guard let header = lines.prefix(20).firstIndex(where: { separator(of: $0) != nil }),
            let separator = separator(of: lines[header])
        else { return regular(lines) }
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
            return names.count > 1 && names.contains { Column.read($0) != nil }
                && names.count(where: { Label(heading: $0) != nil }) > names.count / 2
        }
    }

    /// Three rows or more of three cells or more.
    private static func regular(_ lines: [Substring]) -> [Block]? {
        guard let start = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            !lines[start].hasPrefix("|"), !lines[start].hasPrefix("<"), !lines[start].contains("\t")
        else { return nil }
        for separator in [Character(","), ";"] {
            guard lines[start].count(where: { $0 == separator }) > 1 else { continue }
            let rows = rows(lines, from: start, separator), count = rows.first?.cellCount ?? 0
            if rows.count > 2, count > 2, rows.count(where: { $0.cellCount == count }) * 10 >= rows.count * 9 {
                return rows
            }
        }
        return nil
    }

    private static func rows(_ lines: [Substring], from start: Int, _ separator: Character) -> [Block] {
        var blocks: [Block] = []
        var reader = CSVReader(separator: separator == ";" ? UInt8(ascii: ";") : UInt8(ascii: ","), longest: .max)
        func add(_ record: CSVReader.Record) {
            let cells = (0..<record.count).map { (record.text($0) ?? "").replacing("\n", with: "<br>") }
            guard cells.contains(where: { !$0.trimmed.isEmpty }) else { return }
            let place = SourceLines(start + record.firstLine, start + record.lastLine)
            blocks.append(Block(content: .row(cells), lines: place))
        }
        // Nothing is too long for a reader without a bound.
        try? reader.read(Array(lines[start...].joined(separator: "\n").utf8), each: add)
        reader.finish(each: add)
        return blocks
    }
}
