/// Reads requests from bytes as they come; refuses whatever two readers could read differently (RFC 9112).
///
/// A value that never meets a socket. After a failure it is not to be used again.
package struct Parser: Sendable {
    package struct Limits: Sendable {
        var headBytes = 16 << 10
        var fields = 100
        var targetBytes = 8 << 10

        package init() {}

        init(headBytes: Int, fields: Int, targetBytes: Int) {
            (self.headBytes, self.fields, self.targetBytes) = (headBytes, fields, targetBytes)
        }
    }

    /// Why a request is refused, and with what.
    package struct Failure: Error, Equatable {
        package let status: Status
        package let reason: String

        static func bad(_ reason: String) -> Failure { Failure(status: .badRequest, reason: reason) }
    }

    package enum Framing: Sendable, Equatable {
        case none, length(Int), chunked
    }

    /// A request whose body is still to come.
    package struct Head: Sendable {
        package var request: Request
        var framing: Framing
        package var isPersistent: Bool
        var isOldVersion: Bool
        var expectsContinue: Bool
    }

    private let limits: Limits
    private var buffer: [UInt8] = []
    private var start = 0
    private var line = 0
    private var searched = 0
    private var draft: Draft?
    private var blankLines = 0
    private var framing = Framing.none
    private var chunks = Chunks()

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Bytes taken in and not yet handed out.
    package var held: Int { buffer.count - start }
    /// Not even the first byte of the next request is here.
    package var isBetweenRequests: Bool { draft == nil && start == buffer.count }

    /// What is under way is a HEAD request, whose answer has no body even when it is refused (RFC 9110 section 9.3.2).
    package var isHead: Bool { draft.map { buffer[$0.method].elementsEqual("HEAD".utf8) } ?? false }

    /// There are bytes nobody has looked at.
    var hasUnreadHead: Bool { draft == nil && searched < buffer.count }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        if start == buffer.count { rewind() } else if start > 32 << 10 { dropRead() }
        buffer.append(contentsOf: bytes)
    }

    /// The next head; nil when more bytes are needed.
    package mutating func nextHead() throws(Failure) -> Head? {
        while let next = try nextLine() {
            if draft == nil {
                if next.isEmpty { try skipBlankLine() } else { draft = try requestLine(next) }
            } else if next.isEmpty {
                return try finishHead()
            } else {
                try field(next)
            }
        }
        return nil
    }

    /// Gets a body's bytes, a piece at a time.
    package typealias Taking = (ArraySlice<UInt8>) throws(Failure) -> Void

    /// Hands over what is here of the body of the head last returned; true when that was the last of it.
    package mutating func nextBody(limit: Int, _ take: Taking) throws(Failure) -> Bool {
        switch framing {
        case .none: return true
        case .length(let length):
            guard length <= limit else { throw Self.bodyTooLarge }
            let end = min(start + length, buffer.count), missing = length - (end - start)
            if end > start { try take(buffer[start..<end]) }
            endPiece(at: end)
            framing = .length(missing)
            guard missing == 0 else { return false }
        case .chunked:
            var end = start
            let isWhole = try chunks.read(buffer, from: &end, limit: limit, take)
            endPiece(at: end)
            guard isWhole else { return false }
            chunks = Chunks()
        }
        framing = .none
        return true
    }

    private mutating func endPiece(at end: Int) {
        start = end
        if start == buffer.count { rewind() }
        (line, searched) = (start, start)
    }

    // A client that always has half a request under way must not make the buffer grow.
    private mutating func dropRead() {
        buffer.removeFirst(start)
        draft?.shift(by: start)
        (line, searched) = (line - start, searched - start)
        start = 0
    }

    // An idle connection keeps a small buffer, and none after a large body.
    private mutating func rewind() {
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4_096)
        (start, line, searched) = (0, 0, 0)
    }
}

extension Parser {
    /// A head whose fields are still coming.
    private struct Draft: Sendable {
        var method: Range<Int>
        var target: Range<Int>
        var isOldVersion: Bool
        var fields: [Headers.Field] = []
        var host: Range<Int>?
        var length: Int?
        var isChunked = false
        var asksClose = false
        var asksKeepAlive = false
        var expectsContinue = false

        mutating func shift(by count: Int) {
            method = (method.lowerBound - count)..<(method.upperBound - count)
            target = (target.lowerBound - count)..<(target.upperBound - count)
            host = host.map { ($0.lowerBound - count)..<($0.upperBound - count) }
        }
    }

