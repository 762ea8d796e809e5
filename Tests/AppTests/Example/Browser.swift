import Foundation
import Glibc
import HTTP

@testable import App

/// What came back: status, head and text.
struct Page {
    let status: Int
    let headers: [(name: String, value: String)]
    let text: String

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    /// Where a redirect leads.
    var location: String { header("Location") ?? "" }
    /// The key of the first form on the page.
    var formKey: String { value(of: "form_key") }

    /// The value of the first input of this name.
    func value(of name: String) -> String {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return "" }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// A browser without a window: keeps cookies and sends forms with their keys, over a real socket.
final class Browser {
    private let slug: String
    private let port: Int
    private(set) var cookies: [String: String] = [:]

    init(slug: String, token: Token?, port: Int = Example.running.port) {
        self.slug = slug
        self.port = port
        if let token { cookies["waymark-" + slug] = token.cookie }
    }

    /// A page by its path under the council; whole addresses, as in a Location, work too.
    func get(_ path: String) throws -> Page { try send("GET", path, [], "") }

    /// Sends a form with the key of the account page, as every page's key is the browser's.
    func post(_ path: String, _ fields: [(String, String)] = [], key: String? = nil) throws -> Page {
        let formKey = try key ?? get("/account").formKey
        let body = Form([("form_key", formKey)] + fields).encoded()
        return try send(
            "POST", path, [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")],
            body)
    }

    /// Follows the redirect after a change.
    func postAndFollow(_ path: String, _ fields: [(String, String)] = []) throws -> Page {
        let answer = try post(path, fields)
        return answer.status == 303 ? try get(answer.location) : answer
    }

    func send(_ method: String, _ path: String, _ headers: [(String, String)], _ body: String) throws -> Page {
        try send(method, path, headers, Array(body.utf8))
    }

    /// Any bytes.
    func send(_ method: String, _ path: String, _ headers: [(String, String)], _ body: [UInt8]) throws -> Page {
        let target = path.hasPrefix("/" + slug) ? path : "/" + slug + path
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
        lines += headers.map { "\($0.0): \($0.1)" }
        if !cookies.isEmpty {
            lines.append("Cookie: " + cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
        }
        if method == "POST" { lines.append("Content-Length: \(body.count)") }
        let answer = try Wire.exchange(
            Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body, port: port)
        let page = try Self.page(answer)
        for (name, value) in page.headers where name.lowercased() == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            if value.contains("Max-Age=0") {
                cookies[pair[0]] = nil
            } else {
                cookies[pair[0]] = pair.count > 1 ? pair[1] : ""
            }
        }
        return page
    }

    private static func page(_ bytes: [UInt8]) throws -> Page {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { throw Wire.Failure(description: "no whole answer: \(text)") }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
        return Page(
            status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: headers, text: String(text[end.upperBound...])
        )
    }
}

/// One request and its answer over a socket of its own.
enum Wire {
    struct Failure: Error, CustomStringConvertible { let description: String }

    static func exchange(_ request: [UInt8], port: Int) throws -> [UInt8] {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(description: "cannot connect: \(errno)") }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { write(handle, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(handle, &buffer, buffer.count)
            guard count > 0 else { return answer }
            answer += buffer[..<count]
        }
    }
}
