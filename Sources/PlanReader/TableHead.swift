import Values

/// The headings of one table, and which column each stands over: by its words, by what stands below, or as somebody said.
struct TableHead {
    struct Heading {
        var words: String
        var label: Label?
        var sureness: ReadTable.Heading.Sureness
        /// Of a column that may be meant otherwise.
        var question: String?
    }

    let lines: SourceLines
    private(set) var headings: [Heading]
    /// The first cells of each column.
    private let columns: [[String]]

    /// The rows below them that were looked at, and how long the words of the longest column are.
    private(set) var rowCount = 0
    var longest: Int { columns.indices.map(average).max() ?? 0 }

    /// As many rows of a table as are looked at.
    private static let mostRows = 60

    /// The tables of a paper by the line of their headings.
    static func all(_ blocks: [Block], _ answers: ReadingAnswers) -> [Int: TableHead] {
        var heads: [Int: TableHead] = [:], isOpen = false, at = 0
        while at < blocks.count {
            guard case .row(let cells) = blocks[at].content, isHead(cells, isOpen, answers), !isLine(at, of: blocks)
            else {
                if case .paragraph(let source) = blocks[at].content, HeadingReader.strong(source) != nil {
                    isOpen = false
                }
                at += 1
                continue
            }
            let start = at
            var rows: [[String]] = []
            at += 1
            while at < blocks.count {
                if case .row(let below) = blocks[at].content {
                    if isHead(below, true, answers), !isLine(at, of: blocks) { break }
                    if rows.count < mostRows, below.count(where: { !$0.trimmed.isEmpty }) > 1 { rows.append(below) }
                } else if case .paragraph(let source) = blocks[at].content, HeadingReader.strong(source) != nil {
                    break
                }
                at += 1
            }
            isOpen = true
            let head = TableHead(cells, blocks[start].lines, rows, answers)
            heads[blocks[start].lines.first] = head
        }
        return heads
    }

    /// Whether a row names columns: more than half of its cells do, or a third where the words of a plan are among them.
    static func isHead(_ cells: [String], _ isOpen: Bool, _ answers: ReadingAnswers = .init()) -> Bool {
        let printed = cells.filter { !$0.trimmed.isEmpty }
        guard printed.count > 1, printed.allSatisfy({ $0.utf8.count <= 400 }) else { return false }
        let filled = printed.map { CellTextReader.read($0).joined }
        if !answers.columns.isEmpty {
            let answered = filled.compactMap { answers.columns[Label.key($0)] }
            if answered.count * 2 > filled.count, Set(answered).count > 1 { return true }
        }
        let exact = filled.compactMap { Label($0) }
        guard !exact.isEmpty else { return false }
        // Labels with their words beside them.
        let colons = filled.count { $0.hasSuffix(":") }, isForm = 0 < colons && colons < filled.count
        if isForm, filled.count == 2 { return false }
        let likely = filled.compactMap { Label(heading: $0) ?? (isOpen ? nil : Label(misspelt: $0)) }
        let names = isForm || isOpen && likely.count < filled.count ? exact : likely
        let kinds = Set(names.map(\.column))
        guard kinds.count > 1, filled.count > 2 || !kinds.isDisjoint(with: [.recommendation, .action]) else {
            return false
        }
        if names.count * 2 > filled.count { return true }
        return names.count * 3 > filled.count && filled.count > 3 && !isOpen
            && !kinds.isDisjoint(with: [.recommendation, .action])
            && filled.allSatisfy { $0.utf8.count <= 70 && !$0.trimmed.hasSuffix(".") }
    }

    init(_ cells: [String], _ lines: SourceLines, _ rows: [[String]], _ answers: ReadingAnswers) {
        (self.lines, rowCount) = (lines, rows.count)
        columns = cells.indices.map { column in
            rows.compactMap { row in
                guard column < row.count else { return nil }
                let text = CellTextReader.read(row[column].prefix(400)).joined
                return text.isEmpty ? nil : text
            }
        }
        headings = cells.map { cell in
            let label = cell.trimmed.isEmpty ? nil : Label(heading: cell) ?? Label(misspelt: cell)
            return Heading(
                words: CellTextReader.read(cell).joined, label: label,
                sureness: label.map { TableHead.sureness($0.sureness) } ?? .unknown)
        }
        settle()
        take(answers)
    }

