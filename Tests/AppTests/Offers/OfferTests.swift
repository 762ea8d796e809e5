import Postgres
import Testing

@testable import App

/// Providers, offers, plans and the map through the front door.
@Suite struct OfferTests {
    private let council: ExampleCouncil
    private let today: Day

    init() throws {
        council = try Example.council()
        today = try council.today()
    }

    /// Adds a record as the commissioner and says where it is.
    @discardableResult
    private func add(_ path: String, _ form: [(String, String)], to place: ExampleCouncil? = nil) throws -> String {
        let answer = try (place ?? council).cora.post(path, form)
        try #require(answer.status == 303, "\(path): \(answer.mistakes)")
        return answer.location
    }

    private func provider(_ name: String = "Larch College") throws -> String {
        try String(#require(add("/providers", [("name", name), ("kind", "college")]).split(separator: "/").last))
    }

    private func offer(_ provider: String, _ name: String, _ more: [(String, String)] = []) -> [(String, String)] {
        let given = Set(more.map(\.0))
        let usual = [
            ("name", name), ("provider", provider), ("kind", "job_carving"), ("state", "current"), ("pay", ""),
        ]
        return usual.filter { !given.contains($0.0) } + more
    }

    private func day(_ name: String, _ day: Day) -> [(String, String)] {
        [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
    }

    @Test func theMapTellsGapsForWhomItIsAsked() throws {
        let college = try provider()
        #expect(try council.mo.get("/pathway").main.contains("No offers on record yet"))
        try add("/offers", offer(college, "Carved jobs", [("cohorts", "send"), ("age_from", "19"), ("age_to", "25")]))
        let all = try council.mo.get("/pathway").main
        #expect(all.contains("15 of 16 kinds of place are gaps") && all.contains("Carved jobs"))
        let overview = try council.mo.get("/dashboard").main
        #expect(
            overview.contains("15 of 16 kinds of place are gaps")
                && overview.contains("Social enterprise: no individual enterprise"))
        let young = try council.mo.get("/pathway?age=18&cohort=send").main
        #expect(young.contains("For SEND, age 18: 16 of 16 kinds of place are gaps"))
        #expect(young.contains("Carved jobs: ages: 19 to 25"))
        #expect(young.contains("One offer is left out by what was chosen"))
        let file = try council.mo.get("/pathway.csv?age=18").text
        #expect(file.contains("Job carving,Supported,Gap,Rule 4: what there is takes others"))
        #expect(try council.mo.get("/pathway.json").text.contains("\"kinds_of_place\""))
        // What the form does not offer is not chosen.
        for bad in ["age=x", "age=99", "cohort=%27", "area=999999", "age=18&area=-1'"] {
            let page = try council.mo.get("/pathway?\(bad)")
            #expect(page.status == 200 && !page.text.contains("999999"), "\(bad)")
        }
    }

    @Test func theSameFileOfPlansTwiceIsTheSamePlans() throws {
        let file = "For,What is to be done,State\nSupported: job carving,Ask the hotels,Not started\n"
        let read = try FilledForm(on: council.cora.post(Paths.expansionPlans + "/import", [("rows", file)]))
        let saved = try council.cora.post(Paths.expansionPlans + "/import", read.fields + [("confirmed", "1")])
        #expect(saved.status == 303)
        let again = try council.cora.post(Paths.expansionPlans + "/import", [("rows", file)])
        #expect(again.main.contains("there is such a plan for this already"))
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM expansion_plans") } == 1)
    }

    @Test func membersReadAndChangeNothing() throws {
        let college = try provider(), link = try add("/offers", offer(college, "Carved jobs"))
        for (role, browser) in council.people {
            let page = try browser.get(link)
            #expect(page.status == (role == .provider ? 403 : 200), "\(role)")
            #expect(page.main.contains("Confirm that it is right") == (role == .commissioner))
            if role != .commissioner {
                #expect(try browser.post("/offers", offer(college, "Mine"), key: browser.key()).status == 403)
                #expect(try browser.post("/expansion-plans", [("words", "Mine")], key: browser.key()).status == 403)
                #expect(try !browser.get("/pathway").main.contains("Add a plan"))
            }
        }
        let bramley = try Example.council()
        #expect(try bramley.cora.get(link).status == 404)
        let mine = try bramley.cora.post("/offers", offer(college, "Taken", []))
        #expect(
            mine.status == 422 && mine.mistakes.contains("Choose the provider that offers it"),
            "another council’s provider")
        #expect(try !bramley.cora.get("/pathway").main.contains("Carved jobs"))
    }

