/// Lets a value encode itself into slots: each property goes to the next one, and no name is looked at.
final class Writer: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    fileprivate let layout: Layout
    /// Behind a pointer, because a class's own properties are checked for overlapping access at every touch.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var values: Values
        /// Where the value that is encoding itself goes, and its record in the layout.
        var target = 0
        var record: Int32 = -1
    }

    init(layout: Layout, values: consuming Values) {
        self.layout = layout
        for _ in layout.roots { values.slots.append(Slot()) }
        state = .allocate(capacity: 1)
        state.initialize(to: State(values: values))
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    fileprivate var values: Values {
        _read { yield state.pointee.values }
        _modify { yield &state.pointee.values }
    }

    func write<T: Encodable>(_ value: T, root: Int) throws {
        try write(value, at: root, record: layout.roots[root])
    }

    fileprivate func write<T: Encodable>(_ value: T, at place: Int, record: Int32) throws {
        if T.self == Markup.self, let markup = value as? Markup {
            values.set(markup.html, at: place)
        } else {
            (state.pointee.target, state.pointee.record) = (place, record)
            try value.encode(to: self)
        }
    }

    /// Hands over the values; the writer is empty afterwards.
    func finish() -> Values {
        let finished = values
        values = Values()
        return finished
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let record = state.pointee.record
        let count = record < 0 ? 0 : layout.table[Int(record)]
        let base = values.setRecord(Int(count), at: state.pointee.target)
        return KeyedEncodingContainer(Keyed<Key>(writer: self, slot: base, field: Int(record) + 1, left: Int(count)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        values.setList(at: state.pointee.target)
        return Items(writer: self, last: state.pointee.target, record: state.pointee.record)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        Single(writer: self, place: state.pointee.target, record: state.pointee.record)
    }
}

/// A value that its shape did not promise.
private func refuse(_ what: String) -> EncodingError {
    .invalidValue(what, .init(codingPath: [], debugDescription: "A view that encodes itself by hand cannot be shown"))
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: Writer
    var slot: Int
    var field: Int
    var left: Int
    var codingPath: [any CodingKey] { [] }

    /// The slot of the next property.
    @inline(__always)
    private mutating func next(_ key: Key) throws -> Int {
        guard left > 0 else { throw refuse(key.stringValue) }
        assert(writer.layout.names[field] == key.stringValue, "\(key.stringValue) is encoded out of order")
        defer { (slot, field, left) = (slot + 1, field + 1, left - 1) }
        return slot
    }

    mutating func encodeNil(forKey key: Key) throws { _ = try next(key) }
    mutating func encode(_ value: Bool, forKey key: Key) throws { writer.values.set(value, at: try next(key)) }
    mutating func encode(_ value: Int, forKey key: Key) throws { writer.values.set(value, at: try next(key)) }
    mutating func encode(_ value: String, forKey key: Key) throws { writer.values.set(value, at: try next(key)) }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        let place = try next(key)
        try writer.write(value, at: place, record: writer.layout.table[field - 1])
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
    }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
    }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
    }
    mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { writer.container(keyedBy: keyType) }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { writer.unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { writer }
    mutating func superEncoder(forKey key: Key) -> any Encoder { writer }
}

private struct Items: UnkeyedEncodingContainer {
    let writer: Writer
    var last: Int
    let record: Int32
    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    private mutating func next() -> Int {
        last = writer.values.addItem(after: last)
        return last + 1
    }

    mutating func encodeNil() { _ = next() }

    mutating func encode<T: Encodable>(_ value: T) throws {
        let place = next()
        if T.self == String.self, let text = value as? String {
            writer.values.set(text, at: place)
        } else if T.self == Int.self, let number = value as? Int {
            writer.values.set(number, at: place)
        } else {
            try writer.write(value, at: place, record: record)
        }
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy keyType: Key.Type) -> KeyedEncodingContainer<Key> {
        writer.container(keyedBy: keyType)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { writer.unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { writer }
}

private struct Single: SingleValueEncodingContainer {
    let writer: Writer
    let place: Int
    let record: Int32
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() {}
    mutating func encode(_ value: Bool) throws { writer.values.set(value, at: place) }
    mutating func encode(_ value: Int) throws { writer.values.set(value, at: place) }
    mutating func encode(_ value: String) throws { writer.values.set(value, at: place) }
    mutating func encode<T: Encodable>(_ value: T) throws { try writer.write(value, at: place, record: record) }
}
