import Mustache

/// Turns kept text into paragraphs: blank lines part them, lines that begin with "• " or "- " are a list, *words* are italics,
/// abbreviations of the glossary are marked up, and footnote marks stand behind their terms. Everything else is escaped.
///
/// It reads and writes UTF-8 bytes, because a page has thousands of words.
struct Prose {
    var footnotes: [Footnote] = []
    private let glossary: Glossary

    init(glossary: [GlossaryEntry] = []) { self.glossary = Glossary(glossary) }

    func html(_ text: String) -> Markup {
        var html = HTMLBytes(for: text), block: Block?
        for line in Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let bullet = Self.bullets.first { line.starts(with: $0) }
            let next = line.isEmpty ? nil : bullet == nil ? Block.paragraph : .list
            if next != block {
                html.add(block?.end ?? "")
                html.add(next?.start ?? "")
                block = next
            } else if block == .paragraph {
                html.add("<br>")
            }
            guard let bullet else {
                words(line, &html)
                continue
            }
            html.add("<li>")
            words(line.dropFirst(bullet.count), &html)
            html.add("</li>")
        }
        html.add(block?.end ?? "")
        return html.markup
    }

    /// One run of words without paragraphs, for a cell or a heading.
    func inline(_ text: String) -> Markup {
        var html = HTMLBytes(for: text)
        words(Array(text.utf8)[...], &html)
        return html.markup
    }

    /// The marks of notes that hang on no term: on an action or a status as a whole.
    static func marks(_ notes: [Footnote]) -> Markup { Markup(html: notes.map(mark).joined()) }

    private static let bullets = ["• ", "- "].map { Array($0.utf8) }

    private enum Block {
        case paragraph, list
        var start: StaticString { self == .list ? "<ul>" : "<p>" }
        var end: StaticString { self == .list ? "</ul>" : "</p>" }
    }

    private func words(_ text: ArraySlice<UInt8>, _ html: inout HTMLBytes) {
        var isItalic = false
        var rest = text
        while let next = rest.firstIndex(where: { $0 == star || Letters.maybe($0) }) {
            html.escape(rest[..<next])
            rest = rest[next...]
            if text[next] == star {
                rest = rest.dropFirst()
                if isItalic || rest.contains(star) {
                    html.add(isItalic ? "</em>" : "<em>")
                    isItalic.toggle()
                } else {
                    html.add("*")
                }
                continue
            }
            let word = Letters.word(at: &rest)
            guard !word.isEmpty else {
                html.escape(Letters.character(at: &rest))
                continue
            }
            mark(word, &html)
            for note in footnotes where !note.term.isEmpty && text[..<rest.startIndex].ends(with: note.term) {
                html.add(Self.mark(note))
            }
        }
        html.escape(rest)
        if isItalic { html.add("</em>") }
    }

    private func mark(_ word: ArraySlice<UInt8>, _ html: inout HTMLBytes) {
        guard let expansion = glossary[word] else { return html.escape(word) }
        html.add("<abbr title=\"")
        html.escape(Array(expansion.utf8)[...])
        html.add("\">")
        html.escape(word)
        html.add("</abbr>")
    }

    private static func mark(_ note: Footnote) -> String {
        "<sup class=\"app-footnote-mark\" id=\"note-\(note.number)-from\"><a href=\"#note-\(note.number)\"><span class=\"app-hidden\">Note </span>\(note.number)</a></sup>"
    }
}

private let star = UInt8(ascii: "*")

/// What abbreviations stand for, found by their first byte: hardly any word of a page begins like one.
private struct Glossary {
    private var terms: [[(abbreviation: [UInt8], expansion: String)]] = []

    init(_ entries: [GlossaryEntry]) {
        if entries.isEmpty { return }
        terms = Array(repeating: [], count: 256)
        for entry in entries {
            let bytes = Array(entry.abbreviation.utf8)
            if let first = bytes.first { terms[Int(first)].append((bytes, entry.expansion)) }
        }
    }

    subscript(_ word: ArraySlice<UInt8>) -> String? {
        guard !terms.isEmpty, let first = word.first else { return nil }
        return terms[Int(first)].first { $0.abbreviation[...] == word }?.expansion
    }
}

/// Letters and digits in UTF-8.
private enum Letters {
    /// Whether a letter or digit may begin here: any byte beyond ASCII is looked at more closely.
    static func maybe(_ byte: UInt8) -> Bool { isASCII(byte) || byte >= 0x80 }

    private static func isASCII(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// Takes a word, with the @ and & that may stand inside it; empty when none begins here.
    static func word(at rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let whole = rest
        while let byte = rest.first {
            if isASCII(byte)
                || rest.startIndex > whole.startIndex && (byte == UInt8(ascii: "@") || byte == UInt8(ascii: "&"))
            {
                rest.removeFirst()
            } else {
                var after = rest
                guard byte >= 0x80, isLetter(character(at: &after)) else { break }
                rest = after
            }
        }
        return whole[..<rest.startIndex]
    }

    /// Takes the bytes of one scalar.
    static func character(at rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let more = rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }
        defer { rest = rest[more.endIndex...] }
        return rest[..<more.endIndex]
    }

    private static func isLetter(_ character: ArraySlice<UInt8>) -> Bool {
        guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

/// HTML as it is put together.
private struct HTMLBytes {
    private var bytes: [UInt8] = []

    init(for text: String) { bytes.reserveCapacity(text.utf8.count + 64) }

    var markup: Markup { Markup(html: String(decoding: bytes, as: UTF8.self)) }

    mutating func add(_ html: StaticString) {
        html.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ html: String) { bytes.append(contentsOf: html.utf8) }

    mutating func escape(_ text: ArraySlice<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): add("&amp;" as StaticString)
            case UInt8(ascii: "<"): add("&lt;" as StaticString)
            case UInt8(ascii: ">"): add("&gt;" as StaticString)
            case UInt8(ascii: "\""): add("&quot;" as StaticString)
            case UInt8(ascii: "'"): add("&#39;" as StaticString)
            default: bytes.append(byte)
            }
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
