import Postgres

/// What became of a save.
enum SaveResult: Equatable {
    case saved
    /// Somebody saved in between.
    case stale
    /// Another record has the name or number already.
    case taken
}

extension Record {
    /// Each column with its value.
    var written: [(column: SQL, value: SQL)] {
        Self.fields.flatMap { field in zip(field.columns, field.bind(self)).map { (SQL(stringLiteral: $0), $1) } }
    }

    private func keepAll(as id: ID<Self>, in db: Transaction) throws {
        try keep(as: id, in: db)
        for field in Self.fields { try field.keep(self, id, db) }
    }

    /// With what is kept in other tables, as its form shows it.
    func whole(in db: Transaction) throws -> Self {
        var record = self
        for field in Self.fields { try field.load(&record, db) }
        return record
    }

    /// Nil when another record is like it already.
    static func add(_ record: Self, at home: Home, in db: Transaction) throws -> ID<Self>? {
        if let unique, let _: ID<Self> = try db.value(other(than: nil, like: record, unique, home)) { return nil }
        let given = (home.keys + Self.given(at: home)).map { (column: SQL(stringLiteral: $0.column), value: $0.value) }
        let all = given + record.written
        let id: ID<Self>? = try db.value(
            """
            INSERT INTO \(from) (\(.join(all.map(\.column), ", "))) VALUES (\(.join(all.map(\.value), ", ")))
            ON CONFLICT DO NOTHING RETURNING id
            """)
        if let id { try record.keepAll(as: id, in: db) }
        return id
    }

    static func change(_ id: ID<Self>, to record: Self, version: Int, at home: Home, in db: Transaction) throws
        -> SaveResult
    {
        if let unique, let _: ID<Self> = try db.value(other(than: id, like: record, unique, home)) { return .taken }
        let sets = record.written.map { $0.column + " = " + $0.value } + ["version = version + 1"]
        let changed = try db.run(
            """
            UPDATE \(from) AS x SET \(.join(sets, ", "))
             WHERE x.id = \(id) AND x.version = \(version) AND \(home.scope)
            """)
        if changed == 0 { return .stale }
        try record.keepAll(as: id, in: db)
        return .saved
    }

    /// False when somebody saved in between.
    static func remove(_ record: Self, at home: Home, in db: Transaction) throws -> Bool {
        let (id, version) = (record.id, record.version)
        return try db.run("DELETE FROM \(from) AS x WHERE x.id = \(id) AND x.version = \(version) AND \(home.scope)")
            == 1
    }

    private static func other(than id: ID<Self>?, like record: Self, _ unique: Unique<Self>, _ home: Home) -> SQL {
        "SELECT x.id FROM \(from) AS x WHERE x.id IS DISTINCT FROM \(id) AND \(unique.same(record, home)) LIMIT 1"
    }

    /// The record as a form was filled in, over what is kept; throws every mistake at once.
    static func read(_ fields: Fields, _ context: FormContext<Self>, asksYears: Bool = true) throws(Mistakes) -> Self {
        var check = Check(fields, asksYears: asksYears)
        let record = read(&check, context)
        try check.finish()
        return record
    }

    /// The same into mistakes that are collected further.
    static func read(_ check: inout Check, _ context: FormContext<Self>, among fields: [Field<Self>]? = nil) -> Self {
        var record = context.existing ?? Self()
        for field in fields ?? Self.fields where field.asks(context) { field.read(&check, &record, context) }
        Self.check(&record, &check, context)
        return record
    }

    /// What a form begins with.
    func filled(_ context: FormContext<Self>) -> Fields {
        var fields = texts
        if context.existing != nil { fields["version"] = String(version) }
        return fields
    }

    /// Its values as a form holds them.
    var texts: Fields {
        var fields = Fields()
        for field in Self.fields { field.fill(self, &fields) }
        return fields
    }
}
