/// One request, as a handler sees it.
public struct Request: Sendable {
    /// What it wants done.
    public var method: Method
    /// The decoded path, without the query.
    public var path: String
    /// The path's parts, split before decoding; `/` has none, and `/a/` has `a` and an empty one.
    public var segments: [String]
    /// The target as it was sent.
    public var rawTarget: String
    /// The decoded query.
    public var query: Form
    /// The fields of the head.
    public var headers: Headers
    /// The body as it is kept.
    var content = Body.bytes([])
    /// Where bytes were left out of the body because it is larger than it may be.
    public var cutAt: Int?
    /// Who sent it: the peer, or the client when a listed proxy said so.
    public var address: String
    /// What a household or an office sends from: the address, or the first 64 bits of an IPv6 one.
    public var network: String { Address(address)?.network ?? address }
    /// What one customer of a provider sends from at most: the address, or the first 48 bits of an IPv6 one.
    public var site: String { Address(address)?.site ?? address }
    /// Came over TLS, at a listed proxy.
    public var isSecure: Bool

    /// A request without a socket; the path may be percent-encoded and may carry a query.
    public init(
        method: Method, path: String, query: Form = Form(), headers: Headers = Headers(), body: [UInt8] = [],
        address: String = "127.0.0.1", isSecure: Bool = false
    ) {
        var target = Target(origin: Array(path.utf8)[...]) ?? .asterisk
        if target.raw != path { (target.raw, target.path, target.segments) = (path, path, [path]) }
        target.query.pairs += query.pairs
        self.init(method: method, target: target, headers: headers)
        (self.body, self.address, self.isSecure) = (body, address, isSecure)
    }

    init(method: Method, target: Target, headers: Headers) {
        (self.method, self.headers) = (method, headers)
        (path, segments, rawTarget, query) = (target.path, target.segments, target.raw, target.query)
        (address, isSecure) = ("", false)
    }

    /// The body, whole; a large one is read from its file at every call.
    public var body: [UInt8] {
        get {
            if case .bytes(let bytes) = content { return bytes }
            return content.bytes(0..<content.count)
        }
        set { content = .bytes(newValue) }
    }

    /// The cookies by name; of two with one name, the first.
    public var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for line in headers.all("Cookie") {
            for (name, value) in Cookie.parse(line) where cookies[name] == nil { cookies[name] = value }
        }
        return cookies
    }

    /// The body's type, in lower case and without parameters.
    public var contentType: String? {
        headers["Content-Type"].map { MediaType($0).name }
    }

    /// The body's fields: urlencoded, or the text parts of a multipart body. A field that was cut is left out.
    public func form(limits: Form.Limits = Form.Limits()) throws(Form.Failure) -> Form {
        switch contentType {
        case "application/x-www-form-urlencoded": return try Form.parse(wholePairs, limits: limits)
        case "multipart/form-data": return try multipartForm(limits)
        case nil where content.count == 0: return Form()
        default: throw .unsupportedType
        }
    }

    private var wholePairs: [UInt8] {
        guard let cutAt else { return body }
        let bytes = body
        let before = bytes[..<cutAt].lastIndex(of: Byte.ampersand) ?? 0
        let after = bytes[cutAt...].firstIndex(of: Byte.ampersand) ?? bytes.endIndex
        return Array(bytes[..<before] + bytes[after...])
    }

    /// The parts of a `multipart/form-data` body; a large part stays in the body's file until someone reads it. A part
    /// that was cut is left out.
    public func multipart(limits: Multipart.Limits = Multipart.Limits()) throws(Multipart.Failure) -> [Multipart.Part] {
        let type = MediaType(headers["Content-Type"] ?? "")
        guard type.name == "multipart/form-data", let boundary = type.parameters["boundary"] else {
            throw .unsupportedType
        }
        let parts = try Multipart.parse(content, boundary: boundary, limits: limits)
        return cutAt.map { seam in parts.filter { !$0.spans(seam) } } ?? parts
    }

    private func multipartForm(_ limits: Form.Limits) throws(Form.Failure) -> Form {
        let parts: [Multipart.Part]
        do { parts = try multipart() } catch {
            throw error == .unsupportedType ? .unsupportedType : .badMultipart
        }
        var form = Form()
        for part in parts where part.filename == nil {
            guard form.pairs.count < limits.fields else { throw .tooManyFields }
            guard part.count <= limits.valueBytes else { throw .tooLong }
            guard let text = part.text else { throw .badEncoding }
            form.pairs.append((part.name, text))
        }
        return form
    }
}
