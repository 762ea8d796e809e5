/// The first lines of a long text and the rest of it, parted between words.
struct Excerpt {
    let start: String
    /// Nil when the text is short.
    let rest: String?

    init(_ text: String, upTo length: Int = 190) {
        guard text.count > length + length / 3 else {
            (start, rest) = (text, nil)
            return
        }
        let limit = text.index(text.startIndex, offsetBy: length)
        let end = text[..<limit].lastIndex { $0.isWhitespace } ?? limit
        let isItalic = text[..<end].count { $0 == "*" } % 2 == 1
        start = String(text[..<end]) + (isItalic ? "*" : "")
        rest = (isItalic ? "*" : "") + text[end...].drop { $0.isWhitespace }
    }
}

extension Excerpt {
    /// The first line of a text for a list: without italics, ended by an ellipsis when there is more.
    static func line(_ text: String, upTo length: Int) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let excerpt = Excerpt(first, upTo: length)
        return excerpt.start.replacing("*", with: "") + (excerpt.rest == nil ? "" : "…")
    }
}