    // The next line without its end. Only CR LF ends a line; a CR or LF alone is refused.
    private mutating func nextLine() throws(Failure) -> Range<Int>? {
        guard let end = lineFeed(from: searched) else {
            try checkUnfinishedLine()
            searched = buffer.count
            return nil
        }
        let first = line
        guard end > first, buffer[end - 1] == Byte.carriageReturn else { throw .bad("A line ends without CR LF.") }
        if draft == nil { try checkTargetLength(end - first) }
        guard end + 1 - start <= limits.headBytes else { throw Self.headTooLarge }
        (line, searched) = (end + 1, end + 1)
        return first..<(end - 1)
    }

    private func lineFeed(from first: Int) -> Int? {
        var index = first
        let end = buffer.count
        while index < end {
            if buffer[index] == Byte.lineFeed { return index }
            index += 1
        }
        return nil
    }

    // What can be refused before the line is whole, so that nobody waits for the time limit to be told.
    private func checkUnfinishedLine() throws(Failure) {
        guard line < buffer.count else { return }
        if draft == nil {
            let first = buffer[line]
            guard Byte.isToken(first) || first == Byte.carriageReturn else {
                throw .bad("The method is not a token.")
            }
            try checkTargetLength(buffer.count - line)
        }
        if buffer[max(line, searched - 1)..<(buffer.count - 1)].contains(Byte.carriageReturn) {
            throw .bad("A carriage return stands alone.")
        }
        guard buffer.count - start <= limits.headBytes else { throw Self.headTooLarge }
    }

    // Room for the method and the version beside the target.
    private func checkTargetLength(_ lineLength: Int) throws(Failure) {
        guard lineLength <= limits.targetBytes + 32 else { throw Self.targetTooLong }
    }

    // One empty line before a request is forgiven (RFC 9112 section 2.2).
    private mutating func skipBlankLine() throws(Failure) {
        blankLines += 1
        guard blankLines == 1 else { throw .bad("Empty lines before a request.") }
        start = line
    }

    private func requestLine(_ line: Range<Int>) throws(Failure) -> Draft {
        var index = line.lowerBound
        while index < line.upperBound, Byte.isToken(buffer[index]) { index += 1 }
        guard index > line.lowerBound, index < line.upperBound, buffer[index] == Byte.space else {
            throw .bad("The method is not a token.")
        }
        let method = line.lowerBound..<index
        index += 1
        let first = index
        while index < line.upperBound, buffer[index] > Byte.space, buffer[index] < Byte.delete,
            buffer[index] != Byte.hash
        { index += 1 }
        guard index > first, index < line.upperBound, buffer[index] == Byte.space else {
            throw .bad("The target is not one.")
        }
        guard index - first <= limits.targetBytes else { throw Self.targetTooLong }
        let isOld = try isOldVersion(buffer[(index + 1)..<line.upperBound])
        return Draft(method: method, target: first..<index, isOldVersion: isOld)
    }

    private func isOldVersion(_ version: ArraySlice<UInt8>) throws(Failure) -> Bool {
        let first = version.startIndex
        guard version.count == 8, version.starts(with: "HTTP/".utf8), Byte.isDigit(version[first + 5]),
            version[first + 6] == 0x2E, Byte.isDigit(version[first + 7])
        else { throw .bad("The version is not one.") }
        switch (version[first + 5], version[first + 7]) {
        case (0x31, 0x31): return false
        case (0x31, 0x30): return true
        default: throw Failure(status: .versionNotSupported, reason: "This server speaks HTTP/1.1.")
        }
    }

    static var bodyTooLarge: Failure { Failure(status: .contentTooLarge, reason: "The body is too large.") }
    static var headTooLarge: Failure { Failure(status: .headerFieldsTooLarge, reason: "The head is too large.") }
    static var targetTooLong: Failure { Failure(status: .uriTooLong, reason: "The address is too long.") }
}

extension Parser {
    private mutating func field(_ line: Range<Int>) throws(Failure) {
        guard draft?.fields.count ?? 0 < limits.fields else { throw Self.headTooLarge }
        var index = line.lowerBound
        while index < line.upperBound, Byte.isToken(buffer[index]) { index += 1 }
        // Refuses folded lines, blanks before the colon and empty names alike.
        guard index > line.lowerBound, index < line.upperBound, buffer[index] == Byte.colon else {
            throw .bad("A field's name is not a token.")
        }
        let name = line.lowerBound..<index
        var first = index + 1, last = line.upperBound
        while first < last, Byte.isBlank(buffer[first]) { first += 1 }
        while last > first, Byte.isBlank(buffer[last - 1]) { last -= 1 }
        index = first
        while index < last {
            guard Byte.isValue(buffer[index]) else { throw .bad("A field holds a control character.") }
            index += 1
        }
        try notice(name, first..<last, isTabbed: name.count == 17 && buffer[line].contains(Byte.tab))
        let field = Headers.Field(name: relative(name), value: relative(first..<last))
        draft?.fields.append(field)
    }

