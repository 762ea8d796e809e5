/// A type of PostgreSQL's, named so that a bind needs no cast.
public struct SQLType: Sendable, Equatable {
    let name: String
    let oid: UInt32
    let arrayOID: UInt32

    /// A built-in type by its name and numbers in `pg_type`.
    public init(_ name: String, oid: UInt32, arrayOID: UInt32) {
        (self.name, self.oid, self.arrayOID) = (name, oid, arrayOID)
    }

    var array: SQLType { SQLType(name + "[]", oid: arrayOID, arrayOID: 0) }

    /// `text`
    public static let text = SQLType("text", oid: 25, arrayOID: 1009)
    /// `bigint`
    public static let bigint = SQLType("bigint", oid: 20, arrayOID: 1016)
    /// `integer`
    public static let integer = SQLType("integer", oid: 23, arrayOID: 1007)
    /// `smallint`
    public static let smallint = SQLType("smallint", oid: 21, arrayOID: 1005)
    /// `boolean`
    public static let boolean = SQLType("boolean", oid: 16, arrayOID: 1000)
    /// `double precision`
    public static let double = SQLType("double precision", oid: 701, arrayOID: 1022)
    /// `bytea`
    public static let bytea = SQLType("bytea", oid: 17, arrayOID: 1001)
    /// `date`
    public static let date = SQLType("date", oid: 1082, arrayOID: 1182)
}
