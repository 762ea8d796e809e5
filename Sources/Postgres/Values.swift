extension String: SQLValue {
    /// `text`
    @inlinable public static var sqlType: SQLType { .text }
    /// Appends the UTF-8 bytes.
    public func write(to text: inout [UInt8]) { text.append(contentsOf: utf8) }
    /// Reads UTF-8, which the connection promises.
    @inlinable public init?(sqlText: Span<UInt8>) {
        self = sqlText.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension Bool: SQLValue {
    /// `boolean`
    @inlinable public static var sqlType: SQLType { .boolean }
    /// Appends `t` or `f`.
    public func write(to text: inout [UInt8]) { text.append(UInt8(ascii: self ? "t" : "f")) }
    /// Reads `t` or `f`.
    @inlinable public init?(sqlText: Span<UInt8>) {
        guard sqlText.count == 1 else { return nil }
        switch sqlText[0] {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}

extension Double: SQLValue {
    /// `double precision`
    @inlinable public static var sqlType: SQLType { .double }
    /// Appends the shortest text that reads back the same.
    public func write(to text: inout [UInt8]) { text.append(contentsOf: description.utf8) }
    /// Reads any form PostgreSQL writes, NaN and Infinity too.
    @inlinable public init?(sqlText: Span<UInt8>) {
        guard let text = String(sqlText: sqlText) else { return nil }
        self.init(text)
    }
}

extension Int: SQLValue {
    /// `bigint`
    @inlinable public static var sqlType: SQLType { .bigint }
}
extension Int64: SQLValue {
    /// `bigint`
    @inlinable public static var sqlType: SQLType { .bigint }
}
extension Int32: SQLValue {
    /// `integer`
    @inlinable public static var sqlType: SQLType { .integer }
}
extension Int16: SQLValue {
    /// `smallint`
    @inlinable public static var sqlType: SQLType { .smallint }
}

extension SQLValue where Self: FixedWidthInteger {
    /// Appends the decimal digits.
    public func write(to text: inout [UInt8]) {
        if self < 0 { text.append(UInt8(ascii: "-")) }
        var rest = magnitude
        let start = text.count
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// Reads decimal digits with an optional minus; nil when they do not fit.
    @inlinable public init?(sqlText: Span<UInt8>) {
        let isNegative = sqlText.count > 1 && sqlText[0] == UInt8(ascii: "-")
        var value: Self = 0
        for index in (isNegative ? 1 : 0)..<sqlText.count {
            let digit = sqlText[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (tens, tooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) =
                isNegative
                ? tens.subtractingReportingOverflow(Self(digit)) : tens.addingReportingOverflow(Self(digit))
            guard !tooLong, !tooLarge else { return nil }
            value = sum
        }
        guard !sqlText.isEmpty else { return nil }
        self = value
    }
}
