import HTTP
import Postgres
import Testing

@testable import App

/// A session that ends while somebody writes: nothing that was typed vanishes, and nobody else sees it.
@Suite struct SessionOverTests {
    let council: ExampleCouncil
    let words = "Three of them began in September, two more wait for a place."

    init() throws { council = try Example.council() }

    func newEmployer() throws -> FilledForm {
        try FilledForm(on: council.bella.get("/employers/new"), saying: words, today: council.today())
    }

    func send(_ form: FilledForm, by browser: Browser) throws -> Page {
        try browser.post(form.action, form.fields, key: form.key)
    }

    private func names() throws -> [String] {
        try council.inDatabase { try $0.values("SELECT name FROM employers") }
    }

    /// Files are chosen again, and passwords typed again.
    private static func isKept(_ box: FilledForm.Box) -> Bool {
        ![.hidden, .file].contains(box.kind) && !box.name.hasSuffix("password")
    }

    @Test func everyFormComesBackAsItWasTyped() throws {
        let story = try Story(in: council)
        let today = try council.today()
        var seen: Set<String> = []
        for route in Routes.all where route.method == .get && !route.isPublic && route.ability != .anyone {
            let role =
                try [.anyone, .signedIn].contains(route.ability) ? .scrutiny : council.roleThatCan(route.ability).role
            let browser = try council.whoCan(route.ability), page = try browser.get(story.path(route))
            guard page.status == 200, let form = try? FilledForm(on: page, saying: words, today: today),
                case let boxes = form.boxes.filter(Self.isKept), !boxes.isEmpty
            else { continue }
            try council.rest(role)
            let refused = try send(form, by: browser)
            #expect(refused.status == 303 && refused.location.contains("unsent"), "\(route.path) \(refused.status)")
            let back = try council.signIn(browser, role, at: refused.location)
            #expect(
                back.status == 200 && back.main.isEmpty == false && back.words.contains("Nothing is saved yet"),
                "\(route.path)")
            guard let again = try? FilledForm(on: back) else {
                Issue.record("\(route.path): no form, but \(back.main.prefix(300))")
                continue
            }
            #expect(again.action == form.action, "\(route.path)")
            for name in Set(boxes.map(\.name)) {
                #expect(again[name] == form[name], "\(route.path) \(name)")
            }
            seen.insert(route.path)
        }
        #expect(seen.count > 30)
        #expect(
            seen.isSuperset(of: [
                "/imports", "/imports/:import/review", "/papers/:paper/edit", "/papers/new", "/settings/cycles",
                "/plans/:plan/headings", "/papers/table", "/calendar",
                "/plans/:plan/recommendations/:recommendation/updates/:update/correction",
                "/plans/:plan/recommendations/:recommendation/updates/:update/agreement",
                "/meetings/:meeting/items/new", "/meetings/:meeting/outcomes", "/employers/import",
            ]), "\(seen.sorted())")
    }

    /// Forty rows of three texts are one form.
    @Test func theGridOfAPlanComesBackRowByRow() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let rows = ["\(review.recommendation)-\(review.action)", try "\(review.addEight())"]
        try review.addMeasure(reading: 3)
        let path = Paths.updates(review.plan)
        let page = try olive.get(path)
        let long = rows.map { "Of \($0): " + String(repeating: "they were asked, and said so. ", count: 600) + "End." }
        let typed = zip(rows, long).flatMap { row, text in
            ["version", "was"].map { ("row_\(row)_\($0)", page.value(of: "row_\(row)_\($0)")) }
                + [("row_\(row)_evidence", text), ("row_\(row)_impact", "Fewer of them wait")]
        }
        try review.council.rest(.scrutiny)
        let sent = [("do", "submit"), ("period", page.value(of: "period"))] + typed
        let refused = try olive.post(path, sent, key: page.formKey)
        let back = try review.council.signIn(olive, .scrutiny, at: refused.location)
        #expect(back.status == 200 && back.words.contains("Nothing is saved yet"))
        #expect(back.words.contains("Two rows need another look"), "an empty box for a number needs none")
        for text in long { #expect(back.text.contains(text)) }
        #expect(back.text.components(separatedBy: "Fewer of them wait").count == 3)
        let kept: Int? = try review.council.inDatabase { try $0.value("SELECT count(*) FROM updates") }
        #expect(kept == 0)
        #expect(try olive.post(path, [("do", "save")] + sent.dropFirst(), key: back.formKey).status == 303)
        let saved: [String] = try review.council.inDatabase {
            try $0.values("SELECT evidence FROM updates ORDER BY id")
        }
        #expect(saved == long)
    }

    @Test func filesAreToBeChosenAgain() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive, boundary = "a-line-that-no-paper-holds"
        let key = try olive.get("/account").formKey
        try review.council.rest(.scrutiny)
        let texts = ([("form_key", key)] + review.form(evidence: words)).map {
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n"
        }
        let file =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Minutes.txt\"\r\n\r\nAgreed.\r\n"
        let refused = try olive.send(
            "POST", review.path,
            [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Sec-Fetch-Site", "same-origin")],
            texts.joined() + file + "--\(boundary)--\r\n")
        #expect(try olive.get(refused.location).words.contains("Files must be chosen again"))
        let back = try review.council.signIn(olive, .scrutiny, at: refused.location)
        #expect(back.text.contains(words) && back.words.contains("Files were not kept: choose them again"))
    }

    /// What no page can show again is still there to be copied, and nothing was done.
    @Test func whatWasRemovedMeanwhileLeavesTheWords() throws {
        let saved = try council.bella.post("/employers", newEmployer().fields)
        let form = try FilledForm(on: council.bella.get(saved.location + "/edit")).saying("Changed for an hour")
        try council.rest(.broker)
        try council.inDatabase { try $0.run("DELETE FROM employers") }
        let page = try council.signIn(council.bella, .broker, at: send(form, by: council.bella).location)
        #expect(page.status == 404 && page.main.contains("What you typed") && page.main.contains("Changed for an hour"))
    }

    @Test func whatComesBackIsSavedOnceAndThenForgotten() throws {
        let form = try newEmployer()
        try council.rest(.broker)
        let refused = try send(form, by: council.bella)
        let asked = try council.bella.get(refused.location)
        #expect(asked.words.contains("Your session has ended, and nothing is saved yet"))
        #expect(!asked.text.contains(words) && !asked.words.contains("Files must be chosen again"))
        let again = try FilledForm(on: council.signIn(council.bella, .broker, at: refused.location))
        #expect(try names() == [] && council.bella.get("/account").words.contains("What you typed at"))
        #expect(try send(again, by: council.bella).status == 303)
        #expect(try send(again, by: council.bella).status == 303, "a second click")
        #expect(try names() == [words] && council.unsent() == 0)
        #expect(try !council.bella.get("/account").words.contains("What you typed at"))
    }

    @Test func whatIsSavedAlreadyIsNotKeptNorSavedAgain() throws {
        let form = try newEmployer()
        #expect(try send(form, by: council.bella).status == 303)
        try council.rest(.broker)
        let refused = try send(form, by: council.bella)
        #expect(refused.location == "/\(council.slug)/sign-in" && refused.status == 303)
        #expect(try council.bella.get(refused.location).words.contains("What you sent was saved already."))
        _ = try council.signIn(council.bella, .commissioner, at: refused.location)
        let others = try send(form, by: council.bella)
        #expect(others.status == 409 && others.words.contains("This form was saved already."))
        _ = try council.signIn(council.bella, .broker, at: "/sign-in?other=1")
        #expect(try send(form, by: council.bella).status == 303)
        #expect(try names() == [words] && council.unsent() == 0)
    }

    /// First they choose a password of their own.
    @Test func withAPasswordThatWasGivenItStillWaits() throws {
        let form = try newEmployer(), bella = try council.person(.broker), given = "nine quiet rivers"
        #expect(
            try council.ada.post("/people/\(bella)/password", [("password", given), ("version", "1")]).status == 303)
        let refused = try send(form, by: council.bella)
        let key = try council.bella.get(refused.location).formKey
        let waiting = "/\(council.slug)/unsent/"
        let next = try #require(refused.location.split(separator: "F").last)
        let entered = try council.bella.post(
            "/sign-in",
            [("email", council.email(.broker)), ("password", given), ("next", waiting + next)], key: key)
        #expect(entered.location == waiting + next)
        #expect(try council.bella.get(entered.location).location == "/\(council.slug)/account")
        let own = "tidal copper anvil"
        _ = try council.bella.post(
            "/account/password", [("current_password", given), ("new_password", own), ("again_password", own)])
        #expect(try council.bella.get(entered.location).text.contains(words))
    }

    @Test func nobodyElseIsShownIt() throws {
        let form = try newEmployer()
        try council.rest(.broker)
        let refused = try send(form, by: council.bella)
        // The commissioner keeps employers too, and signs in at the same browser.
        let page = try council.signIn(council.bella, .commissioner, at: refused.location)
        #expect(page.status == 404 && page.words.contains("Nothing of yours waits here") && !page.text.contains(words))
        #expect(page.words.contains("Cora Nash"))
        #expect(try !council.bella.get("/account").words.contains("What you typed at"))
        let other = try Example.council()
        #expect(try other.bella.get(refused.location.replacing(council.slug, with: other.slug)).status == 303)
        _ = try council.bella.post("/sign-out")
        let back = try council.signIn(council.bella, .broker, at: refused.location)
        #expect(back.text.contains(words))
    }

    @Test func endedFromAnotherBrowserIsTheSame() throws {
        let phone = Browser.fresh(council)
        _ = try council.signIn(phone, .broker, at: "/sign-in")
        let form = try newEmployer()
        let end = try #require(
            phone.get("/account").text.firstMatch(of: /action="([^"]+\/sessions\/[0-9]+\/end)"/)?.output.1)
        #expect(try phone.post(String(end)).status == 303)
        let refused = try send(form, by: council.bella)
        #expect(try council.signIn(council.bella, .broker, at: refused.location).text.contains(words))
    }

    @Test func signedOutAndInAgainInAnotherTabItIsSaved() throws {
        let form = try newEmployer()
        _ = try council.bella.post("/sign-out")
        _ = try council.signIn(council.bella, .broker, at: "/sign-in")
        #expect(try send(form, by: council.bella).status == 303)
        #expect(try send(form, by: council.bella).status == 303, "a second click")
        #expect(try names() == [words])
    }

    @Test func signedOutInAnotherTabItWaits() throws {
        let form = try newEmployer()
        _ = try council.bella.get(council.bella.post("/sign-out").location)
        let refused = try send(form, by: council.bella)
        #expect(refused.status == 303)
        #expect(try council.signIn(council.bella, .broker, at: refused.location).text.contains(words))
    }

    @Test func aPasswordChangedInAnotherTabChangesNothing() throws {
        let form = try newEmployer()
        let new = "seven quiet rivers"
        let changed = try council.bella.post(
            "/account/password",
            [("current_password", Example.password), ("new_password", new), ("again_password", new)])
        #expect(changed.status == 303)
        #expect(try send(form, by: council.bella).status == 303)
        #expect(try names() == [words])
    }

    @Test func anothersFormIsKeptForThemAndNotSaved() throws {
        let form = try newEmployer()
        _ = try council.bella.post("/sign-out")
        _ = try council.signIn(council.bella, .commissioner, at: "/sign-in")
        let page = try send(form, by: council.bella)
        #expect(page.status == 403 && page.words.contains("Somebody else opened this form"))
        #expect(page.words.contains("Cora Nash") && page.words.contains("Sign in as somebody else"))
        #expect(!page.text.contains(words))
        #expect(try names() == [])
        _ = try council.signIn(council.bella, .broker, at: "/sign-in?other=1")
        let account = try council.bella.get("/account")
        let link = try #require(account.text.firstMatch(of: /href="([^"]+\/unsent\/[0-9]+)"/)?.output.1)
        #expect(try council.bella.get(String(link)).text.contains(words))
    }

    @Test func aRoleThatWasTakenAwayLeavesTheWordsToBeCopied() throws {
        let form = try newEmployer()
        let bella = try council.person(.broker)
        try council.inDatabase { try $0.run("UPDATE person_roles SET role = 'member' WHERE person_id = \(bella)") }
        let refused = try send(form, by: council.bella)
        let page = try council.signIn(council.bella, .broker, at: refused.location)
        #expect(page.status == 403 && page.main.contains("You cannot open this page"))
        #expect(page.main.contains("What you typed") && page.main.contains(words))
        #expect(!page.text.contains("seven quiet") && page.words.contains("Bella Stone"))
    }
}
