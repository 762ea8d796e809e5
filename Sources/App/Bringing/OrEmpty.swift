/// Left out of JSON while it is empty, and empty where it is not there: so that what was kept before a field existed is read on.
@propertyWrapper struct OrEmpty<Value: HasEmpty & Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
    var wrappedValue: Value

    init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

/// A value that may say nothing.
protocol HasEmpty { static var empty: Self { get } }

extension String: HasEmpty { static var empty: String { "" } }
extension Bool: HasEmpty { static var empty: Bool { false } }
extension Array: HasEmpty { static var empty: [Element] { [] } }

extension KeyedDecodingContainer {
    func decode<Value>(_ type: OrEmpty<Value>.Type, forKey key: Key) throws -> OrEmpty<Value> {
        OrEmpty(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .empty)
    }
}

extension KeyedEncodingContainer {
    mutating func encode<Value>(_ value: OrEmpty<Value>, forKey key: Key) throws {
        if value.wrappedValue != .empty { try encode(value.wrappedValue, forKey: key) }
    }
}
