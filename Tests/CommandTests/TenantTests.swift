import Testing

@Suite struct TenantTests {
    private struct Council: Decodable { let slug, name, state: String, people: Int, repeatMonths: Int }

    @Test func aCouncilIsMadeShownAndListed() throws {
        let slug = try Installation.council()
        let shown: Council = try Installation.call("tenant", "show", slug, "--json").json()
        #expect(shown.slug == slug && shown.state == "active" && shown.people == 0 && shown.repeatMonths == 3)
        let listed: [Council] = try Installation.call("tenant", "list", "--json").json()
        #expect(listed.contains { $0.slug == slug })
        #expect(try Installation.call("tenant", "list").output.contains(slug))
    }

    @Test func aShortNameIsTakenOnce() throws {
        let slug = try Installation.council()
        let again = try Installation.call("tenant", "create", "--slug", slug, "--name", "Another")
        #expect(again.code == 4)
        #expect(again.output.isEmpty)
        #expect(again.messages.contains("There is already a council \(slug)"))
    }

    @Test(arguments: [["show", "nowhere"], ["suspend", "nowhere"], ["resume", "nowhere"]])
    func anUnknownCouncilIsNotFound(_ words: [String]) throws {
        let outcome = try Installation.call("tenant", words[0], words[1])
        #expect(outcome.code == 3)
        #expect(outcome.messages.contains("There is no council nowhere"))
    }

    @Test func aSuspendedCouncilIsOutAtOnceAndSignsInAnew() throws {
        let slug = try Installation.council(), email = "olive@\(slug).example"
        try Installation.person(email, of: slug)
        var olive = Browser(slug, port: Installation.port)
        #expect(try olive.signIn(email, Installation.password) == 303)
        #expect(try olive.status("/account") == 200)

        let suspended: Council = try Installation.call("tenant", "suspend", slug, "--json").json()
        #expect(suspended.state == "suspended")
        #expect(try olive.status("/account") == 404)
        #expect(try Installation.call("tenant", "suspend", slug).code == 4)

        #expect(try Installation.call("tenant", "resume", slug).code == 0)
        #expect(try olive.status("/account") == 303)
        #expect(try olive.signIn(email, Installation.password) == 303)
    }

    private struct Line: Decodable { let what: String, used: Int, bound: Int?, isNear: Bool }
    private struct Bounded: Decodable { let slug: String, bounds: [Line] }

    @Test func whatACouncilMayKeepIsShownAndSet() throws {
        let slug = try Installation.council()
        let usual: Bounded = try Installation.call("tenant", "show", slug, "--json").json()
        #expect(usual.bounds.map(\.what) == ["storage", "drafts", "imports", "forms"])
        #expect(usual.bounds.map(\.bound) == [5_368_709_120, 2_000, 100, 1_000])
        let set: [Line] = try Installation.call(
            "tenant", "bounds", slug, "--megabytes", "10", "--forms", "0", "--json"
        ).json()
        #expect(set.map(\.bound) == [10_485_760, 2_000, 100, nil])
        let again: [Line] = try Installation.call("tenant", "bounds", slug, "--drafts", "7", "--json").json()
        #expect(again.map(\.bound) == [10_485_760, 7, 100, nil], "what is not named stays")
        let shown = try Installation.call("tenant", "show", slug).output
        #expect(shown.contains("0 bytes of 10 MB, 0%") && shown.contains("no bound"))
        #expect(try Installation.call("tenant", "bounds", slug, "--drafts", "0").code == 2)
        #expect(try Installation.call("tenant", "bounds", "nowhere").code == 3)
    }

    @Test func whatNobodyCameBackForIsClearedByHandToo() throws {
        struct Cleared: Decodable { let what: String, count: Int }
        let cleared: [Cleared] = try Installation.call("clear", "--json").json()
        #expect(cleared.count == 5 && cleared.first?.what == "imports")
    }
}
