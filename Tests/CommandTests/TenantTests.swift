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
}
