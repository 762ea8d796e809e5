import Formats
import Values

/// Reads a paper into a plan: finds its tables, then what each row says, then what each cell holds.
package struct PlanReader {
    var plan = PlanDraft()
    var draft = CellDraft()
    var habits = CellHabits()
    var notes: [FootnoteReader.Note] = []
    private let blocks: [Block]
    private let work: Work
    private let mostWork: Int
    let furniture: Furniture
    var uses: [Int: PlanDraft.LineUse.Use]
    var isBeforeRecommendations = true
    /// A heading stands below the tables: what follows it is text of the report.
    var isInSection = false
    /// Some recommendations have a table each, with their number over it.
    var hasForms = false
    /// What is read stands below the number of one that has none.
    var isHeaded = false
    /// Which columns the table has that is being read; nil among labelled lines.
    var columns: [Label?]?
    var columnNames: [String] = []
    /// The tables by the line of their headings, and the paragraphs that stand right above one.
    var heads: [Int: TableHead] = [:]
    private var titles: Set<Int> = []
    let answers: ReadingAnswers
    /// What stands above the table, and in it above the row, that is being read.
    var part: String?, theme: String?
    /// Of those two what nothing has begun below yet.
    var waiting: (part: PlanDraft.Passage?, theme: PlanDraft.Passage?)
    var number: String?
    var field: Field?
    var grades: (numbers: [Int], lines: SourceLines)?
    /// The sheets of a workbook that begin further below.
    private var sheets: ArraySlice<OfficePaper.Sheet>

    /// What a line below without a label goes on with.
    enum Field { case column(Column), fact(Int) }

    /// Reads the bytes of a file or of what was pasted.
    package static func read(_ bytes: [UInt8], _ answers: ReadingAnswers = .init()) throws(SourceText.Failure)
        -> PlanDraft
    {
        try read(try SourceText(bytes), answers)
    }

    /// `most` bounds the steps; what any paper may cost, and so much for each of its bytes.
    static func read(_ source: SourceText, _ answers: ReadingAnswers = .init(), most: Int? = nil)
        throws(SourceText.Failure) -> PlanDraft
    {
        let work = Work()
        return try work.counting { () throws(SourceText.Failure) in
            var reader = try PlanReader(source, answers, work, most)
            return try reader.read(source)
        }
    }

    /// More rows, cells, paragraphs and bytes of words than a plan can come to, so that reading ends in time.
    private static let blockLimit = 20_000
    static let cellLimit = 60_000
    private static let wordLimit = 2 << 20
    /// Steps for each byte of a paper, beside those that any paper may cost.
    private static let stepsPerByte = 400, stepsOfAny = 2_000_000

    private init(_ source: SourceText, _ answers: ReadingAnswers, _ work: Work, _ most: Int?) throws(SourceText.Failure)
    {
        let bytes = source.lines.reduce(0) { $0 + $1.utf8.count }
        if bytes > PlanReader.wordLimit { throw .tooLong }
        self.answers = answers
        (self.work, mostWork) = (work, most ?? PlanReader.stepsOfAny + bytes * PlanReader.stepsPerByte)
        blocks = TableReader.blocks(source)
        sheets = source.sheets.dropFirst()
        if blocks.count > PlanReader.blockLimit || blocks.reduce(0, { $0 + $1.cellCount }) > PlanReader.cellLimit {
            throw .tooLong
        }
        furniture = Furniture(blocks, margins: source.margins)
        uses = furniture.uses
        (plan.title, plan.reference) = PlanReader.title(furniture)
        plan.fingerprint = Fingerprint.of(source)
    }

    /// Asked again and again: a paper that costs more than it weighs is read no further.
    func spend() throws(SourceText.Failure) { if work.spent > mostWork { throw .tooDear } }

    private mutating func read(_ source: SourceText) throws(SourceText.Failure) -> PlanDraft {
        notes = FootnoteReader.notes(in: blocks, besides: furniture.uses)
        habits = CellHabits(
            footnotes: Set(notes.map(\.number)), doubleSpaceBreaks: PlanReader.breaksAtDoubleSpaces(source))
        let noteLines = Set(notes.flatMap { $0.lines.first...$0.lines.last })
        for line in noteLines { uses[line] = .footnote }
        let rest = blocks.filter { furniture.uses[$0.lines.first] == nil && !noteLines.contains($0.lines.first) }
        heads = TableHead.all(rest, answers)
        hasForms = rest.contains { block in
            guard case .row(let cells) = block.content else { return false }
            return Label(cells[0])?.number != nil
        }
        for (block, next) in zip(rest, rest.dropFirst()) where heads[next.lines.first] != nil {
            if PlanReader.isTitle(block) { titles.insert(block.lines.first) }
        }
        plan.tones = answers.tones
        let narrative = NarrativeReader(rest)
        for block in narrative?.before ?? rest[...] { try read(block) }
        try narrative?.read(into: &self)
        if narrative != nil { isBeforeRecommendations = false }
        for block in narrative?.after ?? [] { try read(block) }
        if draft.recommendations.isEmpty { try readWithoutHeadings(rest, noteLines) }
        if draft.recommendations.isEmpty { try readReport(rest, noteLines) }
        if plan.title.isEmpty {
            plan.title = plan.otherFacts.first { ["subject", "title"].contains($0.label.folded) }?.words ?? ""
        }
        if draft.recommendations.isEmpty { lookOnce(rest) }
        if draft.recommendations.isEmpty { forgetIntroduction() } else { LineageFinder.read(&self) }
        leaveWaiting()
        readKey()
        try PlanFinisher.finish(&self)
        plan.lineUses = uses.sorted { $0.key < $1.key }.map { .init(line: $0.key, use: $0.value) }
        return plan
    }

    /// What the paper says that its colours mean, with a question where that is not what they mean elsewhere.
    private mutating func readKey() {
        let introduction = plan.introduction.map { passage in
            PlanDraft.Section(
                heading: "", paragraphs: NotesReader.key(passage.text) ?? [passage.text], lines: passage.lines)
        }
        let facts = plan.otherFacts.map {
            PlanDraft.Section(heading: "", paragraphs: ["\($0.label): \($0.words)"], lines: $0.lines)
        }
        plan.key = StatusKey.read(introduction + facts + plan.sections)
        let other = plan.key.filter { Achievement.tone(of: $0.words) != $0.tone }
        guard let first = other.first else { return }
        let words = other.map { "\($0.words) is \($0.tone.words)" }.joined(separator: ", ")
        doubt(first.lines, words, "Do the colours mean what the paper’s own key says? \(words)")
    }

    /// A paragraph, or a row with its first cell alone; not the rest of a row that a page broke.
    private static func isTitle(_ block: Block) -> Bool {
        guard case .row(let cells) = block.content else { return true }
        guard let text = block.soleText, cells.first?.trimmed.isEmpty == false else { return false }
        let words = CellTextReader.read(text).joined
        return words.count <= 120 && !words.startsInLowerCase && !isFinished(words)
    }

    /// "v.2" at the end of a title is a version, "Appendix 2" above it a place.
    private static func title(_ furniture: Furniture) -> (title: String, reference: String) {
        var words = (furniture.title ?? "").words
        var version: String?
        if let last = words.last?.lowercased(), last.hasPrefix("v"), words.count > 1,
            Label.isNumber(last.dropFirst().drop { $0 == "." })
        {
            version = words.popLast().map(String.init)
        }
        let reference = [furniture.place, version].compactMap(\.self).joined(separator: ", ")
        return (words.joined(separator: " "), reference)
    }

    /// Two spaces after a sentence mean something only where one space is the habit.
    private static func breaksAtDoubleSpaces(_ source: SourceText) -> Bool {
        var single = 0, double = 0
        for line in source.lines {
            single += line.split(separator: ". ", omittingEmptySubsequences: false).dropFirst()
                .count { $0.first.map { $0 != " " } ?? false }
            double += line.split(separator: ".  ", omittingEmptySubsequences: false).dropFirst()
                .count { $0.first.map { $0 != " " && $0 != "|" } ?? false }
        }
        return double > 0 && single >= double
    }

    mutating func use(_ lines: SourceLines, as use: PlanDraft.LineUse.Use) {
        for line in lines.first...lines.last where uses[line] == nil { uses[line] = use }
    }

    mutating func leave(_ lines: SourceLines, _ text: String, because why: String) {
        use(lines, as: .notUnderstood)
        plan.notUnderstood.append(.init(lines: lines, text: text, why: why))
    }

    mutating func doubt(
        _ lines: SourceLines?, _ text: String, _ question: String, _ kind: PlanDraft.Doubt.Kind = .look,
        at place: String = "", taken: String = ""
    ) {
        plan.doubts.append(
            .init(
                lines: lines ?? SourceLines(1), text: text, question: question, kind: kind, place: place, taken: taken))
    }

    mutating func read(_ block: Block) throws(SourceText.Failure) {
        try spend()
        // The headings of one sheet say nothing of the next.
        if let next = sheets.first, next.line <= block.lines.first {
            sheets.removeFirst()
            (columns, field, number) = (nil, nil, nil)
        }
        if let question = block.question { doubt(block.lines, "", question) }
        switch block.content {
        case .paragraph(let source):
            readParagraph(source, block.lines)
        case .row(let cells):
            if readGradings(cells, block.lines) || readColumns(cells, block.lines) { return }
            if isInSection, !isBeforeRecommendations, isOfAnotherTable(cells) { columns = nil }
            if let place = block.across, readAcross(cells, from: place, block.lines) { return }
            if !isBeforeRecommendations, titles.contains(block.lines.first), let text = block.soleText {
                return readParagraph(text, block.lines)
            }
            if isBeforeRecommendations, titles.contains(block.lines.first), let text = block.soleText {
                stand(under: CellTextReader.read(text).joined)
            }
            if readTheme(cells, block.lines) { return }
            if columns != nil, !startsLabels(cells) {
                readRow(cells, block.lines)
            } else {
                readLabels(cells, block.lines)
            }
        }
    }

    mutating func readParagraph(_ source: String, _ lines: SourceLines) {
        let text = Furniture.plain(source)
        if text.isEmpty { return }
        let isTitle = titles.contains(lines.first) && text.count <= 150 && !text.hasSuffix(".")
        if isTitle { stand(under: text, isBeforeRecommendations || HeadingReader.strong(source) != nil ? nil : lines) }
        if readHeadFact(source, lines) || readHeaded(source, lines) { return }
        if !isBeforeRecommendations, NotesReader.isHeading(text) { return openNotes(text, lines) }
        if !isBeforeRecommendations, let key = NotesReader.key(text) {
            openNotes("Key", lines)
            for piece in key { plan.sections[plan.sections.count - 1].paragraphs.append(piece) }
            return
        }
        if let heading = HeadingReader.strong(source) {
            isInSection = true
            use(lines, as: .introduction)
            plan.sections.append(.init(heading: heading.text, lines: lines))
            if !heading.rest.isEmpty { addToSection(heading.rest, lines) }
        } else if isBeforeRecommendations || isInSection {
            use(lines, as: .introduction)
            addToSection(ReportItem(CellText(paragraphs: [text])).asPrinted, lines)
        } else if isTitle {
            return
        } else if columns != nil, ThemeWords.open(text), text.count <= 120, !text.hasSuffix(".") {
            stand(underTheme: text, lines)
        } else if text.count <= 200, let decision = LineageFinder.decision(text, lines) {
            use(lines, as: .fact)
            plan.decisions.append(decision)
        } else {
            leave(lines, text, because: "It stands outside the tables")
        }
    }

    /// Adds a paragraph to the section being read, or to the introduction before the first of them.
    mutating func addToSection(_ text: String, _ lines: SourceLines) {
        guard let last = plan.sections.indices.last else {
            return plan.introduction.append(.init(text: text, lines: lines))
        }
        let before = plan.sections[last].paragraphs.last ?? ""
        if !before.isEmpty, !isFinished(before), isContinued(before, by: text), before.utf8.count < 4_000 {
            plan.sections[last].paragraphs[plan.sections[last].paragraphs.count - 1] += " " + text
        } else {
            plan.sections[last].paragraphs.append(text)
        }
        plan.sections[last].lines.last = max(plan.sections[last].lines.last, lines.last)
    }
}

extension Tone {
    /// As a sentence has it.
    fileprivate var words: String {
        switch self {
        case .achieved: "achieved"
        case .achievedInPart: "achieved in part"
        case .onTrack: "on track"
        case .slipped: "slipped"
        case .notAchieved: "not achieved"
        case .notAssessed: "not assessed"
        }
    }
}
