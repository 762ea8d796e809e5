import Testing

@testable import HTTP

/// What security.md promises of HTTP/1.1, over a real socket: what is refused, and what is not.
struct WireTableTests {
    private static let wire = Result { try Wire { $0.limits.connectionsPerAddress = 10_000 } }
    private static let next = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Every refusal of the parser's: answered in words, closed, nothing after it read, and nobody else harmed.
    @Test(arguments: ParserTests.all) func aRefusalClosesItsConnectionAndNoOther(_ refusal: Refusal) throws {
        let wire = try Self.wire.get(), client = try wire.connect()
        client.send(refusal.text + Self.next)
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 \(refusal.status) "))
        #expect(answer.split(separator: "HTTP/1.1 ").count == 1 && !answer.contains("\nwell"))
        for field in [
            "Connection: close", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff",
            "Content-Security-Policy: default-src 'none'", "Cache-Control: no-store",
        ] { #expect(answer.contains("\r\n\(field)\r\n"), "\(field)") }
        #expect(try wire.get("/health").hasSuffix("well\n"))
    }

    struct Taken: CustomTestStringConvertible, Sendable {
        let what: String, request: String, answer: String
        init(_ what: String, _ request: String, _ answer: String) {
            (self.what, self.request, self.answer) = (what, request, answer)
        }
        var testDescription: String { what }
    }

    private static let post = "POST /x HTTP/1.1\r\nHost: a\r\n"

    static let taken = [
        Taken("absolute-form of this host", "GET http://A/x?q HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x "),
        Taken("absolute-form without a path", "GET http://a?q HTTP/1.1\r\nHost: a\r\n\r\n", "GET / "),
        Taken("asterisk-form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * "),
        Taken("an IPv6 host with a port", "GET /x HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /x "),
        Taken("one empty line before", "\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x "),
        Taken("blanks around a value", "GET /x HTTP/1.1\r\nHost: \t a \t\r\n\r\n", "GET /x "),
        Taken("an empty value", "GET /x HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n", "GET /x "),
        Taken("a value beyond ASCII", "GET /x HTTP/1.1\r\nHost: a\r\nX: é\r\n\r\n", "GET /x "),
        Taken("an escaped slash", "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a/b "),
        Taken("a body of no length", post + "Content-Length: 0\r\n\r\n", "POST /x "),
        Taken("a length with zeros before it", post + "Content-Length: 005\r\n\r\nhello", "POST /x hello"),
        Taken(
            "chunks with extensions and trailers",
            post + "Transfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0;z\r\nHost: evil\r\nX: 1\r\n\r\n",
            "POST /x hello"),
        Taken(
            "chunk sizes in either case", post + "Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "POST /x 0123456789"),
        Taken(
            "a body that did not wait for 100", post + "Expect: 100-Continue\r\nContent-Length: 5\r\n\r\nhello",
            "POST /x hello"),
        Taken("an expectation without a body", post + "Expect: 100-continue\r\n\r\n", "POST /x "),
        Taken("HEAD", "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n", "Content-Length: 8\r\n\r\n"),
        Taken("204", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 204 No Content\r\n"),
        Taken("an old client that stays", "GET /x HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET /x "),
    ]

    /// What must be understood: answered, and the next request on the connection too, sent behind it or after it.
    @Test(arguments: taken) func whatIsPlainIsTakenAndTheConnectionGoesOn(_ taken: Taken) throws {
        let wire = try Self.wire.get(), one = try wire.connect(), two = try wire.connect()
        one.send(taken.request + Self.next)
        let answers = one.read(until: "well\n")
        #expect(answers.contains(taken.answer) && answers.split(separator: "HTTP/1.1 2").count == 2)
        #expect(answers.hasSuffix("\r\n\r\nwell\n") && !answers.contains("100 Continue"))
        two.send(taken.request)
        #expect(two.read(until: taken.answer).contains(taken.answer))
        two.send(Self.next)
        #expect(two.read(until: "well\n").hasSuffix("well\n"))
    }

    /// RFC 9110 section 9.3.2: an answer to HEAD has no body, even when it refuses.
    @Test func aRefusedHeadIsAnsweredWithoutABody() throws {
        let answer = try Self.wire.get().ask(
            "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func bodylessAnswersHaveNoLength() throws {
        let answer = try Self.wire.get().get("/nothing")
        #expect(!answer.contains("Content-Length") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r",
        post + "Content-Length: 5\r\n\r\nhel",
        post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", post + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: 1\r\n",
    ])
    func aRequestThatStopsHalfWayIsDropped(_ text: String) throws {
        let wire = try Self.wire.get()
        var answer = "?"
        let spent = try milliseconds { answer = try wire.ask(text) }
        #expect(answer.isEmpty && spent < 5_000, "it does not wait for the rest")
    }

    @Test(arguments: [
        "/..", "/../x", "/a/../b", "/a/./b", "/.", "/a/..", "/%2e%2e/x", "/%2E./x", "/assets/../x", "/a%00", "/a%5c%zz",
    ])
    func aPathThatCouldLeadElsewhereIsRefused(_ path: String) throws {
        #expect(try Self.wire.get().get(path).hasPrefix("HTTP/1.1 400 "))
    }

    /// RFC 6265bis, and of two with one name the first.
    @Test func cookiesComeInAsTheyWereSent() throws {
        let request = Request(
            method: .get, path: "/",
            headers: ["Cookie": "__Host-a=1; __host-a=2; a==; b=\"q\"; c=x y; d=", "cookie": "e=5; __Host-a=3"])
        #expect(
            request.cookies == [
                "__Host-a": "1", "__host-a": "2", "a": "=", "b": "\"q\"", "c": "x y", "d": "", "e": "5",
            ])
    }
}
