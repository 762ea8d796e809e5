/// A status code; those here are what this server answers with (RFC 9110 section 15, RFC 6585, RFC 4918).
public struct Status: RawRepresentable, Hashable, Sendable {
    /// The three digits.
    public let rawValue: Int

    /// Any three digits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    private init(_ code: Int) { rawValue = code }

    /// OK
    public static let ok = Status(200)
    /// No Content
    public static let noContent = Status(204)
    /// Partial Content
    public static let partialContent = Status(206)
    /// Moved Permanently
    public static let movedPermanently = Status(301)
    /// See Other
    public static let seeOther = Status(303)
    /// Not Modified
    public static let notModified = Status(304)
    /// Bad Request
    public static let badRequest = Status(400)
    /// Forbidden
    public static let forbidden = Status(403)
    /// Not Found
    public static let notFound = Status(404)
    /// Method Not Allowed
    public static let methodNotAllowed = Status(405)
    /// Request Timeout
    public static let requestTimeout = Status(408)
    /// Conflict
    public static let conflict = Status(409)
    /// Precondition Failed
    public static let preconditionFailed = Status(412)
    /// Content Too Large
    public static let contentTooLarge = Status(413)
    /// URI Too Long
    public static let uriTooLong = Status(414)
    /// Range Not Satisfiable
    public static let rangeNotSatisfiable = Status(416)
    /// Expectation Failed
    public static let expectationFailed = Status(417)
    /// Unprocessable Content
    public static let unprocessableContent = Status(422)
    /// Too Many Requests
    public static let tooManyRequests = Status(429)
    /// Request Header Fields Too Large
    public static let headerFieldsTooLarge = Status(431)
    /// Internal Server Error
    public static let internalServerError = Status(500)
    /// Not Implemented
    public static let notImplemented = Status(501)
    /// Service Unavailable
    public static let serviceUnavailable = Status(503)
    /// HTTP Version Not Supported
    public static let versionNotSupported = Status(505)
    /// Insufficient Storage
    public static let insufficientStorage = Status(507)

    /// What the standard calls it.
    public var reason: String { Self.reasons[rawValue] ?? "Unknown" }

    var allowsBody: Bool { rawValue >= 200 && self != .noContent && self != .notModified }

    private static let reasons: [Int: String] = [
        200: "OK",
        204: "No Content",
        206: "Partial Content",
        301: "Moved Permanently", 303: "See Other",
        304: "Not Modified",
        400: "Bad Request",
        403: "Forbidden",
        404: "Not Found",
        405: "Method Not Allowed",
        408: "Request Timeout",
        409: "Conflict",
        412: "Precondition Failed",
        413: "Content Too Large",
        414: "URI Too Long",
        416: "Range Not Satisfiable",
        417: "Expectation Failed",
        422: "Unprocessable Content",
        429: "Too Many Requests",
        431: "Request Header Fields Too Large",
        500: "Internal Server Error",
        501: "Not Implemented",
        503: "Service Unavailable",
        505: "HTTP Version Not Supported",
        507: "Insufficient Storage",
    ]
}
