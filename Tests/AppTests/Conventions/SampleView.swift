import Fixtures
import Mustache

@testable import App

/// Makes a value of any view from its properties alone, with texts that would break a page which forgot to escape them.
/// Seed 0 leaves nothing out; with others some of what may be absent is, and lists have none to two items.
final class SampleView {
    static let text = "javascript:x<y>&\"'z"
    static let link = "/sample?a=b&c=\"d\""
    private let isWhole: Bool
    private var chance: Chance

    static func make<V: View>(_ type: V.Type, seed: UInt64) throws -> V {
        try SampleView(seed: seed).value(type, named: "")
    }

    private init(seed: UInt64) { (isWhole, chance) = (seed == 0, Chance(seed: seed)) }

    /// Properties that lead somewhere; every other is only ever shown.
    static func isLink(_ name: String) -> Bool {
        ["link", "action", "script", "stylesheet", "icon", "previous", "next"].contains(name) || name.hasSuffix("Link")
            || name.hasSuffix("Action")
    }

    fileprivate func isAbsent() -> Bool { !isWhole && Bool.random(using: &chance) }
    fileprivate func count() -> Int { isWhole ? 2 : Int.random(in: 0...2, using: &chance) }

    fileprivate func value<T: Decodable>(_ type: T.Type, named name: String) throws -> T {
        let simple: Any? =
            switch type {
            case is String.Type: Self.isLink(name) ? Self.link : Self.text
            case is Int.Type: Int.random(in: -1...12, using: &chance)
            case is Bool.Type: !isAbsent()
            case is Markup.Type: "<b>sample</b>" as Markup
            case let cases as any CaseIterable.Type: oneOf(cases)
            default: nil
            }
        if let simple = simple as? T { return simple }
        return try T(from: Part(sample: self, name: name))
    }

    private func oneOf<C: CaseIterable>(_ type: C.Type) -> Any? { Array(type.allCases).randomElement(using: &chance) }
}

/// One value on its way.
private struct Part: Decoder, SingleValueDecodingContainer {
    let sample: SampleView
    let name: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Properties<Key>(sample: sample))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        Items(sample: sample, name: name, count: sample.count())
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
    func decodeNil() -> Bool { sample.isAbsent() }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try sample.value(type, named: name) }
}

private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let sample: SampleView
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { sample.isAbsent() }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try sample.value(type, named: key.stringValue)
    }
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { KeyedDecodingContainer(Properties<Nested>(sample: sample)) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        Items(sample: sample, name: key.stringValue, count: sample.count())
    }
    func superDecoder() throws -> any Decoder { Part(sample: sample, name: "") }
    func superDecoder(forKey key: Key) throws -> any Decoder { Part(sample: sample, name: key.stringValue) }
}

private struct Items: UnkeyedDecodingContainer {
    let sample: SampleView
    let name: String
    let count: Int?
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex == count }

    init(sample: SampleView, name: String, count: Int) { (self.sample, self.name, self.count) = (sample, name, count) }

    mutating func decodeNil() throws -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        return try sample.value(type, named: name)
    }
    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Properties<Key>(sample: sample))
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { self }
    mutating func superDecoder() throws -> any Decoder { Part(sample: sample, name: name) }
}
