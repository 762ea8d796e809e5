import Postgres

/// Rows that were added in one transaction, by their table, so that each is entered in the audit before it ends.
struct AddedRows: Sendable {
    let table: StaticString
    let ids: [Int64]
}

extension Record {
    /// As many go into one statement: enough to be quick, and none of them takes long.
    private static var slice: Int { 2_500 }

    /// All of them, some thousand to a statement; false when another record is like one of them by now, and then the transaction
    /// must not be kept. Rows of a part that repeats, and entries of the audit, are written in the same way.
    static func add(all records: [Self], at home: Home, in db: Transaction) throws -> Bool {
        let given = home.keys + given(at: home)
        let columns = given.map(\.column) + fileFields.flatMap(\.columns)
        var added: [AddedRows] = []
        for start in stride(from: 0, to: records.count, by: slice) {
            let some = Array(records[start..<min(start + slice, records.count)])
            let rows = try SQLRows(
                some.map { record in
                    given.map(\.value) + fileFields.flatMap { $0.bind(record) }
                })
            let ids: [ID<Self>] = try db.values(
                """
                INSERT INTO \(from) (\(.join(columns.map { SQL(stringLiteral: $0) }, ", ")))
                SELECT \(.join(rows.expressions, ", ")) FROM \(rows.source) ORDER BY r.place
                ON CONFLICT DO NOTHING RETURNING id
                """)
            guard ids.count == some.count else { return false }
            added.append(AddedRows(table: table, ids: ids.map(\.value)))
            let pairs = Array(zip(ids, some))
            for (id, record) in pairs { try record.keep(as: id, in: db) }
            for field in fileFields { added += try field.keepMany(pairs, db) }
        }
        for rows in added where !rows.ids.isEmpty {
            try db.run("SELECT app.enter_added(\(rows.table.description), \(rows.ids))")
        }
        return true
    }
}
