import CPostgres

/// One row of a result.
public struct Row {
    @usableFromInline let result: ResultSet
    @usableFromInline let index: Int32

    @usableFromInline init(result: ResultSet, index: Int32) {
        self.result = result
        self.index = index
    }

    /// The value in the column of this name; an error when there is none, when it is NULL and may not be, or of
    /// another type.
    @inlinable public subscript<T: SQLValue>(_ name: StaticString) -> T {
        get throws(PostgresError) { try result.value(row: index, column: result.column(name)) }
    }
}

/// A type that is read from a row.
public protocol RowDecodable {
    /// Reads each property from its column.
    init(row: Row) throws(PostgresError)
}

/// What one statement answered.
@usableFromInline final class ResultSet {
    private let handle: OpaquePointer
    @usableFromInline let count: Int32
    /// Columns in the order the program first asked for them; it asks in the same order for every row.
    private var known: [(name: UnsafePointer<UInt8>, length: Int, column: Int32)] = []
    private var expected = 0

    init(_ handle: OpaquePointer) {
        self.handle = handle
        count = PQntuples(handle)
    }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var command: String { String(cString: PQcmdStatus(handle)) }
    @usableFromInline var rowsAffected: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func field(_ code: Int32) -> String { PQresultErrorField(handle, code).map { String(cString: $0) } ?? "" }

    @usableFromInline func column(_ name: StaticString) throws(PostgresError) -> Int32 {
        guard name.hasPointerRepresentation else { return try find(name) }
        let start = name.utf8Start
        if expected < known.count, known[expected].name == start, known[expected].length == name.utf8CodeUnitCount {
            defer { expected = expected + 1 == known.count ? 0 : expected + 1 }
            return known[expected].column
        }
        if let place = known.firstIndex(where: { $0.name == start && $0.length == name.utf8CodeUnitCount }) {
            expected = place + 1 == known.count ? 0 : place + 1
            return known[place].column
        }
        let column = try find(name)
        known.append((start, name.utf8CodeUnitCount, column))
        expected = 0
        return column
    }

    private func find(_ name: StaticString) throws(PostgresError) -> Int32 {
        let wanted = name.description
        for column in 0..<PQnfields(handle) where PQfname(handle, column).map({ String(cString: $0) }) == wanted {
            return column
        }
        throw PostgresError(.decoding, "the result has no column \(wanted)")
    }

    /// Inlined where it is used, so that it is compiled for the type: looking types up took most of a page's time.
    @inlinable func value<T: SQLValue>(row: Int32, column: Int32) throws(PostgresError) -> T {
        guard let bytes = bytes(row: row, column: column) else {
            guard let null = T.sqlNull else { throw failure("is NULL", column) }
            return null
        }
        guard let value = T(sqlText: bytes.span) else { throw failure("cannot be read as \(T.self)", column) }
        return value
    }

    /// The value's text, as long as this result lives; nil for NULL.
    @usableFromInline func bytes(row: Int32, column: Int32) -> UnsafeBufferPointer<UInt8>? {
        guard !isNull(row: row, column: column) else { return nil }
        let length = Int(PQgetlength(handle, row, column))
        let bytes = UnsafeRawBufferPointer(start: PQgetvalue(handle, row, column), count: length)
        return bytes.assumingMemoryBound(to: UInt8.self)
    }

    @usableFromInline func requireColumn() throws(PostgresError) {
        guard PQnfields(handle) > 0 else { throw PostgresError(.decoding, "the statement returns no columns") }
    }

    @usableFromInline func isNull(row: Int32, column: Int32) -> Bool { PQgetisnull(handle, row, column) == 1 }

    @usableFromInline func failure(_ what: String, _ column: Int32) -> PostgresError {
        let name = PQfname(handle, column).map { String(cString: $0) } ?? "number \(column)"
        return PostgresError(.decoding, "column \(name) \(what)")
    }
}
