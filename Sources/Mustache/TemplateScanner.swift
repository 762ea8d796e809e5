/// A piece of a template: a run of text within one line, or a tag.
struct Token {
    enum Kind { case text, skipped, value, raw, section, inverted, close, partial, parent, block, comment, delimiters }

    var kind: Kind
    var bytes: ArraySlice<UInt8> = []
    var tag: Tag
    /// The tag that closes this one, or that this one closes.
    var partner = 0
    var indent: [UInt8]?
    var beginsLine = false
    var endsLine = false

    var isBlank: Bool { bytes.allSatisfy(\.isSpace) }
    var endsWithNewline: Bool { kind == .text && bytes.last == UInt8(ascii: "\n") }
}

extension UInt8 {
    var isSpace: Bool { self == 32 || (self >= 9 && self <= 13) }
}

/// Cuts a template into text and tags.
struct TemplateScanner {
    private let source: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1
    private var open: ArraySlice<UInt8> = [123, 123]
    private var close: ArraySlice<UInt8> = [125, 125]
    private var tokens: [Token] = []

    static func scan(_ source: [UInt8], file: String) throws(TemplateError.Mistake) -> [Token] {
        var scanner = TemplateScanner(source: source, file: file)
        while scanner.position < source.count {
            scanner.scanText()
            if scanner.position < source.count { try scanner.scanTag() }
        }
        return scanner.tokens
    }

    private init(source: [UInt8], file: String) {
        self.source = source
        self.file = file
    }

    private func mistake(_ sentence: String, at line: Int? = nil) -> TemplateError.Mistake {
        .init(file: file, line: line ?? self.line, sentence: sentence)
    }

    private func matches(_ pattern: ArraySlice<UInt8>, at index: Int) -> Bool {
        index + pattern.count <= source.count && source[index..<index + pattern.count].elementsEqual(pattern)
    }

    private func find(_ pattern: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let first = pattern.first else { return nil }
        var index = start
        while index + pattern.count <= source.count {
            if source[index] == first, matches(pattern, at: index) { return index }
            index += 1
        }
        return nil
    }

    private mutating func scanText() {
        var start = position
        while position < source.count, !matches(open, at: position) {
            position += 1
            if source[position - 1] == UInt8(ascii: "\n") {
                addText(from: start)
                line += 1
                start = position
            }
        }
        addText(from: start)
    }

    private mutating func addText(from start: Int) {
        guard start < position else { return }
        tokens.append(Token(kind: .text, bytes: source[start..<position], tag: Tag(name: "", line: line)))
    }

    private mutating func scanTag() throws(TemplateError.Mistake) {
        let started = line
        let content = position + open.count
        let sigil = content < source.count ? source[content] : 0
        let ending: ArraySlice<UInt8> =
            switch sigil {
            case UInt8(ascii: "{"): [UInt8(ascii: "}")] + close
            case UInt8(ascii: "="): [UInt8(ascii: "=")] + close
            default: close
            }
        let isLong = ending.count > close.count
        guard let end = find(ending, from: content + (isLong ? 1 : 0)) else {
            throw mistake("This tag is never closed: add \(String(decoding: ending, as: UTF8.self))")
        }
        let inside = source[content..<end]
        position = end + ending.count
        line += inside.count { $0 == UInt8(ascii: "\n") }
        try add(inside, at: started)
    }

    private mutating func add(_ inside: ArraySlice<UInt8>, at started: Int) throws(TemplateError.Mistake) {
        let (kind, length) = Self.kind(of: inside.first)
        var name = inside.dropFirst(length).trimmed
        switch kind {
        case .comment: tokens.append(Token(kind: kind, tag: Tag(name: "", line: started)))
        case .delimiters:
            try setDelimiters(name)
            tokens.append(Token(kind: kind, tag: Tag(name: "", line: started)))
        default:
            let isDynamic = name.first == UInt8(ascii: "*") && (kind == .partial || kind == .parent || kind == .close)
            if isDynamic && kind != .close { name = name.dropFirst().trimmed }
            guard !name.isEmpty else { throw mistake("This tag has no name", at: started) }
            guard !name.contains(where: \.isSpace) else {
                throw mistake("A name has no spaces in it: \(String(decoding: name, as: UTF8.self))", at: started)
            }
            let tag = Tag(name: String(decoding: name, as: UTF8.self), line: started, isDynamic: isDynamic)
            tokens.append(Token(kind: kind, tag: tag))
        }
    }

    private static func kind(of sigil: UInt8?) -> (Token.Kind, length: Int) {
        switch sigil {
        case UInt8(ascii: "!"): (.comment, 1)
        case UInt8(ascii: "="): (.delimiters, 1)
        case UInt8(ascii: "{"), UInt8(ascii: "&"): (.raw, 1)
        case UInt8(ascii: "#"): (.section, 1)
        case UInt8(ascii: "^"): (.inverted, 1)
        case UInt8(ascii: "/"): (.close, 1)
        case UInt8(ascii: ">"): (.partial, 1)
        case UInt8(ascii: "<"): (.parent, 1)
        case UInt8(ascii: "$"): (.block, 1)
        default: (.value, 0)
        }
    }

    private mutating func setDelimiters(_ content: ArraySlice<UInt8>) throws(TemplateError.Mistake) {
        let words = content.split(whereSeparator: \.isSpace)
        guard words.count == 2, !content.contains(UInt8(ascii: "=")) else {
            throw mistake("New delimiters are two words, like {{=<% %>=}}")
        }
        (open, close) = (words[0], words[1])
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: ArraySlice<UInt8> {
        var slice = drop(while: \.isSpace)
        while slice.last?.isSpace == true { slice.removeLast() }
        return slice
    }
}
