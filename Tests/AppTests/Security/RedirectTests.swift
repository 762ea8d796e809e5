import HTTP
import Testing

@testable import App

@Suite struct RedirectTests {
    @Test func onlyPathsOfTheCouncilAreOurs() {
        let council = Council(slug: "ashdown", name: "Ashdown")
        for good in [
            "/ashdown", "/ashdown/", "/ashdown/plans?state=open&page=2", "/ashdown/plans/1#top", "/ashdown?x=..",
        ] {
            #expect(OwnPath(good, in: council)?.text == good)
        }
        let bad = [
            "", "plans", "//evil.example", "//evil.example/ashdown/", "/\\evil.example", "\\\\evil.example",
            "https://evil.example",
            "https:/ashdown/", "javascript:alert(1)", "/bramley/plans", "/ashdownx/plans", "/ashdown/../bramley",
            "/ashdown/..",
            "/ashdown/./x", "/ashdown/%2e%2e/bramley", "/ashdown/.%2E/bramley", "/ashdown/%2E./bramley",
            "/ashdown\\..\\bramley",
            "/ashdown/\r\nSet-Cookie: a=b", "/ashdown/\t/x", " /ashdown/x", "/ashdown/é", "///ashdown/",
            "/ashdown@evil.example",
            "/" + String(repeating: "a", count: 3_000), "/ashdown/" + String(repeating: "a", count: 3_000),
        ]
        for path in bad { #expect(OwnPath(path, in: council) == nil, "\(path)") }
    }

    @Test func signingInLeadsNowhereElse() throws {
        let council = try Example.council(), other = try Example.council()
        let home = "/\(council.slug)"
        func landing(_ next: String) throws -> Page {
            let browser = Browser.fresh(council)
            let form = try browser.get("/sign-in?" + Form([("next", next)]).encoded())
            return try browser.post(
                "/sign-in",
                [
                    ("email", council.email(.scrutiny)), ("password", Example.password),
                    ("next", form.value(of: "next")),
                ],
                key: form.formKey)
        }
        for next in ["//evil.example", "/\\evil.example", "https://evil.example", "\(home)/%2e%2e/\(other.slug)/plans"]
        {
            #expect(try landing(next).location == home, "\(next)")
        }
        let split = try landing("\(home)/\r\nSet-Cookie: stolen=1")
        #expect(split.location == home && !split.headers.contains { $0.value.contains("stolen") })
        #expect(try landing("\(home)/account?x=1").location == "\(home)/account?x=1")
    }

    @Test func theWayBackIsKept() throws {
        let council = try Example.council()
        let location = try council.stranger.get("/account?x=1").location
        #expect(location == "/\(council.slug)/sign-in?next=%2F\(council.slug)%2Faccount%3Fx%3D1")
    }

    @Test func noPageLinksToAHostOutOfTheAddress() throws {
        let site = try Asking.secureSite()
        for path in [
            "/%2Fevil.example/sign-in", "/%5Cevil.example/sign-in", "/%2F%2Fevil.example", "/evil.example%2F/plans",
        ] {
            let answer = Asking.get(path, of: site)
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(answer.status == .notFound && !text.contains("evil.example"), "\(path)")
        }
        for name in ["//evil.example", "\\evil", "a/../b", "x\r\ny", "https:"] {
            let answer = Asking.get("/?" + Form([("council_name", name)]).encoded(), of: site)
            #expect(answer.status == .ok, "\(name)")
        }
    }
}
