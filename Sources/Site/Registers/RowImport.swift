import HTTP
import Postgres

/// A file of rows on its way to records: which column is which field, what would be saved, and what is wrong.
struct RowImport<R: Record>: Sendable {
    /// One cell that cannot be read, or that another record has.
    struct CellMistake: Equatable, Sendable {
        let line: Int
        let label, text: String
    }

    /// Each is asked about in the form that comes back, whose parts are bounded too.
    static var mostColumns: Int { 100 }
    static var shownRows: Int { 50 }
    static var shownMistakes: Int { 200 }
    /// As many rows are asked about at once as can be read through; of more, those that are there already are to be taken out.
    static var mostDoubts: Int { 200 }

    let source: RowSource
    private(set) var heads: [String] = []
    /// What a column can be.
    private(set) var columns: [FileColumn<R>] = []
    /// The name of the one that each column fills; empty where it is left out.
    private(set) var columnNames: [String] = []
    private(set) var count = 0
    /// The first rows as they were read.
    private(set) var shown: [[String]] = []
    private(set) var records: [R] = []
    /// Where each record stands in the file.
    private(set) var lines: [Int] = []
    /// The first of them.
    private(set) var mistakes: [CellMistake] = []
    private(set) var mistakeCount = 0
    private(set) var doubts: [RowDoubt] = []
    private(set) var words: FileWords
    private var answer = ""
    /// Why nothing of it can be read.
    private(set) var problem: String?

    private struct Enough: Error {}

    init(_ source: RowSource, _ form: Fields) {
        (self.source, problem, words) = (source, source.problem, FileWords(form))
        guard problem == nil, !source.text.isEmpty else { return }
        readHeads()
        columns = R.fileColumns(for: heads)
        let known = heads.map { head in
            let wanted = folded(head)
            return columns.first { $0.isNamed(wanted) }?.name ?? ""
        }
        columnNames = heads.indices.map { form.has("column_\($0)") ? form["column_\($0)"] : known[$0] }
        answer = form["doubts"]
    }

    var isEmpty: Bool { heads.isEmpty }
    /// Whether every row was read.
    var isSound: Bool { problem == nil && mistakeCount == 0 && words.isAnswered }
    /// Whether all of it may be saved.
    var isReady: Bool { isSound && (doubts.isEmpty || isAnswered) }
    /// What the tick says that every doubt was read; the answer is for these rows alone.
    var question: String {
        Secret.digest(doubts.map { "\($0.line) \($0.text)" }.joined(separator: "\n"))
    }
    var isAnswered: Bool { !doubts.isEmpty && doubts.count <= Self.mostDoubts && answer == question }

    private mutating func readHeads() {
        var found: [String] = []
        do {
            try source.read { _, cells in
                if !found.isEmpty { throw Enough() }
                found = cells
            }
            problem = "Give a line of headings and at least one row"
        } catch is Enough {
            guard found.count <= Self.mostColumns else {
                problem =
                    "Import at most \(Self.mostColumns) columns at a time: leave out those that have no place here"
                return
            }
            heads = found
        } catch { problem = Self.tooLong }
    }

    private static var tooLong: String {
        "One row is longer than a megabyte: look for a quotation mark that is never closed"
    }

    /// Reads every row by the fields' own checks.
    mutating func check(_ context: FormContext<R>, upTo most: Int) {
        guard problem == nil, !isEmpty else { return }
        let chosen = columnNames.filter { !$0.isEmpty }
        if chosen.isEmpty { problem = "Say what at least one column is" }
        if Set(chosen).count < chosen.count {
            problem = "Two columns fill the same field: choose another for one of them"
        }
        guard problem == nil else { return }
        let places = columnNames.map { name in columns.first { $0.name == name } }
        let accept = places.map { $0?.acceptor(context) }, choices = places.map { $0?.choice(context) }
        let labels = Dictionary(columns.map { ($0.name, $0.head) }) { first, _ in first }
        let blank = R.begin(context).filled(context)
        var isHead = true
        do {
            try source.read { line, cells in
                if isHead { return isHead = false }
                guard count < most else { throw Enough() }
                count += 1
                if shown.count < Self.shownRows { shown.append(cells) }
                var form = blank
                var unsaid: Set<String> = []
                for (place, cell) in cells.enumerated() where place < accept.count && !cell.isEmpty {
                    guard let said = choices[place].map({ words.read(cell, $0) }) ?? cell else {
                        unsaid.insert(columnNames[place])
                        continue
                    }
                    if !said.isEmpty { accept[place]?(said, &form) }
                }
                take(form, line, context, labels, unsaid: unsaid)
            }
        } catch is Enough {
            problem = "Import at most \(most.formatted()) rows at a time"
        } catch { problem = Self.tooLong }
    }

    /// A row has no tick to answer with. What is asked about its words is no mistake yet.
    private mutating func take(
        _ form: Fields, _ line: Int, _ context: FormContext<R>, _ labels: [String: String], unsaid: Set<String>
    ) {
        var check = Check(form, asksYears: false)
        let record = R.read(&check, context, among: R.fileFields)
        for mistake in check.mistakes.list where !unsaid.contains(mistake.field) {
            add(line, labels[mistake.field] ?? mistake.field, mistake.text)
        }
        guard check.isDone, unsaid.isEmpty else { return }
        records.append(record)
        lines.append(line)
    }

    private mutating func add(_ line: Int, _ label: String, _ text: String) {
        mistakeCount += 1
        if mistakes.count < Self.shownMistakes {
            mistakes.append(CellMistake(line: line, label: label, text: text))
        }
    }

    /// What no row can tell by itself: whether another has the same, in the file or in the list, and what is to be asked.
    mutating func compare(at home: Home, in db: Transaction) throws {
        guard problem == nil, !records.isEmpty else { return }
        if let unique = R.unique {
            let label = R.fields.first { $0.name == unique.field }?.label ?? unique.field
            if let key = unique.key {
                var first: [String: Int] = [:]
                for (record, line) in zip(records, lines) {
                    let before = first.updateValue(line, forKey: key(record))
                    if let before { add(line, label, "Row \(before) has the same") }
                }
            }
            let rows = try SQLRows(records.map { [unique.same($0, home)] })
            let taken: [Int] = try db.values(
                """
                SELECT r.place FROM \(rows.source)
                 WHERE EXISTS (SELECT FROM \(R.from) AS x WHERE \(rows.expressions[0])) ORDER BY r.place
                """)
            for place in taken {
                let isShown = mistakes.count < Self.shownMistakes
                add(lines[place - 1], label, isShown ? try unique.mistake(records[place - 1], db) : "")
            }
        }
        mistakes.sort { $0.line < $1.line }
        doubts = try R.doubts(Array(zip(lines, records)), in: db)
    }
}

/// What somebody must say of a row before it is saved: such as that it is another person than the one who is there.
struct RowDoubt: Equatable, Sendable {
    let line: Int
    let text: String
}
