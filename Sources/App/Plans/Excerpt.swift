import Foundation
import Mustache

/// A text in a table: whole where it is short, else its first lines on the screen and the whole on paper.
struct Excerpt: Codable, Sendable {
    let shown: Markup
    /// For paper only; nil when the text is short.
    let whole: Markup?

    init(_ text: String, upTo length: Int = 190, notes: [Footnote] = [], _ prose: inout NotedProse) {
        guard let start = Self.start(text, length) else {
            shown = prose.html(text, notes: notes)
            whole = nil
            return
        }
        shown = prose.html(start + " …", notes: notes.filter { $0.term.isEmpty || start.contains($0.term) })
        whole = prose.printed(text, notes: notes)
    }

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
}

extension Excerpt {
    /// The first line of a text for a list: without italics, ended by an ellipsis when there is more.
    static func line(_ text: String, upTo length: Int) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard let start = start(first, length) else { return first.replacing("*", with: "") }
        return start.replacing("*", with: "") + "…"
    }
}
