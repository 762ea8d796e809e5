/// A statement, or part of one: literals written in the source, and values that travel beside them.
///
/// `"SELECT id FROM plans WHERE title = \(title)"` sends `$1` and the title. A `String` is only ever a value.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// One more piece than there are values: each value stands between two.
    private(set) var pieces: [String]
    private(set) var types: [SQLType] = []
    /// The values one after the other, each ended by NUL as libpq wants them; -1 is NULL.
    private(set) var values: [UInt8] = []
    private(set) var offsets: [Int] = []
    private(set) var hasNUL = false

    /// A statement without values.
    public init(stringLiteral literal: StaticString) { pieces = [literal.description] }

    /// A statement with values.
    public init(stringInterpolation interpolation: StringInterpolation) { self = interpolation.sql }

    /// The statement with `$1`, `$2` … where the values stand.
    var text: String {
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text += "$"
            text += String(index + 1)
            text += piece
        }
        return text
    }

    /// Parts one after the other with a separator between them, as in a list of conditions.
    public static func join(_ parts: [SQL], _ separator: SQL) -> SQL {
        var whole: SQL = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { whole.append(separator) }
            whole.append(part)
        }
        return whole
    }

    /// Two parts, one after the other.
    public static func + (left: SQL, right: SQL) -> SQL {
        var whole = left
        whole.append(right)
        return whole
    }

    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { pieces[pieces.count - 1] += String(decoding: $0, as: UTF8.self) }
    }

    /// A name that is made here, such as a column of `unnest`.
    mutating func append(name: String) { pieces[pieces.count - 1] += name }

    mutating func append(_ part: SQL) {
        pieces[pieces.count - 1] += part.pieces[0]
        pieces += part.pieces.dropFirst()
        types += part.types
        offsets += part.offsets.map { $0 < 0 ? $0 : $0 + values.count }
        values += part.values
        hasNUL = hasNUL || part.hasNUL
    }

    mutating func bind(_ value: some SQLValue) {
        pieces.append("")
        types.append(type(of: value).sqlType)
        guard !value.isSQLNull else { return offsets.append(-1) }
        let start = values.count
        offsets.append(start)
        value.write(to: &values)
        hasNUL = hasNUL || values.withUnsafeBytes { $0[start...].contains(0) }
        values.append(0)
    }

    /// A value that is written already, as its type's text.
    mutating func bind(text: [UInt8], as type: SQLType) {
        pieces.append("")
        types.append(type)
        offsets.append(values.count)
        hasNUL = hasNUL || text.contains(0)
        values += text
        values.append(0)
    }
}

extension SQL {
    /// Collects the literals and values of one interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql: SQL = ""

        /// Begins with nothing.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Text written in the source.
        public mutating func appendLiteral(_ literal: StaticString) { sql.append(literal) }
        /// A value, sent beside the statement.
        public mutating func appendInterpolation(_ value: some SQLValue) { sql.bind(value) }
        /// A value or NULL.
        public mutating func appendInterpolation<Value: SQLValue>(_ value: Value?) { sql.bind(value) }
        /// Another part, with its own values.
        public mutating func appendInterpolation(_ part: SQL) { sql.append(part) }
    }
}
