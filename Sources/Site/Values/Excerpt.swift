import Values

/// The beginning of a text, for a list.
enum Excerpt {
    /// Cut between words, best at the end of a line; nil when the text is short.
    static func start(_ text: String, _ length: Int) -> String? {
        let longest = length + length / 3
        guard text.utf8.count > longest, text.count > longest else { return nil }
        let start = text.prefix(length)
        let end = start.lastIndex(where: \.isWhitespace) ?? start.endIndex
        let words = start[..<end].drop(while: \.isWhitespace)
        let cut = words.lastIndex { !$0.isWhitespace }.map { String(words[...$0]) } ?? ""
        // Italics that go on beyond the cut end there.
        guard text.utf8.contains(UInt8(ascii: "*")) else { return cut }
        let before = text[..<words.startIndex].utf8.count, last = before + cut.utf8.count
        let line = Array(text.utf8.prefix(4 * longest))
        return TextMarks.italics(line).contains { (before..<last).contains($0.open) && $0.close >= last }
            ? cut + "*" : cut
    }

    /// The first line of a text for a list: without italics, ended by an ellipsis when it is cut.
    static func line(_ text: String, upTo length: Int) -> String {
        opening(text.drop(while: \.isNewline).prefix { !$0.isNewline }, upTo: length)
    }

    /// The first words of a text with its lines run together: without italics, ended by an ellipsis when it is cut. Of a long
    /// text only the beginning is put together.
    static func opening(_ text: some StringProtocol, upTo length: Int) -> String {
        var words = "", count = 0, isBetween = false
        for character in TextMarks.plain(String(text)) {
            if count > length + length / 3 { break }
            // Most of a text is ASCII, where this needs no table.
            if character.asciiValue.map({ $0 == 32 || (9...13).contains($0) }) ?? character.isWhitespace {
                isBetween = !words.isEmpty
                continue
            }
            if isBetween { words.append(" ") }
            words.append(character)
            count += isBetween ? 2 : 1
            isBetween = false
        }
        return start(words, length).map { $0 + "…" } ?? words
    }
}
