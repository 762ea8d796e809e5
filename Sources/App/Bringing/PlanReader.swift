/// Reads a paper into a plan: finds its tables, then what each row says, then what each cell holds.
struct PlanReader {
    var plan = UnderstoodPlan()
    var draft = Draft()
    var habits = CellHabits()
    var notes: [FootnoteReader.Note] = []
    private let blocks: [Block]
    let furniture: Furniture
    var uses: [Int: UnderstoodPlan.LineUse.Use]
    var isBeforeRecommendations = true
    /// A heading stands below the tables: what follows it is text of the report.
    var isInSection = false
    /// Which columns the table has that is being read; nil among labelled lines.
    var columns: [Label?]?
    var columnNames: [String] = []
    private var number: String?
    var field: Field?
    private var grades: (numbers: [Int], lines: SourceLines)?

    /// What a line below without a label goes on with.
    enum Field { case column(Column), fact(Int) }

    /// Reads the bytes of a file or of what was pasted.
    static func read(_ bytes: [UInt8]) throws(SourceText.Failure) -> UnderstoodPlan {
        try read(try SourceText(bytes))
    }

    static func read(_ source: SourceText) throws(SourceText.Failure) -> UnderstoodPlan {
        var reader = try PlanReader(source)
        return reader.read(source)
    }

    /// More rows, paragraphs and bytes of words than a plan can come to, so that reading ends in time.
    private static let blockLimit = 20_000
    private static let wordLimit = 2 << 20

    private init(_ source: SourceText) throws(SourceText.Failure) {
        if source.lines.reduce(0, { $0 + $1.utf8.count }) > PlanReader.wordLimit { throw .tooLong }
        blocks = TableReader.blocks(source)
        if blocks.count > PlanReader.blockLimit { throw .tooLong }
        furniture = Furniture(blocks)
        uses = furniture.uses
        (plan.title, plan.reference) = PlanReader.title(furniture)
        plan.fingerprint = Fingerprint.of(source)
    }

    private mutating func read(_ source: SourceText) -> UnderstoodPlan {
        notes = FootnoteReader.notes(in: blocks, besides: furniture.uses)
        habits = CellHabits(
            footnotes: Set(notes.map(\.number)), doubleSpaceBreaks: PlanReader.breaksAtDoubleSpaces(source))
        let noteLines = Set(notes.flatMap { $0.lines.first...$0.lines.last })
        for line in noteLines { uses[line] = .footnote }
        let rest = blocks.filter { furniture.uses[$0.lines.first] == nil && !noteLines.contains($0.lines.first) }
        let narrative = NarrativeReader(rest)
        (narrative?.before ?? rest[...]).forEach { read($0) }
        narrative?.read(into: &self)
        if draft.recommendations.isEmpty { readWithoutHeadings(rest, noteLines) }
        if draft.recommendations.isEmpty { readReport(rest, noteLines) }
        if plan.title.isEmpty { plan.title = plan.otherFacts.first { $0.label.folded == "subject" }?.words ?? "" }
        if draft.recommendations.isEmpty { forgetIntroduction() } else { LineageFinder.read(&self) }
        PlanFinisher.finish(&self)
        plan.lineUses = uses.sorted { $0.key < $1.key }.map { .init(line: $0.key, use: $0.value) }
        return plan
    }

    /// "v.2" at the end of a title is a version, "Appendix 2" above it a place.
    private static func title(_ furniture: Furniture) -> (title: String, reference: String) {
        var words = (furniture.title ?? "").split(separator: " ")
        var version: String?
        if let last = words.last?.lowercased(), last.hasPrefix("v"), words.count > 1,
            Label.isNumber(last.dropFirst().drop { $0 == "." })
        {
            version = words.popLast().map(String.init)
        }
        let reference = [furniture.place, version].compactMap(\.self).joined(separator: ", ")
        return (words.joined(separator: " "), reference)
    }

