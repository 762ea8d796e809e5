import Values

/// What an OpenDocument text or spreadsheet says (OpenDocument 1.3 part 3): as a Word document or a workbook is read.
struct OpenDocumentReader {
    private struct Style { var isBold = false, isRaised = false }

    private struct Table {
        var cells: [String] = []
        var cell = "", copies = 1, repeats = 1
        var rows: [String] = []
        /// The value of a cell that is a day.
        var day: String?
    }

    private var reader: MarkupReader
    private var out = OfficePaper()
    private var styles: [String: Style] = [:]
    private var lists: [String: [Int: ListLevel]] = [:]
    private var isSpreadsheet = false
    private var paragraphs: [(words: OfficeWords, heading: Int?)] = []
    private var looks: [OfficeWords.Look] = []
    private var tables: [Table] = []
    /// Lists that are open: the name of the outermost one's style, and how many.
    private var list = (name: "", depth: 0, mark: ""), numbers: [String: ListNumbers] = [:]
    private var links: [String] = []
    private var notes: [String] = []
    /// While a note is read: its paragraphs.
    private var note: [String]?
    private var skipped = 0
    /// How much text there was so far.
    private var taken = 0
    /// Rows without anything, which stand only before one that has something.
    private var empty = 0

    private init(_ markup: [UInt8]) { reader = MarkupReader(markup) }

    static func paper(_ file: OfficeFile) throws(OfficeFile.Refusal) -> OfficePaper {
        guard let content = try file.part("content.xml", most: OfficePaper.mostParts) else { throw .damaged }
        var body = OpenDocumentReader(content), margins: [String] = []
        if let styles = try file.part("styles.xml") {
            var reader = OpenDocumentReader(styles)
            try reader.readStyles()
            (body.styles, body.lists) = (reader.styles, reader.lists)
            var pages = OpenDocumentReader(styles)
            margins = try pages.readMargins()
        }
        var automatic = OpenDocumentReader(content)
        try automatic.readStyles()
        body.styles.merge(automatic.styles) { _, own in own }
        body.lists.merge(automatic.lists) { _, own in own }
        try body.read()
        if body.isSpreadsheet, body.out.sheets.isEmpty { throw .noSheet(nil) }
        return try body.out.whole(body.isSpreadsheet ? [] : margins, notes: body.notes)
    }

    /// What stands above and below the text of every page (part 3, 16.10), but for the numbers of pages.
    private mutating func readMargins() throws(OfficeFile.Refusal) -> [String] {
        let parts: Set = ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"]
        var margins: [String] = [], isNumber = false
        while let piece = try reader.next(), margins.count < 100 {
            switch piece {
            case .open(let isEmpty):
                if note == nil { if parts.contains(reader.element), !isEmpty { note = [] }; continue }
                if skipped > 0 {
                    if !isEmpty { skipped += 1 }
                } else if reader.isNamed("page-number") || reader.isNamed("page-count") {
                    (isNumber, skipped) = (true, isEmpty ? 0 : 1)
                } else if !reader.isNamed("note") {
                    try open(reader.element, isEmpty: isEmpty)
                    if isEmpty { try close(reader.element) }
                }
            case .close where note != nil:
                if skipped > 0 {
                    skipped -= 1
                } else if parts.contains(reader.element) {
                    for words in note ?? [] where !words.isEmpty && !margins.contains(words) { margins.append(words) }
                    (note, tables) = (nil, [])
                } else if !reader.isNamed("note") {
                    try close(reader.element)
                    if isNumber, reader.isNamed("p") {
                        _ = note?.popLast()
                        isNumber = false
                    }
                }
            case .text where note != nil && skipped == 0: add(reader.text)
            default: break
            }
        }
        return margins
    }

