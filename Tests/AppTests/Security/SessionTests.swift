import HTTP
import Postgres
import Testing

@testable import App

@Suite struct SessionTests {
    private func signIn(_ council: ExampleCouncil, _ browser: Browser, agent: String = "") throws -> Page {
        let key = try browser.get("/sign-in").formKey
        let body = Form([("form_key", key), ("email", council.email(.scrutiny)), ("password", Example.password)])
        return try browser.send(
            "POST", "/sign-in",
            [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
                ("User-Agent", agent),
            ], body.encoded())
    }

    private func isIn(_ council: ExampleCouncil, _ token: Token?) throws -> Bool {
        try Browser(slug: council.slug, token: token).get("/account").status == 200
    }

    @Test func theCookieIsForThisSiteOnly() throws {
        let council = try Example.council()
        let plain = try council.stranger.get("/sign-in").header("Set-Cookie") ?? ""
        #expect(plain.hasPrefix("waymark-\(council.slug)=") && plain.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
        let secure = Asking.get("/\(council.slug)/sign-in", of: try Asking.secureSite()).headers["Set-Cookie"] ?? ""
        #expect(secure.hasPrefix("__Host-waymark-\(council.slug)="))
        #expect(secure.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Lax"))
        let notice = try council.olive.post("/account/theme", [("theme", "dark")])
        for line in notice.headers where line.name == "Set-Cookie" {
            #expect(line.value.contains("HttpOnly; SameSite=Lax") && !line.value.contains("Domain"), "\(line.value)")
        }
    }

    @Test func theTokenIs256BitsAndNeverRepeats() throws {
        let council = try Example.council()
        let tokens = try (0..<20).map { _ in try #require(Browser.fresh(council).token(council.slug)).bytes }
        #expect(tokens.allSatisfy { $0.count == 32 } && Set(tokens).count == 20)
        for wrong in ["", "short", String(repeating: "a", count: 48), "a b", String(repeating: "a", count: 300)] {
            #expect(Token(cookie: wrong) == nil, "\(wrong)")
        }
    }

    @Test func theDatabaseKnowsOnlyItsHash() throws {
        let council = try Example.council()
        let browser = council.stranger
        _ = try signIn(council, browser)
        let token = try #require(browser.token(council.slug))
        let hex = token.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let (kept, leaked): (Bool?, [String]) = try council.asOwner { db in
            try db.all(
                Query<Bool?>.value("SELECT EXISTS (SELECT FROM sessions WHERE token_hash = \(token.hash))"),
                Query<[String]>.values(
                    """
                    SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
                     WHERE c.relkind = 'r' AND query_to_xml(format('SELECT * FROM %I', c.relname), false, false, '')::text
                           LIKE ANY (ARRAY['%' || \(hex) || '%', '%' || \(token.cookie) || '%'])
                    """))
        }
        #expect(kept == true && leaked == [])
    }

    @Test func signingInMakesANewSessionAndEndsTheOneBefore() throws {
        let council = try Example.council()
        let browser = council.stranger
        _ = try browser.get("/sign-in")
        let anonymous = browser.token(council.slug)
        #expect(try signIn(council, browser).status == 303)
        let first = browser.token(council.slug)
        #expect(anonymous?.bytes != first?.bytes)
        #expect(try !isIn(council, anonymous) && isIn(council, first))
        let key = try browser.get("/account").formKey
        _ = try browser.post(
            "/sign-in", [("email", council.email(.lead)), ("password", Example.password)], key: key)
        let second = browser.token(council.slug)
        #expect(try !isIn(council, first) && isIn(council, second))
    }

    @Test func signingInTwiceAtOnceIsBothTimesIn() throws {
        let council = try Example.council()
        let browser = council.stranger
        let key = try browser.get("/sign-in").formKey
        let again = Browser(slug: council.slug, token: browser.token(council.slug))
        let fields = [("email", council.email(.scrutiny)), ("password", Example.password)]
        _ = try browser.post("/sign-in", fields, key: key)
        _ = try again.post("/sign-in", fields, key: key)
        #expect(try browser.get("/account").status == 200 && again.get("/account").status == 200)
    }

    @Test func signingOutEndsItOnTheServer() throws {
        let council = try Example.council()
        let token = council.olive.token(council.slug)
        #expect(try isIn(council, token))
        let answer = try council.olive.post("/sign-out")
        #expect(answer.headers.contains { $0.name == "Set-Cookie" && $0.value.contains("Max-Age=0") })
        #expect(try !isIn(council, token))
    }

    @Test func aNewPasswordMakesANewSessionAndEndsAllOthers() throws {
        let council = try Example.council()
        let elsewhere = Browser.fresh(council)
        _ = try signIn(council, elsewhere)
        let (old, other) = (council.olive.token(council.slug), elsewhere.token(council.slug))
        #expect(try isIn(council, other))
        let answer = try council.olive.post(
            "/account/password",
            [
                ("current_password", Example.password), ("new_password", "seven quiet rivers"),
                ("again_password", "seven quiet rivers"),
            ])
        #expect(answer.status == 303)
        let new = council.olive.token(council.slug)
        #expect(try isIn(council, new) && !isIn(council, old) && !isIn(council, other))
    }

    @Test func aChangeOfRightsEndsThem() throws {
        let council = try Example.council()
        let token = council.mo.token(council.slug)
        let mo = try council.person(.member)
        try council.inDatabase { db in
            try db.run("UPDATE person_roles SET role = 'scrutiny' WHERE person_id = \(mo)")
        }
        #expect(try !isIn(council, token))
    }

    @Test func theyEndAfterEightIdleHoursAndTwelveInAll() throws {
        let council = try Example.council()
        let token = try #require(council.olive.token(council.slug))
        func move(_ began: String, _ seen: String) throws {
            try council.asOwner { db in
                try db.run(
                    """
                    UPDATE sessions SET began_at = now() - \(began)::interval, seen_at = now() - \(seen)::interval
                     WHERE token_hash = \(token.hash)
                    """)
            }
        }
        try move("11 hours 59 minutes", "7 hours 59 minutes")
        #expect(try isIn(council, token))
        let seen: Bool? = try council.asOwner { db in
            try db.value(
                """
                SELECT seen_at > now() - interval '1 minute' AND began_at < now() - interval '11 hours'
                  FROM sessions WHERE token_hash = \(token.hash)
                """)
        }
        #expect(seen == true, "a visit makes it young again, but not its beginning")
        try move("9 hours", "8 hours 1 minute")
        #expect(try !isIn(council, token))
        try move("12 hours 1 minute", "1 minute")
        #expect(try !isIn(council, token))
    }

    @Test func aPersonSeesAndEndsTheirOwn() throws {
        let council = try Example.council()
        let phone = Browser.fresh(council)
        _ = try signIn(council, phone, agent: "Mozilla/5.0 (iPhone) Safari/605")
        let page = try council.olive.get("/account")
        #expect(page.text.contains("Safari on iPhone") && page.text.contains("This browser"))
        let end = try #require(page.text.firstMatch(of: /action="([^"]+\/sessions\/[0-9]+\/end)"/)?.output.1)
        #expect(try council.lena.post(String(end)).status == 404, "not somebody else's")
        #expect(try phone.get("/account").status == 200)
        #expect(try council.olive.post(String(end)).status == 303)
        #expect(try phone.get("/account").status == 303)
    }
}

extension Browser {
    /// One that nobody has signed in with, after its first page.
    static func fresh(_ council: ExampleCouncil) -> Browser {
        let browser = Browser(slug: council.slug, token: nil)
        _ = try? browser.get("/sign-in")
        return browser
    }
}
