/// What some characters of a typed text mean: a bullet at the beginning of a line, and stars that hug *words*.
///
/// The one home of these rules, for pages, committee papers, excerpts and searches. Bullets are those that a keyboard has and
/// those that Word puts on the clipboard.
package enum TextMarks {
    private static let star = UInt8(ascii: "*")
    /// •, ·, ▪, Word's own in its private use area, a dash, a hyphen.
    private static let bullets = ["•", "·", "▪", "\u{F0B7}", "\u{F0A7}", "–", "-"].map { Array($0.utf8) }
    /// Word's bullet of the second level is a letter, so only a tab tells it.
    private static let letterBullet = Array("o\t".utf8)

    /// How many bytes a line's bullet takes, with the blank or the tab behind it; nil where the line is none of a list.
    package static func bullet(_ line: some RandomAccessCollection<UInt8>) -> Int? {
        // Hardly any line begins like one.
        guard let first = line.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "o") || first >= 0x80 else {
            return nil
        }
        if line.starts(with: letterBullet) { return letterBullet.count }
        guard let bullet = bullets.first(where: { line.starts(with: $0) }) else { return nil }
        let rest = line.dropFirst(bullet.count)
        // A no-break space is C2 A0.
        if rest.starts(with: [0xC2, 0xA0]) { return bullet.count + 2 }
        return rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t") ? bullet.count + 1 : nil
    }

    /// Where a pair of stars stands for italics: the first has a word behind it and none before it, the second ends a word and
    /// has none behind it. Other stars are stars: "places*", "5*3", a star on its own.
    package static func italics(_ line: some RandomAccessCollection<UInt8>) -> [(open: Int, close: Int)] {
        let bytes = Array(line)
        guard bytes.contains(star) else { return [] }
        var pairs: [(open: Int, close: Int)] = [], open: Int?
        for index in bytes.indices where bytes[index] == star {
            if let start = open, start < index - 1, !isBlank(bytes[index - 1]), bytes[index - 1] != star,
                !isWord(bytes, at: index + 1)
            {
                pairs.append((start, index))
                open = nil
            } else if isWord(bytes, at: index + 1), !isWord(bytes, before: index) {
                open = index
            }
        }
        return pairs
    }

    /// A text without the marks of italics; stars that are stars stay.
    package static func plain(_ text: String) -> String {
        guard text.utf8.contains(star) else { return text }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            let bytes = Array(line), marks = Set(italics(bytes).flatMap { [$0.open, $0.close] })
            return marks.isEmpty ? bytes : bytes.indices.filter { !marks.contains($0) }.map { bytes[$0] }
        }
        return String(decoding: Array(lines.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isWord(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let end = bytes[(index + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
        return isWord(bytes[index..<end])
    }

    private static func isWord(_ bytes: [UInt8], before index: Int) -> Bool {
        guard index > 0 else { return false }
        let start = bytes[..<index].lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        return isWord(bytes[start..<index])
    }

    /// A letter or a digit.
    private static func isWord(_ character: ArraySlice<UInt8>) -> Bool {
        guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
