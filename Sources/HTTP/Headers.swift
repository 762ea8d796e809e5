/// Header fields in their order, kept as bytes until someone asks for one as text.
public struct Headers: Sendable {
    struct Field: Sendable {
        var name: Range<Int32>, value: Range<Int32>
    }

    var bytes: [UInt8]
    var fields: [Field]

    /// No fields.
    public init() { (bytes, fields) = ([], []) }

    init(bytes: [UInt8], fields: [Field]) { (self.bytes, self.fields) = (bytes, fields) }

    /// The first value with this name, in any case.
    public subscript(_ name: String) -> String? {
        fields.first { isNamed($0, name) }.map { slice($0.value).fieldText }
    }

    /// Every value with this name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { isNamed($0, name) }.map { slice($0.value).fieldText }
    }

    /// Every field as text, in order.
    public var pairs: [(name: String, value: String)] {
        fields.map { (slice($0.name).fieldText, slice($0.value).fieldText) }
    }

    /// Adds a field; a control character, which could split an answer in two, becomes a space.
    public mutating func add(_ name: String, _ value: String) {
        let first = Int32(bytes.count)
        bytes.append(contentsOf: name.utf8)
        let middle = Int32(bytes.count)
        for byte in value.utf8 { bytes.append(Byte.isValue(byte) ? byte : Byte.space) }
        fields.append(Field(name: first..<middle, value: middle..<Int32(bytes.count)))
    }

    /// Puts one field in place of all with its name.
    public mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    /// Removes every field with this name.
    public mutating func remove(_ name: String) {
        fields = fields.filter { !isNamed($0, name) }
    }

    func slice(_ range: Range<Int32>) -> ArraySlice<UInt8> {
        bytes[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        guard field.name.count == name.utf8.count else { return false }
        return slice(field.name).elementsEqual(name.utf8) { Byte.lowercase($0) == Byte.lowercase($1) }
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    /// `["Allow": "GET"]`
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { add(name, value) }
    }
}

extension Headers {
    /// Writes every field but those the server decides itself.
    func encode(into output: inout [UInt8]) {
        for field in fields {
            let name = slice(field.name)
            if Self.isServers(name) { continue }
            output.append(contentsOf: name)
            output.append(Byte.colon)
            output.append(Byte.space)
            output.append(contentsOf: slice(field.value))
            output.append(Byte.carriageReturn)
            output.append(Byte.lineFeed)
        }
    }

    private static func isServers(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 4: name.isWord("date")
        case 6: name.isWord("server")
        case 10: name.isWord("connection") || name.isWord("keep-alive")
        case 14: name.isWord("content-length")
        case 17: name.isWord("transfer-encoding")
        default: false
        }
    }
}
