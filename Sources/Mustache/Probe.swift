/// Learns the shape of a type by letting it decode itself from nothing: optionals are there, arrays have one item.
final class Probe: Decoder {
    /// A type that cannot be shown, and the sentence that says so.
    struct Refusal: Error {
        let sentence: String
    }

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let type: any Decodable.Type
    private let path: [ObjectIdentifier]
    private var fields: [Record.Field]?
    private var shape: Shape?
    private var isOptional = false

    static func shape<T: Decodable>(of type: T.Type) throws -> Shape {
        try probe(type, path: []).shape
    }

    private init(type: any Decodable.Type, path: [ObjectIdentifier]) {
        self.type = type
        self.path = path + [ObjectIdentifier(type)]
    }

    private static func probe<T: Decodable>(_ type: T.Type, path: [ObjectIdentifier]) throws -> (value: T, shape: Shape)
    {
        if let known = simple(type) { return known }
        guard !path.contains(ObjectIdentifier(type)) else {
            throw Refusal(sentence: "\(type) holds itself, and a page cannot know how deep: make one struct a level")
        }
        let probe = Probe(type: type, path: path)
        do {
            let value = try type.init(from: probe)
            return (value, probe.result)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            // Asked last, and so only of enums: each first question about a conformance looks through the whole program.
            if let choice = choice(type) { return choice }
            throw Refusal(sentence: "\(type) is not made of text alone: if it is an enum, make it CaseIterable")
        }
    }

    private static func simple<T>(_ type: T.Type) -> (value: T, shape: Shape)? {
        if type == String.self, let value = "" as? T { return (value, .text) }
        if type == Int.self, let value = 0 as? T { return (value, .number) }
        if type == Bool.self, let value = false as? T { return (value, .flag) }
        if type == Markup.self, let value = Markup(html: "") as? T { return (value, .markup) }
        return nil
    }

    private static func choice<T>(_ type: T.Type) -> (value: T, shape: Shape)? {
        guard let cases = type as? any CaseIterable.Type else { return nil }
        let all = Self.all(cases)
        let names = all.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard names.count == all.count, let value = all.first as? T else { return nil }
        return (value, .choice(names))
    }

    private static func all<C: CaseIterable>(_ type: C.Type) -> [Any] {
        type.allCases.map { $0 }
    }

    private var result: Shape {
        let shape =
            self.shape
            ?? .record(
                Record(type: _typeName(type, qualified: false), id: ObjectIdentifier(type), fields: fields ?? []))
        return isOptional ? .optional(shape) : shape
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        fields = []
        return KeyedDecodingContainer(Keyed<Key>(probe: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        shape = .list(.nothing)
        return Items(probe: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        Single(probe: self)
    }

    /// What must be made into text first: how it is written is not the template's to decide.
    private static let numbers: Set<ObjectIdentifier> = Set(
        [
            Int8.self, Int16.self, Int32.self, Int64.self, UInt.self, UInt8.self, UInt16.self, UInt32.self, UInt64.self,
            Double.self, Float.self,
        ].map { (type: any Decodable.Type) in ObjectIdentifier(type) })

    private func value<T: Decodable>(_ type: T.Type, _ name: String) throws -> (value: T, shape: Shape) {
        guard !Self.numbers.contains(ObjectIdentifier(type)) else {
            throw Refusal(
                sentence: "\(self.type).\(name) is \(type): a view holds String, Int, Bool or Markup, ready to read")
        }
        return try Self.probe(type, path: path)
    }

    fileprivate func field<T: Decodable>(_ type: T.Type, _ key: any CodingKey, optional: Bool) throws -> T {
        let (value, shape) = try value(type, key.stringValue)
        fields?.append(Record.Field(name: key.stringValue, shape: optional ? .optional(shape) : shape))
        return value
    }

    fileprivate func item<T: Decodable>(_ type: T.Type) throws -> T {
        let (value, shape) = try value(type, "item")
        self.shape = .list(shape)
        return value
    }

    fileprivate func single<T: Decodable>(_ type: T.Type) throws -> T {
        let (value, shape) = try value(type, "value")
        self.shape = shape
        return value
    }

    fileprivate func markOptional() {
        isOptional = true
    }

    fileprivate func refuse(_ what: String) -> Refusal {
        Refusal(sentence: "\(type) is \(what), which a view cannot hold: make it a struct")
    }
}

/// The properties of a struct, in the order in which it reads them.
private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    /// `decodeIfPresent` asks for nil before it reads; `decode` does not.
    private final class Asked {
        var isOptional = false
    }

    let codingPath: [any CodingKey] = []
    let probe: Probe
    private let asked = Asked()

    init(probe: Probe) {
        self.probe = probe
    }

    var allKeys: [Key] { [] }
    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        asked.isOptional = true
        return false
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        defer { asked.isOptional = false }
        return try probe.field(type, key, optional: asked.isOptional)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw probe.refuse("written by hand") }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw probe.refuse("written by hand")
    }
    func superDecoder() throws -> any Decoder { throw probe.refuse("a class") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw probe.refuse("a class") }
}

/// An array of one item.
private struct Items: UnkeyedDecodingContainer {
    let codingPath: [any CodingKey] = []
    let probe: Probe
    var currentIndex = 0
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex == 1 }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        return try probe.item(type)
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw probe.refuse("written by hand")
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw probe.refuse("written by hand")
    }
    mutating func superDecoder() throws -> any Decoder { throw probe.refuse("a class") }
}

/// A value in a wrapper: an optional in an array, or a struct around one text.
private struct Single: SingleValueDecodingContainer {
    let codingPath: [any CodingKey] = []
    let probe: Probe

    func decodeNil() -> Bool {
        probe.markOptional()
        return false
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try probe.single(type)
    }
}
