/// The methods this server knows, if only to answer 405; any other token is answered 501 (RFC 9110 section 9.1).
public enum Method: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Reads, and is answered without the body.
    case head = "HEAD"
    /// Changes.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Changes a part.
    case patch = "PATCH"
    /// Removes.
    case delete = "DELETE"
    /// Asks what is allowed.
    case options = "OPTIONS"

    init?(_ bytes: ArraySlice<UInt8>) {
        // The two that matter for speed, before the general way.
        if bytes.elementsEqual("GET".utf8) {
            self = .get
        } else if bytes.elementsEqual("POST".utf8) {
            self = .post
        } else {
            self.init(rawValue: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Changes nothing on the server (RFC 9110 section 9.2.1).
    public var isSafe: Bool { self == .get || self == .head || self == .options }
}
