import Foundation
import HTTP
import Testing

@testable import App

@Suite struct HeaderTests {
    private static let always = [
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    ]

    /// What is asked for again and again is kept by whoever asks, and asked about each time.
    private func check(_ page: Page, _ what: String, kept: String = "no-store") {
        for name in Self.always { #expect(page.header(name) != nil, "\(what): \(name)") }
        #expect(page.header("X-Content-Type-Options") == "nosniff", "\(what)")
        #expect(page.header("Server") == nil && page.header("X-Powered-By") == nil, "\(what)")
        #expect(page.header("Cache-Control") == kept, "\(what)")
        let policy = page.header("Content-Security-Policy") ?? ""
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            #expect(policy.contains(part), "\(what): \(part)")
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("data:"), "\(what)")
    }

    @Test func everyAnswerCarriesThem() throws {
        let council = try Example.council()
        let answers = [
            ("a page", try council.olive.get("/account")), ("a redirect", try council.stranger.get("/account")),
            ("not found", try council.olive.get("/nothing-here")), ("forbidden", try council.mo.get("/people")),
            ("other method", try council.olive.send("PUT", "/account", [("Content-Length", "0")], "")),
            ("stale form", try council.olive.post("/account/theme", key: "old")),
            ("mistakes", try council.ada.post("/people", [("email", "x")])),
            ("health", try Browser(slug: "healthz", token: nil).get("/healthz")),
            ("readiness", try Browser(slug: "readyz", token: nil).get("/readyz")),
            ("a council that is not", try Browser(slug: "no-such-place", token: nil).get("/plans")),
        ]
        for (what, page) in answers { check(page, what) }
        #expect(
            answers.map { $0.1.status } == [200, 303, 404, 403, 405, 403, 422, 200, 200, 404])
    }

    @Test func everyPageCarriesThemAndNothingInline() throws {
        let story = try Story(), council = story.council
        var refusals: Set<Int> = []
        for route in Routes.all where route.method == .get {
            let path = try story.path(route)
            for browser in [council.olive, council.ada, council.stranger] {
                let page = try browser.get(path)
                let isFeed = route.path == "/calendar/:token" && page.status == 200
                check(
                    page, path,
                    kept: route.isPublic ? "public, max-age=60" : isFeed ? "private, no-cache" : "no-store")
                // Pages that refuse look alike.
                guard page.status == 200 || refusals.insert(page.status).inserted else { continue }
                if page.header("Content-Type")?.hasPrefix("text/html") == true {
                    #expect(Inline.found(in: page.text) == [], "\(path)")
                }
            }
        }
    }

    @Test func noTemplateHoldsAnythingInline() throws {
        let views = Example.directory + "/Views"
        let names = FileManager.default.enumerator(atPath: views)?.compactMap { $0 as? String } ?? []
        #expect(names.count > 20)
        for name in names where name.hasSuffix(".mustache") {
            let text = try String(contentsOfFile: views + "/" + name, encoding: .utf8)
            #expect(Inline.found(in: text) == [], "\(name)")
        }
    }

    @Test func whatIsInlineIsSeen() {
        let bad = [
            "<style>p{}</style>", "<p style=\"color:red\">", "<a href=\"javascript:x()\">", "<b onclick='x()'>",
            "<script>x()</script>", "<script src=\"/a.js\">x()</script>", "<a href='data:text/html,x'>",
            "<base href=\"/\">",
            "<script src=\"https://elsewhere.example/a.js\"></script>", "<img src=\"//elsewhere.example/a.png\">",
        ]
        for html in bad { #expect(Inline.found(in: html) != [], "\(html)") }
        #expect(
            Inline.found(in: "<script src=\"/assets/js/site.js\" defer></script><p class=\"on style\">on = 1</p>") == []
        )
    }

    @Test func behindTLSTheyAskForItAlways() throws {
        let council = try Example.council()
        let site = try Asking.secureSite()
        let answer = Asking.get("/\(council.slug)/sign-in", of: site)
        #expect(answer.headers["Strict-Transport-Security"] == "max-age=31536000")
        #expect(try council.olive.get("/account").header("Strict-Transport-Security") == nil)
    }

    @Test func publicFilesAreNotSniffed() throws {
        let council = try Example.council()
        let page = try council.olive.get("/account")
        let sheet = try #require(page.text.firstMatch(of: /href="(\/assets\/[^"]+\.css)"/)?.output.1)
        let file = try Browser(slug: "assets", token: nil).get(String(sheet))
        #expect(file.status == 200 && file.header("X-Content-Type-Options") == "nosniff")
        #expect(file.header("Set-Cookie") == nil)
    }
}

/// What a content security policy without "unsafe-inline" would stop.
enum Inline {
    static func found(in html: String) -> [String] {
        var found: [String] = []
        for tag in html.matches(of: /<([a-zA-Z]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/) {
            let (name, rest) = (tag.output.1.lowercased(), tag.output.2)
            if name == "style" || name == "base" { found.append(name) }
            for attribute in rest.matches(of: /([a-zA-Z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/) {
                let (key, value) = (
                    attribute.output.1.lowercased(), attribute.output.2.lowercased().filter { $0 != "\"" && $0 != "'" }
                )
                if key == "style" || key.hasPrefix("on") { found.append("\(name) \(key)") }
                if value.hasPrefix("javascript:") || value.hasPrefix("data:") { found.append("\(name) \(value)") }
                let isOutside = value.hasPrefix("http") || value.hasPrefix("//")
                if ["src", "action", "formaction", "data"].contains(key), isOutside {
                    found.append("\(name) \(value)")
                }
            }
        }
        for script in html.matches(of: /<script([^>]*)>([^<]*)/) {
            if !script.output.1.contains("src=") || !script.output.2.allSatisfy(\.isWhitespace) {
                found.append("script")
            }
        }
        return found
    }
}
