import Testing

@testable import HTTP

/// What the parser made of some bytes: each request with its body, then perhaps a refusal.
struct Reading: Equatable {
    var requests: [String] = []
    var refusal: Int?

    /// Reads it in pieces, cut at these places.
    init(_ bytes: [UInt8], cuts: [Int] = [], bodyLimit: Int = 1_000, limits: Parser.Limits = Parser.Limits()) {
        var parser = Parser(limits: limits)
        var head: Parser.Head?
        var body: [UInt8] = []
        let edges = [0] + cuts + [bytes.count]
        for (from, to) in zip(edges, edges.dropFirst()) {
            parser.append(bytes[from..<to])
            do throws(Parser.Failure) {
                while true {
                    if head == nil { head = try parser.nextHead() }
                    guard let whole = head, try parser.nextBody(limit: bodyLimit, { body += $0 }) else { break }
                    let text = String(decoding: body, as: UTF8.self)
                    requests.append("\(whole.request.method.rawValue) \(whole.request.rawTarget) \(text)")
                    (head, body) = (nil, [])
                }
            } catch {
                refusal = error.status.rawValue
                return
            }
        }
    }

    init(_ text: String) { self.init(Array(text.utf8)) }
}

struct Refusal: CustomTestStringConvertible, Sendable {
    let text: String, status: Int
    init(_ text: String, _ status: Int) { (self.text, self.status) = (text, status) }
    var testDescription: String { "\(status) \(text.debugDescription.prefix(90))" }
}

struct ParserTests {
    static let post = "POST / HTTP/1.1\r\nHost: a\r\n"
    static let get = "GET / HTTP/1.1\r\nHost: a\r\n"
    static let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

    static let lengths = [
        "Content-Length: 1\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 1",
        "Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1\r\nContent-Length: 2", "Content-Length: +5",
        "Content-Length: -5", "Content-Length: 5,5", "Content-Length: 0x5", "Content-Length: 1 2", "Content-Length:",
        "Content-Length: 99999999999999999999", "Content-Length: 5;", "Content-Length: ５",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding:", "Transfer-Encoding:\tchunked", "Transfer-Encoding: chunked\t",
        "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: \u{0B}chunked",
    ].map { Refusal(post + $0 + "\r\n\r\n", 400) }

    static let codings = [
        "identity", "gzip", "gzip, chunked", "Chunked", "CHUNKED", "chunke\u{212A}d", "xchunked", "\"chunked\"",
        "chunked;q=1",
    ].map { Refusal(post + "Transfer-Encoding: \($0)\r\n\r\n", 501) }

    static let chunks = [
        "\r\n", "+1\r\na\r\n", "-1\r\na\r\n", "0x1\r\na\r\n", "1 \r\na\r\n", " 1\r\na\r\n", "g\r\n", "1\na\r\n",
        "1\r\na\n",
        "1\r\nab\r\n", "1\r\na\rb", "1;\u{0}\r\n", "1;a\nb\r\n", "1;a\rb\r\n", "0000000000000001\r\na\r\n",
        "ffffffffffffffff\r\n", "1;\(String(repeating: "x", count: 1_100))\r\n", "0\r\n\n", "0\r\n bad: x\r\n\r\n",
        "0\r\nbad : x\r\n\r\n", "0\r\nbad\r\n\r\n", "0\r\n: x\r\n\r\n", "0\r\na: \u{1}\r\n\r\n",
        "0\r\na: \(String(repeating: "x", count: 5_000))\r\n\r\n",
        String(repeating: "1;\(String(repeating: "x", count: 200))\r\na\r\n", count: 6),
    ].map { Refusal(chunked + $0, 400) }

