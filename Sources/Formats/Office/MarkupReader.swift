import Values

/// Reads XML 1.0 from bytes, piece by piece, as the parts of an Office file are written: elements by their local names, attributes
/// as they stand, text with its references resolved. No part has a document type (ECMA-376 part 2, section 8), and none is read.
struct MarkupReader {
    /// What comes next.
    enum Piece {
        case open(isEmpty: Bool)
        case close
        case text
    }

    private let bytes: [UInt8]
    private var place = 0
    /// The local name of the element that was opened or closed last.
    private(set) var name: ArraySlice<UInt8> = []
    private var attributes: Range<Int> = 0..<0
    private var content: Range<Int> = 0..<0
    private var isLiteral = false
    private var depth = 0

    /// No document that people write has elements within elements so deep.
    static let mostDepth = 256
    /// Nor so long a text in one piece: a cell of Excel has 32,767 characters.
    static let mostText = 1 << 20

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next piece; nil at the end. Throws where the markup is broken.
    mutating func next() throws(OfficeFile.Refusal) -> Piece? {
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                guard end - place <= Self.mostText else { throw .damaged }
                (content, isLiteral, place) = (place..<end, false, end)
                return .text
            }
            if starts("<!--") {
                try skip(to: "-->")
            } else if starts("<![CDATA[") {
                let start = place + 9
                try skip(to: "]]>")
                guard place - start <= Self.mostText else { throw .damaged }
                (content, isLiteral) = (start..<(place - 3), true)
                return .text
            } else if starts("<?") {
                try skip(to: "?>")
            } else if starts("<!") {
                throw .damaged
            } else {
                return try tag()
            }
        }
        return nil
    }

    private mutating func tag() throws(OfficeFile.Refusal) -> Piece {
        let isClosing = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "/")
        let start = place + (isClosing ? 2 : 1)
        var end = start, quote: UInt8 = 0, nameEnd: Int?
        while true {
            guard end < bytes.count else { throw .damaged }
            let byte = bytes[end]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if nameEnd == nil, byte <= 0x20 || byte == UInt8(ascii: "/") {
                nameEnd = end
            }
            end += 1
        }
        let isEmpty = !isClosing && end > start && bytes[end - 1] == UInt8(ascii: "/")
        let whole = bytes[start..<(nameEnd ?? end)]
        name = whole.firstIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
        attributes = (nameEnd ?? end)..<end
        place = end + 1
        if !isEmpty { depth += isClosing ? -1 : 1 }
        guard depth <= Self.mostDepth else { throw .damaged }
        return isClosing ? .close : .open(isEmpty: isEmpty)
    }

    /// The local name as text.
    var element: String { String(decoding: name, as: UTF8.self) }

    /// Whether the element's name is this.
    func isNamed(_ wanted: StaticString) -> Bool {
        name.count == wanted.utf8CodeUnitCount
            && name.elementsEqual(UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount))
    }

    /// An attribute by its local name; nil where the element has none.
    func attribute(_ wanted: StaticString) -> ArraySlice<UInt8>? {
        // Within this tag: whatever stands behind it is looked at in its turn.
        let own = bytes[attributes]
        Work.took(own.count)
        var at = own.startIndex
        let wanted = UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
        while let equals = own[at...].firstIndex(of: UInt8(ascii: "=")) {
            var start = equals
            while start > at, own[start - 1] > 0x20, own[start - 1] != UInt8(ascii: ":") { start -= 1 }
            var open = equals + 1
            while open < own.endIndex, own[open] <= 0x20 { open += 1 }
            guard open < own.endIndex, let close = own[(open + 1)...].firstIndex(of: own[open]) else { return nil }
            if own[start..<equals].elementsEqual(wanted) { return own[(open + 1)..<close] }
            at = close + 1
        }
        return nil
    }

    /// An attribute as text.
    func words(_ wanted: StaticString) -> String? { attribute(wanted).map { Self.resolved($0) } }

    /// The text that was read.
    var text: String { isLiteral ? String(decoding: bytes[content], as: UTF8.self) : Self.resolved(bytes[content]) }

    private func starts(_ words: StaticString) -> Bool {
        let count = words.utf8CodeUnitCount
        return place + count <= bytes.count
            && bytes[place..<(place + count)].elementsEqual(UnsafeBufferPointer(start: words.utf8Start, count: count))
    }

    private mutating func skip(to words: StaticString) throws(OfficeFile.Refusal) {
        while place < bytes.count {
            if starts(words) { return place += words.utf8CodeUnitCount }
            place += 1
        }
        throw .damaged
    }

    /// With `&amp;`, `&#65;` and their like as what they stand for (section 4.1), and `_x000D_` as Office writes it (part 1, 22.9.2.19).
    private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "_")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: bytes, as: UTF8.self).replacing(/&(#x?)?([0-9A-Za-z]{1,8});|_x([0-9A-Fa-f]{4})_/) {
            match in
            let whole = String(match.output.0)
            if let code = match.output.3 { return scalar(UInt32(code, radix: 16)) ?? whole }
            let word = match.output.2 ?? ""
            if let mark = match.output.1 { return scalar(UInt32(word, radix: mark == "#x" ? 16 : 10)) ?? whole }
            return named[String(word)] ?? whole
        }
    }

    private static func scalar(_ code: UInt32?) -> String? { code.flatMap(Unicode.Scalar.init).map { String($0) } }

    private static let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}
