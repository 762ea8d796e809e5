/// Recognises the same paper however it was pasted: two FNV-1a hashes of its letters and digits.
enum Fingerprint {
    static func of(_ source: SourceText) -> String { of(source.lines) }

    static func of(_ lines: [Substring]) -> String {
        var one: UInt64 = 0xCBF2_9CE4_8422_2325
        var two: UInt64 = 0x6C62_272E_07BB_0142
        for line in lines {
            for case .text(let text) in MarkupScanner(line) {
                for byte in letters(of: text).utf8 {
                    one = (one ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                    two = (two ^ UInt64(byte &+ 1)) &* 0x0000_0100_0000_01B3
                }
            }
        }
        return hex(one) + hex(two)
    }

    private static func letters(of text: Substring) -> String {
        var letters = "".unicodeScalars
        for scalar in Entity.decoded(text).unicodeScalars where scalar.isWordPart {
            scalar.appendLowercase(to: &letters)
        }
        return String(letters)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
