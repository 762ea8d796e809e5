import Postgres

/// How much a council may keep or send of something, and how much it does.
package struct Bound: Sendable, RowDecodable {
    package enum Kind: String, SQLValue, CaseIterable, Codable, Sendable { case storage, drafts, imports, forms }

    package let kind: Kind
    package let used: Int
    /// Nil where there is none.
    package let most: Int?

    package init(row: Row) throws(PostgresError) {
        kind = try row["name"]
        used = try row["used"]
        most = try row["bound"]
    }

    /// Of the council that the transaction is in.
    package static var all: Query<[Bound]> { .list("SELECT name, used, bound FROM app.usage()") }

    /// How many bytes more may be kept; less than nothing where the bound was set lower since.
    static var room: Query<Int?> { .value("SELECT app.bound('storage') - app.used('storage')") }

    /// In hundredths of the bound, rounded down; nil without one.
    package var share: Int? { most.map { used * 100 / max(1, $0) } }

    /// From four fifths on.
    package var isNear: Bool { most.map { used * 100 >= $0 * 80 } ?? false }

    package var label: String {
        switch kind {
        case .storage: "Documents, papers and imports"
        case .drafts: "Updates in draft"
        case .imports: "Imports in progress"
        case .forms: "Forms of one person in the last hour"
        }
    }

    package var usedText: String { text(used) }
    package var mostText: String { most.map(text) ?? "No bound" }

    /// "4.1 GB of 5 GB, 82%"
    package var text: String { most == nil ? "\(usedText), no bound" : "\(usedText) of \(mostText), \(share ?? 0)%" }

    private func text(_ number: Int) -> String { kind == .storage ? Self.size(number) : number.formatted() }

    /// "512 bytes", "3.4 MB", "5 GB": kilobytes are of 1,024 bytes; rounded down.
    package static func size(_ bytes: Int) -> String {
        for (unit, name) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] where bytes >= unit {
            let tenths = bytes % unit * 10 / unit
            return bytes >= 100 * unit || tenths == 0
                ? "\((bytes / unit).formatted()) \(name)" : "\(bytes / unit).\(tenths) \(name)"
        }
        return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    }

    /// Sets what is given for the council that the transaction is in; the rest stays as it is. For the command line.
    package static func set(_ most: [Kind: Int], in db: Transaction) throws(PostgresError) {
        let (storage, drafts) = (most[.storage].map(Int32.init), most[.drafts].map(Int32.init))
        let (imports, forms) = (most[.imports].map(Int32.init), most[.forms].map(Int32.init))
        try db.run(
            """
            INSERT INTO bounds AS b (megabytes, drafts, imports, forms) VALUES (\(storage), \(drafts), \(imports), \(forms))
            ON CONFLICT (tenant_id) DO UPDATE
               SET megabytes = coalesce(excluded.megabytes, b.megabytes), drafts = coalesce(excluded.drafts, b.drafts),
                   imports = coalesce(excluded.imports, b.imports), forms = coalesce(excluded.forms, b.forms)
            """)
    }
}

/// What nobody came back for, and how much of it was cleared away.
package struct Cleared: Sendable, RowDecodable, Codable {
    package let what: String
    package let count: Int

    package init(row: Row) throws(PostgresError) {
        what = try row["what"]
        count = try row["cleared"]
    }

    /// In every council; empty while another server is at it.
    package static func all(in db: Transaction) throws(PostgresError) -> [Cleared] {
        try db.list("SELECT what, cleared FROM app.clear_abandoned()")
    }
}
