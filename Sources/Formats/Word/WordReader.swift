import Values

/// What a Word document says (ECMA-376 part 1, section 17): tables and paragraphs in their order, with the marks of lists, notes as
/// notes, and what stands in the margins of its pages. Tracked changes are accepted.
struct WordReader {
    /// A part that is read.
    private enum Part { case body, notes, margin }

    private struct Paragraph {
        var words = OfficeWords()
        var style: String?
        var list = WordLists.Place()
        /// Its end was deleted, so that the next one goes on with it.
        var isJoined = false
        /// A page's number, which no text needs.
        var isPageNumber = false
        /// The mark of its list stands already.
        var isMarked = false
    }

    private struct Run {
        var isBold: Bool?, isItalic = false, isRaised = false, isHidden = false
        var style: String?
    }

    private struct Table {
        var cells: [String] = []
        /// How many columns the cells reach over that reach over more than one.
        var spans: [Int: Int] = [:]
        var cell = "", columns = 1, isContinued = false, isDeleted = false
        /// Of a table that stands in a cell.
        var rows: [String] = []
    }

    private let part: Part
    private let looks: WordLooks
    private var reader: MarkupReader
    private var lists: WordLists
    private var out = OfficePaper()
    /// Addresses by the number of the relation.
    private let links: [String: String]
    /// Paragraphs that are open: a text box stands within one.
    private var paragraphs: [Paragraph] = []
    private var run = Run()
    private var tables: [Table] = []
    private var isInProperties = false
    /// What goes before the next paragraph.
    private var joined = ""
    /// How much text there was so far.
    private var taken = 0
    /// Elements within one that nothing is read of.
    private var skipped = 0
    /// Elements within a field that nobody filled in.
    private var unfilled: (isNext: Bool, depth: Int) = (false, 0)
    private var openLinks: [String] = []
    /// Which notes are referred to, in their order, and the number of each.
    private var references: [String] = [], noteNumbers: [String: Int] = [:]
    /// The paragraphs of a margin or of notes, as markup.
    private var paragraphsRead: [String] = []
    private var notes: [String: String] = [:]
    private var note = ""

    private init(
        _ markup: [UInt8], _ part: Part, _ looks: WordLooks, _ lists: WordLists, links: [String: String] = [:]
    ) {
        (reader, self.part, self.looks, self.lists, self.links) = (MarkupReader(markup), part, looks, lists, links)
    }

    static func paper(_ file: OfficeFile) throws(OfficeFile.Refusal) -> OfficePaper {
        let main = "word/document.xml"
        let looks = try WordLooks(file.part("word/styles.xml"))
        let lists = try WordLists(file.part("word/numbering.xml"), looks)
        guard let markup = try file.part(main, most: OfficePaper.mostParts) else { throw .damaged }
        var body = WordReader(markup, .body, looks, lists, links: try file.relations(of: main, ending: "hyperlink"))
        try body.read()
        var notes: [String: String] = [:]
        for kind in ["footnote", "endnote"] {
            guard let markup = try file.part("word/\(kind)s.xml", most: 4 << 20) else { continue }
            var reader = WordReader(markup, .notes, looks, lists)
            try reader.read()
            for (id, words) in reader.notes { notes["\(kind) \(id)"] = words }
        }
        var margins: [String] = [], seen: Set<String> = []
        for kind in ["header", "footer"] {
            for path in Set(try file.relations(of: main, ending: kind).values).sorted().prefix(12) {
                guard let markup = try file.part(path, most: 1 << 20) else { continue }
                var reader = WordReader(markup, .margin, looks, lists)
                try reader.read()
                for words in reader.paragraphsRead where margins.count < 100 && seen.insert(words).inserted {
                    margins.append(words)
                }
            }
        }
        return try body.out.whole(margins, notes: body.references.map { notes[$0] ?? "" })
    }

    private mutating func read() throws(OfficeFile.Refusal) {
        var isText = false
        while let piece = try reader.next() {
            guard taken <= OfficePaper.most else { throw .tooLarge }
            switch piece {
            case .open(let isEmpty):
                if skipped > 0 {
                    if !isEmpty { skipped += 1 }
                } else {
                    isText = !isEmpty && reader.isNamed("t")
                    try open(reader.element, isEmpty: isEmpty)
                }
            case .close:
                if skipped > 0 { skipped -= 1 } else { try close(reader.element) }
                isText = false
            case .text:
                if isText, skipped == 0 { add(reader.text) } else if skipped == 1, isInField { takeField(reader.text) }
            }
        }
    }

