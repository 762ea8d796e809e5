import Formats
import HTTP
import Mustache
import Postgres

/// Rows of a CSV file as new records: which column is what, what would be saved, every mistake by row and cell; all or nothing.
extension Register {
    func importing(_ change: Ability) -> [Route] {
        [
            .get(path + "/import", change, askImport),
            .post(
                path + "/import", change, upTo: 2 << 20,
                reading: { RowImport<R>($0.form, file: $0.files.first) }, importRows),
        ]
    }

    private func askImport(_ visit: Visit) throws -> Response { try importPage(visit, RowImport<R>(Fields())) }

    private func importPage(_ visit: Visit, _ rows: RowImport<R>, status: Status = .ok) throws -> Response {
        let home = try home(visit)
        return try visit.page(
            RegisterImportPage(rows, R.words, action: visit.link(home.path + "/import"), back: visit.link(home.path)),
            title: "Import \(R.words.many)", back: Link(label: title, link: visit.link(home.path)), status: status)
    }

    private func importRows(_ visit: Visit, _ read: RowImport<R>) throws -> Response {
        let home = try home(visit)
        let context = FormContext<R>(
            choices: try R.choices(visit, at: home, for: nil), existing: nil, today: visit.today)
        var rows = read
        rows.check(context)
        guard visit.form["confirmed"] == "1", !visit.form.isHeld, rows.problem == nil, rows.mistakes.isEmpty else {
            return try importPage(visit, rows, status: rows.problem == nil ? .ok : .unprocessableContent)
        }
        for (place, record) in rows.records.enumerated() where try R.add(record, at: home, in: visit.db) == nil {
            // Rows before this one were added in this transaction: it ends without them.
            let words = try R.unique?.mistake(record, visit.db) ?? "There is already one like this"
            throw Failure.conflict("Row \(rows.line(of: place)): \(words). Nothing was imported.")
        }
        return visit.redirect(
            to: home.path, saying: "\(counted(rows.records.count, R.words.one, R.words.many).sentenceCase) added.",
            heading: "Imported")
    }
}

/// A file of rows on its way to records: the text, which column is which field, and what is wrong.
struct RowImport<R: Record>: Sendable {
    /// One cell that cannot be read.
    struct CellMistake: Equatable, Sendable {
        let line: Int
        let label, text: String
    }

    static var most: Int { 5_000 }
    /// Each is asked about in the form that comes back, whose parts are bounded too.
    static var mostColumns: Int { 100 }

    let text: String
    private(set) var heads: [String] = []
    private var rows: [(line: Int, cells: [String])] = []
    /// The name of the field that each column fills; empty where it is left out.
    private(set) var fieldNames: [String] = []
    private(set) var records: [R] = []
    private(set) var mistakes: [CellMistake] = []
    /// Why nothing of it can be read.
    private(set) var problem: String?

    init(_ form: Fields, file: SentFile? = nil) {
        var given = form["rows"]
        if let file {
            do throws(SentFile.Refusal) {
                let bytes = try file.content()
                if !bytes.contains(0), let words = String(validating: bytes, as: UTF8.self) { given = words }
            } catch { (given, problem) = ("", error.sentence(file.filename)) }
        }
        text = given.hasPrefix("\u{FEFF}") ? String(given.dropFirst()) : given
        guard !text.isEmpty else {
            if problem == nil, form.has("rows") { problem = "Choose a file, or paste rows with a line of headings" }
            return
        }
        read()
        fieldNames = heads.indices.map { form.has("column_\($0)") ? form["column_\($0)"] : Self.guess(heads[$0]) }
    }

    var isEmpty: Bool { heads.isEmpty }
    var count: Int { rows.count }
    func line(of record: Int) -> Int { rows[record].line }
    func cells(_ row: Int) -> [String] { rows[row].cells }

    private mutating func read() {
        let first = text.prefix { !$0.isNewline }
        let separator = [Character(","), ";", "\t"].max { a, b in first.count { $0 == a } < first.count { $0 == b } }
        var reader = CSVReader(separator: separator?.asciiValue ?? UInt8(ascii: ","))
        var found: [(line: Int, cells: [String])] = []
        func take(_ record: CSVReader.Record) {
            guard found.count <= Self.most + 1 else { return }
            found.append(
                (record.firstLine, (0..<record.count).map { Spreadsheet.unguarded(Fields.tidy(record.text($0) ?? "")) })
            )
        }
        do {
            try reader.read(Array(text.utf8), each: take)
            reader.finish(each: take)
        } catch { problem = "One row is longer than a megabyte: look for a quotation mark that is never closed" }
        guard found.count > 1 else {
            problem = "Give a line of headings and at least one row"
            return
        }
        guard found[0].cells.count <= Self.mostColumns else {
            problem = "Import at most \(Self.mostColumns) columns at a time: leave out those that have no place here"
            return
        }
        if found.count > Self.most + 1 { problem = "Import at most \(Self.most.formatted()) rows at a time" }
        heads = found[0].cells
        rows = Array(found.dropFirst())
    }

    /// The field whose label or name a heading is.
    private static func guess(_ head: String) -> String {
        let wanted = folded(head)
        return R.fields.first { folded($0.label) == wanted || folded($0.name.replacing("_", with: " ")) == wanted }?
            .name ?? ""
    }

    /// Reads every row by the fields' own checks.
    mutating func check(_ context: FormContext<R>) {
        guard problem == nil, !isEmpty else { return }
        let chosen = fieldNames.filter { !$0.isEmpty }
        if chosen.isEmpty { problem = "Say what at least one column is" }
        if Set(chosen).count < chosen.count {
            problem = "Two columns fill the same field: choose another for one of them"
        }
        guard problem == nil else { return }
        let fields = Dictionary(uniqueKeysWithValues: R.fields.map { ($0.name, $0) })
        for row in rows {
            var form = R.begin(context).filled(context)
            for (name, cell) in zip(fieldNames, row.cells) where !cell.isEmpty { fields[name]?.accept(cell, &form) }
            // A row has no tick to answer with.
            do { records.append(try R.read(form, context, asksYears: false)) } catch {
                mistakes += error.list.map { mistake in
                    CellMistake(
                        line: row.line, label: fields[mistake.field]?.label ?? mistake.field, text: mistake.text)
                }
            }
        }
    }
}