    @Test func freePlacesAreOfADayAndNoMoreThanThereAre() throws {
        let college = try provider()
        let wrong = try council.cora.post(
            "/offers", offer(college, "Carved jobs", [("capacity", "5"), ("vacancies", "6"), ("state", "planned")]))
        #expect(wrong.mistakes.count == 2, "\(wrong.mistakes)")
        try add(
            "/offers",
            offer(
                college, "Carved jobs",
                [("capacity", "5"), ("vacancies", "0")] + day("counted", today.adding(days: -200))))
        let page = try council.mo.get("/pathway").main
        #expect(page.contains("and one is full") && page.contains("Full, 0 of 5") && page.contains("out of date"))
        for wrong: SQL in [
            "UPDATE offers SET vacancies = 6", "UPDATE offers SET counted_on = NULL",
            "UPDATE offers SET state = 'planned'",
            "UPDATE offers SET kind = 'holiday'", "UPDATE offers SET assured_by = 'Nobody'",
            "UPDATE offers SET age_from = 20, age_to = 19",
            "UPDATE offers SET cohorts = '{everybody}'", "DELETE FROM providers",
        ] {
            #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(wrong) } }
        }
    }

    @Test func whatBeginsLaterIsPlannedUntilSomebodySaysItBegan() throws {
        let college = try provider(), first = today.adding(days: 20)
        for state in ["current", "pilot"] {
            let early = try council.cora.post(
                "/offers", offer(college, "Carved jobs", [("state", state)] + day("starts", first)))
            #expect(early.mistakes == ["It begins on \(first.longText): choose Planned until then"])
        }
        let past = (first: today.adding(days: -40), last: today.adding(days: -10))
        let link = try add(
            "/offers",
            offer(college, "Carved jobs", [("state", "planned")] + day("starts", past.first) + day("ends", past.last)))
        #expect(try council.mo.get("/offers?state=planned").main.contains("Carved jobs"), "no day ends it either")
        #expect(try council.mo.get(link).main.contains("It was to begin on \(past.first.longText): say whether it has"))
        let map = try council.mo.get("/pathway").main
        #expect(map.contains("Was to begin on \(past.first.longText)") && map.contains("Only planned, not begun"))
        #expect(map.contains("A planned offer.") && !map.contains("Planned from"))
    }

    @Test func aProvidersAddressIsItsOwnAndWhoVouchesIsNotSearched() throws {
        try add(
            "/providers",
            [("name", "Larch College"), ("kind", "college"), ("email", "office@larch.example")]
                + day("assured_on", today) + [("assured_by", "SEN Service")])
        #expect(try council.cora.get("/providers/new").main.contains("The organisation’s own address, not a person’s."))
        for words in ["service", "office"] {
            #expect(try !council.mo.get("/search?q=\(words)").main.contains("Larch College"), "\(words)")
        }
    }

    @Test func whoeverConfirmsAnOfferStandsBesideIt() throws {
        let college = try provider()
        let link = try add(
            "/offers",
            offer(
                college, "Carved jobs",
                day("assured_on", today.adding(days: -400)) + [("assured_by", "SEN Service")]
                    + day("assure_again", today.adding(days: -30))))
        #expect(try council.mo.get(link).main.contains("late"))
        #expect(try council.mo.get("/pathway").main.contains("To be assured again by"))
        #expect(try council.mo.get("/offers?assurance=overdue").main.contains("Carved jobs"))
        try council.inDatabase { try $0.run("UPDATE offers SET state = 'ended'") }
        #expect(try !council.mo.get("/offers?assurance=overdue").main.contains("Carved jobs"))
        let ended = try council.cora.get(link).main
        #expect(ended.contains("Assured by SEN Service") && !ended.contains("to be assured again"))
        #expect(!ended.contains("Confirm that it is right"), "nobody vouches for what is over")
        try council.inDatabase { try $0.run("UPDATE offers SET state = 'current'") }
        #expect(try council.cora.confirm(link + "/assurance").status == 303)
        let page = try council.mo.get(link).main
        #expect(page.contains("Assured by Cora Nash on \(today.longText)") && !page.contains("late"))
        #expect(page.contains(today.adding(months: 6).longText))
        #expect(try council.cora.get(link + "/assurance").status == 409)
        #expect(try !council.mo.get("/offers?assurance=overdue").main.contains("Carved jobs"))
    }

