/// Reports without a plan's table: what they recommend, in a section of its own or where "it is recommended that"; all else is kept as text.
struct ReportReader {
    private let blocks: ArraySlice<Block>
    /// Where recommendations are being listed now.
    private enum Listing { case none, section, list }
    private var listing = Listing.none
    private var grid = OfferGrid()
    private var opened = false

    /// The title says that all of it is a list of recommendations.
    private let isList: Bool

    init(_ blocks: [Block], isList: Bool) {
        (self.blocks, self.isList) = (blocks[...], isList)
        if isList { listing = .list }
    }

    static func read(_ blocks: [Block], isList: Bool = false, into reader: inout PlanReader) throws(SourceText.Failure)
    {
        var report = ReportReader(blocks, isList: isList)
        for index in report.blocks.indices {
            try reader.spend()
            report.take(index, &reader)
        }
        report.grid.finish(&reader)
        guard !reader.draft.recommendations.isEmpty else { return }
        try reader.spend()
        CountsReader.read(&reader)
        report.remark(&reader)
    }

    private mutating func take(_ index: Int, _ reader: inout PlanReader) {
        let block = blocks[index]
        switch block.content {
        case .row(let cells): takeRow(cells, block.lines, &reader)
        case .paragraph(let source):
            if let heading = heading(source, hasNext: index + 1 < blocks.endIndex) {
                open(heading, block.lines, &reader)
            } else {
                takeParagraph(source, block.lines, &reader)
            }
        }
    }

    /// Among recommendations a line with a number, a bullet or a colon is none.
    private func heading(_ source: String, hasNext: Bool) -> HeadingReader.Heading? {
        if let strong = HeadingReader.strong(source) { return strong }
        guard let weak = HeadingReader.weak(source, hasNext: hasNext), !ReportReader.recommends(weak.text) else {
            return nil
        }
        if listing != .section { return weak }
        let item = ReportItem(CellTextReader.read(source))
        return item.number != nil || item.isBullet || source.trimmed.hasSuffix(":") ? nil : weak
    }

    private mutating func open(_ heading: HeadingReader.Heading, _ lines: SourceLines, _ reader: inout PlanReader) {
        reader.use(lines, as: .introduction)
        reader.plan.sections.append(.init(heading: heading.text, lines: lines))
        if !heading.rest.isEmpty { reader.addToSection(heading.rest, lines) }
        let name = heading.text.drop { !$0.isLetter }.folded
        listing =
            ["recommendation", "recommendations", "recommendation s", "argymhelliad", "argymhellion"].contains(name)
            ? .section : .none
        opened = false
    }

    private mutating func takeRow(_ cells: [String], _ lines: SourceLines, _ reader: inout PlanReader) {
        listing = .none
        reader.use(lines, as: .introduction)
        let texts = cells.map { CellTextReader.read($0).joined }
        let filled = texts.filter { !$0.isEmpty }
        let words = filled.count == 2 ? "\(filled[0].trimmedOfColon): \(filled[1])" : filled.joined(separator: " | ")
        reader.addToSection(words, lines)
        grid.take(texts, lines, &reader)
    }

    private mutating func takeParagraph(_ source: String, _ lines: SourceLines, _ reader: inout PlanReader) {
        let text = CellTextReader.read(source, reader.habits)
        guard !text.isEmpty else { return }
        let item = ReportItem(text)
        reader.use(lines, as: .introduction)
        reader.addToSection(item.asPrinted, lines)
        switch listing {
        case .section: takeListed(item, lines, &reader)
        case .list where item.isBullet || item.number != nil: add(item.number ?? "", item.asked, lines, &reader)
        default:
            listing = isList ? .list : .none
            if item.text.joined.hasSuffix(":") || item.text.joined.folded.hasPrefix("resolved"),
                ReportReader.recommends(item.text.joined)
            {
                listing = .list
            } else if let sentence = ReportReader.recommendedSentence(item.text.joined) {
                add("", CellText(paragraphs: [sentence]), lines, &reader)
            }
        }
    }

