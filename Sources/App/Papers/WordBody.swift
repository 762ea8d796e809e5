import Formats

extension WordPackage {
    /// A paper; `edition` is like "Version 2" or "Draft".
    init(document: PaperDocument, edition: String, madeAt: String) {
        self.init(
            title: document.title, subject: "\(document.body), \(document.heldOn.longText)", author: document.council,
            edition: edition, madeAt: madeAt, body: WordBody(document).xml,
            notes: document.notes.map { ($0.number, PaperText.runs($0.words).map(WordBody.run).joined()) })
    }
}

/// A paper's blocks as WordprocessingML (ECMA-376 part 1, section 17).
struct WordBody {
    private(set) var xml = ""
    /// Inside a row that stays on one page with the next.
    private var staysWithNext = false

    init(_ document: PaperDocument) {
        add("Subtitle", [.init(text: "\(document.body), \(document.heldOn.longText)")])
        add("Title", [.init(text: document.title)])
        if !document.facts.isEmpty { add(Self.cover(document.facts)) }
        for part in document.parts {
            let label = part.number.isEmpty ? part.label : "\(part.number) \(part.label)"
            add("Heading\(part.level)", [.init(text: label)], startsPage: part.startsPage)
            for block in part.blocks { add(block) }
        }
    }

    private static func cover(_ facts: [PaperDocument.Fact]) -> PaperDocument.Table {
        .init(
            caption: "", widths: [32, 68], heads: [],
            rows: facts.map { [.init(blocks: [.plain($0.label)], isHead: true), .init(blocks: [.plain($0.text)])] })
    }

    private mutating func add(_ block: PaperDocument.Block, inTable: Bool = false) {
        let style = inTable ? "TableText" : "Normal"
        switch block {
        case .paragraph(let runs): add(style, runs)
        case .heading(let runs): add("Heading3", runs)
        case .list(let items): for item in items { add(inTable ? "TableList" : "ListBullet", item) }
        case .table(let table): add(table)
        }
    }

    private static let lists = ["ListBullet", "TableList"]

    /// A paragraph (17.3.1.22); one of a list names its numbering (17.3.1.19).
    private mutating func add(_ style: String, _ runs: [PaperDocument.Run], startsPage: Bool = false) {
        xml += "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>" + (staysWithNext ? "<w:keepNext/>" : "")
        if startsPage { xml += "<w:pageBreakBefore/>" }
        if Self.lists.contains(style) { xml += "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" }
        xml += "</w:pPr>"
        for run in runs { xml += Self.run(run) }
        xml += "</w:p>"
    }

    /// A run (17.3.2.25), with breaks for ends of lines, or the mark of a footnote (17.11.14).
    static func run(_ run: PaperDocument.Run) -> String {
        if let note = run.note {
            return
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"\(note)\"/></w:r>"
        }
        let look =
            switch run.look {
            case .plain: ""
            case .italic: "<w:rPr><w:i/></w:rPr>"
            case .strong: "<w:rPr><w:b/></w:rPr>"
            }
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { "<w:t xml:space=\"preserve\">\(wordText(String($0)))</w:t>" }
        return "<w:r>\(look)\(text.joined(separator: "<w:br/>"))</w:r>"
    }

    /// A table (17.4.37): its head comes again on each page (17.4.78), no row is parted (17.4.6).
    private mutating func add(_ table: PaperDocument.Table) {
        let widths = table.widths.map { WordPackage.width * $0 / 100 }
        xml +=
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
        let look = table.heads.isEmpty ? "w:val=\"0000\" w:firstRow=\"0\"" : "w:val=\"0020\" w:firstRow=\"1\""
        xml += "<w:tblLayout w:type=\"fixed\"/><w:tblLook \(look)/>"
        xml += table.caption.isEmpty ? "" : "<w:tblCaption w:val=\"\(wordText(table.caption))\"/>"
        xml += "</w:tblPr><w:tblGrid>" + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
        if !table.heads.isEmpty {
            xml += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            let span = table.heads.count == 1 ? widths.count : 1
            for (index, head) in table.heads.enumerated() {
                let cell = PaperDocument.Cell(blocks: [.plain(head)], columns: span)
                add(cell, widths, at: index, style: "TableHead")
            }
            xml += "</w:tr>"
        }
        addRows(table.rows, widths)
        xml += "</w:tbl>"
        add("TableEnd", [])
    }

    /// A cell over several rows is begun in the first and merged into it in the others (17.4.84).
    private mutating func addRows(_ rows: [[PaperDocument.Cell]], _ widths: [Int]) {
        var reaching = 0
        for row in rows {
            xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            var column = 0
            let opened = row.map(\.rows).max() ?? 1
            staysWithNext = reaching > 1 || opened > 1
            if reaching > 0 {
                xml += "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[0])\" w:type=\"dxa\"/><w:vMerge/></w:tcPr><w:p/></w:tc>"
                (reaching, column) = (reaching - 1, 1)
            }
            for cell in row {
                add(cell, widths, at: column, style: cell.isHead ? "TableHead" : nil)
                column += cell.columns
            }
            if opened > 1 { reaching = opened - 1 }
            xml += "</w:tr>"
        }
    }

    private mutating func add(_ cell: PaperDocument.Cell, _ widths: [Int], at column: Int, style: String?) {
        let width = widths[column..<min(column + cell.columns, widths.count)].reduce(0, +)
        xml += "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
        if cell.columns > 1 { xml += "<w:gridSpan w:val=\"\(cell.columns)\"/>" }
        if cell.rows > 1 { xml += "<w:vMerge w:val=\"restart\"/>" }
        xml += "</w:tcPr>"
        if cell.blocks.isEmpty { add("TableText", []) }
        for (index, block) in cell.blocks.enumerated() {
            if let style, index == 0, case .paragraph(let runs) = block {
                add(style, runs)
            } else {
                add(block, inTable: true)
            }
        }
        xml += "</w:tc>"
    }
}