    private func relative(_ range: Range<Int>) -> Range<Int32> {
        Int32(range.lowerBound - start)..<Int32(range.upperBound - start)
    }

    // The few fields that say how the message is to be read.
    private mutating func notice(_ name: Range<Int>, _ range: Range<Int>, isTabbed: Bool) throws(Failure) {
        let key = buffer[name], value = buffer[range]
        switch name.count {
        case 4 where key.isWord("host"):
            guard draft?.host == nil else { throw .bad("There are several hosts.") }
            guard Host.isValid(value) else { throw .bad("The host is not one.") }
            draft?.host = range
        case 6 where key.isWord("expect"):
            guard value.isWord("100-continue") else {
                throw Failure(status: .expectationFailed, reason: "That expectation cannot be met.")
            }
            draft?.expectsContinue = true
        case 10 where key.isWord("connection"):
            for option in value.split(separator: Byte.comma) {
                if option.trimmed.isWord("close") { draft?.asksClose = true }
                if option.trimmed.isWord("keep-alive") { draft?.asksKeepAlive = true }
            }
        case 14 where key.isWord("content-length"):
            guard draft?.length == nil else { throw .bad("There are several lengths.") }
            guard let length = value.number else { throw .bad("The length is not a number.") }
            draft?.length = length
        case 17 where key.isWord("transfer-encoding"):
            guard draft?.isChunked == false, !isTabbed else { throw .bad("The transfer coding is not plain.") }
            try checkCoding(value)
            draft?.isChunked = true
        default: break
        }
    }

    private func checkCoding(_ value: ArraySlice<UInt8>) throws(Failure) {
        if value.elementsEqual("chunked".utf8) { return }
        let codings = value.split(separator: Byte.comma, omittingEmptySubsequences: false).map(\.trimmed)
        let isChunkedEarly = codings.dropLast().contains { $0.isWord("chunked") }
        if isChunkedEarly || value.isEmpty { throw .bad("Chunked is not the last coding.") }
        throw Failure(status: .notImplemented, reason: "That transfer coding is not known.")
    }
}

extension Parser {
    private mutating func finishHead() throws(Failure) -> Head? {
        guard let draft else { return nil }
        guard !draft.isChunked || (draft.length == nil && !draft.isOldVersion) else {
            throw .bad("The length is given twice, or by a coding this version lacks.")
        }
        guard draft.host != nil || draft.isOldVersion else { throw .bad("There is no host.") }
        guard let method = Method(buffer[draft.method]) else {
            throw Failure(status: .notImplemented, reason: "That method is not known.")
        }
        let headers = Headers(bytes: Array(buffer[start..<line]), fields: draft.fields)
        let request = Request(method: method, target: try target(draft, method), headers: headers)
        framing = draft.isChunked ? .chunked : draft.length.map { $0 > 0 ? .length($0) : .none } ?? .none
        let head = Head(
            request: request, framing: framing,
            isPersistent: !draft.asksClose && (!draft.isOldVersion || draft.asksKeepAlive),
            isOldVersion: draft.isOldVersion,
            expectsContinue: draft.expectsContinue && !draft.isOldVersion)
        self.draft = nil
        blankLines = 0
        start = line
        if start == buffer.count { rewind() }
        return head
    }

    private func target(_ draft: Draft, _ method: Method) throws(Failure) -> Target {
        let bytes = buffer[draft.target]
        if bytes.first == Byte.asterisk {
            guard bytes.count == 1, method == .options else { throw .bad("The target is not one.") }
            return .asterisk
        }
        let origin = bytes.first == Byte.slash ? bytes : try originOfAbsolute(bytes, draft.host)
        guard let target = Target(origin: origin) else { throw .bad("The target is broken.") }
        return target
    }

    // Absolute-form is taken when its authority is the Host field's (RFC 9112 section 3.2.2).
    private func originOfAbsolute(
        _ bytes: ArraySlice<UInt8>, _ host: Range<Int>?
    ) throws(Failure) -> ArraySlice<UInt8> {
        guard let scheme = [7, 8].first(where: { bytes.prefix($0).isWord($0 == 7 ? "http://" : "https://") }) else {
            throw .bad("The target is not one.")
        }
        let rest = bytes.dropFirst(scheme)
        let end = rest.firstIndex { $0 == Byte.slash || $0 == Byte.question } ?? rest.endIndex
        guard let host, Host.isValid(rest[..<end]),
            rest[..<end].elementsEqual(buffer[host], by: { Byte.lowercase($0) == Byte.lowercase($1) })
        else { throw .bad("The target and the host disagree.") }
        let path = rest[end...]
        return path.first == Byte.slash ? path : [Byte.slash] + path
    }
}
