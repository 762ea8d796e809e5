/// A Swift file as its words and marks: white space, comments, numbers and strings left out, the code inside strings kept.
struct SwiftWords {
    struct Word {
        let text: String
        let line: Int
    }

    private(set) var words: [Word] = []
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        code(isInString: false)
    }

    private func isAt(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    /// To the end of the file, or of the brackets inside a string.
    private mutating func code(isInString: Bool) {
        var depth = 0
        while index < bytes.count {
            if isAt("//") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            } else if let hashes = hashesBeforeString() {
                index += hashes
                string(hashes)
            } else if Self.isLetter(bytes[index]) {
                let start = index
                while index < bytes.count, Self.isLetter(bytes[index]) || Self.isDigit(bytes[index]) { index += 1 }
                words.append(Word(text: String(decoding: bytes[start..<index], as: UTF8.self), line: line))
            } else if Self.isDigit(bytes[index]) {
                while index < bytes.count, Self.isLetter(bytes[index]) || Self.isDigit(bytes[index]) { index += 1 }
            } else {
                if bytes[index] == UInt8(ascii: "(") { depth += 1 }
                if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
                let isOver = isInString && depth < 0
                mark()
                if isOver { return }
            }
        }
    }

    private mutating func mark() {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte > UInt8(ascii: " ") { words.append(Word(text: String(UnicodeScalar(byte)), line: line)) }
    }

    private func hashesBeforeString() -> Int? {
        var end = index
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - index : nil
    }

    private mutating func string(_ hashes: Int) {
        let quotes = isAt("\"\"\"") ? 3 : 1
        let end =
            Array(repeating: UInt8(ascii: "\""), count: quotes) + Array(repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
        index += quotes
        while index < bytes.count {
            if bytes[index...].starts(with: end) {
                index += end.count
                return
            }
            if bytes[index...].starts(with: escape) {
                index += escape.count
                let isCode = index < bytes.count && bytes[index] == UInt8(ascii: "(")
                index += 1
                if isCode { code(isInString: true) }
            } else {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }
    private static func isLetter(_ byte: UInt8) -> Bool { 65...90 ~= byte & 0xDF || byte == 95 || byte >= 0x80 }
}
