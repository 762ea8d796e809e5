/// The files under one directory, read into memory once and answered by the I/O thread.
///
/// Each has two addresses: `/assets/css/base.css`, which is asked about every time, and one with the content's
/// hash in the name, which a browser may keep for ever. What is text is packed too, once, after the start.
public struct StaticFiles: Sendable {
    struct File: Sendable {
        let bytes: [UInt8], type: String, hash: String

        /// Worth packing: pictures and fonts are packed already.
        var isText: Bool { type.hasPrefix("text/") || type == "image/svg+xml" || type == "application/json" }
    }

    private static let prefix = "/assets/"
    private static let bytesInAll = 64 << 20

    private var files: [String: File] = [:]
    private var names: [String: (name: String, isHashed: Bool)] = [:]
    private let packed = PackedFiles()

    /// Reads every file but hidden ones; links are not followed.
    public init(directory: String) throws {
        var total = 0
        try Self.walk(directory, "") { name, bytes in
            total += bytes.count
            guard total <= Self.bytesInAll else { throw Server.Failure("\(directory) holds more than 64 MiB") }
            add(name, bytes)
        }
    }

    /// One more file, made of the others for example.
    public mutating func add(_ name: String, _ bytes: [UInt8]) {
        let file = File(bytes: bytes, type: Self.type(of: name), hash: Self.hash(bytes))
        files[name] = file
        names[Self.prefix + name] = (name, false)
        names[Self.prefix + Self.hashed(name, file.hash)] = (name, true)
    }

    /// What a file holds; empty when there is none of that name.
    public func bytes(of name: String) -> [UInt8] { files[name]?.bytes ?? [] }

    /// Where a file is, with its content's hash in the name: `css/base.css` is `/assets/css/base.3f9a1c….css`.
    public func url(_ name: String) -> String {
        guard let file = files[name] else { return Self.prefix + name }
        return Self.prefix + Self.hashed(name, file.hash)
    }

    /// Every file's name, sorted.
    public var all: [String] { files.keys.sorted() }

    /// Packs what is text; until then, and where there is no gzip, it is sent as it is.
    func pack() { packed.pack(files.values.filter(\.isText)) }

    /// Nil when the path is no file's, or the method does not read.
    func answer(_ request: Request) -> Response? {
        guard request.rawTarget.utf8.starts(with: Self.prefix.utf8), request.method == .get || request.method == .head,
            let (name, isHashed) = names[request.path], let file = files[name],
            // An escaped slash is part of a name, not a way into a folder.
            !request.segments.contains(where: { $0.utf8.contains(Byte.slash) })
        else { return nil }
        let packed = file.isText ? self.packed[file, for: request] : nil
        // Each form of a file has a tag of its own (RFC 9110 section 8.8.3.3).
        let tag = packed == nil ? "\"\(file.hash)\"" : "\"\(file.hash)-gzip\""
        var response = Response(headers: [
            "ETag": tag, "Cache-Control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
            "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
        ])
        if file.isText { response.headers.add("Vary", "Accept-Encoding") }
        if let status = Self.precondition(request, tag) {
            response.status = status
            return response
        }
        response.headers.add("Content-Type", file.type)
        if let packed {
            response.headers.add("Content-Encoding", "gzip")
            response.body = packed
            return response
        }
        response.headers.add("Accept-Ranges", "bytes")
        response.body = file.bytes
        if request.method == .get, request.headers["If-Range"].map({ $0 == tag }) ?? true {
            response.cut(to: request.headers.all("Range"))
        }
        return response
    }

    // In the order of RFC 9110 section 13.2.2. A date is no condition here: files have tags and no dates.
    private static func precondition(_ request: Request, _ tag: String) -> Status? {
        let wanted = request.headers.all("If-Match")
        if !wanted.isEmpty && !EntityTag.matches(wanted, tag, isWeak: false) { return .preconditionFailed }
        return request.holds(tag) ? .notModified : nil
    }

    private static func hashed(_ name: String, _ hash: String) -> String {
        let slash = name.lastIndex(of: "/") ?? name.startIndex
        guard let dot = name[slash...].lastIndex(of: ".") else { return "\(name).\(hash)" }
        return "\(name[..<dot]).\(hash)\(name[dot...])"
    }

    // FNV-1a: tells one version of a file from the next, which is all it is for.
    private static func hash(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "json", "webmanifest": "application/json"
        case "txt": "text/plain; charset=utf-8"
        case "pdf": "application/pdf"
        default: "application/octet-stream"
        }
    }
}
