import App
import Foundation
import Glibc
import HTTP

/// Requests as bytes, ready to send again and again.
struct Requests {
    let port: Int
    let cookie: String?
    /// The council of the cookie.
    var council = "council-1"

    private var session: String { cookie.map { "Cookie: waymark-\(council)=\($0)\r\n" } ?? "" }

    func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(session)\r\n".utf8)
    }

    func post(_ path: String, _ fields: [(String, String)]) -> [UInt8] {
        let body = Form(fields).encoded()
        let head = """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            \(session)Sec-Fetch-Site: same-origin\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        return Array((head + body).utf8)
    }

    /// A form with a file.
    func upload(_ path: String, _ fields: [(String, String)], _ field: String, file: String, named name: String)
        -> [UInt8]
    {
        func part(_ head: String, _ content: String) -> String {
            "--a-line-that-no-text-holds\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
        }
        let body =
            fields.map { part("name=\"\($0.0)\"", $0.1) }.joined()
            + part("name=\"\(field)\"; filename=\"\(name)\"", file) + "--a-line-that-no-text-holds--\r\n"
        let head = """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            \(session)Sec-Fetch-Site: same-origin\r
            Content-Type: multipart/form-data; boundary=a-line-that-no-text-holds\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        return Array((head + body).utf8)
    }

    /// The style sheet of the site, about as large as the 20 kB of the target or larger.
    func firstAsset() throws -> (path: String, bytes: [UInt8]) {
        let page = try whole(get("/"))
        guard let start = page.range(of: "/assets/css/"), let end = page[start.lowerBound...].firstIndex(of: "\"")
        else {
            throw Problem("the first page names no style sheet")
        }
        let path = String(page[start.lowerBound..<end])
        let text = try whole(get(path))
        let body = text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
        return (path, Array(body.utf8))
    }

    /// One request on a connection of its own; the whole answer as text.
    func whole(_ request: [UInt8]) throws -> String {
        let client = try Client(port: port)
        defer { close(client.handle) }
        let text = String(decoding: request, as: UTF8.self).replacingOccurrences(
            of: "\r\nHost:", with: "\r\nConnection: close\r\nHost:")
        let bytes = Array(text.utf8)
        guard write(client.handle, bytes, bytes.count) == bytes.count else { throw Problem("the server went away") }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(client.handle, &buffer, buffer.count)
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// The status of one request.
    func status(_ request: [UInt8]) throws -> Int { Int(try whole(request).dropFirst(9).prefix(3)) ?? 0 }
}

/// nginx with one worker and no log, for the same bytes.
final class Nginx {
    let port: Int
    private let home: String
    private let helper: Helper

    /// Nil where nginx is not installed.
    init?(port: Int) throws {
        guard let program = Helper.find("nginx") else { return nil }
        self.port = port
        home = FileManager.default.temporaryDirectory.appending(path: "waymark-bench-nginx-\(getpid())").path
        try FileManager.default.createDirectory(atPath: home + "/files", withIntermediateDirectories: true)
        let user = getuid() == 0 ? "user root;" : ""
        try """
        daemon off; worker_processes 1; pid \(home)/pid; error_log stderr crit; \(user)
        events { worker_connections 1024; }
        http {
            access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/css;
            client_body_temp_path \(home)/a; proxy_temp_path \(home)/b; fastcgi_temp_path \(home)/c; uwsgi_temp_path \(home)/d; scgi_temp_path \(home)/e;
            server { listen 127.0.0.1:\(port); root \(home)/files; location = /healthz { return 200 "ok\\n"; } }
        }
        """.write(toFile: home + "/nginx.conf", atomically: true, encoding: .utf8)
        helper = try Helper(program, ["-c", home + "/nginx.conf", "-p", home])
        for _ in 0..<500 {
            if let client = try? Client(port: port) {
                close(client.handle)
                return
            }
            usleep(10_000)
        }
        throw Problem("nginx did not start")
    }

    /// Serves these bytes as /file; the port again.
    func serving(_ bytes: [UInt8]) throws -> Int {
        try Data(bytes).write(to: URL(filePath: home + "/files/file"))
        return port
    }

    func stop() {
        helper.stop()
        try? FileManager.default.removeItem(atPath: home)
    }
}
