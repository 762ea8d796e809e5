/// The number of one entity; the number of a plan is not the number of a provider.
public struct ID<Entity>: SQLValue, Hashable, Comparable, Codable, LosslessStringConvertible, Sendable {
    /// The number in the database.
    public let value: Int64

    /// From a number that is known to be one.
    public init(_ value: Int64) { self.value = value }

    /// From a path or a form: digits only, greater than zero, and no larger than fits.
    public init?(_ description: String) {
        guard !description.hasPrefix("0"), description.utf8.count <= 19,
            description.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let value = Int64(description)
        else { return nil }
        self.value = value
    }

    /// The digits.
    public var description: String { String(value) }

    /// `bigint`
    @inlinable public static var sqlType: SQLType { .bigint }
    /// Appends the digits.
    public func write(to text: inout [UInt8]) { value.write(to: &text) }
    /// Reads the digits.
    @inlinable public init?(sqlText: Span<UInt8>) {
        guard let value = Int64(sqlText: sqlText) else { return nil }
        self.value = value
    }

    /// By number, so that older comes first.
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// A bare number.
    public init(from decoder: any Decoder) throws { value = try Int64(from: decoder) }
    /// A bare number.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
