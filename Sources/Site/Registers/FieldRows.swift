import Postgres

/// A record that is one of the rows in another's form, in a table of its own; it is saved with the other and has no version.
protocol RecordRow: Record {
    /// The column that says which record it belongs to.
    static var owner: StaticString { get }
    /// Further columns of its table that its record's table has too.
    static var shared: [StaticString] { get }
}

extension RecordRow {
    var version: Int { 0 }
    var name: String { Self.words.one.sentenceCase }

    static var shared: [StaticString] { [] }

    /// Those in which something must be given for a row to be one: a choice without an empty answer is always made.
    fileprivate static var parts: [String] {
        fields.filter { $0.options.first.map(\.value.isEmpty) ?? true }.map(\.name)
    }

    fileprivate static func all<R>(of id: ID<R>) -> Query<[Self]> {
        .list("\(select) WHERE \(SQL(x: owner)) = \(id) ORDER BY \(order)")
    }

    fileprivate static func keep<R: Record>(_ rows: [Self], of id: ID<R>, in db: Transaction) throws {
        if try db(all(of: id)).map(\.texts) == rows.map(\.texts) { return }
        try db.run("DELETE FROM \(from) AS x WHERE \(SQL(x: owner)) = \(id)")
        for row in rows {
            let keys = [(column: SQL(stringLiteral: owner), value: SQL(x: "id"))]
            let all = keys + shared.map { (column: SQL(stringLiteral: $0), value: SQL(x: $0)) } + row.written
            try db.run(
                """
                INSERT INTO \(from) (\(.join(all.map(\.column), ", ")))
                SELECT \(.join(all.map(\.value), ", ")) FROM \(R.from) AS x WHERE x.id = \(id)
                """)
        }
    }
}

extension Field {
    /// Records that are rows of this one's form; what is left empty goes. With `one`, the first is open in any case.
    static func rows<L: RecordRow>(
        _ path: WritableKeyPath<R, [L]> & Sendable, _ name: String, _ heading: String, hint: String, one: Bool = false,
        choices: @escaping @Sendable (FormContext<R>) -> L.Choices
    ) -> Field {
        @Sendable func inner(_ context: FormContext<R>) -> FormContext<L> {
            FormContext(choices: choices(context), existing: nil, today: context.today)
        }
        var field = Field(
            name: name, label: heading, columns: [], question: { _, _ in nil },
            read: { check, record, context in
                record[keyPath: path] = check.fields.rows(name, with: L.parts).map { number in
                    check.part("\(name)_\(number)_") { L.read(&$0, inner(context)) }
                }
            },
            fill: { record, fields in
                for (index, row) in record[keyPath: path].enumerated() {
                    fields.set("\(name)_\(index + 1)_", part: row.texts)
                }
            }, bind: { _ in [] }, cell: { .texts($0[keyPath: path].map(\.name)) }, accept: { _, _ in })
        field.rows = { form, context in
            let context = inner(context)
            return .repeating(
                name, with: L.parts, in: form, L.words.one.sentenceCase, heading: heading, hint: hint, one: one
            ) { prefix in
                let part = form.part(prefix)
                return L.fields.compactMap { $0.question(part, context) }
            }
        }
        field.load = { record, db in record[keyPath: path] = try db(L.all(of: record.id)) }
        field.keep = { record, id, db in try L.keep(record[keyPath: path], of: id, in: db) }
        return field
    }

    static func rows<L: RecordRow>(
        _ path: WritableKeyPath<R, [L]> & Sendable, _ name: String, _ heading: String, hint: String, one: Bool = false
    ) -> Field where L.Choices == NoChoices {
        rows(path, name, heading, hint: hint, one: one) { _ in NoChoices() }
    }

    /// Another record, or none, of those that the form offers; no column where it is kept elsewhere.
    static func reference<E>(
        _ path: WritableKeyPath<R, ID<E>?> & Sendable, _ name: String, _ column: StaticString?, _ label: String,
        to table: StaticString, none: String, hint: String? = nil, optional: Bool = false, or words: String,
        cell: @escaping @Sendable (R) -> String? = { _ in nil },
        among offered: @escaping @Sendable (FormContext<R>) -> [(value: String, text: String)]
    ) -> Field {
        var field = Field(
            name: name, label: label, columns: column.map { [$0] } ?? [],
            question: { form, context in
                .select(
                    form.select(name, label, [("", none)] + offered(context), hint: hint, optional: optional))
            },
            read: { check, record, context in
                let typed = check.fields[name]
                if !typed.isEmpty, !offered(context).contains(where: { $0.value == typed }) {
                    check.mistake(name, words)
                }
                record[keyPath: path] = ID(typed)
            },
            fill: { $1[name] = $0[keyPath: path]?.description ?? "" },
            bind: { column == nil ? [] : ["\($0[keyPath: path])"] }, cell: { .text(cell($0) ?? "", absent: none) },
            accept: { $1[name] = $0 })
        field.references = table
        return field
    }
}
