/// What may stand in an array of PostgreSQL's; every `SQLValue` does, and a byte, whose array is `bytea`.
public protocol SQLElement: Sendable {
    /// The type of an array of these.
    static var sqlArrayType: SQLType { get }
    /// Appends the array in PostgreSQL's text form.
    static func write(_ array: [Self], to text: inout [UInt8])
    /// Reads an array from PostgreSQL's text form; nil when it is not one.
    static func readArray(_ text: Span<UInt8>) -> [Self]?
}

/// A value that goes to PostgreSQL and comes back, as text.
public protocol SQLValue: SQLElement {
    /// PostgreSQL's type for it.
    static var sqlType: SQLType { get }
    /// Appends the value in PostgreSQL's text form.
    func write(to text: inout [UInt8])
    /// Reads the value from PostgreSQL's text form; nil when it is not one.
    init?(sqlText: Span<UInt8>)

    /// Whether this value is NULL; only an optional ever is.
    var isSQLNull: Bool { get }
    /// What NULL becomes; nil when it may not be read as this type.
    static var sqlNull: Self? { get }
}

extension SQLValue {
    /// False: only an optional is ever NULL.
    @inlinable public var isSQLNull: Bool { false }
    /// Nil: only an optional can be read from NULL.
    @inlinable public static var sqlNull: Self? { nil }
}

extension Optional: SQLElement where Wrapped: SQLValue {}

extension Optional: SQLValue where Wrapped: SQLValue {
    /// The wrapped type's.
    @inlinable public static var sqlType: SQLType { Wrapped.sqlType }
    /// Nil reads NULL.
    @inlinable public static var sqlNull: Self? { .some(nil) }
    /// Nil is NULL.
    @inlinable public var isSQLNull: Bool { self?.isSQLNull ?? true }

    /// Appends the wrapped value, if there is one.
    public func write(to text: inout [UInt8]) { self?.write(to: &text) }

    /// Reads the wrapped value.
    @inlinable public init?(sqlText: Span<UInt8>) {
        guard let value = Wrapped(sqlText: sqlText) else { return nil }
        self = value
    }
}

/// An enum with raw values is stored by them: it only has to declare `SQLValue`.
extension SQLValue where Self: RawRepresentable, RawValue: SQLValue {
    /// The raw value's type.
    @inlinable public static var sqlType: SQLType { RawValue.sqlType }
    /// Appends the raw value.
    public func write(to text: inout [UInt8]) { rawValue.write(to: &text) }

    /// Reads the raw value; nil when no case has it.
    @inlinable public init?(sqlText: Span<UInt8>) {
        guard let raw = RawValue(sqlText: sqlText) else { return nil }
        self.init(rawValue: raw)
    }
}
