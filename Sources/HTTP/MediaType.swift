/// A value with parameters, such as `multipart/form-data; boundary=x` (RFC 9110 section 8.3.1).
struct MediaType {
    /// In lower case.
    let name: String
    /// By lower-case name; the first of a name counts.
    var parameters: [String: String] = [:]

    init(_ text: String) {
        let parts = Self.split(Array(text.utf8)[...])
        name = (parts.first?.trimmed.fieldText ?? "").lowercased()
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: Byte.equals) else { continue }
            let key = part[..<equals].trimmed.fieldText.lowercased()
            if parameters[key] == nil { parameters[key] = Self.unquoted(part[(equals + 1)...].trimmed).fieldText }
        }
    }

    // At semicolons that stand outside quotes.
    private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex, isQuoted = false
        for index in bytes.indices {
            if bytes[index] == Byte.quote { isQuoted.toggle() }
            if bytes[index] == Byte.semicolon && !isQuoted {
                parts.append(bytes[start..<index])
                start = index + 1
            }
        }
        return parts + [bytes[start...]]
    }

    // Browsers escape a quote in a file name as %22 and leave a backslash alone, so a backslash is a backslash.
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.count >= 2, bytes.first == Byte.quote, bytes.last == Byte.quote else { return bytes }
        return bytes.dropFirst().dropLast()
    }
}
