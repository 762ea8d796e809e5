/// HTML escaping of `&`, `<`, `>`, `"` and `'`, which is enough for text and for quoted attributes.
enum Escaping {
    /// One bit for each byte under 64 that must be escaped; no byte above needs it.
    private static let special: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62

    static func escape(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            let escaped = Output.collect(capacity: bytes.count + bytes.count / 8) { append(bytes, to: &$0) }
            return String(decoding: escaped, as: UTF8.self)
        }
    }

    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout Output) {
        var start = 0
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count, isHarmless(bytes, at: index) {
                index += 8
                continue
            }
            for place in index..<min(index + 8, bytes.count) where mustEscape(bytes[place]) {
                output.append(UnsafeBufferPointer(rebasing: bytes[start..<place]))
                output.append(entity(bytes[place]))
                start = place + 1
            }
            index += 8
        }
        output.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    @inline(__always)
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 64 && special &>> UInt64(byte) & 1 == 1
    }

    /// Eight bytes at once. `&` and `'` differ in one bit, as do `<` and `>`.
    @inline(__always)
    private static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let block = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let found = hasZero(block ^ ones &* 34) | hasZero((block | ones) ^ ones &* 39)
        return found | hasZero((block | ones &* 2) ^ ones &* 62) == 0
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Not zero where one of the eight bytes is.
    @inline(__always)
    private static func hasZero(_ block: UInt64) -> UInt64 {
        (block &- ones) & ~block & (ones &* 0x80)
    }

    private static func entity(_ byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