    private mutating func readStyles() throws(OfficeFile.Refusal) {
        var name = "", level = 0
        while let piece = try reader.next() {
            guard case .open = piece else { continue }
            switch reader.element {
            case "body": return
            case "style": name = reader.words("name") ?? ""
            case "text-properties":
                styles[name, default: Style()].isBold = reader.words("font-weight") == "bold"
                styles[name]?.isRaised = reader.words("text-position")?.hasPrefix("super") == true
            case "list-style": name = reader.words("name") ?? ""
            case "list-level-style-bullet", "list-level-style-image", "list-level-style-number":
                level = max(1, reader.words("level").flatMap { Int($0) } ?? 1) - 1
                let formats = [
                    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
                ]
                let format =
                    reader.isNamed("list-level-style-number") ? formats[reader.words("num-format") ?? ""] : "bullet"
                let (before, after) = (reader.words("num-prefix") ?? "", reader.words("num-suffix") ?? "")
                let shown = reader.words("display-levels").flatMap { Int($0) } ?? 1
                let places = (max(0, level + 1 - min(max(shown, 1), 10))...level).map { "%\($0 + 1)" }
                lists[name, default: [:]][level] = ListLevel(
                    format: format ?? "none", text: before + places.joined(separator: ".") + after,
                    start: reader.words("start-value").flatMap { Int($0) } ?? 1)
            default: break
            }
        }
    }

    private mutating func read() throws(OfficeFile.Refusal) {
        while let piece = try reader.next() {
            guard taken <= OfficePaper.most else { throw .tooLarge }
            switch piece {
            case .open(let isEmpty):
                if skipped > 0 {
                    if !isEmpty { skipped += 1 }
                } else {
                    try open(reader.element, isEmpty: isEmpty)
                    if isEmpty, skipped == 0 { try close(reader.element) }
                }
            case .close: if skipped > 0 { skipped -= 1 } else { try close(reader.element) }
            case .text: if skipped == 0 { add(reader.text) }
            }
        }
    }

    private mutating func open(_ tag: String, isEmpty: Bool) throws(OfficeFile.Refusal) {
        switch tag {
        case "tracked-changes", "annotation", "table-of-content", "note-citation", "forms", "automatic-styles",
            "shapes",
            "settings":
            if !isEmpty { skipped = 1 }
        case "spreadsheet": isSpreadsheet = true
        case "p", "h":
            let level = tag == "h" ? min(max(reader.words("outline-level").flatMap { Int($0) } ?? 1, 1), 6) : nil
            paragraphs.append((OfficeWords(), tables.isEmpty ? level : nil))
            looks.append(look(reader.words("style-name"), level != nil && tables.isEmpty))
        case "span": looks.append(look(reader.words("style-name"), false))
        case "s": add(String(repeating: " ", count: min(max(reader.words("c").flatMap { Int($0) } ?? 1, 1), 80)))
        case "tab": add(" ")
        case "line-break": try breakLine()
        case "a": openLink(reader.words("href") ?? "")
        case "list":
            if list.depth == 0 { list.name = reader.words("style-name") ?? "" }
            list.depth += 1
            if reader.words("continue-numbering") != "true", list.depth == 1, tables.isEmpty {
                numbers[list.name] = nil
            }
        case "list-item": list.mark = nextMark()
        case "note": note = []
        case "table", "table-row", "table-cell", "covered-table-cell": try openTable(tag)
        default: break
        }
    }

    private mutating func openTable(_ tag: String) throws(OfficeFile.Refusal) {
        let copies = reader.words(tag == "table-row" ? "number-rows-repeated" : "number-columns-repeated")
        let count = min(max(copies.flatMap { Int($0) } ?? 1, 1), 1_000)
        if tag == "table" {
            if tables.isEmpty {
                if isSpreadsheet { out.begin(sheet: reader.words("name") ?? "") } else { try out.table(true) }
            }
            (empty, list.mark) = (0, "")
            return tables.append(Table())
        }
        guard let last = tables.indices.last else { return }
        switch tag {
        case "table-row": (tables[last].cells, tables[last].repeats) = ([], count)
        case "table-cell":
            (tables[last].cell, tables[last].copies) = ("", count)
            tables[last].day = reader.words("value-type") == "date" ? reader.words("date-value") : nil
        default: (tables[last].cell, tables[last].copies, tables[last].day) = ("", count, nil)
        }
    }

