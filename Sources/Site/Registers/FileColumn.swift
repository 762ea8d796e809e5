import Postgres

/// One column of a file that is read into records, and written of them: its head, its cell, and what a cell means to the form.
struct FileColumn<R: Record>: Sendable {
    /// What a mistake in it is named by, as in the form: "born", "cohorts_1_began".
    let name: String
    /// "Date of birth", "Group 1 since".
    let head: String
    let isPersonal: Bool
    let cell: @Sendable (R) -> Cell
    /// Given what the form offers, fills its boxes as a cell says.
    let acceptor: @Sendable (FormContext<R>) -> (String, inout Fields) -> Void
    /// What the form offers, where a cell is one of a few.
    let choice: @Sendable (FormContext<R>) -> FileWords.Choice?

    /// Whether a heading means this column.
    func isNamed(_ folded: String) -> Bool {
        App.folded(head) == folded || App.folded(name.replacing("_", with: " ")) == folded
    }

    /// As a column of the list's files alone.
    var listColumn: ListColumn<R> {
        ListColumn(head, name, isListed: false) { record, visit in
            isPersonal && !visit.showsNames ? .text(Visit.hiddenName) : cell(record)
        }
    }
}

extension Field {
    /// Its columns in a file: of a part that repeats, those of so many rows.
    func fileColumns(_ count: Int) -> [FileColumn<R>] {
        if let repeated { return (1...count).flatMap(repeated) }
        guard isFiled else { return [] }
        return [
            FileColumn(
                name: name, head: label, isPersonal: isPersonal, cell: cell,
                acceptor: { [accept, acceptor] in acceptor?($0) ?? accept },
                choice: { [name, label, options, offered] context in
                    FileWords.Choice(name, label, offered?(context) ?? options)
                })
        ]
    }

    /// Nothing that is kept: no column of a file.
    func unfiled() -> Field {
        var field = self
        field.isFiled = false
        return field
    }
}

extension Field {
    /// One of these; the first is empty where none need be chosen.
    func offering(_ options: [(value: String, text: String)]) -> Field {
        var field = self
        field.options = options
        return field
    }
}

/// What a cell means among these: by their words however they are written, or by their values; else itself, which the check refuses.
func meaning(among options: [(value: String, text: String)]) -> @Sendable (String) -> String {
    let words = Dictionary(options.map { (folded($0.text), $0.value) }) { first, _ in first }
    return { words[folded($0)] ?? $0 }
}

extension Record {
    /// How many rows of a part that repeats a file is offered, and at most.
    static var usualRepeats: Int { 3 }
    static var mostRepeats: Int { 12 }

    /// All columns of a file whose heads are these.
    static func fileColumns(for heads: [String]) -> [FileColumn<Self>] {
        let numbers = heads.flatMap { $0.split(separator: " ").compactMap { Int($0) } }
        let highest = numbers.filter { 1...mostRepeats ~= $0 }.max() ?? 0
        return fileFields.flatMap { $0.fileColumns(max(usualRepeats, highest)) }
    }
}

extension Field {
    /// What a part that repeats has in a file, row by row: "Group 1", "Group 1 since".
    static func columns<L: RecordRow>(
        of path: WritableKeyPath<R, [L]> & Sendable, _ name: String, _ number: Int,
        _ inner: @escaping @Sendable (FormContext<R>) -> FormContext<L>
    ) -> [FileColumn<R>] {
        let row = "\(L.words.one.sentenceCase) \(number)", prefix = "\(name)_\(number)_"
        return L.fields.map { field in
            let isFirst = field.label == L.words.one.sentenceCase
            return FileColumn(
                name: prefix + field.name, head: isFirst ? row : "\(row) \(field.label.lowercasedFirst)",
                isPersonal: false,
                cell: { record in
                    let rows = record[keyPath: path]
                    return number <= rows.count ? field.cell(rows[number - 1]) : .text("")
                },
                acceptor: { context in
                    let accept = field.acceptor?(inner(context)) ?? field.accept
                    return { text, fields in
                        var part = Fields()
                        accept(text, &part)
                        fields.set(prefix, part: part)
                    }
                },
                choice: {
                    FileWords.Choice(
                        "\(name)_\(field.name)", field.label, field.offered?(inner($0)) ?? field.options)
                })
        }
    }
}