    static let fields = [
        "Host: a\r\n folded\r\n", "Host: a\r\nX: 1\r\n\t2\r\n", " Host: a\r\n", "Host : a\r\n", "Host\t: a\r\n",
        "Host: a\r\n: b\r\n", "Host: a\r\nX\r\n", "Host: a\r\nX Y: 1\r\n", "Host: a\r\nX(: 1\r\n",
        "Host: a\r\nX: \u{0}\r\n",
        "Host: a\r\nX: \u{1}\r\n", "Host: a\r\nX: \u{7F}\r\n", "Host: a\r\nX: a\rb\r\n", "Host: a\nX: b\r\n",
        "Host: a\r\nÉ: b\r\n", "", "Host:\r\n", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host: a b\r\n",
        "Host: a,b\r\n", "Host: a/b\r\n", "Host: u@a\r\n", "Host: a:x\r\n", "Host: a:99999\r\n", "Host: [::1\r\n",
        "Host: [zz]\r\n", "Host: a:1:2\r\n", "Host: é\r\n",
    ].map { Refusal("GET / HTTP/1.1\r\n" + $0 + "\r\n", 400) }

    static let lines = [
        "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET /", "GET", " GET / HTTP/1.1", "GET\t/ HTTP/1.1", "G(T / HTTP/1.1",
        "GET / HTTP/1.1x", "GET / HTTP/11", "GET / HTTP/1.10", "GET / http/1.1", "GET / HTTPS/1.1", "GET / HTTP/1,1",
        "GET a HTTP/1.1", "GET * HTTP/1.1", "OPTIONS ** HTTP/1.1", "GET http://b/ HTTP/1.1", "GET http://u@a/ HTTP/1.1",
        "GET http:///x HTTP/1.1", "GET ftp://a/ HTTP/1.1", "GET /a#b HTTP/1.1", "GET /\u{1} HTTP/1.1",
        "GET /\u{7F} HTTP/1.1", "GET /é HTTP/1.1", "GET /% HTTP/1.1", "GET /%4 HTTP/1.1", "GET /%zz HTTP/1.1",
        "GET /%+1 HTTP/1.1", "GET /%00 HTTP/1.1", "GET /%0a HTTP/1.1", "GET /%ff HTTP/1.1", "GET /%c0%af HTTP/1.1",
        "GET /%ed%a0%80 HTTP/1.1", "GET /a\\b HTTP/1.1", "GET /?a=%ff HTTP/1.1", "GET /?a=%00 HTTP/1.1",
        "GET /?% HTTP/1.1", "GET / HTTP/1.1 ", "GET /a b HTTP/1.1", "", "\u{16}\u{3}\u{1}",
    ].map { Refusal($0 + "\r\nHost: a\r\n\r\n", $0.isEmpty ? 200 : 400) }

