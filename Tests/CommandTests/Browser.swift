import Foundation
import Glibc

/// A browser without a window, for what the command line does to those who are signed in.
struct Browser {
    private let port: Int
    private let slug: String
    private var cookies: [String: String] = [:]

    init(_ slug: String, port: Int) { (self.slug, self.port) = (slug, port) }

    /// The status of a page of the council's.
    mutating func status(_ path: String) throws -> Int { try send("GET", path).status }

    /// Signs in; the status of the answer, 303 when it went well.
    mutating func signIn(_ email: String, _ password: String) throws -> Int {
        let page = try send("GET", "/sign-in").text
        let key =
            page.components(separatedBy: "name=\"form_key\" value=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
        let fields = [("form_key", String(key)), ("email", email), ("password", password)]
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        return try send("POST", "/sign-in", body.joined(separator: "&")).status
    }

    private mutating func send(_ method: String, _ path: String, _ body: String = "") throws -> (
        status: Int, text: String
    ) {
        var head =
            "\(method) /\(slug)\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
        if !cookies.isEmpty { head += "Cookie: " + cookies.map { "\($0)=\($1)" }.joined(separator: "; ") + "\r\n" }
        if method == "POST" {
            head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        let answer = String(decoding: try Self.exchange(Array((head + "\r\n" + body).utf8), port), as: UTF8.self)
        for line in answer.components(separatedBy: "\r\n") where line.lowercased().hasPrefix("set-cookie: ") {
            let pair = line.dropFirst(12).prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count > 1 ? pair[1] : ""
        }
        return (Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0, answer)
    }

    private static func exchange(_ request: [UInt8], _ port: Int) throws -> [UInt8] {
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
        guard connected == 0, Glibc.send(handle, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            return []
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer += buffer[..<count]
        }
    }
}
