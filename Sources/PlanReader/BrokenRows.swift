import Values

/// Rows that a text box broke: Word puts a tab between cells, but a new line for each paragraph inside one.
enum BrokenRows {
    /// No row is put together from more lines.
    private static let mostLines = 60

    static func joined(_ blocks: [Block]) -> [Block] {
        var rows: [Block] = [], head: [Column?] = [], at = 0
        rows.reserveCapacity(blocks.count)
        while at < blocks.count {
            guard case .row(let cells) = blocks[at].content else {
                rows.append(blocks[at])
                at += 1
                continue
            }
            if TableHead.isHead(cells, !head.isEmpty) {
                head = cells.map { Label(heading: $0)?.column }
            } else if head.count > 2, cells.count <= head.count, let (row, next) = row(blocks, at, cells, head) {
                rows.append(row)
                at = next
                continue
            }
            rows.append(blocks[at])
            at += 1
        }
        return rows
    }

    /// Nil where the lines below do not come to just one row.
    private static func row(_ blocks: [Block], _ start: Int, _ cells: [String], _ head: [Column?]) -> (Block, Int)? {
        var cells = cells, next = start + 1
        while next < blocks.count, next - start < mostLines, cells.count < head.count,
            blocks[next].lines.first == blocks[next - 1].lines.last + 1
        {
            guard let more = piece(blocks[next], head), cells.count + more.count - 1 <= head.count else { break }
            cells[cells.count - 1] += "<br>" + more[0]
            cells += more.dropFirst()
            next += 1
        }
        guard cells.count == head.count else { return nil }
        while head[0] == .number, next < blocks.count, next - start < mostLines, isText(head[head.count - 1]),
            blocks[next].lines.first == blocks[next - 1].lines.last + 1,
            case .paragraph(let text) = blocks[next].content, isMore(text)
        {
            cells[cells.count - 1] += "<br>" + text
            next += 1
        }
        guard next > start + 1 else { return nil }
        let lines = SourceLines(blocks[start].lines.first, blocks[next - 1].lines.last)
        return (Block(content: .row(cells), lines: lines), next)
    }

    /// What a line goes on with; nil where it begins a row of its own.
    private static func piece(_ block: Block, _ head: [Column?]) -> [String]? {
        switch block.content {
        case .paragraph(let text): return isMore(text) ? [text] : nil
        case .row(let cells):
            guard let first = cells.first?.trimmed, !first.isEmpty else { return nil }
            let opening = first.firstWords(1).first ?? ""
            let isNumbered = NumberedText(CellText(paragraphs: [first])).number != nil || Label.isNumber(opening.bare)
            return isNumbered || head[0] != .number && cells.count == 1 || TableHead.isHead(cells, true) ? nil : cells
        }
    }

    private static func isMore(_ text: String) -> Bool {
        !text.isEmpty && !NotesReader.isHeading(text) && !text.hasPrefix("#") && !text.hasPrefix("---")
            && !(ThemeWords.open(text) && text.count <= 120 && !text.hasSuffix("."))
            && FootnoteReader.opening(text) == nil && HeadFact.read(text) == nil
    }

    private static func isText(_ column: Column?) -> Bool {
        switch column {
        case .action, .evidence, .measure, .impact, .recommendation, .response: true
        default: false
        }
    }
}
