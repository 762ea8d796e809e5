import Foundation
import HTTP
import Postgres
import Synchronization
import Testing

@testable import App

@Suite struct SameSiteTests {
    /// A change sent with some fields of the head: whether it was made.
    private func isTaken(_ headers: [(String, String)], of site: Site, _ council: ExampleCouncil) throws -> Bool {
        let token = try #require(council.olive.token(council.slug))
        let cookie = SessionCookie.name(council.slug, isSecure: site.isSecure) + "=" + token.cookie
        let answer = Asking.post(
            "/\(council.slug)/account/theme", [("form_key", FormKey(for: token).text), ("theme", "dark")],
            headers + [("Host", "127.0.0.1:8080"), ("Cookie", cookie)], of: site)
        #expect([.seeOther, .forbidden].contains(answer.status), "\(headers) \(answer.status)")
        return answer.status == .seeOther
    }

    @Test func aChangeComesFromOurOwnPages() throws {
        let council = try Example.council()
        let plain = try Site(Routes.parts, database: Example.running.database, directory: Example.directory)
        let secure = try Asking.secureSite()
        let ours = "http://127.0.0.1:8080"
        let cases: [(headers: [(String, String)], plain: Bool, secure: Bool)] = [
            ([], false, false),
            ([("Sec-Fetch-Site", "same-origin")], true, true),
            ([("Sec-Fetch-Site", "none")], true, true),
            ([("Sec-Fetch-Site", "same-site")], false, false),
            ([("Sec-Fetch-Site", "cross-site")], false, false),
            ([("Sec-Fetch-Site", "")], false, false),
            // What the browser says of itself weighs more than an Origin.
            ([("Sec-Fetch-Site", "cross-site"), ("Origin", ours)], false, false),
            ([("Origin", ours)], true, false),
            ([("Origin", "https://waymark.example")], false, true),
            ([("Origin", "http://waymark.example")], false, false),
            ([("Origin", "https://waymark.example:444")], false, false),
            ([("Origin", "https://waymark.example.evil.example")], false, false),
            ([("Origin", "https://evil.example")], false, false),
            ([("Origin", "null")], false, false),
            ([("Origin", "")], false, false),
            ([("Referer", ours + "/x")], false, false),
        ]
        for (headers, isPlain, isSecure) in cases {
            #expect(try isTaken(headers, of: plain, council) == isPlain, "plain \(headers)")
            #expect(try isTaken(headers, of: secure, council) == isSecure, "secure \(headers)")
        }
    }

    @Test func aFormsKeyBelongsToItsSession() throws {
        let council = try Example.council(), other = try Example.council()
        func theme(_ key: String) throws -> Int {
            try council.olive.post("/account/theme", [("theme", "dark")], key: key).status
        }
        #expect(try theme("") == 403)
        #expect(try theme(council.lena.get("/account").formKey) == 403)
        #expect(try theme(council.stranger.get("/sign-in").formKey) == 403)
        #expect(try theme(other.olive.get("/account").formKey) == 403)
        let good = try council.olive.get("/account").formKey
        var bad = Array(good)
        bad[3] = bad[3] == "A" ? "B" : "A"
        #expect(try theme(String(bad)) == 403)
        #expect(try theme(good + "A") == 403)
        #expect(try theme(good) == 303)
    }

    @Test func everyChangeAsksForAKey() throws {
        let council = try Example.council()
        for route in Routes.all where route.method == .post {
            let path = "/" + route.pattern.map { $0.hasPrefix(":") ? "1" : $0 }.joined(separator: "/")
            for browser in [council.olive, council.ada, council.stranger] {
                let page = try browser.send(
                    "POST", path,
                    [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")], "a=b")
                #expect(page.status == 403, "\(route.path)")
            }
        }
    }

    @Test func theSameSubmissionAtTheSameMomentIsOneRecord() throws {
        let council = try Example.council()
        let key = try council.ada.get("/people/new").formKey
        let (slug, token) = (council.slug, council.ada.token(council.slug))
        let answers = Together.run(4) { _ in
            try Browser(slug: slug, token: token).post(
                "/people",
                [
                    ("email", "once@example.org"), ("name", "Once Only"), ("password", "seven quiet rivers"),
                    ("roles", "member"),
                ], key: key)
        }
        #expect(answers.count == 4 && answers.allSatisfy { $0.status == 303 })
        #expect(Set(answers.map(\.location)) == ["/\(council.slug)/people"])
        let count: Int? = try council.inDatabase {
            try $0.value("SELECT count(*) FROM people WHERE name = 'Once Only'")
        }
        #expect(count == 1)
    }

    @Test func twoFormsOfOnePageAreTwoSubmissions() throws {
        let council = try Example.council()
        let key = try council.ada.get("/people").formKey
        let mo = try council.person(.member), lena = try council.person(.lead)
        for person in [mo, lena] {
            #expect(try council.ada.post("/people/\(person)/suspension", [("version", "1")], key: key).status == 303)
        }
        #expect(try council.mo.get("/account").status == 303 && council.lena.get("/account").status == 303)
    }

    @Test func aFormWithMistakesMayBeSentAgain() throws {
        let council = try Example.council()
        let key = try council.ada.get("/people/new").formKey
        #expect(try council.ada.post("/people", [("name", "")], key: key).status == 422)
        let fields = [
            ("email", "again@example.org"), ("name", "Second Try"), ("password", "seven quiet rivers"),
            ("roles", "member"),
        ]
        #expect(try council.ada.post("/people", fields, key: key).status == 303)
        #expect(try council.ada.get("/people").text.contains("Second Try"))
    }
}

/// Several threads that begin at the same moment.
enum Together {
    /// Waits for all of them.
    static func run<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) -> [T] {
        let results = Answers<T>()
        start(count) { index in results.add(Result { try body(index) }) }
        while results.all.count < count { usleep(1_000) }
        return results.all.compactMap { result in
            do { return try result.get() } catch {
                Issue.record(error)
                return nil
            }
        }
    }

    /// Begins them and does not wait.
    static func start(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        for index in 0..<count { Thread.detachNewThread { body(index) } }
    }

    private final class Answers<T: Sendable>: Sendable {
        private let list = Mutex<[Result<T, any Error>]>([])
        func add(_ answer: Result<T, any Error>) { list.withLock { $0.append(answer) } }
        var all: [Result<T, any Error>] { list.withLock { $0 } }
    }
}
