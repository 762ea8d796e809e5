/// One stretch of a paper: a table's row or a paragraph.
struct Block {
    enum Content {
        case row([String])
        case paragraph(String)
    }
    var content: Content
    var lines: SourceLines
    /// Of a row: the place of a cell that reaches over all the columns behind it.
    var across: Int?
    /// Where it was put together from lines, and may have been put together wrongly.
    var question: String?

    var cellCount: Int { if case .row(let cells) = content { cells.count } else { 1 } }

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
        return LabelLines.rows(CellLines.tables(BrokenRows.joined(LineRows.read(source.lines))))
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
            if line.isEmpty {
                // An empty cell, where each cell has a line of its own.
                if lines[start].unicodeScalars.contains("\u{A0}") {
                    blocks.append(Block(content: .paragraph(""), lines: SourceLines(start + 1)))
                }
                continue
            }
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
            } else if line.utf8.count <= 20_000, line.split(separator: " | ").count > 2 {
                blocks.append(Block(content: .row(pipeCells("|" + line)), lines: SourceLines(start + 1)))
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
        let end = min(lines.count, start + 200)
        var isOpen = cells.last.map(opens) ?? false
        while isOpen, at < end, let close = lines[at..<end].firstIndex(where: { $0.utf8.contains(quote) }) {
            let more = lines[at...close].joined(separator: "\n").split(
                separator: "\t", omittingEmptySubsequences: false)
            at = close + 1
            cells[cells.count - 1] += "\n" + (more.first ?? "")
            cells += more.dropFirst().map(String.init)
            isOpen = more.count > 1 ? opens(cells[cells.count - 1]) : isOpen != isOdd(more.first ?? "")
        }
        return cells.map { $0.contains("\n") ? unquoted($0) : $0 }
    }

    private static let quote = UInt8(ascii: "\"")

    private static func isOdd(_ text: some StringProtocol) -> Bool { text.utf8.count { $0 == quote } % 2 == 1 }

    private static func opens(_ cell: String) -> Bool { cell.utf8.first == quote && isOdd(cell) }

    private static func unquoted(_ cell: String) -> String {
        guard cell.count > 1, cell.first == "\"", cell.last == "\"" else { return cell }
        let inside = cell.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
        return inside.joined(separator: "\"").split(separator: "\n").joined(separator: "<br>")
    }
}
