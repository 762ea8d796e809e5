import Postgres
import Testing

@testable import App

/// The local offer as residents read it, and as officers keep it.
@Suite struct LocalOfferTests {
    private let shown: ShownCouncil
    private var council: ExampleCouncil { shown.council }

    init() throws { shown = try ShownCouncil() }

    private func page(_ path: String) throws -> Page { try council.stranger.get(path) }

    @Test func aResidentReadsWhatThereIs() throws {
        let list = try page("/local-offer")
        #expect(list.status == 200 && list.main.contains("Three offers, one with room now"))
        for words in [
            "Joinery <b>& more", "Room now", "Full", "Starts \(shown.today.adding(days: 90).longText)", "Larch College",
            "16 to 24; care leavers or people with special educational needs or disabilities", "An EHC plan",
            "Call 020 7946 0111", "Three of 12 places were free on \(shown.today.adding(days: -9).longText).",
            "Checked on \(shown.today.adding(days: -5).longText).", "Nobody has checked yet that this is right.",
            "Ask the council: how is at the foot of this page.", "Weekdays, 9 to 5.", "Call 020 7946 0100",
            "All places were taken on \(shown.today.longText).", "Supported internship", "a job coach helps you",
        ] { #expect(list.main.contains(words), "\(words)") }
        #expect(list.text.contains("href=\"tel:02079460111\"") && !list.text.contains("<b>&"))
        let names = ["Joinery", "Odd jobs", "Next spring"].map { list.main.range(of: $0)?.lowerBound }
        #expect(names == names.sorted { $0! < $1! }, "what has room first, what is to come last")
        let one = try page("/local-offer/\(shown.id("Joinery%"))")
        for words in ["Ring first.", "Hilton; Terminal 5", "Ashdown", "Teaches joinery.", "Quality mark", "In person"] {
            #expect(one.main.contains(words), "\(words)")
        }
        #expect(one.text.contains("https://larch.example/joinery"))
        for secret in ShownCouncil.secrets {
            for text in [list.text, one.text] where secret != "@council" {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    @Test(arguments: [
        ("want=learn", ["Joinery"]), ("want=job", ["Odd jobs", "Next spring"]), ("want=make", []),
        ("q=chair", ["Joinery"]), ("q=cafe larch", ["Joinery"]), ("q=terminal", ["Joinery"]),
        ("q=apprentice", ["Next spring"]), ("q=secret", []), ("age=17", ["Joinery", "Odd jobs"]),
        ("age=26", ["Odd jobs", "Next spring"]), ("room=now", ["Joinery"]),
        ("group=neet", ["Odd jobs", "Next spring"]),
        ("group=send_without_plan", ["Odd jobs", "Next spring"]),
        ("age=x&want=%27&group=9&area=-1&room=1&page=-3", ["Joinery", "Odd jobs", "Next spring"]),
    ]) func whatFitsIsFound(_ query: String, _ found: [String]) throws {
        let text = try page("/local-offer?" + query.replacing(" ", with: "+")).text
        for name in ["Joinery", "Odd jobs", "Next spring"] {
            #expect(text.contains(">\(name)") == found.contains(name), "\(query): \(name)")
        }
    }

    @Test func whereOneLivesAndWhatComesNear() throws {
        let bramley: Int64? = try council.inDatabase { db in
            try db.run(
                "INSERT INTO offer_areas (offer_id, area_id) SELECT o.id, a.id FROM offers o, areas a WHERE o.name = 'Odd jobs' AND a.name = 'Bramley'"
            )
            return try db.value("SELECT id FROM areas WHERE name = 'Bramley'")
        }
        let area = try #require(bramley)
        let there = try page("/local-offer?area=\(area)").text
        #expect(!there.contains(">Joinery") && there.contains(">Odd jobs") && there.contains(">Next spring"))
        let none = try page("/local-offer?area=\(area)&want=learn").main
        #expect(none.contains("Nothing fits all of that") && none.contains("One offer without “Bramley”"))
        #expect(none.contains("Two offers without “Learn at a real workplace”"))
        try council.inDatabase { try $0.run("UPDATE offers SET is_public = false") }
        #expect(try page("/local-offer").main.contains("Nothing is listed here yet"))
    }

    /// It may be kept by whatever stands between: nothing of who asks is in it.
    @Test func itIsTheSameForEverybody() throws {
        let path = "/local-offer", plain = try page(path)
        let fresh = Browser(slug: council.slug, token: nil)
        _ = try fresh.get(path)
        #expect(fresh.cookies.isEmpty && plain.header("Set-Cookie") == nil)
        #expect(plain.header("Cache-Control") == "public, max-age=60")
        for browser in [council.olive, council.cora, council.sam] {
            let same = try browser.get(path)
            #expect(same.text == plain.text && same.header("Set-Cookie") == nil)
        }
        let tag = try #require(plain.header("ETag"))
        for condition in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try council.stranger.send("GET", path, [("If-None-Match", condition)], "")
            #expect(again.status == 304 && again.text.isEmpty && again.header("ETag") == tag, "\(condition)")
        }
        #expect(try council.stranger.send("GET", path, [("If-None-Match", "\"x\"")], "").status == 200)
        let head = try council.stranger.send("HEAD", path, [], "")
        #expect(head.status == 200 && head.text.isEmpty && head.header("ETag") == tag)
        try council.inDatabase { try $0.run("UPDATE offers SET name = 'Other jobs' WHERE name = 'Odd jobs'") }
        #expect(try council.stranger.send("GET", path, [("If-None-Match", tag)], "").status == 200)
        #expect(try council.stranger.send("POST", path, [], "").status == 405)
    }

    @Test func whatIsNotShownIsNotThere() throws {
        let other = try ShownCouncil()
        for id in try [shown.id("Secret%"), shown.id("Ended%"), shown.id("Was%"), other.id("Joinery%"), 999_999] {
            let gone = try page("/local-offer/\(id)")
            #expect(gone.status == 404 && gone.main.contains("This offer is not here"), "\(id)")
            #expect(!gone.main.contains("Secret") && gone.header("Cache-Control") == "no-store")
        }
        #expect(try page("/local-offer/x").status == 404)
    }

    @Test func officersAreToldWhatResidentsSee() throws {
        for (name, words) in [
            ("Joinery%", "Residents see this"), ("Secret%", "It is not marked for residents."),
            ("Ended%", "It is marked for residents, and has ended."),
            ("Was%", "It is marked for residents, and was to begin on"),
        ] {
            #expect(try council.mo.get("/offers/\(shown.id(name))").main.contains(words), "\(name)")
        }
        #expect(try council.mo.get("/offers").text.contains("/\(council.slug)/local-offer\""))
        let marked = try council.mo.get("/offers?is_public=false").main
        #expect(marked.contains("Secret offer") && !marked.contains("Joinery"))
        #expect(try page("/sign-in").text.contains("/\(council.slug)/local-offer\""))
        try council.inDatabase { try $0.run("UPDATE local_offer_settings SET is_public = false") }
        #expect(try council.mo.get("/offers/\(shown.id("Joinery%"))").main.contains("your council does not show"))
        for path in ["/offers", "/sign-in"] {
            #expect(try !council.mo.get(path).text.contains("/\(council.slug)/local-offer\""), "\(path)")
        }
    }

    @Test func whatIsPlannedIsShownOnlyWithItsDay() throws {
        var form = try FilledForm(on: council.cora.get("/offers/\(shown.id("Next%"))/edit"))
        for part in ["day", "month", "year"] { form["starts_" + part] = "" }
        let wrong = try council.cora.post(form.action, form.fields, key: form.key)
        #expect(wrong.mistakes == ["Enter the day on which it is to begin: residents are told when"])
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("UPDATE offers SET starts_on = NULL WHERE name = 'Next spring'") }
        }
        var web = try FilledForm(on: council.cora.get("/offers/\(shown.id("Joinery%"))/edit"))
        web["website"] = "javascript:alert(1)"
        #expect(
            try council.cora.post(web.action, web.fields, key: web.key).mistakes == [
                "Enter an address that begins with https:// or http://, as a browser shows it"
            ])
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("UPDATE providers SET website = 'javascript:x'") }
        }
    }

    @Test func aCouncilDecidesAndSaysWhomToAsk() throws {
        let quiet = try Example.council(), path = "/settings/local-offer"
        #expect(try quiet.ada.get("/settings").main.contains("Not shown to residents"))
        var form = try FilledForm(on: quiet.ada.get(path))
        form["is_public"] = "yes"
        let wrong = try quiet.ada.post(path, form.fields, key: form.key)
        #expect(wrong.mistakes == ["Enter a telephone number or an e-mail address: residents are told whom to ask"])
        (form["telephone"], form["email"]) = ("020 7946 0100", "work@quiet.example")
        let stale = form
        #expect(try quiet.ada.post(path, form.fields, key: form.key).status == 303)
        #expect(try quiet.ada.get("/settings").main.contains("who ask 020 7946 0100 or work@quiet.example"))
        #expect(try quiet.stranger.get("/local-offer").main.contains("Nothing is listed here yet"))
        let clash = try quiet.ada.post(path, stale.fields + [("hours", "Never")], key: quiet.ada.key())
        #expect(clash.status == 409 && clash.main.contains("saved this while you were editing"))
        #expect(try quiet.ada.get("/settings/history").main.contains("020 7946 0100"))
        for browser in [quiet.cora, quiet.mo, quiet.bella] { #expect(try browser.get(path).status == 403) }
        let again = try FilledForm(on: quiet.ada.get(path))
        let off = again.fields.filter { $0.0 != "is_public" }
        #expect(try quiet.ada.post(path, off, key: again.key).status == 303)
        #expect(try quiet.stranger.get("/local-offer").status == 404)
    }
}