    private var isInField: Bool { part == .margin && !paragraphs.isEmpty }

    private mutating func takeField(_ code: String) {
        if code.contains("PAGE") { paragraphs[paragraphs.count - 1].isPageNumber = true }
    }

    private mutating func open(_ tag: String, isEmpty: Bool) throws(OfficeFile.Refusal) {
        if unfilled.depth > 0, !isEmpty { unfilled.depth += 1 }
        let value = reader.words("val")
        switch tag {
        case "del" where isInProperties && !paragraphs.isEmpty, "moveFrom" where isInProperties && !paragraphs.isEmpty:
            paragraphs[paragraphs.count - 1].isJoined = true
        case "del" where isEmpty, "moveFrom" where isEmpty:
            if !tables.isEmpty { tables[tables.count - 1].isDeleted = true }
        case "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "pPrChange", "rPrChange",
            "trPrChange",
            "tcPrChange", "tblPrChange", "tblGridChange", "sectPrChange", "numberingChange", "rt":
            if !isEmpty { skipped = 1 }
        case "fldSimple": if isInField { takeField(reader.words("instr") ?? "") }
        case "p": if !isEmpty { paragraphs.append(Paragraph()) } else { try put(Paragraph()) }
        case "pPr": isInProperties = !isEmpty
        case "pStyle" where !paragraphs.isEmpty: paragraphs[paragraphs.count - 1].style = value
        case "numId" where !paragraphs.isEmpty: paragraphs[paragraphs.count - 1].list.list = value.flatMap { Int($0) }
        case "ilvl" where !paragraphs.isEmpty: paragraphs[paragraphs.count - 1].list.level = value.flatMap { Int($0) }
        case "r": run = Run()
        case "b" where !isInProperties: run.isBold = reader.isOn
        case "i" where !isInProperties: run.isItalic = reader.isOn
        case "vanish" where !isInProperties: run.isHidden = reader.isOn
        case "vertAlign" where !isInProperties: run.isRaised = value == "superscript"
        case "rStyle" where !isInProperties: run.style = value
        case "br", "cr": try breakLine()
        case "tab" where !isInProperties: add(" ")
        case "noBreakHyphen": add("‑")
        case "footnoteReference", "endnoteReference": refer(tag.dropLast("Reference".count), reader.words("id") ?? "")
        case "hyperlink": if !isEmpty { openLink(reader.words("id").flatMap { links[$0] } ?? "") }
        case "showingPlcHdr": unfilled.isNext = reader.isOn
        case "sdtContent": if unfilled.isNext, !isEmpty { unfilled = (false, 1) }
        case "footnote", "endnote": note = reader.words("type") == nil ? reader.words("id") ?? "" : ""
        default: if part == .body { try openTable(tag, isEmpty: isEmpty, value) }
        }
    }

    private mutating func openTable(_ tag: String, isEmpty: Bool, _ value: String?) throws(OfficeFile.Refusal) {
        guard tag != "tbl" else {
            if tables.isEmpty { try out.table(true) }
            return isEmpty ? () : tables.append(Table())
        }
        guard let last = tables.indices.last else { return }
        let columns = min(max(value.flatMap { Int($0) } ?? 1, 1), OfficePaper.mostColumns)
        switch tag {
        case "tr": (tables[last].cells, tables[last].spans, tables[last].isDeleted) = ([], [:], false)
        case "tc": (tables[last].cell, tables[last].columns, tables[last].isContinued) = ("", 1, false)
        case "gridSpan": tables[last].columns = columns
        case "gridBefore":
            tables[last].cells += [String](repeating: "", count: columns)
            guard tables[last].cells.count <= OfficePaper.mostColumns else { throw .tooLarge }
        case "vMerge", "hMerge": if value != "restart" { tables[last].isContinued = true }
        default: break
        }
    }

    private mutating func close(_ tag: String) throws(OfficeFile.Refusal) {
        if unfilled.depth > 0 { unfilled.depth -= 1 }
        switch tag {
        case "p": if let paragraph = paragraphs.popLast() { try put(paragraph) }
        case "pPr": isInProperties = false
        case "hyperlink": if let address = openLinks.popLast(), !address.isEmpty { add(markup: "](\(address))") }
        case "sdt": unfilled.isNext = false
        case "footnote", "endnote":
            if !note.isEmpty { notes[note] = paragraphsRead.joined(separator: " ") }
            paragraphsRead = []
        case "tc", "tr", "tbl": if part == .body { try closeTable(tag) }
        default: break
        }
    }

