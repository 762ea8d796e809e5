/// An answer; the server adds Date, Content-Length and Connection.
public struct Response: Sendable {
    /// What became of the request.
    public var status: Status
    /// The fields.
    public var headers: Headers
    /// The body; left out for HEAD, 204 and 304.
    public var body: [UInt8]
    /// So many bytes follow the body, which the worker is asked for slice by slice as they are sent.
    public var rest: Int

    /// An answer of these parts.
    public init(_ status: Status = .ok, headers: Headers = Headers(), body: [UInt8] = [], rest: Int = 0) {
        (self.status, self.headers, self.body, self.rest) = (status, headers, body, rest)
    }

    /// See other (303): after a change, where to look next.
    public static func redirect(to location: String) -> Response {
        Response(.seeOther, headers: ["Location": location])
    }

    /// Plain text.
    public static func text(_ text: String, _ status: Status = .ok) -> Response {
        Response(
            status, headers: ["Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"],
            body: Array(text.utf8))
    }

    /// A page.
    public static func html(_ body: [UInt8], _ status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": "text/html; charset=utf-8"], body: body)
    }

    /// Sets a cookie.
    public mutating func set(_ cookie: Cookie) {
        headers.add("Set-Cookie", cookie.line)
    }

    /// Our own refusal, made before any page could: plain text that runs nothing and is kept nowhere.
    public static func refusal(_ status: Status, _ sentence: String) -> Response {
        var response = Response.text(sentence + "\n", status)
        response.headers.add("Content-Security-Policy", "default-src 'none'")
        response.headers.add("Cache-Control", "no-store")
        if status == .serviceUnavailable { response.headers.add("Retry-After", "1") }
        return response
    }
}

extension Response {
    /// What the connection adds to an answer.
    struct Framing {
        enum Persistence { case keepAlive, keepAliveSaid, close }
        var persistence = Persistence.keepAlive
        var leavesOutBody = false
    }

    func encodeHead(into output: inout [UInt8], date: [UInt8], _ framing: Framing) {
        output.append(contentsOf: "HTTP/1.1 ".utf8)
        output.append(number: status.rawValue)
        output.append(Byte.space)
        output.append(contentsOf: status.reason.utf8)
        output.append(contentsOf: "\r\nDate: ".utf8)
        output.append(contentsOf: date)
        output.append(contentsOf: "\r\n".utf8)
        headers.encode(into: &output)
        switch framing.persistence {
        case .keepAlive: break
        case .keepAliveSaid: output.append(contentsOf: "Connection: keep-alive\r\n".utf8)
        case .close: output.append(contentsOf: "Connection: close\r\n".utf8)
        }
        if status.allowsBody {
            output.append(contentsOf: "Content-Length: ".utf8)
            output.append(number: body.count + rest)
            output.append(contentsOf: "\r\n".utf8)
        }
        output.append(contentsOf: "\r\n".utf8)
    }
}
