import Postgres
import Testing

@testable import App

/// A firm confirms what it delivered, by a link and without an account.
@Suite struct ConfirmationTests {
    private let owed: OwedCouncil

    init() throws { owed = try OwedCouncil() }

    @Test func aFirmSeesItsOwnAndWhatItConfirmsCounts() throws {
        let days = try owed.promise("Work experience", "20")
        let mine = try owed.entry(days, "delivered", "10", ago: 20, by: 0, saying: "Ten days, SW-1")
        let half = try owed.entry(days, "delivered", "6", ago: 19, by: 0, saying: "Six days, SW-2")
        let none = try owed.entry(days, "delivered", "3", ago: 18, by: 0, saying: "Three days, SW-3")
        try owed.entry(days, "delivered", "4", ago: 18, by: 1, saying: "Of the other firm")
        try owed.entry(days, "committed", "9", ago: 18, by: 0, saying: "Not delivered yet")
        try owed.entry(days, "delivered", "2", ago: 17, by: 0, saying: "Confirmed before", confirmed: 5)
        try owed.entry(days, "delivered", "2", ago: 200, by: 0, saying: "Long before")
        let link = try owed.link(for: 0), asked = try owed.council.stranger.get(link)
        #expect(asked.status == 200 && asked.main.contains("three questions") && asked.main.contains("Ten days, SW-1"))
        for other in [
            "Of the other firm", "Not delivered yet", "Confirmed before", "Long before", "Alder", "S-1", "Cora",
        ] {
            #expect(!asked.main.contains(other), "\(other)")
        }
        #expect(try owed.page().contains("Opened on"))
        // Something left out is asked again, and what was typed stays.
        let left = try owed.answer(link, [("q\(mine)", "yes"), ("q\(half)", "other"), ("q\(half)_n", "5x")])
        #expect(left.status == 422 && left.text.contains("5x") && left.mistakes.contains { $0.contains("Three days") })
        #expect(try owed.page().contains("+ 25 to confirm"))
        let sent = try owed.answer(
            link, [("q\(mine)", "yes"), ("q\(half)", "other"), ("q\(half)_n", "5"), ("q\(none)", "none")])
        #expect(sent.status == 303)
        let copy = try owed.council.stranger.get(link).main
        #expect(copy.contains("Yes, 10 days") && copy.contains("No: 5 days") && copy.contains("No, none"))
        let page = try owed.page()
        #expect(page.contains("Answered on") && page.contains("two answers differ from the record"))
        #expect(page.contains("Jo Fell, Site manager, Rowan Roofing says 5 days"))
        #expect(page.contains("+ 15 to confirm"), "the council’s numbers stay: 6, 3, 4 and 2 more")
        let audit = try owed.council.ada.get("/audit").main
        #expect(audit.contains("Signed link: Jo Fell, Site manager, Rowan Roofing"))
        // Settled: the council takes the firm's number over, and both agree.
        let editing = try owed.council.cora.get(owed.path + "/entries/\(half)/edit"), form = try FilledForm(on: editing)
        #expect(editing.main.contains("Settle it with them"))
        let settled = form.fields.map { $0.0 == "amount" ? ($0.0, "5") : $0 }
        #expect(try owed.council.cora.post(owed.path + "/entries/\(half)", settled, key: form.key).status == 303)
        #expect(try owed.page().contains("one answer differs"))
        // Another number than the confirmed one is to be confirmed again.
        let again = try FilledForm(on: owed.council.cora.get(owed.path + "/entries/\(mine)/edit"))
        let changed = again.fields.map { $0.0 == "amount" ? ($0.0, "12") : $0 }
        #expect(try owed.council.cora.post(owed.path + "/entries/\(mine)", changed, key: again.key).status == 303)
        let confirmed: Bool? = try owed.council.inDatabase { db in
            try db.value("SELECT confirmed_on IS NOT NULL FROM promise_entries WHERE id = \(Int64(mine) ?? 0)")
        }
        #expect(confirmed == false)
    }

