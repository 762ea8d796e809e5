/// Reads a chunked body (RFC 9112 section 7.1), byte by byte where it matters.
struct Chunks: Sendable {
    private enum Step: Sendable {
        case size, extensions, sizeEnd, content, contentCR, contentLF
        case trailer, trailerName, trailerValue, trailerEnd, lastEnd
    }

    /// Bounds on what is read and thrown away.
    static let extensionBytes = 1_024, trailerBytes = 4_096, sizeDigits = 15

    /// Of the content so far.
    private var count = 0
    private var step = Step.size
    private var size = 0
    private var digits = 0
    private var extensionCount = 0
    /// A semicolon was read, and not yet the name that must follow it (RFC 9112 section 7.1.1).
    private var wantsName = false
    private var isQuoted = false
    private var trailerCount = 0

    /// Hands over the content that is here; true when that was the last of it and its trailers are here too.
    mutating func read(
        _ bytes: [UInt8], from index: inout Int, limit: Int, _ take: Parser.Taking
    ) throws(Parser.Failure) -> Bool {
        while index < bytes.count {
            if step == .content {
                let end = min(index + size, bytes.count)
                try take(bytes[index..<end])
                (size, count) = (size - (end - index), count + (end - index))
                index = end
                if size == 0 { step = .contentCR }
                continue
            }
            let byte = bytes[index]
            index += 1
            if try step(over: byte, limit) { return true }
        }
        return false
    }

    private mutating func step(over byte: UInt8, _ limit: Int) throws(Parser.Failure) -> Bool {
        switch step {
        case .size: try takeSize(byte, limit)
        case .extensions: try takeExtension(byte)
        case .sizeEnd:
            try expect(byte, Byte.lineFeed)
            (step, digits) = (size == 0 ? .trailer : .content, 0)
        case .content: break
        case .contentCR:
            try expect(byte, Byte.carriageReturn)
            step = .contentLF
        case .contentLF:
            try expect(byte, Byte.lineFeed)
            step = .size
        case .trailer, .trailerName, .trailerValue, .trailerEnd: try takeTrailer(byte)
        case .lastEnd:
            try expect(byte, Byte.lineFeed)
            return true
        }
        return false
    }

    private mutating func takeSize(_ byte: UInt8, _ limit: Int) throws(Parser.Failure) {
        if let digit = Byte.hex(byte) {
            digits += 1
            guard digits <= Self.sizeDigits else { throw .bad("A chunk's size is too long.") }
            size = size << 4 | Int(digit)
            return
        }
        guard digits > 0 else { throw .bad("A chunk has no size.") }
        guard size <= limit - count else { throw Parser.bodyTooLarge }
        if byte == Byte.carriageReturn {
            step = .sizeEnd
        } else if byte == Byte.semicolon {
            (step, wantsName, isQuoted) = (.extensions, true, false)
        } else {
            throw .bad("A chunk's size is not a number.")
        }
    }

    private mutating func takeExtension(_ byte: UInt8) throws(Parser.Failure) {
        extensionCount += 1
        guard extensionCount <= Self.extensionBytes else { throw .bad("Chunk extensions are too long.") }
        if wantsName, byte != Byte.space, byte != Byte.tab {
            guard Byte.isToken(byte) else { throw .bad("A chunk extension has no name.") }
            wantsName = false
        }
        if byte == Byte.carriageReturn {
            step = .sizeEnd
        } else if !Byte.isValue(byte) {
            throw .bad("A chunk extension holds a control character.")
        } else if byte == UInt8(ascii: "\"") {
            isQuoted.toggle()
        } else if byte == Byte.semicolon, !isQuoted {
            wantsName = true
        }
    }

    // Trailers are read to their end and dropped.
    private mutating func takeTrailer(_ byte: UInt8) throws(Parser.Failure) {
        trailerCount += 1
        guard trailerCount <= Self.trailerBytes else { throw .bad("Trailers are too long.") }
        switch step {
        case .trailer where byte == Byte.carriageReturn: step = .lastEnd
        case .trailer where Byte.isToken(byte): step = .trailerName
        case .trailerName where byte == Byte.colon: step = .trailerValue
        case .trailerName where Byte.isToken(byte): break
        case .trailerValue where byte == Byte.carriageReturn: step = .trailerEnd
        case .trailerValue where Byte.isValue(byte): break
        case .trailerEnd where byte == Byte.lineFeed: step = .trailer
        default: throw .bad("A trailer is not well formed.")
        }
    }

    private func expect(_ byte: UInt8, _ wanted: UInt8) throws(Parser.Failure) {
        guard byte == wanted else { throw .bad("A chunk does not end in CR LF.") }
    }
}
