import Values

/// Cuts a text that may hold HTML into tags and the text between them. Never fails: what is no tag is text.
struct MarkupScanner: Sequence, IteratorProtocol {
    enum Token {
        case text(Substring)
        case tag(name: String, closing: Bool, source: Substring)
    }

    private var rest: Substring
    private var hasCommentEnd = true

    init(_ text: Substring) { rest = text }

    mutating func next() -> Token? {
        guard let first = rest.utf8.first else { return nil }
        if first == UInt8(ascii: "<"), let end = endOfTag() {
            let source = rest[..<end]
            rest = rest[end...]
            Work.took(source.utf8.count)
            return .tag(name: MarkupScanner.name(of: source), closing: source.dropFirst().first == "/", source: source)
        }
        let after = rest.utf8.index(after: rest.startIndex)
        let end = rest.utf8[after...].firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        defer { rest = rest[end...] }
        Work.took(rest.utf8.distance(from: rest.startIndex, to: end))
        return .text(rest[..<end])
    }

    /// A tag ends before the next one begins, so that a text full of "<" is still read once.
    private mutating func endOfTag() -> Substring.Index? {
        let inside = rest.utf8.dropFirst()
        if inside.starts(with: "!--".utf8) { return endOfComment() }
        let name = inside.first == UInt8(ascii: "/") ? inside.dropFirst() : inside
        guard let letter = name.first, isLetter(letter) || letter == UInt8(ascii: "!") || letter == UInt8(ascii: "?")
        else { return nil }
        let stop = inside.firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        return stop.flatMap { inside[$0] == UInt8(ascii: ">") ? inside.index(after: $0) : nil }
    }

    /// Looked for in vain only once.
    private mutating func endOfComment() -> Substring.Index? {
        guard hasCommentEnd else { return nil }
        var dashes = 0
        Work.took(rest.utf8.count)
        for index in rest.utf8.indices {
            let byte = rest.utf8[index]
            if byte == UInt8(ascii: ">"), dashes > 1 { return rest.utf8.index(after: index) }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        }
        hasCommentEnd = false
        return nil
    }

    private static func name(of source: Substring) -> String {
        let name = source.utf8.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix { isLetter($0) || 48...57 ~= $0 }
        return String(decoding: name, as: UTF8.self).lowercased()
    }
}

private func isLetter(_ byte: UInt8) -> Bool { 65...90 ~= byte || 97...122 ~= byte }

/// The characters that HTML names.
enum Entity {
    private static let named: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "middot": "·", "hellip": "…",
        "pound": "£", "euro": "€", "sup1": "¹", "sup2": "²", "sup3": "³", "eacute": "é", "shy": "", "times": "×",
    ]

    /// Replaces "&amp;", "&#8211;" and "&#x2013;"; leaves what it does not know.
    static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var result = ""
        var rest = text
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            result += rest[..<start]
            rest = rest[start...].dropFirst()
            let name = rest.prefix(10).prefix { $0 != ";" && $0 != " " }
            if let found = character(name), rest.dropFirst(name.count).first == ";" {
                result += found
                rest = rest.dropFirst(name.count + 1)
            } else {
                result += "&"
            }
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.first == "#" else { return named[name] }
        let digits = name.dropFirst()
        let hexadecimal = digits.first == "x" || digits.first == "X"
        let value = hexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value >= 32 else { return nil }
        return Unicode.Scalar(value).map { value == 160 ? " " : String(Character($0)) }
    }
}