    /// A table without headings, as `ColumnGuess` has it.
    init(_ guess: ColumnGuess, _ answers: ReadingAnswers) {
        (lines, columns) = (guess.lines, guess.examples)
        headings = guess.labels.map { Heading(words: "", label: $0, sureness: $0 == nil ? .unknown : .guessed) }
        take(answers)
    }

    /// What an answer about a column is kept by: its heading, or where none stands, its place.
    private func key(_ index: Int) -> String {
        let key = Label.key(headings[index].words)
        return key.isEmpty ? String(index + 1) : key
    }

    var table: ReadTable {
        let rows = headings.enumerated().map { index, heading in
            ReadTable.Heading(
                words: heading.words, key: key(index), column: heading.label?.column ?? .kept,
                sureness: heading.sureness, examples: columns[index].prefix(3).map { $0.cut(to: 120) })
        }
        return ReadTable(
            lines: lines,
            headings: rows.enumerated().filter { !$1.words.isEmpty || !columns[$0].isEmpty }.map(\.element))
    }

    private static func sureness(_ it: Label.Sureness) -> ReadTable.Heading.Sureness {
        switch it {
        case .known: .known
        case .likely: .likely
        case .guessed: .guessed
        }
    }

    private mutating func take(_ answers: ReadingAnswers) {
        for index in headings.indices {
            guard let column = answers.columns[key(index)] else { continue }
            var label = headings[index].label ?? Label(column)
            label.column = column
            (headings[index].label, headings[index].sureness, headings[index].question) = (label, .answered, nil)
        }
    }
}

/// What stands under a heading decides where its words leave it open.
extension TableHead {
    private mutating func settle() {
        for index in headings.indices { settle(index) }
        settleRecommendations()
        settleLeads()
        settleComments()
        for column in [Column.number, .status] { keepFirst(column) }
        settleActions()
        settleDates()
        for index in headings.indices where headings[index].question == nil { ask(index) }
    }

    private func indices(_ column: Column) -> [Int] { headings.indices.filter { headings[$0].label?.column == column } }

    private mutating func set(_ index: Int, _ column: Column, guessed: Bool = true) {
        var label = headings[index].label ?? Label(column)
        label.column = column
        headings[index].label = label
        if guessed { headings[index].sureness = .guessed }
    }

    private func most(_ index: Int, _ isIt: (String) -> Bool) -> Bool {
        let texts = columns[index].filter { $0.contains { $0.isLetter || $0.isNumber } }
        return !texts.isEmpty && texts.count(where: isIt) * 5 >= texts.count * 3
    }

    private func average(_ index: Int) -> Int {
        columns[index].isEmpty ? 0 : columns[index].reduce(0) { $0 + $1.count } / columns[index].count
    }

    private mutating func settle(_ index: Int) {
        let isStatus = most(index) { Achievement.isWhole($0) }
        switch headings[index].label?.column {
        case .agreed?, .officers?:
            let isAnswer = most(index) { ResponseReader.read($0) != nil }
            set(index, isAnswer ? .response : .kept, guessed: !isAnswer)
        case .impact?, .evidence?:
            if isStatus, indices(.status).isEmpty { set(index, .status) }
        case .recommendation?:
            if most(index, TableHead.isReference) { set(index, .number, guessed: false) }
        case .due? where headings[index].words.folded == "by":
            if !most(index, { $0.contains(where: \.isNumber) }) { set(index, .lead) }
        case nil where headings[index].words.isEmpty:
            if indices(.number).isEmpty, index == 0, most(index, TableHead.isReference) { set(index, .number) }
        case nil:
            if indices(.status).isEmpty, isStatus { set(index, .status) }
        default: break
        }
    }

