import HTTP
import Testing

@testable import App

@Suite struct NoticeTests {
    private func add(_ name: String, in council: ExampleCouncil) throws -> Page {
        try council.ada.post(
            "/people",
            [
                ("email", "new@\(council.slug).example"), ("name", name), ("password", "seven quiet rivers"),
                ("roles", "member"),
            ])
    }

    @Test(arguments: [
        "خالد بن يوسف بن إبراهيم آل مبارك الأندلسي الغرناطي القرطبي الإشبيلي المالقي البغدادي",
        "Team Manager, Post-16 Participation, Transition to Adulthood and Alternative Provision (North and South Localities)",
        String(repeating: "🏴󠁧󠁢󠁷󠁬󠁳󠁿", count: 17),
    ]) func aNoticeIsWholeInAnyScript(_ name: String) throws {
        let council = try Example.council()
        #expect(
            try council.ada.get(add(name, in: council).location).text.contains(
                "\(name) can sign in now, and then chooses a password."))
        #expect(!(try council.ada.get("/people").text.contains("can sign in now")), "it is shown once")
    }

    @Test func ofWhatIsTooLongTheVerbIsKept() throws {
        let words = String(repeating: "ครูและผู้เรียน", count: 70), jar = NoticeCookie("ashdown", isSecure: true)
        let cookie = jar.cookie(Notice(heading: "Saved", text: "\(words) is saved."))
        #expect(cookie.line.utf8.count < 4_096)
        let request = Request(
            method: .get, path: "/ashdown", headers: ["Cookie": "\(cookie.name)=\(cookie.value)"])
        let notice = try #require(jar.read(request))
        #expect(notice.heading == "Saved" && notice.text.hasPrefix("ครูและผู้เรียน") && notice.text.hasSuffix(" is saved."))
        #expect(notice.text.contains(" … ") && notice.text.count < words.count)
    }

    @Test func aNoticeStaysInItsCouncil() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let answer = try add("Priya Shah", in: ashdown)
        let held = ashdown.ada.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let elsewhere = try bramley.stranger.send("GET", "/sign-in", [("Cookie", held)], "")
        #expect(elsewhere.status == 200 && !elsewhere.text.contains("Priya Shah"))
        #expect(elsewhere.headers.allSatisfy { !$0.value.contains("notice") }, "nor is it taken away there")
        #expect(
            try ashdown.ada.get(answer.location).text.contains(
                "Priya Shah can sign in now, and then chooses a password."))
    }

    @Test func noCouncilsNameMakesTheOneCookieTheOther() {
        #expect(NoticeCookie("a", isSecure: false).name != SessionCookie.name("notice-a", isSecure: false))
        #expect(!Council.isSlug("waymark.notice"))
    }
}
