import Testing

@Suite struct UsageTests {
    static let commands = [
        "serve", "migrate", "tenant create", "tenant list", "tenant show", "tenant suspend", "tenant resume",
        "user add",
        "user list", "user suspend", "user resume", "user reset-password", "import plan", "roles", "routes", "doctor",
    ]

    @Test(arguments: commands) func everyCommandHasHelpWithExamples(_ name: String) throws {
        let help = try Waymark.call(name.split(separator: " ").map(String.init) + ["--help"])
        #expect(help.code == 0)
        #expect(help.messages.isEmpty)
        #expect(help.output.contains("Usage:\n  waymark \(name)"))
        #expect(help.output.contains("Examples:\n  "))
        #expect(!help.output.contains("\u{1B}"))
    }

    @Test func helpListsEveryCommand() throws {
        let help = try Waymark.call("--help")
        #expect(help.code == 0)
        for name in Self.commands { #expect(help.output.contains("waymark \(name)")) }
        #expect(!help.output.contains("waymark site "))
    }

    @Test(arguments: [
        (["serve", "--lisen", "1"], "did you mean --listen?"),
        (["tenat", "list"], "did you mean waymark tenant list?"),
        (["tenant", "lst"], "did you mean waymark tenant list?"),
        (["serv"], "did you mean waymark serve?"),
        (["tenant"], "needs another word"),
        (["tenant", "show"], "SLUG is missing"),
        (["tenant", "show", "a", "b"], "b is one word too many"),
        (["tenant", "create", "--slug", "ash"], "--name NAME is missing"),
        (["tenant", "create", "--slug"], "--slug needs a value"),
        (["tenant", "create", "--slug", "A!", "--name", "A"], "A short name has 3 to 32 small letters"),
        (["tenant", "create", "--slug", "ash", "--name", "A", "--repeat-months", "99"], "a whole number from 1 to 24"),
        (["user", "list", "--tenant", "--json"], "--tenant needs a value"),
        (["roles", "--json=yes"], "--json takes no value"),
        (["site"], "`waymark serve`"),
    ]) func whatDoesNotFitIsExplained(_ words: [String], _ sentence: String) throws {
        let outcome = try Waymark.call(words)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains(sentence))
    }

    @Test func rolesAndRoutesAreListedForProgramsToo() throws {
        struct Role: Decodable { let role: String, abilities: [String] }
        struct Route: Decodable { let method, path, ability: String }
        let roles: [Role] = try Waymark.call("roles", "--json").json()
        #expect(roles.first { $0.role == "scrutiny" }?.abilities.contains("change_plans") == true)
        let routes: [Route] = try Waymark.call("routes", "--json").json()
        #expect(routes.contains { $0.path == "/:council/sign-in" && $0.method == "POST" && $0.ability == "anyone" })
        #expect(try Waymark.call("roles").output.contains("Scrutiny officer"))
        #expect(try Waymark.call("routes").output.contains("/:council/sign-in"))
    }
}
