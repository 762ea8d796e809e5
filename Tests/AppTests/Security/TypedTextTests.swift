import Foundation
import HTTP
import Testing

@testable import App

/// What people type is text wherever it comes out again.
@Suite struct TypedTextTests {
    private static let evil = "<b onx=1>\"'><i onx=2>&amp;{{x}}"

    @Test func itIsNeverMarkup() throws {
        let council = try Example.council()
        let story = try Story(in: council, mark: Self.evil, word: "<b onx=1>\"'>")
        try council.inDatabase { try $0.run("UPDATE people SET name = \(Self.evil) WHERE name <> 'Ada Price'") }
        var seen = 0, refusals: Set<Int> = []
        for route in Routes.all where route.method == .get {
            let path = try story.path(route)
            for browser in [council.olive, council.ada, council.bella] {
                let page = try browser.get(path)
                guard page.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
                // Pages that refuse look alike.
                guard page.status == 200 || refusals.insert(page.status).inserted else { continue }
                #expect(Inline.found(in: page.text) == [], "\(path)")
                #expect(!page.text.contains("<b onx") && !page.text.contains("<i onx"), "\(path)")
                if page.text.contains("&lt;b onx=1&gt;") { seen += 1 }
            }
        }
        #expect(seen > 4)
    }

    @Test func itRunsInNoSpreadsheet() throws {
        let story = try Story(mark: "=cmd|' /C calc'!A0", word: "=cmd|' /C'!A")
        for route in Routes.all where route.method == .get && route.path.hasSuffix(".csv") {
            let page = try story.council.whoCan(route.ability).get(story.path(route))
            #expect(
                page.status == 200 && page.header("Content-Disposition")?.hasPrefix("attachment") == true,
                "\(route.path)")
            for cell in page.text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "," }) {
                let start = cell.drop { $0 == "\"" }.first
                #expect(start != "=" && start != "@", "\(route.path) \(cell)")
            }
        }
    }

    @Test func whatIsTypedAgainComesBackAsText() throws {
        let council = try Example.council()
        let form = try council.ada.post("/people", [("email", Self.evil), ("name", Self.evil)])
        let signIn = try council.stranger.get("/sign-in?" + Form([("next", "/\(council.slug)/" + Self.evil)]).encoded())
        for page in [form, signIn] {
            #expect(page.text.contains("&lt;b onx=1&gt;&quot;") || page.text.contains("&lt;b onx=1&gt;&#34;"))
            #expect(!page.text.contains("<b onx"))
        }
        for path in ["/?q=\(Form([("a", Self.evil)]).encoded())", "/%3Cb%20onx=1%3E/plans"] {
            let answer = Asking.get(path, of: try Asking.secureSite())
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("<b onx"), "\(path)")
        }
    }
}