    /// "EN7", "3.2", "b)": with a digit or a bracket, and short.
    private static func isReference(_ text: String) -> Bool {
        guard text.count <= 24, ApproximateDay.read(text).map({ $0.precision == .year }) ?? true else { return false }
        func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
        let words = text.words
        return words.count <= 3
            && words.allSatisfy { $0.contains(where: isDigit) || $0.isAcronym || NumberedText.isLetter($0) }
            && words.contains { $0.contains(where: isDigit) || NumberedText.isLetter($0) }
    }

    /// One of several is the longest in words; where none is, the longest column that no heading explains.
    private mutating func settleRecommendations() {
        let found = indices(.recommendation)
        if found.count > 1 {
            let sure = found.filter { headings[$0].sureness != .guessed }
            let best = (sure.isEmpty ? found : sure).max { average($0) < average($1) }
            for index in found where index != best { set(index, .kept) }
        }
        guard found.isEmpty, !indices(.action).isEmpty || !indices(.response).isEmpty else { return }
        let free = headings.indices.filter {
            !headings[$0].words.isEmpty && headings[$0].label == nil && average($0) > 20
        }
        guard let best = free.max(by: { average($0) < average($1) }) else { return }
        set(best, .recommendation)
        headings[best].question =
            "Which column holds the recommendations? No heading says so, so “\(headings[best].words)” was taken"
    }

    /// Members beside officers do not do the work themselves.
    private mutating func settleLeads() {
        let found = indices(.lead)
        let members = found.filter { HeadingGrammar.isOfMembers(headings[$0].words.folded) }
        guard !members.isEmpty, members.count < found.count else { return }
        let officers = found.filter { !members.contains($0) && !columns[$0].isEmpty }
        guard !officers.isEmpty else { return }
        for index in members where !headings[index].words.folded.words.contains("officer") {
            set(index, .kept, guessed: false)
        }
    }

    /// Comments right behind the response are the response's.
    private mutating func settleComments() {
        let names: Set<Substring> = ["comment", "comments", "reason", "reasons", "rationale", "explanation"]
        for index in headings.indices.dropFirst() where headings[index - 1].label?.column == .response {
            let column = headings[index].label?.column
            guard column == nil || column == .evidence, let last = headings[index].words.folded.words.last,
                names.contains(last)
            else { continue }
            set(index, .response, guessed: false)
            if headings[index].sureness == .unknown { headings[index].sureness = .likely }
        }
    }

    private mutating func keepFirst(_ column: Column) {
        for index in indices(column).dropFirst() { set(index, .kept, guessed: false) }
    }

    /// What was done beside what was agreed is progress.
    private mutating func settleActions() {
        let found = indices(.action)
        for index in found
        where found.count > 1
            && headings[index].words.folded.words.contains(where: {
                ["taken", "done", "date", "progress"].contains($0)
            }) && index != found.first
        { set(index, .evidence) }
    }

    /// A date before the recommendation is that of the meeting; where a date was revised, the first stays in words.
    private mutating func settleDates() {
        guard let recommendation = indices(.recommendation).first else { return }
        for index in indices(.due) where index < recommendation && headings[index].words.folded == "date" {
            set(index, .kept)
            headings[index].question =
                "What day is in the column “\(headings[index].words)”? It stands before the recommendation, so it was taken as the day of the meeting and kept as words"
        }
        let due = indices(.due), revised = due.filter { headings[$0].words.folded.words.contains("revised") }
        if !revised.isEmpty, revised.count < due.count {
            for index in revised { headings[index].sureness = .likely }
        }
    }

    private mutating func ask(_ index: Int) {
        let words = headings[index].words
        guard !columns[index].isEmpty, !words.isEmpty else { return }
        if headings[index].label == nil {
            headings[index].question =
                "What does the column “\(words)” hold? Its words are kept with each recommendation"
        } else if headings[index].sureness == .guessed, let column = headings[index].label?.column, column != .kept {
            headings[index].question = "What does the column “\(words)” hold? It was taken as: \(column.label)"
        } else if headings[index].sureness == .guessed {
            headings[index].question =
                "What does the column “\(words)” hold? Its words are kept with each recommendation"
        }
    }
}