    private mutating func close(_ tag: String) throws(OfficeFile.Refusal) {
        switch tag {
        case "p", "h":
            _ = looks.popLast()
            if let paragraph = paragraphs.popLast() { try put(paragraph) }
        case "span": _ = looks.popLast()
        case "a":
            if let address = links.popLast(), !address.isEmpty { add(markup: "](\(address))") }
        case "list": list.depth = max(0, list.depth - 1)
        case "note":
            guard let words = note else { break }
            note = nil
            if notes.count < 999 { notes.append(words.joined(separator: " ")) }
            add(markup: "<sup>\(notes.count)</sup>")
        case "table-cell", "covered-table-cell": closeCell()
        case "table-row": try closeRow()
        case "table":
            guard let table = tables.popLast() else { break }
            if let last = tables.indices.last {
                tables[last].cell += table.rows.map { "<br>" + $0 }.joined()
            } else if !isSpreadsheet {
                try out.table(false)
            } else if out.sheets.last.map({ $0.line == out.line }) == true {
                out.dropSheet()
            }
        default: break
        }
    }

    private mutating func closeCell() {
        guard let last = tables.indices.last else { return }
        let table = tables[last]
        let words = table.day.map { String($0.prefix(10)) } ?? table.cell
        let room = OfficePaper.mostColumns - table.cells.count
        // Within a cell a copy says nothing more.
        let copies = last > 0 ? 1 : table.copies
        tables[last].cells += [String](repeating: words, count: max(0, min(copies, room)))
    }

    private mutating func closeRow() throws(OfficeFile.Refusal) {
        guard let last = tables.indices.last else { return }
        var cells = tables[last].cells
        while cells.last?.isEmpty == true { cells.removeLast() }
        if last > 0 { return tables[last].rows.append(cells.filter { !$0.isEmpty }.joined(separator: " ")) }
        if cells.isEmpty { return empty += tables[last].repeats }
        if isSpreadsheet { try out.skip(min(empty, 200)) }
        empty = 0
        for _ in 0..<tables[last].repeats { if isSpreadsheet { try out.sheetRow(cells) } else { try out.row(cells) } }
    }

    private func look(_ name: String?, _ isHeading: Bool) -> OfficeWords.Look {
        let style = name.flatMap { styles[$0] } ?? Style(), before = looks.last ?? OfficeWords.Look()
        return .init(
            isBold: !isHeading && (style.isBold || before.isBold), isRaised: style.isRaised || before.isRaised)
    }

    private mutating func add(_ text: String) {
        taken += text.utf8.count
        guard !paragraphs.isEmpty else { return }
        paragraphs[paragraphs.count - 1].words.add(text, looks.last ?? OfficeWords.Look())
    }

    private mutating func add(markup: String) {
        if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].words.add(markup: markup) }
    }

    private mutating func breakLine() throws(OfficeFile.Refusal) {
        guard let paragraph = paragraphs.popLast() else { return }
        paragraphs.append(paragraph)
        if !tables.isEmpty || note != nil { return add(markup: "<br>") }
        paragraphs.removeLast()
        try put(paragraph)
        paragraphs.append((OfficeWords(), paragraph.heading))
    }

    private mutating func openLink(_ address: String) {
        let shown = OfficePaper.address(address)
        links.append(shown)
        if !shown.isEmpty { add(markup: "[") }
    }

    private mutating func nextMark() -> String {
        guard let levels = lists[list.name] else { return "•" }
        return numbers[list.name, default: ListNumbers()].next(levels, at: min(max(list.depth - 1, 0), 9))
    }

    private mutating func put(_ paragraph: (words: OfficeWords, heading: Int?)) throws(OfficeFile.Refusal) {
        var words = paragraph.words
        let own = words.take()
        if note != nil { return note?.append(own) ?? () }
        let mark = list.depth > 0 ? list.mark : ""
        guard !own.isEmpty || !mark.isEmpty && mark != "•" && !tables.isEmpty else { return }
        list.mark = ""
        let text = mark.isEmpty ? own : own.isEmpty ? mark : mark + " " + own
        if let last = tables.indices.last {
            tables[last].cell += isSpreadsheet ? (tables[last].cell.isEmpty ? "" : "<br>") + text : "<p>\(text)</p>"
        } else {
            try out.paragraph((paragraph.heading.map { String(repeating: "#", count: $0) + " " } ?? "") + text)
        }
    }
}
