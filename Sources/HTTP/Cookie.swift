/// A cookie to be set (RFC 6265bis), safe unless told otherwise.
public struct Cookie: Sendable {
    /// When the browser may send it with a request from another site.
    public enum SameSite: String, Sendable {
        /// Never.
        case strict = "Strict"
        /// When someone follows a link here.
        case lax = "Lax"
        /// Always; needs Secure.
        case none = "None"
    }

    /// Its name; `__Host-` needs Secure and the path `/`.
    public var name: String
    /// Bytes a cookie may not hold are percent-encoded when it is set.
    public var value: String
    /// Seconds to keep it; nil ends it with the browser's session, zero removes it.
    public var maxAge: Int?
    /// Where it is sent.
    public var path = "/"
    /// Only over TLS.
    public var isSecure = true
    /// Hidden from scripts.
    public var isHTTPOnly = true
    /// Towards requests from other sites.
    public var sameSite = SameSite.lax

    /// A cookie for this site's every path, over TLS only.
    public init(_ name: String, _ value: String, maxAge: Int? = nil, isSecure: Bool = true) {
        (self.name, self.value, self.maxAge, self.isSecure) = (name, value, maxAge, isSecure)
    }

    /// One that makes the browser forget it.
    public static func removal(_ name: String, isSecure: Bool = true) -> Cookie {
        Cookie(name, "", maxAge: 0, isSecure: isSecure)
    }

    /// The Set-Cookie field's value.
    public var line: String {
        var line = Self.escaped(name) + "=" + Self.escaped(value) + "; Path=" + Self.escaped(path)
        if let maxAge { line += "; Max-Age=\(maxAge)" }
        if isSecure { line += "; Secure" }
        if isHTTPOnly { line += "; HttpOnly" }
        return line + "; SameSite=" + sameSite.rawValue
    }

    /// The pairs of a Cookie field; what is no pair is passed over.
    package static func parse(_ line: String) -> [(name: String, value: String)] {
        line.utf8.split(separator: Byte.semicolon).compactMap { part in
            let pair = Array(part)[...].trimmed
            guard let equals = pair.firstIndex(of: Byte.equals), equals > pair.startIndex else { return nil }
            return (pair[..<equals].trimmed.fieldText, pair[(equals + 1)...].trimmed.fieldText)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.allSatisfy(isOctet) ? text : Percent.encode(text)
    }

    private static func isOctet(_ byte: UInt8) -> Bool {
        byte > Byte.space && byte < Byte.delete && byte != Byte.quote && byte != Byte.comma
            && byte != Byte.semicolon && byte != Byte.backslash
    }
}
