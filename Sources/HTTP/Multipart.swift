/// Bodies of `multipart/form-data` (RFC 7578).
public enum Multipart {
    /// How much a body may hold.
    public struct Limits: Sendable {
        /// The most parts.
        public var parts = 200
        /// The most bytes of one part's head.
        public var headBytes = 4_096
        /// The most bytes of one part's content.
        public var partBytes = 32 << 20

        /// The usual bounds.
        public init() {}
    }

    /// Why a body was not understood.
    public enum Failure: Error, Equatable {
        /// Not multipart, or without a usable boundary.
        case unsupportedType
        /// Not well formed.
        case malformed
        /// More parts than allowed.
        case tooManyParts
        /// A part's head or content longer than allowed.
        case tooLong
    }

    /// One field or one file.
    public struct Part: Sendable {
        /// The field's name.
        public var name: String
        /// The name the file had there; nil for an ordinary field.
        public var filename: String?
        /// What the browser thinks it is.
        public var contentType: String?
        /// The content.
        public var bytes: [UInt8]

        /// The content as text; nil when it is not UTF-8 or holds a NUL.
        public var text: String? {
            bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        }
    }

    static func parse(_ body: [UInt8], boundary: String, limits: Limits) throws(Failure) -> [Part] {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .unsupportedType
        }
        let delimiter = Array("\r\n--".utf8) + Array(boundary.utf8)
        // The first boundary has no line end before it when nothing precedes it.
        var index = 0
        if !body.starts(with: delimiter.dropFirst(2)) {
            guard let first = find(delimiter, in: body, from: 0) else { throw .malformed }
            index = first + 2
        }
        index += delimiter.count - 2
        var parts: [Part] = []
        while !isClosing(body, index) {
            guard parts.count < limits.parts else { throw .tooManyParts }
            let start = try afterLineEnd(body, index)
            guard let end = find(delimiter, in: body, from: max(start - 2, 0)) else { throw .malformed }
            parts.append(try part(body, start, end, limits))
            index = end + delimiter.count
        }
        return parts
    }

    private static func isClosing(_ body: [UInt8], _ index: Int) -> Bool {
        index + 1 < body.count && body[index] == Byte.hyphen && body[index + 1] == Byte.hyphen
    }

    // Blanks may pad the boundary's line.
    private static func afterLineEnd(_ body: [UInt8], _ index: Int) throws(Failure) -> Int {
        var index = index
        while index < body.count, Byte.isBlank(body[index]) { index += 1 }
        guard index + 1 < body.count, body[index] == Byte.carriageReturn, body[index + 1] == Byte.lineFeed else {
            throw .malformed
        }
        return index + 2
    }

    private static func part(_ body: [UInt8], _ start: Int, _ end: Int, _ limits: Limits) throws(Failure) -> Part {
        var part = Part(name: "", filename: nil, contentType: nil, bytes: [])
        var index = start, isNamed = false
        while true {
            guard let lineEnd = find([Byte.carriageReturn, Byte.lineFeed], in: body, from: index), lineEnd <= end else {
                throw .malformed
            }
            guard lineEnd - start <= limits.headBytes else { throw .tooLong }
            let line = body[index..<lineEnd]
            index = lineEnd + 2
            if line.isEmpty { break }
            if try read(line, into: &part) { isNamed = true }
        }
        guard isNamed, index <= end else { throw .malformed }
        guard end - index <= limits.partBytes else { throw .tooLong }
        part.bytes = Array(body[index..<end])
        return part
    }

    // Tells whether the line gave the part its name.
    private static func read(_ line: ArraySlice<UInt8>, into part: inout Part) throws(Failure) -> Bool {
        guard let colon = line.firstIndex(of: Byte.colon), line[..<colon].allSatisfy(Byte.isToken),
            line.allSatisfy(Byte.isValue), let value = String(validating: line[(colon + 1)...], as: UTF8.self)
        else { throw .malformed }
        if line[..<colon].isWord("content-type") { part.contentType = MediaType(value).name }
        guard line[..<colon].isWord("content-disposition") else { return false }
        let disposition = MediaType(value)
        guard disposition.name == "form-data", let name = disposition.parameters["name"] else { throw .malformed }
        part.name = unescaped(name)
        part.filename = disposition.parameters["filename"].map(unescaped)
        return true
    }

    // The one escape browsers use that matters for a name; line ends stay escaped.
    private static func unescaped(_ text: String) -> String {
        text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
    }

    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard body.count >= needle.count else { return nil }
        let last = body.count - needle.count
        var index = start
        while index <= last {
            guard let hit = body[index...last].firstIndex(of: needle[0]) else { return nil }
            if body[hit..<(hit + needle.count)].elementsEqual(needle) { return hit }
            index = hit + 1
        }
        return nil
    }
}
