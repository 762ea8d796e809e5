/// A statement and how to read its answer, so that several can go to the server in one trip.
public struct Query<Result> {
    let sql: SQL
    let read: (ResultSet) throws(PostgresError) -> Result

    @usableFromInline init(sql: SQL, read: @escaping (ResultSet) throws(PostgresError) -> Result) {
        self.sql = sql
        self.read = read
    }
}

extension Query {
    /// Every row.
    @inlinable public static func list<T: RowDecodable>(_ sql: SQL, as type: T.Type = T.self) -> Query<[T]>
    where Result == [T] {
        Query(sql: sql) { result throws(PostgresError) in
            var rows: [T] = []
            rows.reserveCapacity(Int(result.count))
            for index in 0..<result.count { rows.append(try T(row: Row(result: result, index: index))) }
            return rows
        }
    }

    /// The first row; nil when there is none.
    @inlinable public static func first<T: RowDecodable>(_ sql: SQL, as type: T.Type = T.self) -> Query<T?>
    where Result == T? {
        Query(sql: sql) { result throws(PostgresError) in
            result.count == 0 ? nil : try T(row: Row(result: result, index: 0))
        }
    }

    /// The first column of the first row; nil when there is no row or it is NULL.
    @inlinable public static func value<T: SQLValue>(_ sql: SQL, as type: T.Type = T.self) -> Query<T?>
    where Result == T? {
        Query(sql: sql) { result throws(PostgresError) in
            try result.requireColumn()
            guard result.count > 0, !result.isNull(row: 0, column: 0) else { return nil }
            let value: T = try result.value(row: 0, column: 0)
            return value
        }
    }

    /// The first column of every row.
    @inlinable public static func values<T: SQLValue>(_ sql: SQL, as type: T.Type = T.self) -> Query<[T]>
    where Result == [T] {
        Query(sql: sql) { result throws(PostgresError) in
            try result.requireColumn()
            var values: [T] = []
            values.reserveCapacity(Int(result.count))
            for index in 0..<result.count { values.append(try result.value(row: index, column: 0)) }
            return values
        }
    }

    /// How many rows the statement touched.
    @inlinable public static func run(_ sql: SQL) -> Query<Int> where Result == Int {
        Query(sql: sql) { result throws(PostgresError) in result.rowsAffected }
    }

    /// The same statement, its answer turned into something else.
    public func map<Other>(_ change: @escaping (Result) throws(PostgresError) -> Other) -> Query<Other> {
        let read = read
        return Query<Other>(sql: sql) { result throws(PostgresError) in try change(try read(result)) }
    }
}
