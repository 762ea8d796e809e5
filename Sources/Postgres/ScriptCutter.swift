/// Cuts a script into its statements, so that each can run outside a transaction: PostgreSQL takes several that are sent
/// together as one (protocol documentation, "Multiple Statements in a Simple Query").
struct ScriptCutter {
    private let script: [UInt8]
    private var position = 0
    private var start = 0
    /// Semicolons inside brackets end nothing.
    private var depth = 0
    /// Whether more than space and comments has been seen since `start`.
    private var holdsWords = false
    private var statements: [String] = []

    /// Without their semicolons; what is only space and comments is left out.
    static func statements(of script: String) -> [String] {
        var cutter = ScriptCutter(script: Array(script.utf8))
        while let byte = cutter.peek() { cutter.take(byte) }
        cutter.cut()
        return cutter.statements
    }

    private init(script: [UInt8]) { self.script = script }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < script.count ? script[position + ahead] : nil
    }

    private mutating func take(_ byte: UInt8) {
        switch (byte, peek(1)) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")): skipLine()
        case (UInt8(ascii: "/"), UInt8(ascii: "*")): skipComment()
        case (UInt8(ascii: ";"), _) where depth == 0:
            cut()
            position += 1
            start = position
        default:
            holdsWords = holdsWords || !Self.isSpace(byte)
            takeWord(byte)
        }
    }

    private mutating func takeWord(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"): skipQuoted(byte, escapes: followsEscapeMark)
        case UInt8(ascii: "\""): skipQuoted(byte, escapes: false)
        case UInt8(ascii: "$"): skipDollars()
        default:
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
            position += 1
        }
    }

    private mutating func cut() {
        defer { (depth, holdsWords) = (0, false) }
        guard holdsWords else { return }
        var statement = script[start..<position].drop(while: Self.isSpace)
        while let last = statement.last, Self.isSpace(last) { statement.removeLast() }
        statements.append(String(decoding: statement, as: UTF8.self))
    }

    // MARK: What hides a semicolon (documentation, 4.1 "Lexical Structure")

    private mutating func skipLine() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// Comments nest.
    private mutating func skipComment() {
        var open = 0
        while let byte = peek() {
            switch (byte, peek(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): (open, position) = (open + 1, position + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")): (open, position) = (open - 1, position + 2)
            default: position += 1
            }
            if open == 0 { return }
        }
    }

    /// A doubled quote is the end of one part and the beginning of the next.
    private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
        position += 1
        while let byte = peek() {
            position += escapes && byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == quote { return }
        }
        position = script.count
    }

    /// `E'…'`, where the E is a word of its own.
    private var followsEscapeMark: Bool {
        guard position > start, script[position - 1] | 0x20 == UInt8(ascii: "e") else { return false }
        return position - 1 == start || !Self.isPartOfName(script[position - 2])
    }

    /// `$name$ … $name$`; a dollar inside a name or before a number is only a dollar.
    private mutating func skipDollars() {
        let isInName = position > start && Self.isPartOfName(script[position - 1])
        var end = position + 1
        while end < script.count, Self.isPartOfName(script[end]), script[end] != UInt8(ascii: "$") { end += 1 }
        let isNumber = peek(1).map { $0 &- 48 < 10 } ?? false
        guard !isInName, !isNumber, end < script.count, script[end] == UInt8(ascii: "$") else {
            position += 1
            return
        }
        let mark = script[position...end]
        position = end + 1
        while position < script.count {
            if script[position] == UInt8(ascii: "$"), script[position...].starts(with: mark) {
                position += mark.count
                return
            }
            position += 1
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
        }
    }
}
