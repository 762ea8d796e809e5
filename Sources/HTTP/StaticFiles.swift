import Glibc

/// The files under one directory, read into memory once and answered by the I/O thread.
///
/// Each has two addresses: `/assets/css/base.css`, which is asked about every time, and one with the content's
/// hash in the name, which a browser may keep for ever.
public struct StaticFiles: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8], type: String, hash: String
    }

    private static let prefix = "/assets/"
    private static let bytesInAll = 64 << 20

    private var files: [String: File] = [:]
    private var names: [String: (name: String, isHashed: Bool)] = [:]

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

    /// Nil when the path is no file's, or the method does not read.
    func answer(_ request: Request) -> Response? {
        guard request.rawTarget.utf8.starts(with: Self.prefix.utf8), request.method == .get || request.method == .head,
            let (name, isHashed) = names[request.path], let file = files[name],
            // An escaped slash is part of a name, not a way into a folder.
            !request.segments.contains(where: { $0.utf8.contains(Byte.slash) })
        else { return nil }
        let tag = "\"\(file.hash)\""
        var response = Response(headers: [
            "ETag": tag, "Cache-Control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
            "Accept-Ranges": "bytes", "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        ])
        if Self.matches(request.headers.all("If-None-Match"), tag) {
            response.status = .notModified
            return response
        }
        response.headers.add("Content-Type", file.type)
        response.body = file.bytes
        if request.method == .get, request.headers["If-Range"].map({ $0 == tag }) ?? true {
            response.cut(to: request.headers.all("Range"))
        }
        return response
    }

    // Weakly, as RFC 9110 section 13.1.2 has it.
    private static func matches(_ conditions: [String], _ tag: String) -> Bool {
        conditions.contains { list in
            list.utf8.split(separator: Byte.comma).contains { entry in
                var entry = Array(entry)[...].trimmed
                if entry.starts(with: "W/".utf8) { entry = entry.dropFirst(2) }
                return entry.elementsEqual(tag.utf8) || entry.elementsEqual("*".utf8)
            }
        }
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

extension StaticFiles {
    private static func walk(_ root: String, _ inner: String, _ take: (String, [UInt8]) throws -> Void) throws {
        guard let directory = opendir(inner.isEmpty ? root : "\(root)/\(inner)") else {
            throw SystemFailure("\(root)/\(inner)")
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let path = inner.isEmpty ? name : "\(inner)/\(name)"
            var details = stat()
            guard lstat("\(root)/\(path)", &details) == 0 else { throw SystemFailure("\(root)/\(path)") }
            switch details.st_mode & S_IFMT {
            case S_IFDIR: try walk(root, path, take)
            case S_IFREG: try take(path, try read("\(root)/\(path)", Int(details.st_size)))
            default: continue
            }
        }
    }

    private static func read(_ path: String, _ size: Int) throws -> [UInt8] {
        let file = try Descriptor(open(path, O_RDONLY | O_CLOEXEC), path)
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let more = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file.number, buffer.baseAddress.map { $0 + count }, size - count)
            }
            guard more >= 0 else { throw SystemFailure(path) }
            if more == 0 { break }
            count += more
        }
        return Array(bytes.prefix(count))
    }
}

extension Response {
    /// Cuts the body to a single range; several, or one that is not understood, leave it whole (RFC 9110 section 14.2).
    mutating func cut(to ranges: [String]) {
        guard ranges.count == 1, ranges[0].utf8.starts(with: "bytes=".utf8) else { return }
        let range = Array(ranges[0].utf8.dropFirst(6))[...]
        guard let hyphen = range.firstIndex(of: Byte.hyphen), !range.contains(Byte.comma) else { return }
        let first = range[..<hyphen].trimmed, last = range[(hyphen + 1)...].trimmed
        let start: Int, end: Int
        switch (first.number, last.number) {
        case (let from?, let to?) where from <= to: (start, end) = (from, min(to + 1, body.count))
        case (let from?, nil) where last.isEmpty: (start, end) = (from, body.count)
        case (nil, let count?) where first.isEmpty:
            (start, end) = (count == 0 ? body.count : max(0, body.count - count), body.count)
        default: return
        }
        guard start < body.count else {
            status = .rangeNotSatisfiable
            headers.set("Content-Range", "bytes */\(body.count)")
            body = []
            return
        }
        status = .partialContent
        headers.set("Content-Range", "bytes \(start)-\(end - 1)/\(body.count)")
        body = Array(body[start..<end])
    }
}
