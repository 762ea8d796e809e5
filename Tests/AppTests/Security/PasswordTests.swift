import Glibc
import HTTP
import Postgres
import Testing

@testable import App

@Suite struct PasswordTests {
    private func attempt(_ council: ExampleCouncil, _ email: String, _ password: String) throws -> Page {
        let browser = Browser.fresh(council)
        return try browser.post(
            "/sign-in", [("email", email), ("password", password)], key: browser.get("/sign-in").formKey)
    }

    @Test func theyAreHashedAtCostSeven() throws {
        let hash = try #require(Password.hash("correct horse battery"))
        #expect(hash.hasPrefix("$y$jBT$") && Password.prefix == "$y$jBT$")
        #expect(Password.matches("correct horse battery", hash))
        #expect(!Password.matches("correct horse batterz", hash))
        #expect(try #require(Password.hash("correct horse battery")) != hash, "each has salt of its own")
    }

    @Test func whatCannotBeHashedWholeIsRefused() throws {
        // 512 bytes and more make crypt fail with "*0"; a NUL would cut the rest off.
        for bad in [
            String(repeating: "a1 b2", count: 103), String(repeating: "x", count: 257), "good beginning\0and more",
        ] {
            #expect(Password.hash(bad) == nil)
            #expect(Password.problem(with: bad) != nil)
            #expect(!Password.matches(bad, Example.passwordHash))
        }
        #expect(!Password.matches(Example.password + "\0", Example.passwordHash))
        for failed in ["*0", "*1", "", "$y$", "$y$jBT$", "$y$jBT$short"] {
            #expect(!Password.matches("*0", failed) && !Password.matches(failed, failed), "\(failed)")
        }
    }

    @Test func longAndForeignOnesAreTakenAndTheUsualOnesNot() throws {
        for good in ["sieben stille Flüsse", "七つの静かな川が流れる山の中", String(repeating: "ab c7é", count: 36)] {
            #expect(Password.problem(with: good) == nil, "\(good)")
        }
        for bad in ["short", "password1234", "Passw0rd!!!!", "aaaaaaaaaaaa", "qwertyuiop12", "123456789012"] {
            #expect(Password.problem(with: bad) != nil, "\(bad)")
        }
        // Common ones repeated, parted, numbered, dated, with figures for letters, and rows of keys.
        for bad in [
            "dragondragon", "monkey monkey monkey", "Sunshine-2025!", "14/02/1998 14/02/1998", "P4ssw0rdP4ssw0rd",
            "zxcvbnmasdfghjkl", "football.football.1", "charlie31121999", "abcdefghijklmnop", "waymark waymark",
        ] {
            #expect(Password.problem(with: bad) != nil, "\(bad)")
        }
        let names = ["ashdown", "Ashdown Borough Council", "olive.ward@ashdown.gov.uk", "Olive Ward"]
        for named in ["Ashdown Borough 1", "oliveward2026", "olive@ashdown", "Ward-Olive-Ashdown"] {
            #expect(Password.problem(with: named, names: names) != nil, "\(named)")
        }
        #expect(Password.problem(with: "tidal copper anvil", names: names) == nil)
        let hash = try #require(Password.hash("cafe\u{301} de la gare"))
        #expect(Password.matches(" caf\u{e9} de la gare ", hash), "the same letters, however they were typed")
    }

