import Testing

@testable import HTTP

struct CookieTests {
    @Test func cookiesAreReadAsBrowsersSendThem() {
        var request = Request(
            method: .get, path: "/", headers: ["Cookie": "a=1; b=\"x y\" ;c=d=e;; =no; alone; a=2;é=ü"])
        #expect(request.cookies == ["a": "1", "b": "\"x y\"", "c": "d=e", "é": "ü"])
        request.headers.add("Cookie", "z=9")
        #expect(request.cookies["z"] == "9")
    }

    @Test func aCookieIsSafeUnlessToldOtherwise() {
        #expect(
            Cookie("__Host-session", "0f3a").line == "__Host-session=0f3a; Path=/; Secure; HttpOnly; SameSite=Lax")
        #expect(Cookie("a", "1", maxAge: 60, isSecure: false).line == "a=1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
        #expect(Cookie.removal("a").line.contains("Max-Age=0"))
        #expect(Cookie("a", "x; Path=/evil\r\nSet-Cookie: b").line.hasPrefix("a=x%3B%20Path"))
    }

    @Test func anAnswerCannotBeSplit() {
        var bytes: [UInt8] = []
        let response = Response(
            .seeOther, headers: ["Location": "/\r\nSet-Cookie: a=b", "Content-Length": "5", "Server": "x"])
        response.encodeHead(into: &bytes, date: [], Response.Framing())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("Location: /  Set-Cookie: a=b\r\n"))
        #expect(text.contains("Content-Length: 0\r\n") && !text.contains("Length: 5") && !text.contains("Server"))
    }

    @Test func percentEncodingIsStrict() {
        #expect(Percent.decode("a%20b+c") == "a b+c")
        #expect(Percent.decode("a+b", plusIsSpace: true) == "a b")
        for broken in ["%", "%1", "%g0", "%00", "%FF", "%E2%82"] { #expect(Percent.decode(broken) == nil) }
        #expect(Percent.encode("a/b é") == "a%2Fb%20%C3%A9")
    }

    @Test func theDateIsAsTheStandardHasIt() {
        #expect(HTTPDate.encode(784_111_777) == Array("Sun, 06 Nov 1994 08:49:37 GMT".utf8))
    }
}

struct ProxyTests {
    private func origin(_ headers: Headers, from peer: String) throws -> (address: String, isSecure: Bool) {
        let proxies = try Proxies(["10.0.0.0/8", "::1", "192.168.1.1"])
        let request = Request(method: .get, path: "/", headers: headers)
        return proxies.origin(of: request, from: try #require(Address(peer)))
    }

    @Test func theFirstUnlistedAddressFromTheRightIsTheClient() throws {
        let headers: Headers = ["X-Forwarded-For": "6.6.6.6, 203.0.113.9", "x-forwarded-for": "10.9.9.9"]
        #expect(try origin(headers, from: "10.1.2.3").address == "203.0.113.9")
        #expect(try origin(["X-Forwarded-For": "2001:db8::1"], from: "::1").address == "2001:db8::1")
        #expect(try origin(["X-Forwarded-For": "rubbish"], from: "::1").address == "::1")
        #expect(try origin(["X-Forwarded-Proto": "HTTPS"], from: "::1").isSecure)
        #expect(try !origin(["X-Forwarded-Proto": "https, http"], from: "::1").isSecure)
    }

    @Test func networksAreMatchedByTheirBits() throws {
        let proxies = try Proxies(["10.0.0.0/8", "2001:db8::/33", "0.0.0.0/0"])
        #expect(proxies.lists(try #require(Address("10.255.0.1"))))
        #expect(proxies.lists(try #require(Address("2001:db8:7fff::1"))))
        #expect(!proxies.lists(try #require(Address("2001:db8:8000::1"))))
        #expect(proxies.lists(try #require(Address("::ffff:1.2.3.4"))))
        #expect(throws: Server.Failure.self) { try Proxies(["10.0.0.0/33"]) }
        #expect(throws: Server.Failure.self) { try Proxies(["proxy.example"]) }
    }
}
