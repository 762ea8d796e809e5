import Values

/// A table that came with a line for each cell, as a browser copies cells that hold paragraphs: found by its headings, and put
/// together by their order.
struct CellLines {
    /// No table of a paper has more columns, and no row more lines.
    private static let mostColumns = 16, mostLines = 60
    /// What looked like headings so often and was none is not looked for again.
    private static let mostTrials = 50

    private let columns: [Column]
    private let head: Block

    static func tables(_ blocks: [Block]) -> [Block] {
        var result: [Block] = [], at = 0, trials = 0
        result.reserveCapacity(blocks.count)
        while at < blocks.count {
            guard trials < mostTrials, let table = CellLines(blocks, at) else {
                result.append(blocks[at])
                at += 1
                continue
            }
            let start = at + table.columns.count
            var end = start
            while end < blocks.count, case .paragraph(let text) = blocks[end].content, !text.hasPrefix("#") { end += 1 }
            let (rows, used) = table.rows(Array(blocks[start..<end]))
            if rows.isEmpty {
                trials += 1
                result.append(blocks[at])
                at += 1
            } else {
                result.append(table.head)
                result += rows
                at = start + used
            }
        }
        return result.filter { if case .paragraph("") = $0.content { false } else { true } }
    }

    /// Three headings or more, one below the other.
    private init?(_ blocks: [Block], _ start: Int) {
        guard case .paragraph(let first) = blocks[start].content, first.utf8.count <= 70, Label(first) != nil else {
            return nil
        }
        var columns: [Column] = [], cells: [String] = [], seen: Set<Column> = []
        for block in blocks[start...].prefix(CellLines.mostColumns) {
            guard case .paragraph(let text) = block.content, text.utf8.count <= 70,
                !text.hasSuffix(".") || text.count < 6,
                let label = Label(heading: text), label.number == nil
            else { break }
            let isShort = columns.isEmpty && ["rec", "recs"].contains(text.folded)
            let column = isShort ? .number : label.column
            guard seen.insert(column).inserted else { break }
            columns.append(column)
            cells.append(text)
        }
        guard columns.count > 2, seen.contains(.recommendation) || seen.contains(.action) else { return nil }
        self.columns = columns
        let lines = SourceLines(blocks[start].lines.first, blocks[start + columns.count - 1].lines.last)
        head = Block(
            content: .row(cells), lines: lines,
            question: "Is this table read rightly? It came with a line for each cell, and was put together again")
    }

    /// The rows, and how many of the lines they take.
    private func rows(_ blocks: [Block]) -> ([Block], used: Int) {
        let texts = blocks.map { block in if case .paragraph(let text) = block.content { text } else { "" } }
        let starts =
            columns[0] == .number ? numbered(texts) : Array(stride(from: 0, to: texts.count, by: columns.count))
        var rows: [Block] = [], used = 0
        for (place, start) in starts.enumerated() {
            var end = place + 1 < starts.count ? starts[place + 1] : texts.count
            if place + 1 == starts.count, end - start > columns.count { end = start + columns.count }
            guard end - start <= CellLines.mostLines, columns[0] == .number || end - start == columns.count else {
                break
            }
            let lines = SourceLines(blocks[start].lines.first, blocks[end - 1].lines.last)
            if end - start == columns.count {
                rows.append(Block(content: .row(Array(texts[start..<end])), lines: lines))
            } else {
                let cells = fitted(Array(texts[start..<end]))
                let question = "Is this row read rightly? It has \(end - start) lines for \(columns.count) columns"
                rows.append(Block(content: .row(cells), lines: lines, question: question))
            }
            used = end
        }
        return isPlausible(rows) ? (rows, used) : ([], 0)
    }

    /// Each row begins with the next number.
    private func numbered(_ texts: [String]) -> [Int] {
        guard let first = texts.first, CellLines.isReference(first) else { return [] }
        var starts = [0], last = Int(first.trimmedOfStop)
        for (index, text) in texts.enumerated().dropFirst() where CellLines.isReference(text) {
            let number = Int(text.trimmedOfStop)
            if let last, let number, number != last + 1, number != last + 2 { continue }
            if index - (starts.last ?? 0) < 2 || (last == nil) != (number == nil) { continue }
            starts.append(index)
            last = number
        }
        return starts
    }

    private static func isReference(_ text: String) -> Bool {
        1...12 ~= text.count && text.words.count == 1 && text.contains(where: \.isNumber)
            && !text.contains("/")
            && ApproximateDay.read(text).map { $0.precision == .year && Label.isNumber(text) } ?? true
    }

    /// Days, statuses and numbers are where they should be in most rows.
    private func isPlausible(_ rows: [Block]) -> Bool {
        guard !rows.isEmpty else { return false }
        var right = 0, wrong = 0
        for case .row(let cells) in rows.map(\.content) {
            for (cell, column) in zip(cells, columns) where !cell.isEmpty {
                switch CellLines.score(cell, column) {
                case 2...: right += 1
                case ..<0: wrong += 1
                default: break
                }
            }
        }
        return wrong <= right
    }

    /// The likeliest way to put lines, in their order, under the columns: by what they look like.
    private func fitted(_ texts: [String]) -> [String] {
        let none = -1_000
        var best = Array(repeating: Array(repeating: none, count: columns.count), count: texts.count)
        var from = best
        for (line, text) in texts.enumerated() {
            for column in columns.indices {
                let own = CellLines.score(text, columns[column])
                if line == 0 {
                    best[0][column] = column == 0 ? own : none
                    continue
                }
                for before in 0...column where best[line - 1][before] > none {
                    let step = before == column ? -1 : 1 - (column - before)
                    let total = best[line - 1][before] + own + step
                    if total > best[line][column] { (best[line][column], from[line][column]) = (total, before) }
                }
            }
        }
        var cells = Array(repeating: "", count: columns.count)
        guard let last = texts.indices.last else { return cells }
        var column = columns.indices.max { best[last][$0] < best[last][$1] } ?? 0
        for line in texts.indices.reversed() {
            cells[column] = cells[column].isEmpty ? texts[line] : texts[line] + "<br>" + cells[column]
            if line > 0 { column = max(0, from[line][column]) }
        }
        return cells
    }

    private static func score(_ text: String, _ column: Column) -> Int {
        let isSentence = text.hasSuffix(".") || text.count > 40
        switch column {
        case .number: return isReference(text) ? 3 : -3
        case .due, .responseOn:
            return DueReader.day([text]) != nil ? 3 : isSentence ? -2 : text.contains(where: \.isNumber) ? 1 : -1
        case .status, .assessment: return Achievement.isWhole(text) ? 3 : isSentence ? -2 : -1
        case .lead: return isSentence || Achievement.isWhole(text) || DueReader.day([text]) != nil ? -2 : 1
        case .recommendation, .action, .evidence:
            return Achievement.isWhole(text) || DueReader.day([text]) != nil ? -2 : isSentence ? 2 : 0
        case .response: return ResponseReader.read(text) != nil ? 3 : isSentence ? 0 : -1
        default: return 0
        }
    }
}
