import Foundation
import Mustache

/// Turns kept text into paragraphs: blank lines part them, lines that begin with "• " or "- " are a list, *words* are italics,
/// abbreviations of the glossary are marked up, and footnote marks stand behind their terms. Everything else is escaped.
struct Prose {
    var glossary: [GlossaryEntry] = []
    var footnotes: [Footnote] = []

    func html(_ text: String) -> Markup {
        var html = ""
        for paragraph in text.components(separatedBy: "\n\n").filter({ !$0.isEmpty }) {
            html += block(paragraph.split(separator: "\n").map(String.init))
        }
        return Markup(html: html)
    }

    /// One run of words without paragraphs, for a cell or a heading.
    func inline(_ text: String) -> Markup { Markup(html: words(text)) }

    /// The marks of notes that hang on no term: on an action or a status as a whole.
    static func marks(_ notes: [Footnote]) -> Markup { Markup(html: notes.map(mark).joined()) }

    private func block(_ lines: [String]) -> String {
        var html = "", items = "", plain: [String] = []
        func flush() {
            if !plain.isEmpty { html += "<p>" + plain.map(words).joined(separator: "<br>") + "</p>" }
            if !items.isEmpty { html += "<ul>" + items + "</ul>" }
            (items, plain) = ("", [])
        }
        for line in lines {
            if line.hasPrefix("• ") || line.hasPrefix("- ") {
                if !plain.isEmpty { flush() }
                items += "<li>" + words(String(line.dropFirst(2))) + "</li>"
            } else {
                if !items.isEmpty { flush() }
                plain.append(line)
            }
        }
        flush()
        return html
    }

    private func words(_ text: String) -> String {
        var html = "", isItalic = false
        var rest = text[...]
        while let next = rest.firstIndex(where: { $0 == "*" || $0.isLetter || $0.isNumber }) {
            html += Self.escaped(rest[..<next])
            rest = rest[next...]
            if rest.first == "*" {
                rest = rest.dropFirst()
                let closes = isItalic || rest.contains("*")
                html += closes ? (isItalic ? "</em>" : "<em>") : "*"
                if closes { isItalic.toggle() }
                continue
            }
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "@" || $0 == "&" }
            html += marked(word)
            rest = rest[word.endIndex...]
            for note in footnotes where !note.term.isEmpty && text[..<rest.startIndex].hasSuffix(note.term) {
                html += Self.mark(note)
            }
        }
        return html + Self.escaped(rest) + (isItalic ? "</em>" : "")
    }

    private func marked(_ word: Substring) -> String {
        guard let entry = glossary.first(where: { $0.abbreviation == word }) else { return Self.escaped(word) }
        return "<abbr title=\"\(Self.escaped(entry.expansion[...]))\">\(Self.escaped(word))</abbr>"
    }

    private static func mark(_ note: Footnote) -> String {
        "<sup class=\"app-footnote-mark\" id=\"note-\(note.number)-from\"><a href=\"#note-\(note.number)\"><span class=\"app-hidden\">Note </span>\(note.number)</a></sup>"
    }

    static func escaped(_ text: Substring) -> String {
        var html = ""
        html.reserveCapacity(text.utf8.count)
        for character in text {
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.append(character)
            }
        }
        return html
    }
}
