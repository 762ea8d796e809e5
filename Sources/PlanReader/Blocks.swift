/// One stretch of a paper: a table's row or a paragraph.
struct Block {
    enum Content {
        case row([String])
        case paragraph(String)
    }
    var content: Content
    var lines: SourceLines

    /// The text of a paragraph, or of a row whose other cells are empty.
    var soleText: String? {
        switch content {
        case .paragraph(let text): return text
        case .row(let cells):
            let filled = cells.filter { !$0.allSatisfy(\.isWhitespace) }
            return filled.count == 1 ? filled[0] : nil
        }
    }
}

/// Finds the tables of a paper, whichever way they are drawn.
enum TableReader {
    static func blocks(_ source: SourceText) -> [Block] {
        let text = source.lines.joined(separator: "\n")
        if HTMLRows.isFound(in: text) { return HTMLRows.read(text) }
        if let blocks = CSVRows.read(source.lines) { return blocks }
        return LineRows.read(source.lines)
    }
}

/// Tables whose rows are lines, with tabs or upright strokes between the cells.
enum LineRows {
    static func read(_ lines: [Substring]) -> [Block] {
        var blocks: [Block] = []
        var at = 0
        while at < lines.count {
            let line = lines[at].trimmed
            let start = at
            at += 1
            if line.isEmpty { continue }
            if line.hasPrefix("|") {
                let cells = pipeCells(line)
                if cells.allSatisfy(isRule) {
                    blocks.append(Block(content: .paragraph("---"), lines: SourceLines(start + 1)))
                } else {
                    blocks.append(Block(content: .row(cells), lines: SourceLines(start + 1)))
                }
            } else if lines[start].utf8.contains(UInt8(ascii: "\t")) {
                let cells = tabCells(lines, &at, from: start)
                let isLine = cells.allSatisfy { isRule($0) || $0.trimmed.isEmpty }
                blocks.append(
                    Block(content: isLine ? .paragraph("---") : .row(cells), lines: SourceLines(start + 1, at)))
            } else {
                blocks.append(Block(content: .paragraph(line), lines: SourceLines(start + 1)))
            }
        }
        return blocks
    }

    private static func isRule(_ cell: String) -> Bool {
        cell.contains("-") && cell.allSatisfy { $0 == "-" || $0 == ":" || $0 == " " }
    }

    /// An upright stroke inside a cell is written "\|".
    private static func pipeCells(_ line: String) -> [String] {
        var cells: [String] = [], cell = "", escaped = false
        for character in line.dropFirst() {
            if character == "|" && !escaped {
                cells.append(cell.trimmed)
                cell = ""
            } else {
                if escaped && character == "|" { cell.removeLast() }
                cell.append(character)
            }
            escaped = character == "\\"
        }
        if !cell.trimmed.isEmpty { cells.append(cell.trimmed) }
        return cells
    }

    /// Excel puts a cell of several lines between quotation marks; `at` moves past the lines it takes.
    private static func tabCells(_ lines: [Substring], _ at: inout Int, from start: Int) -> [String] {
        var cells = lines[start].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        while let last = cells.last, last.hasPrefix("\""), !isClosed(last), at < min(lines.count, start + 200),
            let close = lines[at..<min(lines.count, start + 200)].firstIndex(where: { $0.contains("\"") })
        {
            let more = lines[at...close].joined(separator: "\n")
            at = close + 1
            let pieces = (last + "\n" + more).split(separator: "\t", omittingEmptySubsequences: false)
            cells.removeLast()
            cells += pieces.map(String.init)
        }
        return cells.map { $0.contains("\n") ? unquoted($0) : $0 }
    }

    private static func isClosed(_ cell: String) -> Bool {
        cell.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\"") ? 1 : 0) } % 2 == 0
    }

    private static func unquoted(_ cell: String) -> String {
        guard cell.count > 1, cell.first == "\"", cell.last == "\"" else { return cell }
        let inside = cell.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
        return inside.joined(separator: "\"").split(separator: "\n").joined(separator: "<br>")
    }
}
