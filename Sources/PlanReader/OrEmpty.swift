/// Left out of JSON while it is empty, and empty where it is not there: so that what was kept before a field existed is read on.
@propertyWrapper package struct OrEmpty<Value: HasEmpty & Codable & Sendable & Equatable>: Codable, Sendable, Equatable
{
    package var wrappedValue: Value

    package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

/// A value that may say nothing.
package protocol HasEmpty { static var empty: Self { get } }

extension String: HasEmpty { package static var empty: String { "" } }
extension Int: HasEmpty { package static var empty: Int { 0 } }
extension Bool: HasEmpty { package static var empty: Bool { false } }
extension Array: HasEmpty { package static var empty: [Element] { [] } }

extension KeyedDecodingContainer {
    package func decode<Value>(_ type: OrEmpty<Value>.Type, forKey key: Key) throws -> OrEmpty<Value> {
        OrEmpty(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .empty)
    }
}

extension KeyedEncodingContainer {
    package mutating func encode<Value>(_ value: OrEmpty<Value>, forKey key: Key) throws {
        if value.wrappedValue != .empty { try encode(value.wrappedValue, forKey: key) }
    }
}