    static let others = [
        Refusal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), Refusal("GET / HTTP/2.0\r\n\r\n", 505),
        Refusal("GET / HTTP/0.9\r\n\r\n", 505), Refusal("GET / HTTP/1.2\r\n\r\n", 505),
        Refusal("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501), Refusal("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        Refusal("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501), Refusal("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        Refusal(chunked + "5;\r\nhello\r\n0\r\n\r\n", 400), Refusal(chunked + "5; \r\nhello\r\n0\r\n\r\n", 400),
        Refusal(chunked + "5;a=1;\r\nhello\r\n0\r\n\r\n", 400), Refusal(chunked + "5;=1\r\nhello\r\n0\r\n\r\n", 400),
        Refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        Refusal("\r\n\r\nGET / HTTP/1.1\r\n", 400), Refusal("\nGET / HTTP/1.1\r\n", 400),
        Refusal("GET / HTTP/1.1\r\r", 400),
        Refusal(get + "Expect: tea\r\n\r\n", 417), Refusal(get + "Expect: 100-continue, tea\r\n\r\n", 417),
        Refusal("GET /\(String(repeating: "a", count: 8_192)) HTTP/1.1\r\n", 414),
        Refusal("GET /\(String(repeating: "a", count: 9_000))", 414),
        Refusal(get + "X: \(String(repeating: "a", count: 17_000))\r\n\r\n", 431),
        Refusal(get + "X: \(String(repeating: "a", count: 17_000))", 431),
        Refusal(get + String(repeating: "X: 1\r\n", count: 100) + "\r\n", 431),
        Refusal(post + "Content-Length: 1001\r\n\r\n", 413), Refusal(chunked + "3e9\r\n", 413),
        Refusal(chunked + "1f4\r\n" + String(repeating: "a", count: 500) + "\r\n1f5\r\n", 413),
        Refusal(chunked + "7fffffffffffffff\r\n", 400), Refusal(chunked + "fffffffffffffff\r\n", 413),
    ]

    static let all = lengths + codings + chunks + fields + lines.filter { $0.status == 400 } + others

    @Test(arguments: all) func aRequestThatCanBeReadTwoWaysIsRefused(_ refusal: Refusal) {
        #expect(Reading(refusal.text).refusal == refusal.status)
    }

    @Test func whereARequestIsCutMakesNoDifference() {
        let good =
            "POST /a%2Fb?x=1 HTTP/1.1\r\nHost: a.example:8080\r\nContent-Length: 5\r\n\r\nhello"
            + "\r\nGET http://a/x HTTP/1.1\r\nHost: A\r\n\r\n"
            + Self.chunked + "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\nMore: \r\n\r\n" + Self.get + "\r\n"
        let whole = Reading(good)
        #expect(whole.requests == ["POST /a%2Fb?x=1 hello", "GET /x ", "POST / hello!", "GET / "])
        #expect(whole.refusal == nil)
        let bytes = Array(good.utf8)
        for cut in 1..<bytes.count { #expect(Reading(bytes, cuts: [cut]) == whole) }
        #expect(Reading(bytes, cuts: Array(1..<bytes.count)) == whole)
    }

    @Test func whereABadRequestIsCutMakesNoDifference() {
        for refusal in Self.all where refusal.text.utf8.count < 400 {
            let bytes = Array(refusal.text.utf8)
            for cut in 1..<bytes.count { #expect(Reading(bytes, cuts: [cut]).refusal == refusal.status) }
            #expect(Reading(bytes, cuts: Array(1..<bytes.count)).refusal == refusal.status)
        }
    }

    @Test func aNeverEndingPipelineDoesNotGrowTheBuffer() throws {
        var parser = Parser()
        let bytes = Array((Self.get + "\r\n").utf8)
        parser.append(bytes.prefix(7))
        for _ in 0..<10_000 {
            parser.append(bytes.dropFirst(7))
            parser.append(bytes.prefix(7))
            let head = try parser.nextHead()
            #expect(head != nil && parser.held == 7)
        }
    }

    @Test func headersAreFoundInAnyCase() throws {
        var parser = Parser()
        parser.append(Array((Self.get + "X-One: 1\r\nx-one:  2 \r\nLatin: ").utf8) + [0xE9] + Array("\r\n\r\n".utf8))
        let headers = try #require(try parser.nextHead()).request.headers
        #expect(headers["x-ONE"] == "1")
        #expect(headers.all("X-One") == ["1", "2"])
        #expect(headers["latin"] == "é")
        #expect(headers["X-On"] == nil)
    }

    @Test func aPathIsSplitBeforeItIsDecoded() throws {
        var parser = Parser()
        parser.append(Array("GET /merton/a%2Fb/%C3%A9?q=a+b&q=%26 HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        let request = try #require(try parser.nextHead()).request
        #expect(request.path == "/merton/a/b/é")
        #expect(request.segments == ["merton", "a/b", "é"])
        #expect(request.query.all("q") == ["a b", "&"])
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", false),
        ("GET / HTTP/1.0\r\n\r\n", false), ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
    ])
    func aConnectionStaysWhenBothWishIt(_ text: String, _ stays: Bool) throws {
        var parser = Parser()
        parser.append(Array(text.utf8))
        #expect(try parser.nextHead()?.isPersistent == stays)
    }

    @Test func theServerItselfCanBeAskedForItsOptions() {
        #expect(Reading("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").requests == ["OPTIONS * "])
    }
}
