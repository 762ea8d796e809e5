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
        return cut.count { $0 == "*" } % 2 == 1 ? cut + "*" : cut
    }

    /// The first line of a text for a list: without italics, ended by an ellipsis when there is more.
    static func line(_ text: String, upTo length: Int) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard let start = start(first, length) else { return first.replacing("*", with: "") }
        return start.replacing("*", with: "") + "…"
    }
}
