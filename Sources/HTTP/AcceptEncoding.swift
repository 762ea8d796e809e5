/// Which codings of an answer a client takes (RFC 9110 section 12.5.3).
package enum AcceptEncoding {
    /// Whether the client takes gzip, and likes it no less than the answer as it is.
    ///
    /// A client that takes neither is answered as it is: section 12.4.1 lets a server do so.
    package static func prefersGzip(_ values: [String]) -> Bool {
        var gzip: Int?, identity: Int?, rest: Int?
        for entry in values.joined(separator: ",").utf8.split(separator: Byte.comma) {
            guard let (coding, weight) = read(Array(entry)[...]) else { return false }
            if coding.isWord("gzip") || coding.isWord("x-gzip") { gzip = weight }
            if coding.isWord("identity") { identity = weight }
            if coding.isWord("*") { rest = weight }
        }
        let liking = gzip ?? rest ?? 0
        return liking > 0 && liking >= identity ?? 0
    }

    // Nil for what is neither empty nor a coding with perhaps a weight.
    private static func read(_ entry: ArraySlice<UInt8>) -> (coding: ArraySlice<UInt8>, weight: Int)? {
        let semicolon = entry.firstIndex(of: Byte.semicolon) ?? entry.endIndex
        let coding = entry[..<semicolon].trimmed
        guard coding.allSatisfy(Byte.isToken) else { return nil }
        guard semicolon < entry.endIndex else { return (coding, 1_000) }
        let parameter = entry[(semicolon + 1)...].trimmed
        guard parameter.count >= 3, parameter.prefix(2).isWord("q="), let weight = thousandths(parameter.dropFirst(2))
        else { return nil }
        return (coding, weight)
    }

    // "0.25" is 250: a 0 or 1, then at most three digits after a point (section 12.4.2).
    private static func thousandths(_ text: ArraySlice<UInt8>) -> Int? {
        let digits = Array(text.prefix(1) + text.dropFirst(2))
        guard text.count <= 5, text.count == 1 || text[text.startIndex + 1] == Byte.point,
            let value = (digits + Array(repeating: Byte.zero, count: 4 - digits.count)).number, value <= 1_000
        else { return nil }
        return value
    }
}
