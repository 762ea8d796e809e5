import Postgres

/// One value of a record, said once: the question, the check, INSERT, UPDATE, the conflict, the list, CSV, JSON, history
/// and import all ask it.
struct Field<R: Record>: Sendable {
    /// In forms, addresses and JSON.
    let name: String
    /// The question, the head of the column and the word in the history.
    let label: String
    /// Where it is kept; empty for what `keep(as:in:)` keeps elsewhere.
    let columns: [StaticString]
    /// Nil where it is not asked.
    var question: @Sendable (FormBuilder, FormContext<R>) -> Question?
    var read: @Sendable (inout Check, inout R, FormContext<R>) -> Void
    var fill: @Sendable (R, inout Fields) -> Void
    /// A value for each column.
    let bind: @Sendable (R) -> [SQL]
    var cell: @Sendable (R) -> Cell
    /// The boxes of the form as one cell of a file would fill them; a text that no choice has goes in as it is, so that the check refuses it.
    let accept: @Sendable (String, inout Fields) -> Void
    /// A value as the table keeps it, in words; nil where the value speaks for itself.
    var historyWords: @Sendable (String) -> String? = { _ in nil }
    /// The table whose record the column's number means.
    var references: StaticString?
    /// The same where what a cell means depends on what the form offers now; prepared once for all rows.
    var acceptor: (@Sendable (FormContext<R>) -> (String, inout Fields) -> Void)?
    /// What a file may name, where that depends on what the form offers now.
    var offered: (@Sendable (FormContext<R>) -> [(value: String, text: String)])?
    /// The values that it may have, where they are the same for every council.
    var options: [(value: String, text: String)] = []
    /// What the filter of the list says for all of them, "All stages"; nil where the list is not filtered by it.
    var anyOption: String?
    /// Which rows of `x` the filter leaves, where that is not whether the column has the value.
    var holds: (@Sendable (String) -> SQL)?
    /// Whether it is words that people type, which the search looks in and shows.
    var isWords = false
    /// Whether it tells who somebody is: not shown while names are hidden.
    var isPersonal = false
    /// Whether it stands in the list; files hold every field.
    var isListed = true
    /// A heading over this question and those that follow.
    var part: (heading: String, hint: String?)?
    var isAsked: @Sendable (FormContext<R>) -> Bool = { _ in true }
    /// What the list is sorted by when its head is chosen.
    var sort: SQL?
    /// A part of the form by itself, in place of a question: rows that repeat.
    var rows: (@Sendable (FormBuilder, FormContext<R>) -> FormPart)?
    /// Reads what is kept in another table, for the form.
    var load: @Sendable (inout R, Transaction) throws -> Void = { _, _ in }
    /// Keeps it, in the transaction that saved the row.
    var keep: @Sendable (R, ID<R>, Transaction) throws -> Void = { _, _, _ in }
    /// The same for many new rows at once, and what was added for them; nil where it is kept row by row.
    var keepAll: (@Sendable ([(id: ID<R>, record: R)], Transaction) throws -> [AddedRows])?
    /// What is kept in another table of many records, in their order, for a file.
    var loadAll: (@Sendable (inout [R], Transaction) throws -> Void)?
    /// Its columns in a file, row by row of a part that repeats.
    var repeated: (@Sendable (_ row: Int) -> [FileColumn<R>])?
    /// How many rows a record has of such a part.
    var repeats: @Sendable (R) -> Int = { _ in 0 }
    /// Whether it has a column in a file.
    var isFiled = true
}

extension Field {
    /// Asked in another way, the rest unchanged.
    func asking(_ question: @escaping @Sendable (FormBuilder, FormContext<R>) -> Question?) -> Field {
        var field = self
        field.question = question
        return field
    }

    /// Needed in the cases that its hint names: not called optional.
    func neededAtTimes() -> Field {
        let question = question
        return asking { form, context in question(form, context)?.neededAtTimes }
    }

    /// Offered as a filter of the list; for fields with choices.
    func filtered(any: String) -> Field {
        var field = self
        field.anyOption = any
        return field
    }

    /// Only in the form, the page and files.
    func unlisted() -> Field {
        var field = self
        field.isListed = false
        return field
    }

    /// Tells who somebody is: while names are hidden it is neither shown nor asked of a record that is kept.
    func personal() -> Field {
        var field = self
        field.isPersonal = true
        return field
    }

    /// Whether the form asks it now.
    func asks(_ context: FormContext<R>) -> Bool {
        isAsked(context) && (!isPersonal || context.showsNames || context.existing == nil)
    }

    /// As this person may have it on their screen now, and in their files.
    func cell(of record: R, for visit: Visit) -> Cell {
        isPersonal && !visit.showsNames ? .text(Visit.hiddenName) : cell(record)
    }

    /// Begins a part of the form.
    func under(_ heading: String, hint: String? = nil) -> Field {
        var field = self
        field.part = (heading, hint)
        return field
    }

    /// Asked only where this holds.
    func asked(when holds: @escaping @Sendable (FormContext<R>) -> Bool) -> Field {
        var field = self
        field.isAsked = holds
        return field
    }

    /// The list can be sorted by it.
    func sorted(by expression: SQL) -> Field {
        var field = self
        field.sort = expression
        return field
    }

    /// Keeps it for many new rows; what was added row by row is entered by the database itself.
    func keepMany(_ rows: [(id: ID<R>, record: R)], _ db: Transaction) throws -> [AddedRows] {
        if let keepAll { return try keepAll(rows, db) }
        for (id, record) in rows { try keep(record, id, db) }
        return []
    }

    var column: ListColumn<R> {
        ListColumn(label, name, isListed: isListed, sort: sort) { cell(of: $0, for: $1) }
    }
}
