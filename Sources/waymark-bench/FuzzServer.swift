import Foundation
import HTTP

extension FuzzTarget {
    /// Requests go to a whole server over a socket: what it answers is an answer, and nobody waits.
    static let request = FuzzTarget(
        "request",
        [
            "POST /a?b=c HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\nT: x\r\n\r\n",
            "GET http://a/%41 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nCookie: a=b; c=d\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        ],
        pieces: [
            "\r\n", "\n", "\r", " ", "\t", ":", "Content-Length: 5\r\n", "Content-Length: +5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Host: b\r\n", "0\r\n\r\n", "FFFFFFFFFFFFFFFF\r\n", "HTTP/1.0", "HTTP/2.0", "%00", "/../", "PRI * HTTP/2.0",
            "\r\n\r\n",
        ]
    ) {
        let listener = try Server.listen(host: "127.0.0.1", port: 0)
        let port = Server.port(of: listener)
        var configuration = Server.Configuration()
        configuration.pageWorkers = 1
        let server = Server(
            configuration, admit: { _ in .accept(lane: .page, bodyLimit: 1_024) }, worker: { _, _ in Echo() },
            log: { _ in })
        Thread.detachNewThread { try? server.run(on: listener) }
        return { bytes in
            let client = try Client(port: port)
            defer { close(client.handle) }
            // Closed at once and forgotten: a hundred thousand closed connections would use up every port.
            var atOnce = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client.handle, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
            _ = send(client.handle, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            shutdown(client.handle, Int32(SHUT_WR))
            var answer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(client.handle, &answer, answer.count, 0)
            guard count <= 0 || answer.starts(with: Array("HTTP/1.1 ".utf8)) else {
                throw Problem("no answer of HTTP's")
            }
        }
    }

    private struct Echo: Worker {
        mutating func answer(_ request: Request) -> Response { Response(body: request.body) }
    }
}