    private mutating func closeTable(_ tag: String) throws(OfficeFile.Refusal) {
        guard let last = tables.indices.last else { return }
        switch tag {
        case "tc":
            if !joined.isEmpty { try put(Paragraph()) }
            if tables[last].columns > 1 { tables[last].spans[tables[last].cells.count] = tables[last].columns }
            tables[last].cells.append(tables[last].isContinued ? "" : tables[last].cell)
            tables[last].cells += [String](repeating: "", count: tables[last].columns - 1)
            guard tables[last].cells.count <= OfficePaper.mostColumns else { throw .tooLarge }
        case "tr" where tables[last].isDeleted: break
        case "tr" where last == 0: try out.row(tables[last].cells, reaching: tables[last].spans)
        case "tr": tables[last].rows.append(tables[last].cells.filter { !$0.isEmpty }.joined(separator: " "))
        default:
            let table = tables.removeLast()
            if last == 0 { return try out.table(false) }
            // What stands in a table within a cell is text of that cell.
            tables[last - 1].cell += table.rows.map { "<br>" + $0 }.joined()
        }
    }

    private mutating func add(_ text: String) {
        taken += text.utf8.count
        guard !paragraphs.isEmpty, !run.isHidden, unfilled.depth == 0 else { return }
        let place = paragraphs.count - 1
        let style = looks[paragraphs[place].style]
        let isBold = run.isBold ?? run.style.flatMap { looks[$0].isBold } ?? style.isBold ?? false
        let look = OfficeWords.Look(
            isBold: isBold && heading(of: paragraphs[place]) == nil, isItalic: run.isItalic, isRaised: run.isRaised)
        paragraphs[place].words.add(text, look)
    }

    private mutating func add(markup: String) {
        if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].words.add(markup: markup) }
    }

    private mutating func openLink(_ address: String) {
        let shown = OfficePaper.address(address)
        openLinks.append(shown)
        if !shown.isEmpty { add(markup: "[") }
    }

    private mutating func refer(_ kind: Substring, _ id: String) {
        let name = "\(kind) \(id)"
        if noteNumbers[name] == nil {
            guard references.count < 999 else { return }
            references.append(name)
            noteNumbers[name] = references.count
        }
        if let number = noteNumbers[name] { add(markup: "<sup>\(number)</sup>") }
    }

    /// Within a table a break, outside of one a new paragraph.
    private mutating func breakLine() throws(OfficeFile.Refusal) {
        guard var paragraph = paragraphs.popLast() else { return }
        if !tables.isEmpty || part == .notes {
            paragraph.words.add(markup: "<br>")
        } else {
            try put(paragraph)
            paragraph = Paragraph(style: paragraph.style, isMarked: true)
        }
        paragraphs.append(paragraph)
    }

    /// "Heading 1" is 0; nil within a table, whose cells are no headings.
    private func heading(of paragraph: Paragraph) -> Int? {
        guard tables.isEmpty, part == .body, let level = looks[paragraph.style].heading, 0...5 ~= level else {
            return nil
        }
        return level
    }

    private mutating func put(_ whole: Paragraph) throws(OfficeFile.Refusal) {
        var paragraph = whole
        let words = joined + paragraph.words.take()
        joined = ""
        if paragraph.isJoined, part == .body { return joined = words.isEmpty ? "" : words + " " }
        let mark = paragraph.isMarked ? "" : lists.next(at: lists.place(of: paragraph.list, in: paragraph.style))
        // A contents list repeats the headings.
        if paragraph.isPageNumber || paragraph.style?.hasPrefix("TOC") == true { return }
        // Word numbers an empty paragraph too, as in the first column of a table.
        guard !words.isEmpty || !mark.isEmpty && mark != "•" && !tables.isEmpty else { return }
        let text = mark.isEmpty ? words : words.isEmpty ? mark : mark + " " + words
        if part != .body {
            paragraphsRead.append(text)
        } else if let last = tables.indices.last {
            tables[last].cell += "<p>\(text)</p>"
        } else {
            let level = heading(of: paragraph).map { String(repeating: "#", count: $0 + 1) + " " } ?? ""
            try out.paragraph(level + text)
        }
    }
}