    /// Where nothing is introduced, nothing was understood.
    private mutating func forgetIntroduction() {
        let passages =
            plan.introduction + plan.otherFacts.map { .init(text: "\($0.label) \($0.words)", lines: $0.lines) }
        let sections = plan.sections.map {
            UnderstoodPlan.Passage(text: ([$0.heading] + $0.paragraphs).joined(separator: " "), lines: $0.lines)
        }
        (plan.introduction, plan.otherFacts, plan.sections) = ([], [], [])
        for passage in passages + sections {
            for line in passage.lines.first...passage.lines.last { uses[line] = nil }
            leave(passage.lines, passage.text, because: "No recommendation was found in this paper")
        }
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

    mutating func use(_ lines: SourceLines, as use: UnderstoodPlan.LineUse.Use) {
        for line in lines.first...lines.last where uses[line] == nil { uses[line] = use }
    }

    mutating func leave(_ lines: SourceLines, _ text: String, because why: String) {
        use(lines, as: .notUnderstood)
        plan.notUnderstood.append(.init(lines: lines, text: text, why: why))
    }

    mutating func doubt(_ lines: SourceLines?, _ text: String, _ question: String) {
        plan.doubts.append(.init(lines: lines ?? SourceLines(1), text: text, question: question))
    }

    mutating func read(_ block: Block) {
        switch block.content {
        case .paragraph(let source):
            readParagraph(source, block.lines)
        case .row(let cells):
            if readGradings(cells, block.lines) || readColumns(cells, block.lines) { return }
            if columns != nil, !startsLabels(cells) {
                readRow(cells, block.lines)
            } else {
                readLabels(cells, block.lines)
            }
        }
    }

    private mutating func readParagraph(_ source: String, _ lines: SourceLines) {
        let text = Furniture.plain(source)
        if text.isEmpty { return }
        if let heading = HeadingReader.strong(source) {
            isInSection = true
            use(lines, as: .introduction)
            plan.sections.append(.init(heading: heading.text, lines: lines))
            if !heading.rest.isEmpty { addToSection(heading.rest, lines) }
        } else if isBeforeRecommendations || isInSection {
            use(lines, as: .introduction)
            addToSection(ReportItem(CellText(paragraphs: [text])).asPrinted, lines)
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

    private mutating func readColumns(_ cells: [String], _ lines: SourceLines) -> Bool {
        let filled = cells.filter { !$0.trimmed.isEmpty }
        var labels = cells.map { Label($0) }
        if labels.contains(where: { $0 != nil }) {
            for index in labels.indices where labels[index] == nil { labels[index] = Label(misspelt: cells[index]) }
        }
        let known = labels.count { $0 != nil }
        guard Set(labels.compactMap { $0?.column }).count > 1, known * 2 > filled.count,
            !filled[0].trimmed.hasSuffix(":") || filled[1].trimmed.hasSuffix(":") || filled.count > 2
        else { return false }
        use(lines, as: .columns)
        columns = labels
        columnNames = cells.map { CellTextReader.read($0).joined }
        (isBeforeRecommendations, isInSection) = (false, false)
        field = nil
        number = labels.compactMap { $0?.number }.first
        if let number, number == draft.recommendations.last?.number { self.number = nil }
        return true
    }

    private func startsLabels(_ cells: [String]) -> Bool {
        guard let first = cells.first?.trimmed, first.hasSuffix(":"), let label = Label(first) else { return false }
        return label.number != nil || ![.number, .recommendation].contains(label.column)
    }

    private mutating func readRow(_ cells: [String], _ lines: SourceLines) {
        guard let columns else { return }
        var found: [Column: CellText] = [:]
        var periods: [Column: ApproximateDay] = [:]
        for (index, source) in cells.enumerated() {
            let text = CellTextReader.read(source, habits)
            if text.isEmpty { continue }
            guard index < columns.count, let label = columns[index] else {
                let name = index < columnNames.count ? columnNames[index] : ""
                let why = name.isEmpty ? "No heading stands over it" : "“\(name)” is not a column Waymark knows"
                plan.notUnderstood.append(.init(lines: lines, text: text.joined, why: why))
                continue
            }
            found[label.column, default: CellText()].paragraphs += text.paragraphs
            found[label.column]?.markers += text.markers
            periods[label.column] = label.period
        }
        if found.isEmpty { return use(lines, as: .notUnderstood) }
        use(lines, as: found[.recommendation] == nil ? .action : .recommendation)
        number = TableRow(cells: found, periods: periods, lines: lines).add(to: &self, number: number)
    }

    private mutating func readLabels(_ cells: [String], _ lines: SourceLines) {
        let filled = cells.enumerated().filter { !$0.element.trimmed.isEmpty }
        guard let first = filled.first else { return }
        let label = Label(first.element)
        if first.offset == 0, label == nil, filled.count == 1, !first.element.trimmed.hasSuffix(":") {
            return readTitleRow(first.element, lines)
        }
        guard first.offset == 0 || filled.count > 1 else {
            return goOn(with: CellTextReader.read(first.element, habits), lines)
        }
        let values = filled.dropFirst(first.offset == 0 ? 1 : 0).map(\.element)
        if let label, first.offset == 0 {
            let text = values.map { CellTextReader.read($0, habits) }
            take(label, text.first ?? CellText(), lines)
            for extra in text.dropFirst() { goOn(with: extra, lines) }
        } else if isBeforeRecommendations {
            readFacts(filled.map(\.element), lines)
        } else {
            leave(lines, filled.map(\.element).joined(separator: " | "), because: "No heading says what it is")
        }
    }

    private mutating func readTitleRow(_ source: String, _ lines: SourceLines) {
        let text = CellTextReader.read(source, habits)
        if plan.form == nil, isBeforeRecommendations, text.joined.count <= 120 {
            plan.form = text.joined
            use(lines, as: .title)
        } else {
            readParagraph(text.joined, lines)
        }
    }

    /// Labels and values in turn.
    private mutating func readFacts(_ cells: [String], _ lines: SourceLines) {
        use(lines, as: .fact)
        for start in stride(from: 0, to: cells.count, by: 2) {
            let label = CellTextReader.read(cells[start]).joined
            let words = start + 1 < cells.count ? CellTextReader.read(cells[start + 1]).joined : ""
            plan.otherFacts.append(.init(label: label.trimmedOfColon, words: words, lines: lines))
        }
        field = .fact(plan.otherFacts.count - 1)
    }

    private mutating func take(_ label: Label, _ text: CellText, _ lines: SourceLines) {
        columns = nil
        field = .column(label.column)
        switch label.column {
        case .review:
            plan.reviewName = text.joined
            use(lines, as: .fact)
        case .linkOfficers:
            plan.linkOfficers = LeadReader.separated(text).map { String($0) }
            use(lines, as: .fact)
        case .agreed:
            plan.agreed = ApproximateDay.read(text.joined)
            use(lines, as: .fact)
            if plan.agreed == nil, !text.isEmpty {
                doubt(lines, text.joined, "When was the action plan agreed? This is not a date Waymark can read")
            }
        default:
            (isBeforeRecommendations, isInSection) = (false, false)
            LabelledLine(label: label, text: text, lines: lines).add(to: &self)
        }
    }

    private mutating func goOn(with text: CellText, _ lines: SourceLines) {
        switch field {
        case .fact(let index):
            use(lines, as: .fact)
            plan.otherFacts[index].words += " " + text.joined
        case .column(.linkOfficers):
            use(lines, as: .fact)
            plan.linkOfficers += LeadReader.separated(text).map { String($0) }
        case .column(let column) where !draft.recommendations.isEmpty:
            LabelledLine.goOn(column, with: text, lines, in: &self)
        default:
            leave(lines, text.joined, because: "No heading says what it is")
        }
    }

    /// A row of 1, 2, 3, 4 and under it a row of what they mean.
    private mutating func readGradings(_ cells: [String], _ lines: SourceLines) -> Bool {
        let filled = cells.dropFirst().map { CellTextReader.read($0).joined }.filter { !$0.isEmpty }
        let numbers = filled.compactMap { Int($0) }
        if numbers.count > 1, numbers.count == filled.count, numbers == Array(numbers[0]..<numbers[0] + numbers.count) {
            grades = (numbers, lines)
            use(lines, as: .gradings)
            return true
        }
        guard let waiting = grades else { return false }
        grades = nil
        guard filled.count == waiting.numbers.count else {
            let numbers = waiting.numbers.map(String.init).joined(separator: " | ")
            leave(waiting.lines, numbers, because: "It looks like a key to grades, but no words stand below")
            return false
        }
        use(lines, as: .gradings)
        let place = SourceLines(waiting.lines.first, lines.last)
        plan.gradings = zip(waiting.numbers, filled).map { number, words in
            .init(number: number, words: words, tone: Achievement.tone(of: words), lines: place)
        }
        return true
    }
}

extension String {
    var trimmedOfColon: String { hasSuffix(":") ? String(dropLast()).trimmed : self }
}