    @Test func aCheaperHashIsRenewedAtSignIn() throws {
        let council = try Example.council()
        let olive = try council.person(.scrutiny)
        // Example.password at yescrypt's cost 1.
        let cheap = "$y$j75$eH/ZZE6SzNM507Ok/Rize1$LbiRFCH4w2coTVKCs0SqMmQZZGXSlSFQSFIyNVj9Zh9"
        try council.inDatabase { try Person.setPassword(olive, hash: cheap, in: $0) }
        for _ in 0..<2 { #expect(try attempt(council, council.email(.scrutiny), Example.password).status == 303) }
        let kept: String? = try council.asOwner {
            try $0.value("SELECT hash FROM passwords WHERE person_id = \(olive)")
        }
        #expect(kept?.hasPrefix(Password.prefix) == true)
    }

    @Test func anUnknownEmailCostsAsMuchAsAWrongPassword() throws {
        #expect(Password.nobody.hasPrefix(Password.prefix) && Password.nobody.count == Example.passwordHash.count)
        let council = try Example.council()
        let site = try Asking.secureSite()
        func work(_ email: String) -> Double {
            let token = Token()
            let cookie = SessionCookie.name(council.slug, isSecure: true) + "=" + token.cookie
            let start = Self.workOfThisThread
            let answer = Asking.post(
                "/\(council.slug)/sign-in",
                [("form_key", FormKey(for: token).text), ("email", email), ("password", "not the right one")],
                [("Sec-Fetch-Site", "same-origin"), ("Cookie", cookie)], of: site)
            #expect(answer.status == .unprocessableContent)
            return Self.workOfThisThread - start
        }
        _ = work("warm@example.org")
        let (wrong, unknown) = (work(council.email(.scrutiny)), work("nobody@example.org"))
        // Without hashing it would be a hundredth.
        #expect(unknown > wrong / 4 && wrong > unknown / 4)
    }

    /// Seconds of the processor's time, whatever else the machine does.
    private static var workOfThisThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test func anAccountWaitsLongerAndLongerButIsNeverShut() throws {
        let council = try Example.council()
        let email = council.email(.lead), keys = SignInPages.countedBy(email, from: "127.0.0.1")
        func fail(_ times: Int) throws {
            try council.asSite(.door) { db in
                for _ in 0..<times {
                    try db.run("SELECT app.note_sign_in(\(keys), NULL, \(email), 'far away', false, NULL)")
                }
            }
        }
        func waits() throws -> Int32? {
            try council.asSite(.door) { try $0.value("SELECT app.sign_in_wait(\(keys), NULL, \(email))") }
        }
        try fail(4)
        #expect(try waits() == 0)
        var last: Int32 = 0
        for _ in 0..<6 {
            try fail(1)
            let now = try waits() ?? 0
            #expect(now > last || now == 60)
            last = now
        }
        #expect(last == 60)
        #expect(try attempt(council, council.email(.lead), Example.password).status == 429, "even with the right one")
        #expect(
            try attempt(council, council.email(.scrutiny), Example.password).status == 303, "others are not held up")
        try council.asOwner { try $0.run("UPDATE sign_in_failures SET last_at = last_at - interval '61 seconds'") }
        #expect(try attempt(council, council.email(.lead), Example.password).status == 303)
        #expect(try waits() == 0)
    }

    private func fail(_ email: String, from network: String, _ db: Transaction) throws {
        let keys = SignInPages.countedBy(email, from: network)
        try db.run("SELECT app.note_sign_in(\(keys), NULL, \(email), 'far away', false, NULL)")
    }

    @Test func aStrangerFarAwayHoldsNobodyUp() throws {
        let council = try Example.council(), email = council.email(.scrutiny)
        try council.asSite(.door) { db in for _ in 0..<16 { try fail(email, from: "203.0.113.7", db) } }
        #expect(try attempt(council, email, Example.password).status == 303)
    }

    @Test func manyStrangersHoldUpNewBrowsersButNoneThatIsKnown() throws {
        let council = try Example.council(), email = council.email(.scrutiny)
        let known = Browser.fresh(council)
        func signIn(_ password: String = Example.password) throws -> Int {
            try known.post(
                "/sign-in", [("email", email), ("password", password)], key: known.get("/sign-in").formKey
            ).status
        }
        #expect(try signIn() == 303)
        _ = try known.post("/sign-out")
        try council.asSite(.door) { db in for number in 0..<40 { try fail(email, from: "2001:db8:\(number)::/64", db) }
        }
        #expect(try attempt(council, email, Example.password).status == 429)
        #expect(try signIn() == 303)
        _ = try known.post("/sign-out")
        for _ in 0..<5 { #expect(try signIn("not the right one") == 422) }
        #expect(try signIn() == 429, "nor may whoever sits at it guess")
    }

    @Test func theAddressesOfOneSiteAreCountedAsOne() {
        func network(_ address: String) -> String { Request(method: .get, path: "/", address: address).network }
        #expect(network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        #expect(network("2001:db8:1:2::1") != network("2001:db8:1:3::1"))
        #expect(network("192.0.2.1") == "192.0.2.1" && network("::ffff:192.0.2.1") == "192.0.2.1")
    }

    @Test func anAddressWaitsTooWhoeverItTries() throws {
        let council = try Example.council()
        try council.asSite(.door) { db in
            for number in 0..<26 { try fail("\(number)@example.org", from: "127.0.0.1", db) }
        }
        #expect(try attempt(council, council.email(.scrutiny), Example.password).status == 429)
        try council.asOwner { try $0.run("UPDATE sign_in_failures SET last_at = last_at - interval '61 seconds'") }
        #expect(try attempt(council, council.email(.scrutiny), Example.password).status == 303)
        #expect(try attempt(council, "27@example.org", "wrong again").status == 422)
        #expect(
            try attempt(council, council.email(.lead), Example.password).status == 429,
            "a password that they know does not excuse the guessing")
    }

