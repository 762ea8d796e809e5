import Foundation
import Testing

@Suite struct UserTests {
    private struct Person: Decodable { let email, name, state: String, roles: [String] }

    @Test func aPersonIsAddedWithSeveralRolesAndListed() throws {
        let slug = try Installation.council()
        let added = try Installation.call(
            "user", "add", "--tenant", slug, "--email", "Ada@ash.example", "--name", "Ada Price", "--role",
            "administrator",
            "--role", "scrutiny", "--json", input: Installation.password)
        let person: Person = try added.json()
        #expect(person.email == "ada@ash.example" && person.roles == ["administrator", "scrutiny"])
        let listed: [Person] = try Installation.call("user", "list", "--tenant", slug, "--json").json()
        #expect(listed.map(\.name) == ["Ada Price"])
        #expect(try Installation.call("user", "list", "--tenant", slug).output.contains("administrator, scrutiny"))
    }

    @Test func whatIsWrongIsSaidBeforeAnythingIsMade() throws {
        let slug = try Installation.council()
        func add(_ email: String, _ role: String, _ password: String, to council: String? = nil) throws -> Outcome {
            try Installation.call(
                "user", "add", "--tenant", council ?? slug, "--email", email, "--name", "Olive", "--role", role,
                input: password)
        }
        let weak = try add("olive@ash.example", "scrutiny", "password")
        #expect(weak.code == 2 && weak.messages.contains("at least 12 characters"))
        let none = try add("olive@ash.example", "scrutiny", "")
        #expect(none.code == 2 && none.messages.contains("No password came"))
        let role = try add("olive@ash.example", "scrutny", Installation.password)
        #expect(role.code == 2 && role.messages.contains("did you mean scrutiny?"))
        #expect(try add("olive", "scrutiny", Installation.password).code == 2)
        #expect(try add("olive@ash.example", "scrutiny", Installation.password, to: "nowhere").code == 3)
        #expect(try Installation.call("user", "list", "--tenant", slug, "--json").output == "[\n\n]\n")
        #expect(try add("olive@ash.example", "scrutiny", Installation.password).code == 0)
        #expect(try add("OLIVE@ash.example", "lead", Installation.password).code == 4)
    }

    @Test func aPersonGetsAnotherAddressAndSignsInWithIt() throws {
        let slug = try Installation.council(), email = "olive@\(slug).example"
        try Installation.person(email, of: slug)
        try Installation.person("other@\(slug).example", of: slug)
        func change(to address: String) throws -> Outcome {
            try Installation.call("user", "change-email", "--tenant", slug, "--email", email, "--to", address)
        }
        #expect(try change(to: "olive").code == 2)
        #expect(try change(to: "other@\(slug).example").code == 4)
        #expect(try change(to: "mailto:olive.hart@\(slug).example").output.contains("olive.hart@\(slug).example"))
        var olive = Browser(slug, port: Installation.port)
        #expect(try olive.signIn("olive.hart@\(slug).example", Installation.password) == 303)
    }

    @Test func aSuspendedPersonIsOutAtOnceAndSignsInAnew() throws {
        let slug = try Installation.council(), email = "olive@\(slug).example"
        try Installation.person(email, of: slug)
        var olive = Browser(slug, port: Installation.port)
        #expect(try olive.signIn(email, Installation.password) == 303)
        #expect(try olive.status("/account") == 200)

        #expect(
            try Installation.call("user", "suspend", "--tenant", slug, "--email", email).output.contains("suspended"))
        #expect(try olive.status("/account") == 303)
        #expect(try olive.signIn(email, Installation.password) == 422)
        #expect(try Installation.call("user", "suspend", "--tenant", slug, "--email", email).code == 4)
        #expect(try Installation.call("user", "suspend", "--tenant", slug, "--email", "no@body.example").code == 3)

        #expect(try Installation.call("user", "resume", "--tenant", slug, "--email", email).code == 0)
        #expect(try olive.status("/account") == 303)
        #expect(try olive.signIn(email, Installation.password) == 303)
    }

    @Test func aNewPasswordFromAFileEndsEverySession() throws {
        let slug = try Installation.council(), email = "olive@\(slug).example"
        try Installation.person(email, of: slug)
        var olive = Browser(slug, port: Installation.port)
        #expect(try olive.signIn(email, Installation.password) == 303)
        let file = try Waymark.directory() + "/password"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data("another tidal phrase\n".utf8).write(to: URL(filePath: file))

        let words = ["user", "reset-password", "--tenant", slug, "--email", email, "--data", Installation.data]
        #expect(try Waymark.call(words + ["--password-file", file]).code == 0)
        #expect(try olive.status("/account") == 303)
        #expect(try olive.signIn(email, Installation.password) == 422)
        #expect(try olive.signIn(email, "another tidal phrase") == 303)
        #expect(try Waymark.call(words + ["--password-file", "/nowhere"]).code == 3)
        #expect(try Waymark.call(words + ["--password", "on the command line"]).code == 2)
    }
}
