import Foundation
import Postgres
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
                [("current_password", "seven quiet rivers"), ("new_password", password), ("again_password", password)])
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
        #expect(try council.ada.confirm("/people/\(member)/suspension").status == 303)
        #expect(try council.mo.get("/account").status == 303)
    }

    @Test func twoAdministratorsDoNotSuspendEachOther() throws {
        let council = try Example.council(), olive = try council.person(.scrutiny),
            ada = try council.person(.administrator)
        let form = try FilledForm(on: council.ada.get("/people/\(olive)/suspension"))
        let (slug, token, action, fields) = (
            council.slug, council.ada.token(council.slug), form.action, form.fields
        )
        let answers = Together.run(2) { index in
            if index == 1 {
                usleep(200_000)
                return try Browser(slug: slug, token: token).post(action, fields).status
            }
            let connection = try Example.running.database.connect(as: .admin)
            defer { connection.close() }
            try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                try db.run("SELECT pg_advisory_xact_lock(hashtext('people'), app.tenant())")
                usleep(600_000)
                try Person.set(.suspended, for: ada, in: db)
            }
            return 0
        }
        #expect(answers.contains(409))
        let state: String? = try council.inDatabase {
            try $0.value("SELECT state FROM people WHERE id = \(olive)")
        }
        #expect(state == "active")
    }

    @Test func aChangeOfRolesEndsTheSessionsThatBeganWithout() throws {
        let council = try Example.council()
        let id = try council.inDatabase { try Person.find(email: "member@\(council.slug).example", in: $0)?.id }
        let member = try #require(id)
        let form = try FilledForm(on: council.ada.get("/people/\(member)"))
        _ = try council.ada.post(form.action, form.fields + [("roles", "scrutiny")])
        #expect(try council.mo.get("/account").status == 303)
    }

    @Test func nobodyShutsThemselvesOut() throws {
        let council = try Example.council()
        let id = try council.inDatabase { try Person.find(email: "administrator@\(council.slug).example", in: $0)?.id }
        let ada = try #require(id)
        #expect(try council.ada.post("/people/\(ada)", [("name", "Ada"), ("roles", "member")]).status == 422)
        #expect(try council.ada.post("/people/\(ada)/suspension").status == 409)
        let own = try council.ada.get("/people/\(ada)").text
        for page in [
            try council.ada.get("/people/\(ada)/password"),
            try council.ada.post("/people/\(ada)/password", [("password", "nine quiet rivers"), ("version", "1")]),
        ] {
            #expect(page.status == 409 && page.words.contains("Change your own password on your account page."))
        }
        #expect(throws: PostgresError.self) {
            try council.asVisit(council.ada, as: .door) {
                try $0.run("SELECT app.give_password(\(ada), \(Example.passwordHash))")
            }
        }
        #expect(!own.contains("/suspension") && !own.contains("/people/\(ada)/password"))
    }

    @Test func anotherCouncilsPersonIsNotFound() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let id = try ashdown.inDatabase { try Person.find(email: "member@\(ashdown.slug).example", in: $0)?.id }
        let member = try #require(id)
        #expect(try bramley.ada.get("/people/\(member)").status == 404)
        #expect(try bramley.ada.post("/people/\(member)/suspension").status == 404)
        #expect(try ashdown.mo.get("/account").status == 200)
    }

    /// A second administrator, signed in.
    private func amir(in council: ExampleCouncil) throws -> Browser {
        try council.inDatabase { db in
            _ = try Person.add(
                email: "amir@example.org", name: "Amir Shah", roles: [.administrator],
                passwordHash: Example.passwordHash, in: db)
        }
        let browser = Browser(slug: council.slug, token: nil)
        #expect(try signIn("amir@example.org", Example.password, browser) == 303)
        return browser
    }

    private func signIn(_ email: String, _ password: String, _ browser: Browser) throws -> Int {
        let key = try browser.get("/sign-in").formKey
        return try browser.post("/sign-in", [("email", email), ("password", password)], key: key).status
    }

    private func signIn(_ email: String, _ password: String, in council: ExampleCouncil) throws -> Int {
        try signIn(email, password, Browser(slug: council.slug, token: nil))
    }

    @Test func twoAdministratorsSeeBothVersions() throws {
        let council = try Example.council(), amir = try amir(in: council)
        let path = "/people/\(try council.person(.member))"
        var first = try FilledForm(on: council.ada.get(path)), second = try FilledForm(on: amir.get(path))
        first["name"] = "Mo Khan-Reed"
        #expect(try council.ada.post(path, first.fields + [("roles", "broker")]).status == 303)
        second["email"] = "mo@example.org"
        let clash = try amir.post(path, second.fields + [("roles", "commissioner")])
        #expect(clash.status == 409 && clash.main.contains("Ada Price saved this while you were editing"))
        for words in ["Mo Khan-Reed", "Broker, Scrutiny member", "Commissioner, Scrutiny member", "mo@example.org"] {
            #expect(clash.main.contains(words), "\(words)")
        }
        let roles: [String] = try council.inDatabase {
            try $0.values("SELECT role FROM person_roles WHERE person_id = \(council.person(.member)) ORDER BY role")
        }
        #expect(roles == ["broker", "member"], "nothing of the second is saved yet")
        let again = try FilledForm(on: clash)
        #expect(again["email"] == "mo@example.org")
        #expect(try amir.post(path, again.fields).status == 303)
    }

    @Test(arguments: ["suspension", "password"]) func nobodyActsOnAPersonAsTheyWere(_ step: String) throws {
        let council = try Example.council(), amir = try amir(in: council)
        let path = "/people/\(try council.person(.member))"
        var old = try FilledForm(on: amir.get(path + "/" + step))
        if step == "password" { old["password"] = "eight quiet rivers" }
        #expect(
            try council.ada.post(path + "/password", [("password", "nine quiet rivers"), ("version", "1")]).status
                == 303)
        let clash = try amir.post(path + "/" + step, old.fields)
        #expect(clash.status == 409 && clash.main.contains("Ada Price changed Mo Khan after you opened this page"))
        let email = council.email(.member)
        #expect(try signIn(email, "nine quiet rivers", in: council) == 303, "nothing was done")
        var again = try FilledForm(on: clash)
        if step == "password" { again["password"] = "eight quiet rivers" }
        #expect(try amir.post(path + "/" + step, again.fields).status == 303)
        #expect(try signIn(email, "nine quiet rivers", in: council) == 422)
    }

    @Test func anAddressIsCorrected() throws {
        let council = try Example.council()
        let path = "/people/\(try council.person(.member))"
        var form = try FilledForm(on: council.ada.get(path))
        form["email"] = council.email(.lead).uppercased()
        let taken = try council.ada.post(path, form.fields)
        #expect(taken.status == 422 && taken.mistakes == ["There is already a person with this e-mail address"])
        form["email"] = "Mo Khan <mailto:Mo.Khan@example.org>;"
        #expect(try council.ada.postAndFollow(path, form.fields).text.contains("sign in with is mo.khan@example.org."))
        #expect(try council.mo.get("/account").status == 303, "the old session is over")
        #expect(try council.ada.get("/audit").main.contains("mo.khan@example.org"))
        for typed in ["mo.khan@example.org", "mailto:mo.khan@example.org"] {
            #expect(try signIn(typed, Example.password, in: council) == 303, "\(typed)")
        }
    }

    @Test func whoeverCorrectsTheirOwnAddressStaysSignedIn() throws {
        let council = try Example.council()
        let path = "/people/\(try council.person(.administrator))"
        var form = try FilledForm(on: council.ada.get(path))
        form["email"] = "ada.price@example.org"
        #expect(try council.ada.postAndFollow(path, form.fields).text.contains("ada.price@example.org"))
        #expect(try council.ada.get("/account").status == 200)
    }
}
