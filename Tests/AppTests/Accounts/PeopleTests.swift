import Testing

@testable import App

@Suite struct PeopleTests {
    private func fields(_ email: String, roles: [String] = ["lead"], password: String = "seven quiet rivers") -> [(
        String, String
    )] {
        [("email", email), ("name", "Head of Careers"), ("password", password)] + roles.map { ("roles", $0) }
    }

    @Test func anAdministratorAddsAPersonWhoSignsIn() throws {
        let council = try Example.council()
        let page = try council.ada.postAndFollow("/people", fields("careers@example.org"))
        #expect(page.text.contains("Head of Careers can sign in now"))
        let careers = council.stranger
        let key = try careers.get("/sign-in").formKey
        let answer = try careers.post(
            "/sign-in", [("email", "careers@example.org"), ("password", "seven quiet rivers")], key: key)
        #expect(answer.status == 303)
    }

    @Test func aPasswordThatWasGivenOpensOnlyThePageWhereAnotherIsChosen() throws {
        let council = try Example.council()
        _ = try council.ada.post("/people", fields("careers@example.org"))
        let careers = council.stranger
        let key = try careers.get("/sign-in").formKey
        _ = try careers.post(
            "/sign-in", [("email", "careers@example.org"), ("password", "seven quiet rivers")], key: key)
        for path in ["/due", "/plans", "/search?q=plan", "/plans.csv"] {
            #expect(try careers.get(path).location == "/\(council.slug)/account", "\(path)")
        }
        #expect(try careers.get("/account").text.contains("Somebody else gave you this password."))
        func choose(_ password: String) throws -> Page {
            try careers.post(
                "/account/password",
                [("current_password", "seven quiet rivers"), ("new_password", password), ("again", password)])
        }
        let same = try choose("seven quiet rivers")
        #expect(same.status == 422 && same.text.contains("that you do not have already"))
        #expect(try choose("tidal copper anvil moss").status == 303)
        #expect(try careers.get("/due").status == 200)
        #expect(try !careers.get("/account").text.contains("Somebody else gave you"))
    }

    @Test func mistakesAreNamedAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let page = try council.ada.post("/people", fields("nobody", roles: [], password: "short"))
        #expect(page.status == 422)
        for words in [
            "Enter an e-mail address", "Choose at least one role", "at least 12 characters",
            "value=\"Head of Careers\"",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
    }

    @Test func theSameAddressTwiceIsExplained() throws {
        let council = try Example.council()
        _ = try council.ada.post("/people", fields("twice@example.org"))
        #expect(
            try council.ada.post("/people", fields("twice@example.org")).text.contains(
                "already a person with this e-mail"))
    }

    @Test func aSuspendedPersonIsOutAtOnce() throws {
        let council = try Example.council()
        let id = try council.inDatabase { try Person.find(email: "member@\(council.slug).example", in: $0)?.id }
        let member = try #require(id)
        #expect(try council.mo.get("/account").status == 200)
        _ = try council.ada.post("/people/\(member)/suspension")
        #expect(try council.mo.get("/account").status == 303)
    }

    @Test func aChangeOfRolesEndsTheSessionsThatBeganWithout() throws {
        let council = try Example.council()
        let id = try council.inDatabase { try Person.find(email: "member@\(council.slug).example", in: $0)?.id }
        let member = try #require(id)
        _ = try council.ada.post(
            "/people/\(member)", [("name", "Mo Khan"), ("roles", "member"), ("roles", "scrutiny")])
        #expect(try council.mo.get("/account").status == 303)
    }

    @Test func nobodyShutsThemselvesOut() throws {
        let council = try Example.council()
        let id = try council.inDatabase { try Person.find(email: "administrator@\(council.slug).example", in: $0)?.id }
        let ada = try #require(id)
        #expect(try council.ada.post("/people/\(ada)", [("name", "Ada"), ("roles", "member")]).status == 422)
        #expect(try council.ada.post("/people/\(ada)/suspension").status == 409)
    }

    @Test func anotherCouncilsPersonIsNotFound() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let id = try ashdown.inDatabase { try Person.find(email: "member@\(ashdown.slug).example", in: $0)?.id }
        let member = try #require(id)
        #expect(try bramley.ada.get("/people/\(member)").status == 404)
        #expect(try bramley.ada.post("/people/\(member)/suspension").status == 404)
        #expect(try ashdown.mo.get("/account").status == 200)
    }
}
