extension Array: SQLElement where Element: SQLElement {}

extension Array: SQLValue where Element: SQLElement {
    /// An array of the element's type.
    public static var sqlType: SQLType { Element.sqlArrayType }
    /// Appends `{…}`, or `\x…` for bytes.
    public func write(to text: inout [UInt8]) { Element.write(self, to: &text) }
    /// Reads `{…}`, or `\x…` for bytes.
    public init?(sqlText: Span<UInt8>) {
        guard let array = Element.readArray(sqlText) else { return nil }
        self = array
    }
}

extension SQLElement where Self: SQLValue {
    /// An array of this type.
    public static var sqlArrayType: SQLType { sqlType.array }

    /// Appends `{…}`, quoting what needs it.
    public static func write(_ array: [Self], to text: inout [UInt8]) {
        text.append(UInt8(ascii: "{"))
        var element: [UInt8] = []
        for (index, value) in array.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            guard !value.isSQLNull else {
                text.append(contentsOf: "NULL".utf8)
                continue
            }
            element.removeAll(keepingCapacity: true)
            value.write(to: &element)
            ArrayText.append(element, to: &text)
        }
        text.append(UInt8(ascii: "}"))
    }

    /// Reads `{…}` of one dimension.
    public static func readArray(_ text: Span<UInt8>) -> [Self]? {
        var values: [Self] = []
        var reader = ArrayText()
        let isWhole = reader.read(text) { element in
            let value = element.map { Self(sqlText: $0.span) } ?? Self.sqlNull
            guard let value else { return false }
            values.append(value)
            return true
        }
        return isWhole ? values : nil
    }
}

/// The text form of an array of one dimension: `{1,NULL,"a \"quoted\" one"}`.
struct ArrayText {
    private var position = 0
    private var element: [UInt8] = []

    static func append(_ element: some Collection<UInt8>, to text: inout [UInt8]) {
        let isPlain = !element.isEmpty && element.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: "-") }
        guard !isPlain else { return text.append(contentsOf: element) }
        text.append(UInt8(ascii: "\""))
        for byte in element {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
    }

    /// Hands over each element (nil for NULL) until one is refused; false when the text is no such array.
    mutating func read(_ text: Span<UInt8>, each take: ([UInt8]?) -> Bool) -> Bool {
        skipBounds(text)
        guard next(text) == UInt8(ascii: "{") else { return false }
        if peek(text) == UInt8(ascii: "}") { return position + 1 == text.count }
        while true {
            let isQuoted = peek(text) == UInt8(ascii: "\"")
            guard isQuoted ? readQuoted(text) : readPlain(text) else { return false }
            let isNull = !isQuoted && element.elementsEqual("NULL".utf8)
            guard take(isNull ? nil : element) else { return false }
            switch next(text) {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return position == text.count
            default: return false
            }
        }
    }

    private func peek(_ text: Span<UInt8>) -> UInt8? { position < text.count ? text[position] : nil }

    private mutating func next(_ text: Span<UInt8>) -> UInt8? {
        guard position < text.count else { return nil }
        position += 1
        return text[position - 1]
    }

    /// An array that does not begin at 1 says so: `[0:2]={…}`.
    private mutating func skipBounds(_ text: Span<UInt8>) {
        guard peek(text) == UInt8(ascii: "[") else { return }
        while let byte = next(text), byte != UInt8(ascii: "=") {}
    }

    private mutating func readQuoted(_ text: Span<UInt8>) -> Bool {
        element.removeAll(keepingCapacity: true)
        position += 1
        while let byte = next(text) {
            if byte == UInt8(ascii: "\"") { return true }
            guard byte == UInt8(ascii: "\\") else {
                element.append(byte)
                continue
            }
            guard let escaped = next(text) else { return false }
            element.append(escaped)
        }
        return false
    }

    private mutating func readPlain(_ text: Span<UInt8>) -> Bool {
        element.removeAll(keepingCapacity: true)
        while let byte = peek(text), byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") {
            guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
                return false
            }
            element.append(byte)
            position += 1
        }
        return !element.isEmpty
    }
}
