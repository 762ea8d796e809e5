@testable import App

extension Browser {
    /// Sends a form with files, as a browser does; a byte a scalar, so that any file goes through.
    func upload(
        _ fields: [(String, String)], files: [(name: String, bytes: [UInt8])], as field: String = "files",
        to path: String,
        key: String? = nil
    ) throws -> Page {
        let boundary = "a-line-that-no-paper-holds"
        var body: [UInt8] = []
        for (name, value) in [("form_key", key ?? self.key())] + fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head =
                "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(file.name)\"\r\nContent-Type: x/y"
            body += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
        }
        return try send(
            "POST", path,
            [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Sec-Fetch-Site", "same-origin")],
            body + Array("--\(boundary)--\r\n".utf8))
    }
}
