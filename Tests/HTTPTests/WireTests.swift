import Glibc
import Testing

@testable import HTTP

struct WireTests {
    @Test func aPageIsAnsweredByAWorker() throws {
        let wire = try Wire()
        let answer = try wire.get("/a%20b?x=1")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
        #expect(answer.hasSuffix("\r\n\r\nGET /a b "))
        #expect(!answer.contains("Server:") && !answer.contains("Connection:"))
        wire.finish()
        #expect(wire.log.map(\.path) == ["/a b"])
        #expect(wire.log.first?.status == .ok)
    }

    @Test func aConnectionIsKeptAndItsRequestsAnsweredInOrder() throws {
        let wire = try Wire()
        let client = try wire.connect()
        for path in ["/1", "/2"] {
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.read(until: "GET \(path) ").contains("200 OK"))
        }
        let paths = (0..<200).map { $0 % 3 == 0 ? "/health" : "/p\($0)" }
        let all = try wire.connect()
        all.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        all.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /never HTTP/1.1\r\nHost: a\r\n\r\n")
        let text = all.readToEnd()
        let bodies = text.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
        let wanted = paths.map { $0 == "/health" ? "well\n" : "GET \($0) " } + ["GET /last "]
        #expect(bodies.map(String.init) == wanted)
        #expect(!text.contains("/never"))
    }

    @Test func aClientThatHasFinishedSendingStillGetsEveryAnswer() throws {
        let wire = try Wire()
        let text = try wire.ask(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 3))
        #expect(text.utf8.count > 3 * 8 << 20)
    }

    @Test func headIsLikeGetWithoutABody() throws {
        let answer = try Wire().ask("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(answer.contains("Content-Length: 8\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func anOldClientIsAnsweredAndLetGo() throws {
        let wire = try Wire()
        #expect(try wire.ask("GET /x HTTP/1.0\r\n\r\n").contains("Connection: close\r\n"))
        #expect(
            try wire.ask("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").contains("Connection: keep-alive\r\n"))
    }

    @Test func aBodyReachesTheWorkerHoweverItIsSent() throws {
        let wire = try Wire()
        let head = "POST /x HTTP/1.1\r\nHost: a\r\n"
        #expect(try wire.ask(head + "Content-Length: 5\r\n\r\nhello").hasSuffix("POST /x hello"))
        let chunked = head + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
        #expect(try wire.ask(chunked).hasSuffix("POST /x hello"))
        let client = try wire.connect()
        for byte in Array(chunked.utf8) { client.send([byte]) }
        #expect(client.read(until: "hello").hasSuffix("POST /x hello"))
    }

    @Test func aBodyIsAskedForOnlyWhenItIsWanted() throws {
        let wire = try Wire()
        let client = try wire.connect()
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        #expect(client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("hello")
        #expect(client.read(until: "hello").hasPrefix("HTTP/1.1 200"))
        let refused = try wire.connect()
        refused.send("POST /slow-lane HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n")
        #expect(refused.readToEnd().hasPrefix("HTTP/1.1 413"))
    }

    @Test func aRefusalReachesAClientThatIsStillSending() throws {
        let client = try Wire().connect()
        client.send("POST /slow-lane HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n")
        let isSent = client.send([UInt8](repeating: 0x41, count: 4_000_000))
        #expect(isSent, "it is not reset")
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large") && answer.contains("Connection: close"))
    }

    @Test func aLargeAnswerArrivesWholeAtASlowReader() throws {
        let client = try Wire().connect()
        client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        usleep(100_000)
        var count = 0
        while let more = client.readSome(), !more.isEmpty { count += more.utf8.count }
        #expect(count > 8 << 20 && count < 8 << 20 + 1_000)
    }

    @Test func aClientThatGoesAwayHarmsNobody() throws {
        let wire = try Wire()
        for _ in 0..<20 {
            let client = try wire.connect()
            client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /large")
        }
        #expect(try wire.get("/health").hasSuffix("well\n"))
    }
}