    @Test func aPlanThatIsPutOffKeepsItsFirstDay() throws {
        let form = [
            ("words", "Ask the hotels"), ("aim", "supported/job_carving"), ("owner", "SEN Service"),
            ("state", "under_way"),
        ]
        let link = try add("/expansion-plans", form + day("due", today.adding(days: 30)))
        #expect(try !council.mo.get(link).main.contains("Slipped"))
        let later = try FilledForm(on: council.cora.get(link + "/edit"))
        var put = later
        let new = today.adding(days: 90)
        (put["due_day"], put["due_month"], put["due_year"]) = ("\(new.day)", "\(new.month)", "\(new.year)")
        #expect(try council.cora.post(link, put.fields, key: put.key).status == 303)
        #expect(try council.mo.get(link).main.contains("Slipped"))
        try add("/offers", offer(provider(), "Carved jobs", [("kind", "job")]))
        let map = try council.mo.get("/pathway").main
        #expect(map.contains("SEN Service, by \(new.longText), put off from \(today.adding(days: 30).longText)"))
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("UPDATE expansion_plans SET kind = 'job'") }
        }
        let wrong = try council.cora.post(
            "/expansion-plans", [("words", "x"), ("aim", "supported/job"), ("state", "done")])
        #expect(wrong.mistakes == ["Choose the stage or the kind of place that it is for"])
    }

    @Test func aFileBringsGroupsAreasAndHosts() throws {
        _ = try provider()
        for (name, short) in [("Hammersmith & Fulham", "H&F"), ("Westminster", "")] {
            try add("/areas", [("name", name), ("short_name", short)])
        }
        try add(
            "/employers",
            [
                ("name", "Hilton"), ("sector", "hospitality"), ("size", "large"), ("stage", "offering"),
                ("disability_confident", "none"),
            ])
        let rows = """
            Name,Provider,Kind of place,State,Groups,Areas,Host 1,Host 2,Host 2 employer in the register
            Project Search,larch college,Supported internship,Current,SEND; care leaver,hammersmith & fulham;Westminster,Terminal 5,,Hilton
            Open to all,Larch College,Job carving,Pilot,Everybody,All of the council’s area,,,
            """
        let read = try council.cora.post("/offers/import", [("rows", rows)])
        #expect(read.main.contains("2 rows read") || read.main.contains("Two rows read"), "\(read.mistakes)")
        let sent = try council.cora.post("/offers/import", FilledForm(on: read).fields + [("confirmed", "1")])
        #expect(sent.status == 303)
        let list = try council.mo.get("/offers.csv").text
        #expect(list.contains("Care leaver; SEND") && list.contains("Hammersmith & Fulham; Westminster"), "\(list)")
        #expect(list.contains("Terminal 5") && list.contains("Hilton"))
        #expect(try council.mo.get("/offers?cohorts=neet").main.contains("Open to all"))
        #expect(try !council.mo.get("/offers?cohorts=neet").main.contains("Project Search"))
        let wrong = try council.cora.post(
            "/offers/import",
            [
                (
                    "rows",
                    "Name,Provider,Kind of place,State,Groups,Areas\nA,Larch College,Job carving,Pilot,SEND; dogs,Atlantis\n"
                )
            ])
        #expect(wrong.main.contains("Choose groups of the list") && wrong.main.contains("Choose areas of the list"))
        let areas: Int64? = try council.inDatabase { try $0.value("SELECT min(id) FROM areas") }
        let area = try #require(areas)
        let number = try council.cora.post(
            "/offers/import",
            [("rows", "Name,Provider,Kind of place,State,Areas\nA,Larch College,Job carving,Pilot,\(area)\n")])
        #expect(number.main.contains("Choose areas of the list"), "a number names no area")
        // A member is not told of employers, only of hosts.
        let link = try String(
            #require(council.mo.get("/offers?q=project").text.firstMatch(of: /\/offers\/[0-9]+/)).output)
        let mo = try council.mo.get(link), cora = try council.cora.get(link)
        #expect(mo.main.contains("Hilton") && !mo.text.contains("/employers/"))
        #expect(cora.main.contains("Two host employers") && cora.text.contains("/employers/"))
        #expect(try council.cora.get(link + "/history").main.contains("Host added"))
        let hilton = try String(#require(cora.text.firstMatch(of: /\/employers\/[0-9]+/)).output)
        #expect(
            try council.cora.get(hilton + "/removal").main.contains(
                "Its link from one offer, which keeps the employer’s name"))
    }

    @Test func aDoubleClickIsOneOfferAndAreasComeAndGo() throws {
        let college = try provider(), area = try add("/areas", [("name", "Westminster"), ("short_name", "")])
        #expect(area.hasSuffix("/areas"))
        let page = try council.cora.get("/offers/new?provider=\(college)&kind=job")
        #expect(page.text.contains("value=\"job\" selected"))
        let form = try FilledForm(on: page, saying: "Carved jobs", today: today)
        let first = try council.cora.post("/offers", form.fields, key: form.key)
        let again = try council.cora.post("/offers", form.fields, key: form.key)
        #expect(first.status == 303 && first.location == again.location)
        let areas: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM offer_areas") }
        #expect(areas == 1)
        let refused = try council.cora.get(
            String(#require(council.cora.get("/areas").text.firstMatch(of: /\/areas\/[0-9]+\/edit/)).output).replacing(
                "/edit", with: "/removal"))
        #expect(refused.main.contains("for it by name, so it stays"))
        let edit = try FilledForm(on: council.cora.get(first.location + "/edit"))
        let fields = edit.fields.filter { $0.0 != "areas" }
        #expect(try council.cora.post(first.location, fields, key: edit.key).status == 303)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM offer_areas") } == 0)
    }
}
