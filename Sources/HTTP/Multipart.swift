import CLinux

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
        private let body: Body
        private let range: Range<Int>

        fileprivate init(_ head: Head, _ body: Body, _ range: Range<Int>) {
            (name, filename, contentType) = (head.name ?? "", head.filename, head.contentType)
            (self.body, self.range) = (body, range)
        }

        /// Of the content, in bytes.
        public var count: Int { range.count }

        /// Whether a place in the body lies in it.
        func spans(_ place: Int) -> Bool { range.lowerBound <= place && place <= range.upperBound }

        /// The content, copied at every call.
        public var bytes: [UInt8] { body.bytes(range) }

        /// The content a piece at a time, for what need not be in memory whole.
        public func pieces(of size: Int = 64 << 10) -> some Sequence<[UInt8]> {
            stride(from: range.lowerBound, to: range.upperBound, by: size).lazy.map { start in
                body.bytes(start..<min(start + size, range.upperBound))
            }
        }

        /// The content as text; nil when it is not UTF-8 or holds a NUL.
        public var text: String? {
            let bytes = bytes
            return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        }
    }

    fileprivate struct Head {
        var name: String?, filename: String?, contentType: String?
    }

    /// Reads a body in place; only the parts' heads are copied.
    package static func parse(_ body: Body, boundary: String, limits: Limits) throws(Failure) -> [Part] {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .unsupportedType
        }
        let found = try body.withBytes { (bytes) throws(Failure) in
            try Scan(bytes: bytes, delimiter: Array("\r\n--\(boundary)".utf8), limits: limits).parts()
        }
        return found.map { Part($0.head, body, $0.range) }
    }

    /// The walk through a body, from boundary to boundary.
    private struct Scan {
        let bytes: UnsafeRawBufferPointer
        let delimiter: [UInt8]
        let limits: Limits
        private static let lineEnd = [Byte.carriageReturn, Byte.lineFeed]

        func parts() throws(Failure) -> [(head: Head, range: Range<Int>)] {
            var parts: [(head: Head, range: Range<Int>)] = []
            var index = try afterFirstBoundary()
            while !isClosing(index) {
                guard parts.count < limits.parts else { throw .tooManyParts }
                let start = try afterLineEnd(index)
                // The boundary of an empty part begins with the line end before it.
                guard let end = find(delimiter, from: start - 2) else { throw .malformed }
                let (head, content) = try readHead(start, end)
                guard end - content <= limits.partBytes else { throw .tooLong }
                parts.append((head, content..<end))
                index = end + delimiter.count
            }
            return parts
        }

        // The first has no line end before it when nothing precedes it.
        private func afterFirstBoundary() throws(Failure) -> Int {
            let first = delimiter.dropFirst(2)
            if bytes.starts(with: first) { return first.count }
            guard let found = find(delimiter, from: 0) else { throw .malformed }
            return found + delimiter.count
        }

        private func isClosing(_ index: Int) -> Bool {
            index + 1 < bytes.count && bytes[index] == Byte.hyphen && bytes[index + 1] == Byte.hyphen
        }

        // Blanks may pad the boundary's line.
        private func afterLineEnd(_ index: Int) throws(Failure) -> Int {
            var index = index
            while index < bytes.count, Byte.isBlank(bytes[index]) { index += 1 }
            guard index + 1 < bytes.count, bytes[index] == Byte.carriageReturn, bytes[index + 1] == Byte.lineFeed
            else { throw .malformed }
            return index + 2
        }

        // What stands before the empty line, and where the content begins.
        private func readHead(_ start: Int, _ end: Int) throws(Failure) -> (head: Head, content: Int) {
            var head = Head(), index = start
            while true {
                guard let lineEnd = find(Self.lineEnd, from: index), lineEnd <= end else { throw .malformed }
                guard lineEnd - start <= limits.headBytes else { throw .tooLong }
                let line = Array(bytes[index..<lineEnd])
                index = lineEnd + 2
                if line.isEmpty { break }
                try Multipart.read(line[...], into: &head)
            }
            guard head.name != nil, index <= end else { throw .malformed }
            return (head, index)
        }

        private func find(_ needle: [UInt8], from start: Int) -> Int? {
            guard let base = bytes.baseAddress, start <= bytes.count,
                let found = memmem(base + start, bytes.count - start, needle, needle.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private static func read(_ line: ArraySlice<UInt8>, into head: inout Head) throws(Failure) {
        guard let colon = line.firstIndex(of: Byte.colon), line[..<colon].allSatisfy(Byte.isToken),
            line.allSatisfy(Byte.isValue), let value = String(validating: line[(colon + 1)...], as: UTF8.self)
        else { throw .malformed }
        if line[..<colon].isWord("content-type") { head.contentType = MediaType(value).name }
        guard line[..<colon].isWord("content-disposition") else { return }
        let disposition = MediaType(value)
        guard disposition.name == "form-data", let name = disposition.parameters["name"] else { throw .malformed }
        head.name = unescaped(name)
        head.filename = disposition.parameters["filename"].map(unescaped)
    }

    // The one escape browsers use that matters for a name; line ends stay escaped.
    private static func unescaped(_ text: String) -> String {
        text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
    }
}
