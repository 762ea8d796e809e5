import HTTP
import Postgres
import Testing

@testable import App

/// What is never kept, for whom nothing is, and how long and how much.
extension SessionOverTests {
    @Test func passwordsAreNeverKept() throws {
        let key = try council.ada.get("/people/new").formKey
        try council.rest(.administrator)
        let refused = try council.ada.post(
            "/people",
            [
                ("email", "late@example.org"), ("name", "Late Entry"), ("password", "seven quiet rivers"),
                ("roles", "member"),
            ],
            key: key)
        let kept: [String] = try council.asOwner { try $0.values("SELECT unnest(names || texts) FROM unsent_forms") }
        #expect(kept.contains("Late Entry") && !kept.contains("password") && !kept.contains("seven quiet rivers"))
        #expect(try council.signIn(council.ada, .administrator, at: refused.location).text.contains("late@example.org"))
    }

    @Test func everyBoxForAPasswordIsNamedAsOne() throws {
        for page in [
            try council.ada.get("/account"), try council.ada.get("/people/new"), try council.stranger.get("/sign-in"),
        ] {
            let boxes = page.text.matches(of: /name="([^"]*)"[^>]*type="password"/).map { String($0.1) }
            #expect(!boxes.isEmpty && boxes.allSatisfy { $0.hasSuffix("password") }, "\(boxes)")
        }
    }

    /// Who never had a session here leaves nothing behind, whatever they say of themselves.
    @Test func nothingIsKeptForStrangers() throws {
        let sessions: [Int64] = try council.asOwner { try $0.values("SELECT id FROM sessions ORDER BY id") }
        let forged = Token(), session = try #require(sessions.first)
        let stranger = Browser(slug: council.slug, token: forged)
        for key in [FormKey(for: forged).text, FormKey(for: forged, in: ID(session)).text, "made-up", ""] {
            let page = try stranger.post("/employers", [("name", words)], key: key)
            #expect([303, 403].contains(page.status) && !page.text.contains(words), "\(key)")
            #expect(!page.location.contains("unsent"))
        }
        let older = try newEmployer()
        try council.asOwner { try $0.run("UPDATE sessions SET began_at = now() - interval '8 days'") }
        #expect(try !send(older, by: council.bella).location.contains("unsent"))
        #expect(try council.unsent() == 0)
        let bare = Browser(slug: council.slug, token: nil)
        #expect(try bare.post("/employers", [("name", words)], key: older.key).status == 403)
        #expect(try council.unsent() == 0)
    }

    @Test func itIsKeptForADayAndNotWithoutBound() throws {
        var last = Page(status: 0, headers: [], text: "")
        for _ in 0..<12 {
            let form = try newEmployer()
            try council.rest(.broker)
            last = try send(form, by: council.bella)
            _ = try council.signIn(council.bella, .broker, at: "/sign-in")
        }
        #expect(try council.unsent() == 10)
        let location = "/unsent/" + (last.location.split(separator: "F").last.map(String.init) ?? "")
        #expect(try council.bella.get(location).status == 200)
        try council.asOwner { try $0.run("UPDATE unsent_forms SET kept_at = now() - interval '25 hours'") }
        #expect(try council.bella.get(location).status == 404)
    }

    @Test func aButtonThatWasPressedLeadsBackToItsPage() throws {
        let key = try council.olive.get("/account").formKey
        try council.rest(.scrutiny)
        let out = try council.olive.send(
            "POST", "/sign-out",
            [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
                ("Referer", "http://127.0.0.1/\(council.slug)/meetings"),
            ], "form_key=\(key)")
        #expect(out.location == "/\(council.slug)/sign-in?next=%2F\(council.slug)%2Fmeetings")
        #expect(
            try council.olive.get(out.location).words.contains(
                "You were not signed in any more, so nothing was changed"))
    }
}
