import Mustache

/// Where a file is chosen or rows are pasted, then which column is what, and what is wrong with which cell.
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
        let sheet: TextField
        let rows: TextArea
        let columns: [String]
        let save: SaveRow
    }

    /// What was read.
    struct Review: Sendable {
        let summary: String
        let mistakes: Listed?
        let doubts: Doubts?
        let words: Words?
        let columns: [SelectField]
        let table: Table
        let kept: String
        let again: SaveRow
        let save: Confirmation?
    }

    /// Sentences under a heading.
    struct Listed: Sendable {
        let heading: String
        let lines: [String]
    }

    /// Words that no choice has, and what each means.
    struct Words: Sendable {
        let heading: String
        let fields: [SelectField]
    }

    /// What is asked about some rows, and the one answer to all of it.
    struct Doubts: Sendable {
        let asked: Listed
        let answer: CheckboxField?
    }

    /// The button that imports.
    struct Confirmation: Sendable { let label: String }

    init<R>(
        _ rows: RowImport<R>, _ words: RecordWords, kept: PendingRows.ID?, wasAsked: Bool, action: String, back: String
    ) {
        heading = "Import \(words.many)"
        self.action = action
        let cancel = Link(label: "Cancel", link: back)
        guard !rows.isEmpty, let kept else {
            problems = rows.problem.map { ErrorSummary(mistakes: [Mistake(field: "rows", text: $0)]) }
            start = Start(rows, cancel: cancel)
            review = nil
            return
        }
        start = nil
        let unanswered = wasAsked && rows.isSound && !rows.isReady
        let mistakes = [
            rows.problem.map { Mistake(field: "column_0", text: $0) },
            unanswered && rows.doubts.count <= RowImport<R>.mostDoubts
                ? Mistake(field: "doubts", text: "Tick that you have looked at these rows") : nil,
        ].compactMap(\.self)
        problems = mistakes.isEmpty ? nil : ErrorSummary(mistakes: mistakes)
        review = Review(
            summary: rows.problem == nil
                ? "\(counted(rows.count, "row", "rows").sentenceCase) read." : "No row is read yet.",
            mistakes: Listed(mistakesOf: rows),
            doubts: Doubts(rows, isMissing: unanswered), words: Words(rows.words), columns: Self.columns(rows),
            table: Table(
                caption: "The first rows as they were read", heads: rows.heads.map { SortHead(label: $0) },
                rows: rows.shown.map { cells in
                    ListRow(
                        name: cells.first ?? "", link: nil,
                        cells: zip(rows.heads, cells).dropFirst().map { ListCell($0, $1) })
                }),
            kept: kept.description,
            again: SaveRow(
                label: "Check again", second: SaveSecond(label: "Discard these rows", name: "discarded", value: "1"),
                cancel: cancel),
            save: rows.isSound && rows.doubts.count <= RowImport<R>.mostDoubts
                ? Confirmation(label: "Import \(counted(rows.count, words.one, words.many))") : nil)
    }

    /// Which column is what, each to be chosen.
    private static func columns<R>(_ rows: RowImport<R>) -> [SelectField] {
        let options = [(value: "", text: "Leave out")] + rows.columns.map { (value: $0.name, text: $0.head) }
        return rows.heads.enumerated().map { place, head in
            SelectField(
                id: "column_\(place)", name: "column_\(place)", label: "“\(head)” is",
                options: options.map {
                    SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == rows.columnNames[place])
                })
        }
    }
}

extension RegisterImportPage.Start {
    fileprivate init<R>(_ rows: RowImport<R>, cancel: Link) {
        var form = Fields()
        (form["rows"], form["sheet"]) = (rows.source.text, rows.source.sheet)
        let boxes = FormBuilder(form)
        self.init(
            file: FileField(
                id: "file", name: "file", label: "Choose an Excel or CSV file",
                hint: "A workbook (.xlsx), or CSV in UTF-8. The first line holds the headings.", isOptional: true,
                accept: ".xlsx,.csv,text/csv"),
            sheet: boxes.text(
                "sheet", "Sheet of the workbook", hint: "The first one, if you leave this empty.", optional: true,
                width: "20"),
            rows: boxes.area("rows", "Or paste rows, with their headings", optional: true, rows: 8),
            columns: R.fileColumns(for: []).map(\.head),
            save: SaveRow(label: "Check the rows", cancel: cancel))
    }
}

extension RegisterImportPage.Words {
    fileprivate init?(_ words: FileWords) {
        guard !words.asked.isEmpty else { return nil }
        heading = "What \(counted(words.asked.count, "word means", "words mean"))"
        fields = words.asked.map { word in
            let usual = [(value: "", text: "Choose"), (value: FileWords.leftOut, text: "Nothing: leave it out")]
            return SelectField(
                id: word.field, name: word.field, label: "“\(word.text)” under \(word.choice.label) means",
                options: (usual + word.choice.options).map {
                    SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == word.answer)
                })
        }
    }
}

extension RegisterImportPage.Listed {
    fileprivate init?<R>(mistakesOf rows: RowImport<R>) {
        guard rows.mistakeCount > 0 else { return nil }
        let more = rows.mistakeCount - rows.mistakes.count
        self.init(
            heading:
                "\(counted(rows.mistakeCount, "cell", "cells").sentenceCase) to put right before anything is imported",
            lines: rows.mistakes.map { "Row \($0.line), \($0.label): \($0.text)" }
                + (more > 0 ? ["And \(more.formatted()) more"] : []))
    }
}

extension RegisterImportPage.Doubts {
    fileprivate init?<R>(_ rows: RowImport<R>, isMissing: Bool) {
        guard !rows.doubts.isEmpty else { return nil }
        let most = RowImport<R>.mostDoubts, isMany = rows.doubts.count > most
        let count = counted(rows.doubts.count, "row", "rows")
        let lines = rows.doubts.prefix(most).map { "Row \($0.line): \($0.text)" }
        asked = .init(
            heading: isMany
                ? "\(count.sentenceCase) to look at: take out of the file who is there already"
                : "\(count.sentenceCase) to look at before anything is imported",
            lines: lines + (isMany ? ["And \((rows.doubts.count - most).formatted()) more"] : []))
        var form = Fields()
        if rows.isAnswered { form["doubts"] = rows.question }
        let mistakes = isMissing ? Mistakes("doubts", "Tick that you have looked at these rows") : nil
        answer =
            isMany
            ? nil
            : FormBuilder(form, mistakes).checkboxes(
                "doubts", "What you say of these rows", [(rows.question, R.doubtsAnswer)])
    }
}
