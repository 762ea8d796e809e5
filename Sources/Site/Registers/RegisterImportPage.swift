import Mustache

/// Where rows are pasted or chosen, then which column is what, and what is wrong with which cell.
struct RegisterImportPage: View {
    static let template = "registers/import"
    let heading: String
    let problems: ErrorSummary?
    let action: String
    let start: Start?
    let review: Review?

    /// Before anything was read.
    struct Start: Sendable {
        let file: FileField
        let rows: TextArea
        let columns: String
        let save: SaveRow
    }

    /// What was read.
    struct Review: Sendable {
        let summary: String
        let columns: [SelectField]
        let mistakes: Mistaken?
        let table: Table
        let rows: String
        let again: SaveRow
        let save: Confirmation?
    }

    /// Cells to mend in the file.
    struct Mistaken: Sendable {
        let heading: String
        let lines: [String]
    }

    /// The button that imports.
    struct Confirmation: Sendable { let label: String }

    private static let shownRows = 20, shownMistakes = 100

    init<R>(_ rows: RowImport<R>, _ words: RecordWords, action: String, back: String) {
        heading = "Import \(words.many)"
        self.action = action
        problems = rows.problem.map {
            ErrorSummary(mistakes: [Mistake(field: rows.isEmpty ? "rows" : "column_0", text: $0)])
        }
        guard !rows.isEmpty else {
            let names = R.fields.map(\.label).joined(separator: ", ")
            var form = Fields()
            form["rows"] = rows.text
            start = Start(
                file: FileField(
                    id: "file", name: "file", label: "Choose a CSV file",
                    hint: "From a spreadsheet: save as CSV (UTF-8).",
                    isOptional: true, accept: ".csv,text/csv"),
                rows: FormBuilder(form).area("rows", "Or paste rows, with their headings", optional: true, rows: 8),
                columns: "Columns that are known by their headings: \(names).",
                save: SaveRow(label: "Check the rows", cancel: Link(label: "Cancel", link: back)))
            review = nil
            return
        }
        start = nil
        let options = [(value: "", text: "Leave out")] + R.fields.map { (value: $0.name, text: $0.label) }
        let isReady = rows.problem == nil && rows.mistakes.isEmpty
        review = Review(
            summary: "\(counted(rows.count, "row", "rows").sentenceCase) read.",
            columns: rows.heads.enumerated().map { place, head in
                SelectField(
                    id: "column_\(place)", name: "column_\(place)", label: "“\(head)” is",
                    options: options.map {
                        SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == rows.fieldNames[place])
                    })
            },
            mistakes: Self.mistaken(rows),
            table: Table(
                caption: "The first rows as they were read", heads: rows.heads.map { SortHead(label: $0) },
                rows: (0..<min(rows.count, Self.shownRows)).map { row in
                    let cells = rows.cells(row)
                    return ListRow(
                        name: cells.first ?? "", link: nil,
                        cells: zip(rows.heads, cells).dropFirst().map { ListCell($0, $1) })
                }),
            rows: rows.text, again: SaveRow(label: "Check again", cancel: Link(label: "Cancel", link: back)),
            save: isReady ? Confirmation(label: "Import \(counted(rows.count, words.one, words.many))") : nil)
    }

    private static func mistaken<R>(_ rows: RowImport<R>) -> Mistaken? {
        guard !rows.mistakes.isEmpty else { return nil }
        let shown = rows.mistakes.prefix(shownMistakes).map { "Row \($0.line), \($0.label): \($0.text)" }
        let more = rows.mistakes.count - shown.count
        return Mistaken(
            heading:
                "\(counted(rows.mistakes.count, "cell", "cells").sentenceCase) to put right before anything is imported",
            lines: shown + (more > 0 ? ["And \(more.formatted()) more"] : []))
    }
}