    /// Below the heading: numbers and bullets are recommendations, what follows one without a number is what became of it.
    private mutating func takeListed(_ item: ReportItem, _ lines: SourceLines, _ reader: inout PlanReader) {
        if item.number != nil || item.isBullet {
            opened = true
            add(item.number ?? "", item.text, lines, &reader)
        } else if opened, let last = reader.draft.recommendations.indices.last {
            reader.use(lines, as: .update)
            if reader.draft.recommendations[last].updates.isEmpty {
                reader.draft.recommendations[last].updates.append(.init())
            }
            reader.draft.recommendations[last].updates[0].evidence.append(item.text, lines)
        } else if !item.text.joined.hasSuffix(":") {
            opened = true
            add("", item.text, lines, &reader)
        }
    }

    private func add(_ number: String, _ text: CellText, _ lines: SourceLines, _ reader: inout PlanReader) {
        reader.draft.recommendations.append(.init(number: number, text: .init(text: text, lines: [lines])))
    }

    private static func recommends(_ text: String) -> Bool {
        let words = text.folded
        return words.contains("recommended that") || words.contains("recommends that")
            || words.hasSuffix("recommended to")
            || words.hasPrefix("resolved") && words.contains("recommend")
    }

    private static func recommendedSentence(_ text: String) -> String? {
        text.sentences.first { $0.folded.contains("it is recommended that") && !$0.hasSuffix(":") }
    }

    private func remark(_ reader: inout PlanReader) {
        guard let first = reader.plan.sections.first, let last = reader.plan.sections.last else { return }
        let names = reader.plan.sections.map(\.heading).filter { !$0.isEmpty }.joined(separator: "; ")
        reader.doubt(
            SourceLines(first.lines.first, last.lines.last), names,
            "Is it enough that these are kept as text? Nothing in them is followed up, but for the recommendations")
    }
}

/// A paragraph of a report with the number or bullet in front of it: "4.1 The measure…", "- (b) Agree…".
struct ReportItem {
    var number: String?
    var isBullet = false
    var text: CellText
    private var printedNumber: String?

    init(_ source: CellText) {
        text = source
        guard let first = text.paragraphs.first else { return }
        var rest = first[...]
        if rest.hasPrefix("- ") || rest.hasPrefix("• ") {
            isBullet = true
            rest = rest.dropFirst(2)
        }
        if let word = rest.firstWords(1).first, ReportItem.isNumber(word), word.endIndex < rest.endIndex {
            (number, printedNumber) = (word.bare, String(word))
            rest = rest[word.endIndex...].drop { $0 == " " }
        }
        guard !rest.isEmpty else { return }
        text.paragraphs[0] = String(rest)
    }

    /// "that a lead is named" after "it is recommended that:" is "A lead is named".
    var asked: CellText {
        var asked = text
        guard let first = text.paragraphs.first else { return text }
        asked.paragraphs[0] = (first.hasPrefix("that ") ? String(first.dropFirst(5)) : first).capitalisedFirst
        return asked
    }

    var asPrinted: String {
        let words = text.paragraphs.joined(separator: "\n")
        return printedNumber.map { "\($0) \(words)" } ?? (isBullet ? "• \(words)" : words)
    }

    /// "2.1", "3.", "(b)", "ii."; a year or a plain count is none.
    private static func isNumber(_ word: Substring) -> Bool {
        let bare = word.bare
        let parts = bare.split(separator: ".")
        if parts.count > 1 { return parts.count < 4 && parts.allSatisfy { $0.count < 3 && Label.isNumber($0) } }
        guard bare != word[...] else { return false }
        return Label.isNumber(bare) || bare.count == 1 && bare.allSatisfy(\.isLetter) && word.last != ","
            || ["ii", "iii", "iv", "vi"].contains(bare.lowercased())
    }
}

extension String {
    /// Cut after full stops that a new sentence follows.
    var sentences: [String] {
        var found: [String] = []
        for piece in split(separator: ". ").prefix(400) {
            let sentence = piece.trimmed
            if !sentence.isEmpty {
                found.append(sentence.hasSuffix(".") || sentence.hasSuffix(":") ? sentence : sentence + ".")
            }
        }
        return found
    }
}
