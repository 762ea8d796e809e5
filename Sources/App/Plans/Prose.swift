import Mustache
import Values

/// Turns kept text into paragraphs: blank lines part them, lines that begin with a bullet are a list, *words* are italics,
/// abbreviations of the glossary are marked up, and footnote marks stand behind their terms. Everything else is escaped.
///
/// It reads and writes UTF-8 bytes, because a page has thousands of words.
struct Prose {
    var footnotes: [Footnote] = []
    private let glossary: Glossary

    init(glossary: [GlossaryEntry] = []) { self.glossary = Glossary(glossary) }

    func html(_ text: String) -> Markup {
        write(text) { $0.paragraphs() }
    }

    /// One run of words without paragraphs, for a cell or a heading.
    func inline(_ text: String) -> Markup {
        write(text) { $0.words($0.text.indices) }
    }

    private func write(_ text: String, _ body: (inout ProseWriter) -> Void) -> Markup {
        var text = text
        return text.withUTF8 { bytes in
            var writer = ProseWriter(bytes, glossary, footnotes.filter { !$0.term.isEmpty })
            body(&writer)
            return writer.html.markup
        }
    }

    /// The marks of notes that hang on no term: on an action or a status as a whole.
    static func marks(_ notes: [Footnote]) -> Markup { Markup(html: notes.map(mark).joined()) }

    fileprivate static func mark(_ note: Footnote) -> String {
        "<sup class=\"app-footnote-mark\" id=\"note-\(note.number)-from\"><a href=\"#note-\(note.number)\"><span class=\"app-hidden\">Note </span>\(note.number)</a></sup>"
    }
}

/// One text on its way to HTML; its pointer lives no longer than `Prose.write`.
private struct ProseWriter {
    let text: UnsafeBufferPointer<UInt8>
    private(set) var html: HTMLBytes
    private let glossary: Glossary
    private let notes: [(term: [UInt8], mark: String)]

    init(_ text: UnsafeBufferPointer<UInt8>, _ glossary: Glossary, _ notes: [Footnote]) {
        self.text = text
        self.glossary = glossary
        self.notes = notes.map { (Array($0.term.utf8), Prose.mark($0)) }
        html = HTMLBytes(for: text.count)
    }

    private enum Block {
        case paragraph, list
        var start: StaticString { self == .list ? "<ul>" : "<p>" }
        var end: StaticString { self == .list ? "</ul>" : "</p>" }
    }

    mutating func paragraphs() {
        var block: Block?
        var start = 0
        while start <= text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let line = text[start..<end]
            let bullet = TextMarks.bullet(line)
            let next = line.isEmpty ? nil : bullet == nil ? Block.paragraph : .list
            if next != block {
                html.add(block?.end ?? "")
                html.add(next?.start ?? "")
                block = next
            } else if block == .paragraph {
                html.add("<br>")
            }
            if let bullet {
                html.add("<li>")
                words(start + bullet..<end)
                html.add("</li>")
            } else {
                words(start..<end)
            }
            start = end + 1
        }
        html.add(block?.end ?? "")
    }

    /// What stands between marks is copied in one piece.
    mutating func words(_ range: Range<Int>) {
        var (index, copied) = (range.lowerBound, range.lowerBound)
        // Hardly any line has a star, and asking costs a copy.
        let italics = text[range].contains(UInt8(ascii: "*")) ? TextMarks.italics(text[range]) : []
        var marks = italics.flatMap { [($0.open, "<em>"), ($0.close, "</em>")] }[...]
        while index < range.upperBound {
            if let (place, tag) = marks.first, place + range.lowerBound == index {
                html.escape(text[copied..<index])
                html.add(tag)
                marks = marks.dropFirst()
                index += 1
                copied = index
            } else if Letters.maybe(text[index]) {
                let start = index
                index = Letters.endOfWord(in: text, from: start, to: range.upperBound)
                copied = mark(start..<index, after: range.lowerBound, copied: copied)
            } else {
                index += 1
            }
        }
        html.escape(text[copied..<range.upperBound])
    }

    /// Marks up an abbreviation, and the end of a footnote's term; returns how far the text is copied.
    private mutating func mark(_ word: Range<Int>, after start: Int, copied: Int) -> Int {
        var copied = copied
        if let expansion = glossary[text[word]] {
            html.escape(text[copied..<word.lowerBound])
            html.add("<abbr title=\"")
            html.escape(expansion)
            html.add("\">")
            html.escape(text[word])
            html.add("</abbr>")
            copied = word.upperBound
        }
        for note in notes where text[start..<word.upperBound].suffix(note.term.count).elementsEqual(note.term) {
            html.escape(text[copied..<word.upperBound])
            html.add(note.mark)
            copied = word.upperBound
        }
        return copied
    }
}

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

    subscript(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        guard !terms.isEmpty, let first = word.first else { return nil }
        return terms[Int(first)].first { word.elementsEqual($0.abbreviation) }?.expansion
    }
}

/// Letters and digits in UTF-8.
private enum Letters {
    /// Whether a letter or digit may begin here: any byte beyond ASCII is looked at more closely.
    static func maybe(_ byte: UInt8) -> Bool { isASCII(byte) || byte >= 0x80 }

    private static func isASCII(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// Behind the word that begins at `start`, with the @ and & that may stand inside it; behind the character when it is no letter.
    static func endOfWord(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end {
            let byte = text[index]
            if isASCII(byte) || index > start && (byte == UInt8(ascii: "@") || byte == UInt8(ascii: "&")) {
                index += 1
            } else {
                guard byte >= 0x80 else { break }
                let next = text[(index + 1)..<end].firstIndex { $0 & 0xC0 != 0x80 } ?? end
                guard isLetter(text[index..<next]) else { return index == start ? next : index }
                index = next
            }
        }
        return index
    }

    private static func isLetter(_ character: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

/// HTML as it is put together.
private struct HTMLBytes {
    private var bytes: [UInt8] = []

    init(for count: Int) { bytes.reserveCapacity(count + count / 8 + 64) }

    var markup: Markup { Markup(html: String(decoding: bytes, as: UTF8.self)) }

    mutating func add(_ html: StaticString) {
        html.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ html: String) { bytes.append(contentsOf: html.utf8) }

    mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { escape($0[...]) }
    }

    mutating func escape(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        var start = text.startIndex
        for index in text.indices {
            guard let entity = Self.entity(text[index]) else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            add(entity)
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    @inline(__always)
    private static func entity(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
