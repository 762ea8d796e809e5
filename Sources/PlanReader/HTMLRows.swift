/// Tables as Word and browsers put them on the clipboard.
struct HTMLRows {
    static func isFound(in text: String) -> Bool {
        var depth = 0
        for case .tag(let name, _, _) in MarkupScanner(text[...]) where name == "tr" || name == "table" {
            depth += 1
            if depth > 1 { return true }
        }
        return false
    }

    static func read(_ text: String) -> [Block] {
        var reader = HTMLRows()
        // Beyond what a paper may hold nothing need be read to refuse it.
        for token in MarkupScanner(text[...]) where reader.placed <= PlanReader.cellLimit {
            switch token {
            case .text(let text): reader.take(text)
            case .tag(let name, let closing, let source): reader.take(name, closing, source)
            }
        }
        reader.endRow()
        reader.endParagraph()
        return reader.blocks
    }

    private var blocks: [Block] = []
    private var line = 1
    private var start = 1
    private var depth = 0
    private var paragraph = ""
    private var cells: [String]?
    private var placed = 0
    /// Where the last cell of the row stands, where it reaches over columns.
    private var across: Int?
    private var cell: String?
    private var span = (columns: 1, rows: 1)
    /// Columns still filled by a cell of an earlier row, and for how many rows.
    private var reaching: [Int: Int] = [:]
    private var hidden: String?

    private mutating func take(_ text: Substring) {
        if hidden == nil {
            if cell != nil {
                cell?.append(contentsOf: text)
            } else if cells == nil {
                if paragraph.isEmpty, let word = text.firstIndex(where: { !$0.isWhitespace }) {
                    start = line + newlines(text[..<word])
                }
                if !paragraph.isEmpty || !text.trimmed.isEmpty { paragraph.append(contentsOf: text) }
            }
        }
        line += newlines(text)
    }

    private mutating func take(_ name: String, _ closing: Bool, _ source: Substring) {
        defer { line += newlines(source) }
        if let waiting = hidden {
            if closing && name == waiting { hidden = nil }
            return
        }
        switch name {
        case "style", "script", "head", "xml": if !closing { hidden = name }
        case "table": takeTable(closing)
        case "tr" where depth <= 1: closing ? endRow() : beginRow()
        case "td" where depth <= 1, "th" where depth <= 1: closing ? endCell() : beginCell(source)
        case "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li":
            if cell == nil { endParagraph() } else { cell?.append(String(source)) }
        default:
            if cell != nil {
                cell?.append(contentsOf: source)
            } else if cells == nil {
                if paragraph.isEmpty { start = line }
                paragraph += source
            }
        }
    }

    private mutating func takeTable(_ closing: Bool) {
        depth += closing ? -1 : 1
        depth = min(max(depth, 0), 64)
        if depth == 0 { endRow() } else if depth == 1, !closing { endParagraph() }
        if depth == 0 || !closing && depth == 1 { reaching = [:] }
    }

    private mutating func beginRow() {
        endRow()
        endParagraph()
        (cells, start, across) = ([], line, nil)
    }

    private mutating func beginCell(_ source: Substring) {
        if cells == nil { beginRow() }
        endCell()
        skipReached()
        cell = ""
        span = (attribute("colspan", source), attribute("rowspan", source))
    }

    private mutating func skipReached() {
        while let column = cells?.count, let rows = reaching[column], rows > 0 {
            reaching[column] = rows - 1
            cells?.append("")
            placed += 1
        }
    }

    private mutating func endCell() {
        guard let text = cell, let column = cells?.count else { return }
        across = span.columns > 1 ? column : nil
        for offset in 0..<span.columns {
            cells?.append(offset == 0 ? text : "")
            placed += 1
            if span.rows > 1 { reaching[column + offset] = span.rows - 1 }
        }
        cell = nil
    }

    private mutating func endRow() {
        endCell()
        skipReached()
        if let cells, placed > PlanReader.cellLimit || cells.contains(where: { !$0.trimmed.isEmpty }) {
            blocks.append(Block(content: .row(cells), lines: SourceLines(start, line), across: across))
        }
        cells = nil
    }

    private mutating func endParagraph() {
        if cells == nil, !CellTextReader.read(paragraph).isEmpty {
            blocks.append(Block(content: .paragraph(paragraph.trimmed), lines: SourceLines(min(start, line), line)))
        }
        if cells == nil { paragraph = "" }
    }

    /// At most 40, as no table of a paper is wider.
    private func attribute(_ name: String, _ source: Substring) -> Int {
        guard source.utf8.count < 4_000, let found = source.lowercased().firstRange(of: name + "=") else { return 1 }
        let digits = source.lowercased()[found.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix { $0.isNumber }
        return min(max(Int(digits) ?? 1, 1), 40)
    }

    private func newlines(_ text: Substring) -> Int { text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } }
}
