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

    /// Those of many records, each record's in their order.
    fileprivate static func all<R>(of ids: [ID<R>], in db: Transaction) throws -> [ID<R>: [Self]] {
        let condition: SQL = "\(SQL(x: owner)) = ANY (\(ids))"
        let (rows, owners) = try db.all(
            Query<[Self]>.list("\(select) WHERE \(condition) ORDER BY \(order)"),
            Query<[Owned<R>]>.list("SELECT x.id, \(SQL(x: owner)) AS owner_id FROM \(source) WHERE \(condition)"))
        let owned = Dictionary(uniqueKeysWithValues: owners.map { ($0.id, $0.owner) })
        var found: [ID<R>: [Self]] = [:]
        for row in rows {
            if let owner = owned[row.id.value] { found[owner, default: []].append(row) }
        }
        return found
    }

    fileprivate static func keep<R: Record>(_ rows: [Self], of id: ID<R>, in db: Transaction) throws {
        if try db(all(of: id)).map(\.texts) == rows.map(\.texts) { return }
        try db.run("DELETE FROM \(from) AS x WHERE \(SQL(x: owner)) = \(id)")
        _ = try add(rows.map { (owner: id, row: $0) }, in: db)
    }

    /// The rows of many records, in one statement.
    fileprivate static func add<R: Record>(_ rows: [(owner: ID<R>, row: Self)], in db: Transaction) throws
        -> [AddedRows]
    {
        if rows.isEmpty { return [] }
        let values = try SQLRows(
            rows.map { pair in ["\(pair.owner)"] + Self.fields.flatMap { $0.bind(pair.row) } })
        let columns = [owner] + shared + fields.flatMap(\.columns)
        let copied = shared.map { SQL(x: $0) }
        let parents: SQL = shared.isEmpty ? "" : " JOIN \(R.from) AS x ON x.id = r.v1"
        let ids: [Int64] = try db.values(
            """
            INSERT INTO \(from) (\(.join(columns.map { SQL(stringLiteral: $0) }, ", ")))
            SELECT \(.join([values.expressions[0]] + copied + values.expressions.dropFirst(), ", "))
              FROM \(values.source)\(parents) ORDER BY r.place RETURNING id
            """)
        return [AddedRows(table: table, ids: ids)]
    }
}

/// Whose a row is.
private struct Owned<R>: RowDecodable {
    let id: Int64
    let owner: ID<R>

    init(row: Row) throws(PostgresError) { (id, owner) = (try row["id"], try row["owner_id"]) }
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
        field.keepAll = { rows, db in
            try L.add(rows.flatMap { row in row.record[keyPath: path].map { (owner: row.id, row: $0) } }, in: db)
        }
        field.loadAll = { records, db in
            let rows: [ID<R>: [L]] = try L.all(of: records.map(\.id), in: db)
            for index in records.indices { records[index][keyPath: path] = rows[records[index].id] ?? [] }
        }
        field.repeated = { Field.columns(of: path, name, $0, inner) }
        field.repeats = { $0[keyPath: path].count }
        return field
    }

    static func rows<L: RecordRow>(
        _ path: WritableKeyPath<R, [L]> & Sendable, _ name: String, _ heading: String, hint: String, one: Bool = false
    ) -> Field where L.Choices == NoChoices {
        rows(path, name, heading, hint: hint, one: one) { _ in NoChoices() }
    }

    /// Another record, or none, of those that the form offers; no column where it is kept elsewhere. `known` is what else a file may
    /// call them.
    static func reference<E>(
        _ path: WritableKeyPath<R, ID<E>?> & Sendable, _ name: String, _ column: StaticString?, _ label: String,
        to table: StaticString, none: String, hint: String? = nil, optional: Bool = false, or words: String,
        cell: @escaping @Sendable (R) -> String? = { _ in nil },
        known: (@Sendable (FormContext<R>) -> [(value: String, text: String)])? = nil,
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
        // In a file it is named; who shares a name is not told apart by it.
        let named: @Sendable (FormContext<R>) -> [(value: String, text: String)] = { context in
            let all = offered(context) + (known?(context) ?? [])
            let shared = Dictionary(grouping: all) { folded($0.text) }.filter { Set($0.value.map(\.value)).count > 1 }
            return all.filter { shared[folded($0.text)] == nil } + [("", none)]
        }
        field.acceptor = { context in
            let meaning = meaning(among: named(context))
            return { $1[name] = meaning($0) }
        }
        field.offered = named
        return field
    }
}
