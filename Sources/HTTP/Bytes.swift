/// The bytes HTTP speaks in, and their classes (RFC 9110 section 5.6).
enum Byte {
    static let tab: UInt8 = 0x09, lineFeed: UInt8 = 0x0A, carriageReturn: UInt8 = 0x0D, space: UInt8 = 0x20
    static let quote: UInt8 = 0x22, hash: UInt8 = 0x23, percent: UInt8 = 0x25, ampersand: UInt8 = 0x26
    static let asterisk: UInt8 = 0x2A, plus: UInt8 = 0x2B, comma: UInt8 = 0x2C, hyphen: UInt8 = 0x2D
    static let point: UInt8 = 0x2E, slash: UInt8 = 0x2F, zero: UInt8 = 0x30, nine: UInt8 = 0x39, colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B, equals: UInt8 = 0x3D, question: UInt8 = 0x3F, at: UInt8 = 0x40
    static let backslash: UInt8 = 0x5C, delete: UInt8 = 0x7F

    // One bit for each ASCII character that may stand in a token.
    private static let lowTokens: UInt64 = 0x03FF_6CFA_0000_0000
    private static let highTokens: UInt64 = 0x57FF_FFFF_C7FF_FFFE

    /// May stand in a method or a field name.
    static func isToken(_ byte: UInt8) -> Bool {
        if byte < 64 { return lowTokens >> UInt64(byte) & 1 == 1 }
        return byte < 128 && highTokens >> UInt64(byte - 64) & 1 == 1
    }

    /// May stand in a field value: anything but control characters, tab excepted.
    static func isValue(_ byte: UInt8) -> Bool {
        byte >= space ? byte != delete : byte == tab
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    static func lowercase(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
    }

    /// The value of one hexadecimal digit; nil for anything else.
    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

extension Collection<UInt8> {
    /// Equal to a lower-case ASCII word, whatever the case of these bytes.
    func isWord(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        var pointer = word.utf8Start
        for byte in self {
            if Byte.lowercase(byte) != pointer.pointee { return false }
            pointer += 1
        }
        return true
    }

    /// A whole number in plain ASCII digits; nil for a sign, a blank, or more than fits.
    var number: Int? {
        guard !isEmpty, count <= 18 else { return nil }
        var value = 0
        for byte in self {
            guard Byte.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - Byte.zero)
        }
        return value
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at either end.
    var trimmed: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, Byte.isBlank(first) { slice.removeFirst() }
        while let last = slice.last, Byte.isBlank(last) { slice.removeLast() }
        return slice
    }

    /// As text when it is UTF-8, else each byte as the Latin-1 character it is.
    var fieldText: String {
        if let text = String(validating: self, as: UTF8.self) { return text }
        var text = ""
        for byte in self { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}

extension [UInt8] {
    mutating func append(number: Int) {
        guard number >= 10 else {
            append(Byte.zero + UInt8(Swift.max(number, 0)))
            return
        }
        append(number: number / 10)
        append(Byte.zero + UInt8(number % 10))
    }
}
