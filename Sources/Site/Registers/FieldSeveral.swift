import Postgres

extension Field {
    /// Some of a few, kept as an array of their values. Without `none` at least one must be chosen; with it none may, and that means this.
    static func several<C: Choice>(
        _ path: WritableKeyPath<R, [C]> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        none: String? = nil, hint: String? = nil, or words: String
    ) -> Field {
        let meaning = meaning(among: C.options)
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .checkboxes(form.checkboxes(name, label, C.options, hint: hint, optional: none != nil))
            },
            read: { check, record, _ in
                let chosen = check.fields.all(name)
                let known = C.allCases.filter { chosen.contains($0.rawValue) }
                if known.isEmpty, none == nil { check.mistake(name, words) }
                if known.count < Set(chosen).count { check.mistake(name, words) }
                record[keyPath: path] = Array(known)
            },
            fill: { $1.set(name, $0[keyPath: path].map(\.rawValue)) },
            // As one text: rows of a file are bound as arrays, and an array of arrays is none in PostgreSQL.
            bind: { ["string_to_array(\($0[keyPath: path].map(\.rawValue).joined(separator: ",")), ',')"] },
            cell: { .texts($0[keyPath: path].map(\.label), absent: none ?? "None") },
            accept: { $1.set(name, parted($0, none).map(meaning)) })
        field.options = C.options
        // A cell of a file may hold several.
        field.offered = { _ in [] }
        let kept = SQL(x: column)
        field.holds = { none == nil ? "\($0) = ANY (\(kept))" : "(\(kept) = '{}' OR \($0) = ANY (\(kept)))" }
        field.historyWords = { kept in
            let labels = C.allCases.filter { kept.contains("\"\($0.rawValue)\"") || kept == $0.rawValue }.map(\.label)
            return labels.isEmpty ? none : labels.joined(separator: ", ")
        }
        return field
    }

    /// Some of another list's records, kept in a table between the two; none may be chosen, and that means `none`. `ids` are read with the
    /// record, and `names` are what they are called.
    static func links<E>(
        _ ids: WritableKeyPath<R, [ID<E>]> & Sendable, _ name: String, _ label: String, in table: StaticString,
        _ columns: (own: StaticString, other: StaticString), none: String, hint: String? = nil, or words: String,
        names: @escaping @Sendable (R) -> [String],
        among offered: @escaping @Sendable (FormContext<R>) -> [(value: String, text: String)]
    ) -> Field {
        let link = LinkTable(table: table, own: columns.own, other: columns.other)
        var field = Field(
            name: name, label: label, columns: [],
            question: { form, context in
                let all = offered(context)
                return all.isEmpty ? nil : .checkboxes(form.checkboxes(name, label, all, hint: hint, optional: true))
            },
            read: { check, record, context in
                let chosen = check.fields.all(name), known = Set(offered(context).map(\.value))
                if !known.isSuperset(of: chosen) { check.mistake(name, words) }
                record[keyPath: ids] = chosen.compactMap { ID($0) }
            },
            fill: { $1.set(name, $0[keyPath: ids].map(\.description)) }, bind: { _ in [] },
            cell: { .texts(names($0), absent: none) }, accept: { $1.set(name, parted($0, none)) })
        field.acceptor = { context in
            // A number in a file names nothing, though a record may have it: the check refuses it.
            let values = Dictionary(offered(context).map { (folded($0.text), $0.value) }) { first, _ in first }
            return { $1.set(name, parted($0, none).map { values[folded($0)] ?? "?" + $0 }) }
        }
        field.keep = { record, id, db in try link.keep(record[keyPath: ids], of: id, in: db) }
        field.keepAll = { rows, db in
            try link.add(rows.flatMap { row in row.record[keyPath: ids].map { ["\(row.id)", "\($0)"] } }, in: db)
        }
        return field
    }

    /// The texts of a cell as a file holds several: "SEND; NEET".
    private static func parted(_ cell: String, _ none: String?) -> [String] {
        if let none, folded(cell) == folded(none) { return [] }
        return cell.split(separator: ";").map { Fields.tidy(String($0)) }.filter { !$0.isEmpty }
    }
}

/// A table of pairs: which records of one list belong to one of another.
private struct LinkTable: Sendable {
    let table, own, other: StaticString

    private var name: SQL { SQL(stringLiteral: table) }
    private var columns: SQL { SQL(stringLiteral: own) + ", " + SQL(stringLiteral: other) }

    func keep<R, E>(_ ids: [ID<E>], of id: ID<R>, in db: Transaction) throws {
        try db.run(
            "DELETE FROM \(name) WHERE \(SQL(stringLiteral: own)) = \(id) AND \(SQL(stringLiteral: other)) <> ALL (\(ids))"
        )
        try db.run(
            "INSERT INTO \(name) (\(columns)) SELECT \(id), e FROM unnest(\(ids)) AS e ON CONFLICT DO NOTHING")
    }

    /// Of many records, each pair as its two values.
    func add(_ pairs: [[SQL]], in db: Transaction) throws -> [AddedRows] {
        if pairs.isEmpty { return [] }
        let rows = try SQLRows(pairs)
        let ids: [Int64] = try db.values(
            """
            INSERT INTO \(name) (\(columns)) SELECT \(.join(rows.expressions, ", ")) FROM \(rows.source) ORDER BY r.place RETURNING id
            """)
        return [AddedRows(table: table, ids: ids)]
    }
}
