@testable import App

/// A file that goes with a form.
struct Upload {
    let name: String
    let bytes: [UInt8]
    var field = "files"

    /// Sends a form with files, as a browser does; a byte a scalar, so that any file goes through.
    static func send(
        _ fields: [(String, String)], _ files: [Upload] = [], to path: String, as browser: Browser, key: String? = nil,
        headers: [(String, String)] = []
    ) throws -> Page {
        let boundary = "a-line-that-no-paper-holds"
        var body: [UInt8] = []
        for (name, value) in [("form_key", key ?? browser.key())] + fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let name = "name=\"\(file.field)\"; filename=\"\(file.name)\""
            let head = "Content-Disposition: form-data; \(name)\r\nContent-Type: x/y"
            body += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
        }
        return try browser.send(
            "POST", path,
            [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Sec-Fetch-Site", "same-origin")]
                + headers,
            body + Array("--\(boundary)--\r\n".utf8))
    }
}
