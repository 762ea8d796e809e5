import Testing

@testable import App

@Suite struct SignInTests {
    @Test func aPersonSignsInAndOut() throws {
        let council = try Example.council()
        let browser = council.stranger
        let form = try browser.get("/sign-in")
        #expect(form.status == 200)
        let email = "scrutiny@\(council.slug).example"
        let answer = try browser.post(
            "/sign-in", [("email", email), ("password", Example.password)], key: form.formKey)
        #expect(answer.status == 303)
        #expect(try browser.get("/account").text.contains("Olive Ward"))
        let left = try browser.post("/sign-out")
        #expect(left.location == "/\(council.slug)/sign-in")
        #expect(try browser.get("/account").status == 303)
    }

    @Test func aWrongPasswordAndAnUnknownEmailReadAlike() throws {
        let council = try Example.council()
        let key = try council.stranger.get("/sign-in").formKey
        func attempt(_ email: String) throws -> Page {
            try council.stranger.post("/sign-in", [("email", email), ("password", "not the one at all")], key: key)
        }
        let wrong = try attempt("scrutiny@\(council.slug).example")
        let unknown = try attempt("nobody@\(council.slug).example")
        #expect(wrong.status == 422 && unknown.status == 422)
        #expect(
            wrong.text.contains("E-mail address or password is wrong")
                && unknown.text.contains("E-mail address or password is wrong"))
    }

    @Test func aSessionOfOneCouncilIsNobodyInAnother() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let token = ashdown.olive.cookies["waymark-" + ashdown.slug] ?? ""
        let page = try bramley.stranger.send("GET", "/account", [("Cookie", "waymark-\(bramley.slug)=\(token)")], "")
        #expect(page.status == 303)
    }

    @Test func attemptsInARowHaveToWaitButAreNeverLockedOut() throws {
        let council = try Example.council()
        let key = try council.stranger.get("/sign-in").formKey
        var last: Page?
        for _ in 0..<6 {
            last = try council.stranger.post(
                "/sign-in", [("email", "lead@\(council.slug).example"), ("password", "wrong every time")], key: key)
        }
        #expect(last?.status == 429)
        #expect(last?.text.contains("try again") == true)
    }

    @Test func aFormWithoutItsKeyIsRefused() throws {
        let council = try Example.council()
        #expect(try council.olive.post("/account/theme", [("theme", "dark")], key: "made-up").status == 403)
        let crossSite = try council.olive.send(
            "POST", "/account/theme",
            [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "cross-site")],
            "form_key=\(try council.olive.get("/account").formKey)&theme=dark")
        #expect(crossSite.status == 403)
    }

    @Test func aDoubleClickHappensOnce() throws {
        let council = try Example.council()
        let key = try council.olive.get("/account").formKey
        let first = try council.olive.post("/account/theme", [("theme", "dark")], key: key)
        #expect(try council.olive.post("/account/theme", [("theme", "light")]).status == 303)
        let second = try council.olive.post("/account/theme", [("theme", "dark")], key: key)
        #expect(first.location == second.location)
        #expect(try council.olive.get("/account").text.contains("data-theme=\"light\""), "it was done once")
    }
}
