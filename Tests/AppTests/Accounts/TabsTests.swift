import HTTP
import Testing

@testable import App

/// Several tabs of one browser, of which one signs in or out.
@Suite struct TabsTests {
    private let council: ExampleCouncil
    private let browser: Browser

    init() throws {
        council = try Example.council()
        browser = Browser.fresh(council)
    }

    private func next(_ path: String) -> String { "/sign-in?" + Form([("next", "/\(council.slug)\(path)")]).encoded() }

    private func send(_ form: Page, _ fields: [(String, String)]) throws -> Page {
        try browser.post("/sign-in", fields + [("next", form.value(of: "next"))], key: form.formKey)
    }

    @Test func everyTabLeadsToItsOwnPage() throws {
        let tabs = try ["/plans", "/meetings", "/due"].map { try browser.get(next($0)) }
        #expect(try send(tabs[0], council.credentials(.scrutiny)).location == "/\(council.slug)/plans")
        let token = browser.token(council.slug)?.bytes
        #expect(try send(tabs[1], council.credentials(.scrutiny)).location == "/\(council.slug)/meetings")
        #expect(browser.token(council.slug)?.bytes == token, "the session goes on")
        #expect(try browser.get(next("/due")).location == "/\(council.slug)/due", "loaded again")
        #expect(try browser.get("/sign-in").location == "/\(council.slug)")
    }

    @Test func aPartOfAPageSurvives() throws {
        let form = try browser.get(next("/meetings"))
        let tag = try #require(form.text.firstMatch(of: /<form class="app-sign-in__form"[^>]*>/)?.output)
        #expect(!tag.contains("action"), "the browser sends it to the address it is at, with what stands behind the #")
        let sent = try browser.post(
            next("/meetings"), council.credentials(.scrutiny) + [("next", form.value(of: "next"))], key: form.formKey)
        #expect(sent.location == "/\(council.slug)/meetings")
    }

    @Test func anotherPersonIsAskedWhichOfTheTwo() throws {
        let tabs = try ["/plans", "/meetings"].map { try browser.get(next($0)) }
        _ = try send(tabs[0], council.credentials(.scrutiny))
        let asked = try send(tabs[1], council.credentials(.member))
        #expect(asked.status == 403 && asked.words.contains("Olive Ward is signed in here"))
        #expect(
            asked.words.contains("Go on as Olive Ward") && asked.text.contains("href=\"/\(council.slug)/meetings\""))
        #expect(asked.text.contains(council.email(.member)) && !asked.text.contains(Example.password))
        #expect(try browser.get("/account").words.contains("Olive Ward"))
        let changed = try send(asked, council.credentials(.member))
        #expect(changed.location == "/\(council.slug)/meetings")
        #expect(try browser.get("/account").words.contains("Mo Khan"))
    }

    @Test func anOldPageIsAskedAgainAndKeepsTheEmail() throws {
        let form = try browser.get(next("/meetings"))
        let other = Browser.fresh(council)
        let again = try other.post(
            "/sign-in", council.credentials(.scrutiny) + [("next", form.value(of: "next"))], key: form.formKey)
        #expect(again.status == 403 && again.mistakes.first?.hasPrefix("Enter your password again") == true)
        #expect(again.text.contains(council.email(.scrutiny)) && !again.text.contains(Example.password))
        let sent = try other.post(
            "/sign-in", council.credentials(.scrutiny) + [("next", again.value(of: "next"))], key: again.formKey)
        #expect(sent.location == "/\(council.slug)/meetings")
    }

    @Test func withoutCookiesItIsAskedAgain() throws {
        let form = try browser.get("/sign-in")
        let bare = Browser(slug: council.slug, token: nil)
        let again = try bare.post("/sign-in", council.credentials(.scrutiny), key: form.formKey)
        #expect(again.status == 403 && again.text.contains(council.email(.scrutiny)))
        #expect(try bare.post("/sign-in", council.credentials(.scrutiny), key: again.formKey).status == 303)
    }

    @Test func nobodyIsLedToAnotherCouncil() throws {
        _ = try council.signIn(browser, .scrutiny, at: "/sign-in")
        let other = try Example.council()
        for place in ["/\(other.slug)/plans", "//evil.example", "https://evil.example", "/\\evil.example"] {
            let asked = "/sign-in?" + Form([("next", place)]).encoded()
            #expect(try browser.get(asked).location == "/\(council.slug)", "\(place)")
        }
    }

    @Test func aSignInFormOfAnotherSiteIsRefused() throws {
        let page = try browser.send(
            "POST", "/sign-in",
            [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "cross-site")],
            Form(council.credentials(.scrutiny)).encoded())
        #expect(page.status == 403)
        #expect(try browser.get("/account").status == 303)
    }
}
