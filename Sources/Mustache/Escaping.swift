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
        for index in 0..<bytes.count where mustEscape(bytes[index]) {
            output.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
            output.append(entity(bytes[index]))
            start = index + 1
        }
        output.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    @inline(__always)
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 64 && special &>> UInt64(byte) & 1 == 1
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
