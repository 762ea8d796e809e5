import HTTP
import Postgres
import Testing

@testable import App

/// What the script of a page keeps while somebody writes, and on leaving.
@Suite struct TypingTests {
    private let council: ExampleCouncil
    private let words = "Four of them began, and a fifth waits."

    init() throws { council = try Example.council() }

    private var place: String { "/\(council.slug)/employers/new" }

    private func newEmployer() throws -> FilledForm {
        try FilledForm(on: council.bella.get("/employers/new"), saying: words, today: council.today())
    }

    /// As the script sends it, from the page of the form.
    private func keep(_ form: FilledForm, by browser: Browser) throws -> Page {
        try browser.send(
            "POST", form.action,
            [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
                ("Referer", "http://127.0.0.1:8080\(place)?from=list"), ("Waymark-Typing", "1"),
            ], Form([("form_key", form.key)] + form.fields).encoded())
    }

    private func names() throws -> [String] {
        try council.inDatabase { try $0.values("SELECT name FROM employers") }
    }

    @Test func itIsOfferedWhereItWasTypedAndForgottenOnceItIsSaved() throws {
        let form = try newEmployer()
        for _ in 0..<2 { #expect(try keep(form, by: council.bella).status == 204) }
        #expect(try names() == [] && council.unsent() == 1)
        let opened = try council.bella.get("/employers/new")
        #expect(opened.words.contains("You typed something here that is not saved"))
        #expect(try !council.bella.get("/employers").words.contains("You typed something here"))
        let link = try #require(opened.text.firstMatch(of: #/href="(/[a-z0-9-]+/unsent/\d+)"/#)?.1)
        let back = try council.bella.get(String(link))
        #expect(back.status == 200 && back.words.contains("You left this page at"))
        let again = try FilledForm(on: back)
        #expect(again["name"] == words)
        #expect(try council.bella.post(again.action, again.fields, key: again.key).status == 303)
        #expect(try names() == [words] && council.unsent() == 0)
        #expect(try !council.bella.get("/employers/new").words.contains("You typed something here"))
    }

    @Test func nobodyElseIsOfferedIt() throws {
        _ = try keep(newEmployer(), by: council.bella)
        for other in [council.cora, Browser.fresh(council)] {
            let page = try other.get("/employers/new")
            #expect(!page.text.contains(words) && !page.words.contains("You typed something here"))
        }
    }

    @Test func itIsThrownAwayByWhoTypedItAlone() throws {
        _ = try keep(newEmployer(), by: council.bella)
        let account = try council.bella.get("/account")
        let action = try #require(account.text.firstMatch(of: #/action="/[a-z0-9-]+(/unsent/\d+/removal)"/#)?.1)
        #expect(try council.cora.post(String(action)).status == 404 && council.unsent() == 1)
        #expect(try council.bella.post(String(action)).status == 303 && council.unsent() == 0)
        #expect(try council.bella.post(String(action)).status == 404)
    }

    @Test func aSessionThatEndedMeanwhileLosesNothing() throws {
        let form = try newEmployer()
        try council.rest(.broker)
        #expect(try keep(form, by: council.bella).status == 303 && council.unsent() == 1)
    }

    @Test func afterAMistakeItIsStillTheSameForm() throws {
        var form = try newEmployer()
        form["name"] = ""
        #expect(try keep(form, by: council.bella).status == 204 && council.unsent() == 1)
        for _ in 0..<2 {
            let page = try council.bella.post(form.action, form.fields, key: form.key)
            #expect(page.status == 422)
            form = try FilledForm(on: page)
        }
        form["name"] = words
        for _ in 0..<2 { #expect(try council.bella.post(form.action, form.fields, key: form.key).status == 303) }
        #expect(try names() == [words] && council.unsent() == 0)
    }

    @Test func itIsKeptForNobodyButWhoOpenedTheForm() throws {
        let cora = try council.person(.commissioner)
        let error = #expect(throws: PostgresError.self) {
            try council.asVisit(council.bella) {
                try $0.run("SELECT app.keep_unsent(\(cora), ''::bytea, ''::bytea, '/x', '', false, '{}', '{}', false)")
            }
        }
        #expect(error?.kind == .permission)
    }

    @Test func whatComesAfterTheFormItselfIsSavedAlready() throws {
        let form = try newEmployer()
        #expect(try council.bella.post(form.action, form.fields, key: form.key).status == 303)
        _ = try keep(form, by: council.bella)
        #expect(try council.unsent() == 0 && names() == [words])
    }

    @Test func nothingIsKeptOfAnotherSiteNorForAnybodyElse() throws {
        let form = try newEmployer()
        let strange = try council.bella.send(
            "POST", form.action,
            [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "cross-site"),
                ("Waymark-Typing", "1"),
            ], Form([("form_key", form.key)] + form.fields).encoded())
        #expect(try strange.status == 403 && council.unsent() == 0)
        for other in [Browser.fresh(council), council.mo] { #expect(try keep(form, by: other).status != 204) }
        #expect(try council.bella.get("/account").words.contains("What you typed at"))
        #expect(try !council.mo.get("/account").words.contains("What you typed at"))
    }
}