    @Test func anAnswerCanBeChangedAndTwoClicksAreOne() throws {
        let days = try owed.promise("Work experience", "20", firm: 0)
        let mine = try owed.entry(days, "delivered", "10", ago: 20)
        let link = try owed.link(for: 0), browser = owed.council.stranger
        let opened = try browser.get(link)
        for _ in 0..<2 { #expect(try owed.answer(link, opened: opened, [("q\(mine)", "yes")]).status == 303) }
        let answers: Int? = try owed.council.inDatabase { db in
            try db.value("SELECT count(*) FROM confirmation_answers")
        }
        #expect(answers == 1)
        #expect(try owed.answer(link, [("q\(mine)", "none")]).status == 303)
        #expect(try browser.get(link).main.contains("No, none"))
        #expect(try owed.page().contains("one answer differs from the record"))
        #expect(try owed.answer(link, [("q\(mine)", "yes")]).status == 303)
        #expect(try !owed.page().contains("differs from the record"))
        // Another colleague says the same, and can still change it.
        #expect(try owed.answer(link, [("q\(mine)", "yes")], name: "Sam Lee").status == 303)
        #expect(try browser.get(link + "?change=1").main.contains("one question"))
    }

    /// What the council changes meanwhile is not confirmed unseen, and what it settled itself is not undone.
    @Test func nobodyConfirmsWhatTheyDidNotSee() throws {
        let days = try owed.promise("Work experience", "90", firm: 0)
        let mine = try owed.entry(days, "delivered", "10", ago: 20)
        let link = try owed.link(for: 0), opened = try owed.council.stranger.get(link)
        func save(_ changes: [(String, String)]) throws {
            let form = try FilledForm(on: owed.council.cora.get(owed.path + "/entries/\(mine)/edit"))
            let names = Set(changes.map(\.0))
            let answer = try owed.council.cora.post(
                owed.path + "/entries/\(mine)", form.fields.filter { !names.contains($0.0) } + changes, key: form.key)
            #expect(answer.status == 303)
        }
        try save([("amount", "40")])
        let late = try owed.answer(link, opened: opened, [("q\(mine)", "yes")])
        #expect(late.status == 422 && late.text.contains("The council changed this") && late.text.contains("40 days"))
        #expect(try owed.page().contains("+ 40 to confirm"))
        #expect(try owed.answer(link, [("q\(mine)", "other"), ("q\(mine)_n", "30")]).status == 303)
        #expect(try owed.page().contains("one answer differs"))
        try save(owed.day("confirmed", 0) + [("confirmed_by", "Invoice 7")])
        #expect(try !owed.page().contains("one answer differs"))
        #expect(try owed.council.stranger.get(link + "?change=1").main.contains("nothing on record"))
        #expect(try owed.council.stranger.get(link).main.contains("No: 30 days"), "the copy is what was sent")
        // Another thing than was confirmed: it is to be confirmed again.
        try save([("words", "Elsewhere")])
        #expect(try owed.page().contains("+ 40 to confirm"))
    }

    @Test func aLinkThatEndedOrIsAnothersOpensNothing() throws {
        let days = try owed.promise("Work experience", "20", firm: 0)
        let mine = try owed.entry(days, "delivered", "10", ago: 20)
        let first = try owed.link(for: 0), link = try owed.link(for: 0)
        func isDead(_ path: String, _ browser: Browser) throws -> Bool {
            let page = try browser.get(path)
            return page.status == 404 && !page.text.contains("Rowan") && !page.text.contains("Harbour")
        }
        #expect(try isDead(first, owed.council.stranger), "a new link ends the one before")
        #expect(try isDead(String(link.dropLast()) + (link.hasSuffix("0") ? "1" : "0"), owed.council.stranger))
        #expect(try isDead("/confirm/x", owed.council.stranger))
        #expect(try isDead(link, Example.council().stranger), "another council")
        let id = try #require(try owed.council.newest("confirmation_links"))
        for who in [owed.council.bella, owed.council.mo, owed.council.olive] {
            #expect(try who.post(owed.path + "/links/\(id)/ending").status == 403)
            #expect(try who.get(owed.path + "/firms/\(owed.firms[0])/confirmation").status == 403)
        }
        let opened = try owed.council.stranger.get(link)
        #expect(try owed.council.cora.post(owed.path + "/links/\(id)/ending").status == 303)
        #expect(try isDead(link, owed.council.stranger))
        let late = try owed.answer(link, opened: opened, [("q\(mine)", "yes")])
        #expect(late.status == 404)
        #expect(try owed.council.cora.post(owed.path + "/links/\(id)/ending").status == 409)
        // One that ran out.
        let last = try owed.link(for: 0)
        try owed.council.inDatabase { db in
            try db.run(
                "UPDATE confirmation_links SET made_on = made_on - 30, ends_on = app.today() - 1 WHERE withdrawn_on IS NULL"
            )
        }
        #expect(try isDead(last, owed.council.stranger))
        #expect(try owed.page().contains("ran out on"))
    }

    @Test func theDatabaseTakesAnswersThroughOneDoorOnly() throws {
        let days = try owed.promise("Work experience", "20", firm: 0)
        let mine = try owed.entry(days, "delivered", "10", ago: 20), council = owed.council
        let link = try owed.link(for: 0)
        let token = try #require(Token(cookie: String(link.dropFirst("/confirm/".count))))
        func attempt(_ statement: SQL, as browser: Browser? = nil) throws {
            try Example.running.connections.with(.site) { connection in
                try connection.transaction { db in
                    let session = browser?.cookies.values.first.flatMap(Token.init(cookie:))
                    _ = try db(Entry.open(council.slug, token: session))
                    try db.run(statement)
                }
            }
        }
        let number = Int64(mine) ?? 0
        for browser in [nil, council.cora] as [Browser?] {
            #expect(throws: PostgresError.self) {
                try attempt(
                    "INSERT INTO confirmation_answers (link_id, entry_id, asked, was, said) SELECT id, \(number), 'x', 1, 1 FROM confirmation_links",
                    as: browser)
            }
        }
        #expect(throws: PostgresError.self) { try attempt("SELECT * FROM app.open_link(\(token.hash))") }
        // Other questions than those that are asked.
        #expect(throws: PostgresError.self) {
            try attempt(
                "SELECT app.answer_confirmation(\(token.hash), 'Jo', 'Manager', '', \([number, number]), '{10,10}', '{1,1}')"
            )
        }
        #expect(throws: PostgresError.self) {
            try attempt(
                "SELECT app.answer_confirmation(\(token.hash), 'Jo', 'Manager', '', \([number]), '{10}', '{-1}')")
        }
        // Of another number than the council has now.
        #expect(throws: PostgresError.self) {
            try attempt("SELECT app.answer_confirmation(\(token.hash), 'Jo', 'Manager', '', \([number]), '{9}', '{9}')")
        }
        #expect(throws: PostgresError.self) {
            try attempt("SELECT app.answer_confirmation(\(token.hash), 'Jo', 'Manager', '', NULL, NULL, NULL)")
        }
        // An answer leaves nothing open behind it: a stranger writes nothing else in its name.
        #expect(throws: PostgresError.self) {
            try Example.running.connections.with(.site) { connection in
                try connection.transaction { db in
                    _ = try db(Entry.open(council.slug, token: nil))
                    _ =
                        try db.value(
                            "SELECT app.answer_confirmation(\(token.hash), 'Jo', 'Manager', '', \([number]), '{10}', '{10}')"
                        )
                        as Bool?
                    try db.run("UPDATE promise_entries SET amount = 99")
                    let seen: Int? = try db.value("SELECT count(*) FROM promise_entries")
                    #expect(seen == 0)
                    throw PostgresError(.other, "nothing was written")
                }
            }
        }
    }
}