    @Test func whoeverHoldsASessionCannotGuessItsPassword() throws {
        let council = try Example.council()
        func guess(_ number: Int) throws -> Page {
            let new = "tidal copper anvil"
            return try council.olive.post(
                "/account/password",
                [("current_password", "wrong \(number) times"), ("new_password", new), ("again_password", new)])
        }
        for number in 1...4 { #expect(try guess(number).status == 422) }
        #expect(try guess(5).location == "/\(council.slug)/sign-in")
        #expect(try council.olive.get("/due").status == 303, "the session is over")
        #expect(try council.lena.get("/due").status == 200)
        let entries = try council.ada.get("/audit").text
        #expect(entries.contains("Signed out after five wrong passwords on the account page"))
        #expect(try attempt(council, council.email(.scrutiny), Example.password).status == 303)
    }

    @Test(arguments: ["network 192.0.2.1", "both 192.0.2.1 a@b.example", "192.0.2.1", "password:12"])
    func nothingTypedIsCountedAsSomethingElse(_ typed: String) {
        let keys = ["a@b.example", typed].map { SignInPages.countedBy($0, from: "192.0.2.1") }
        let all = Set(keys.joined()).union([Secret.sha256(Array("password:12".utf8))])
        #expect(all.count == 6, "only the network is the same")
    }

    @Test func onlyACouncilThatIsThereHasATurnOfItsOwn() throws {
        let council = try Example.council(), site = try Asking.secureSite()
        func share(_ slug: String) -> String? {
            let request = Request(method: .get, path: "/\(slug)/sign-in")
            _ = Asking.answer(request, of: site)
            guard case .accept(_, _, _, let share) = site.admit(request) else { return nil }
            return share
        }
        #expect(share(council.slug) == council.slug && share("no-such-council") == "")
    }

    @Test func hashingHasWorkersOfItsOwn() throws {
        let site = try Asking.secureSite()
        let paths = ["/sign-in", "/account/password", "/people", "/people/:person", "/people/:person/password"]
        for path in paths {
            let route = try #require(Routes.all.first { $0.method == .post && $0.path == path })
            #expect(route.lane == .password, "\(path)")
            let cookie = SessionCookie.name("x", isSecure: true) + "=" + Token().cookie
            let request = Request(
                method: .post, path: "/x" + path.replacing(":person", with: "1"), headers: ["Cookie": cookie])
            // More than is taken is not read at all: no attempt goes uncounted.
            guard case .accept(.password, 16_384, 0, _) = site.admit(request) else {
                Issue.record("\(path) waits among other work, or takes more than it reads")
                continue
            }
        }
        #expect(Routes.all.filter { $0.lane == .password }.count == paths.count, "and nothing else waits there")
        #expect(Server.Configuration().otherWorkers == 1, "two site processes: two hashes at once")
    }
}

extension ExampleCouncil {
    /// As the site does it, for nobody, and kept.
    @discardableResult
    func asSite<T>(_ role: Database.Role = .site, _ body: (Transaction) throws -> T) throws -> T {
        try Example.running.connections.with(role) { connection in
            try connection.transaction { db in
                _ = try db(Entry.open(slug, token: nil))
                return try body(db)
            }
        }
    }
}
