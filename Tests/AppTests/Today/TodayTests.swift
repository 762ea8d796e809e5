import Postgres
import Testing

@testable import App

@Suite struct TodayTests {
    private let council: ExampleCouncil
    private var bella: Browser { council.bella }

    init() throws { council = try Example.council() }

    private func place(_ name: String, on page: Page) -> String.Index {
        page.text.range(of: ">\(name)</a>")?.lowerBound ?? page.text.endIndex
    }

    private func answer(_ kept: Case, _ answer: String, due days: Int, as browser: Browser? = nil) throws -> Page {
        try (browser ?? bella).post(
            "/today/contacts",
            [("young_person", "\(kept.id)"), ("due", kept.today.adding(days: days).isoText), ("answer", answer)])
    }

    private func contact(of kept: Case) throws -> Int {
        try kept.count("SELECT max(id) FROM case_contacts WHERE young_person_id = \(kept.id)")
    }

    @Test func reviewsComeFirstThenTheLongestOverdue() throws {
        let fern = try Case(in: council, "A-1", called: "Fern"), moss = try Case(in: council, "A-2", called: "Moss")
        let wren = try Case(in: council, "A-3", called: "Wren"), lark = try Case(in: council, "A-4", called: "Lark")
        try fern.contact(in: -1)
        try moss.contact(in: -9)
        try wren.review(in: -2)
        try lark.contact(in: 0)
        let page = try bella.get("/today")
        let places = ["Wren", "Moss", "Fern", "Lark"].map { place($0, on: page) }
        #expect(places == places.sorted() && page.main.contains("Three overdue, one due today"))
        #expect(page.main.contains("9 days late") && page.main.contains("1 day late"))
        #expect(!page.text.contains("Underhill"), "no surname")
        #expect(page.text.contains("<title>Today – "))
        #expect(page.text.contains("href=\"sms:07700900417\""))
        let reviews = try bella.get("/today?kind=review")
        #expect(reviews.main.contains("One overdue") && !reviews.main.contains("Moss"))
    }

    @Test func whoIsNamedOrOpenedIsLookedAt() throws {
        let fern = try Case(in: council, "A-1", called: "Fern"),
            moss = try Case(in: council, "A-2", called: "Moss", worker: nil)
        try fern.contact(in: -1)
        for path in ["/today", fern.path + "/reviews", fern.path + "/reviews.csv", "/today/caseload"] {
            #expect(try bella.get(path).status == 200)
        }
        let ways: [String] = try council.inDatabase { db in
            try db.values("SELECT entity_id || ' ' || way FROM looks WHERE entity = 'young_people' ORDER BY 1")
        }
        #expect(Set(ways) == ["\(fern.id) list", "\(fern.id) page", "\(fern.id) file", "\(moss.id) list"])
    }

    @Test func itIsTheFirstPageOfABroker() throws {
        let page = try bella.get("/")
        #expect(page.status == 303 && page.location.hasSuffix("/today"))
    }

    @Test func spokeAndNoAnswerSetTheNextTry() throws {
        let fern = try Case(in: council, "A-1", called: "Fern")
        try fern.contact(in: -3)
        let said = try answer(fern, "no_answer", due: -3)
        #expect(said.status == 303 && said.location.hasSuffix("/today#contact-\(fern.id)"))
        let page = try bella.get("/today")
        let next = fern.today.adding(days: 14)
        #expect(page.main.contains("No answer. Next one \(next.longText).") && page.main.contains("Undo"))
        #expect(
            try fern.count("SELECT count(*) FROM young_people WHERE id = \(fern.id) AND next_contact_on = \(next)") == 1
        )
        #expect(try answer(fern, "spoke", due: -3).status == 409, "a second tab is told")
        #expect(try fern.count("SELECT count(*) FROM case_contacts WHERE young_person_id = \(fern.id)") == 2)
    }

    @Test func twoClicksAreOneContact() throws {
        let fern = try Case(in: council, "A-1", called: "Fern")
        try fern.contact(in: 0)
        let key = try bella.get("/today").formKey
        let fields = [("young_person", "\(fern.id)"), ("due", fern.today.isoText), ("answer", "spoke")]
        for _ in 0..<2 { #expect(try bella.post("/today/contacts", fields, key: key).status == 303) }
        #expect(try fern.count("SELECT count(*) FROM case_contacts WHERE young_person_id = \(fern.id)") == 2)
    }

    @Test func whoeverDidItUndoesItForTenMinutes() throws {
        let fern = try Case(in: council, "A-1", called: "Fern"), second = try council.secondBroker()
        try fern.contact(in: -3)
        #expect(try answer(fern, "spoke", due: -3).status == 303)
        let made = try contact(of: fern)
        let other = try second.post("/today/contacts/undoing", [("contact", "\(made)")])
        #expect(other.status == 403 && other.main.contains("Only whoever recorded this"))
        #expect(try bella.post("/today/contacts/undoing", [("contact", "\(made)")]).status == 303)
        #expect(try bella.get("/today").main.contains("3 days late"))
        #expect(try answer(fern, "spoke", due: -3).status == 303)
        let again = try contact(of: fern)
        try council.inDatabase { db in
            _ = try db.run(
                "UPDATE case_contacts SET made_at = now() - interval '11 minutes' WHERE id = \(Int64(again))")
        }
        let late = try bella.post("/today/contacts/undoing", [("contact", "\(again)")])
        #expect(late.status == 409 && late.main.contains("ten minutes have passed"))
        #expect(try !bella.get("/today").main.contains("Undo"))
    }

    @Test func aGoalIsDoneAndUndone() throws {
        let fern = try Case(in: council, "A-1", called: "Fern"), second = try council.secondBroker()
        let goal = try fern.goal("Bus pass", in: -1)
        #expect(try bella.post("/today/goals", [("goal", "\(goal)"), ("version", "1")]).status == 303)
        #expect(try bella.get("/today").main.contains("Done: Bus pass"))
        #expect(try bella.post("/today/goals", [("goal", "\(goal)"), ("version", "1")]).status == 409)
        #expect(try second.post("/today/goals/undoing", [("goal", "\(goal)")]).status == 403)
        #expect(try bella.post("/today/goals/undoing", [("goal", "\(goal)")]).status == 303)
        #expect(try fern.count("SELECT count(*) FROM goals WHERE id = \(goal) AND state = 'not_started'") == 1)
    }

    @Test func othersCasesAreNotMineAndRestrictedOnesNobodysButTheTeams() throws {
        let mine = try Case(in: council, "A-1", called: "Fern"),
            nobodys = try Case(in: council, "A-2", called: "Moss", worker: nil)
        let hidden = try Case(in: council, "A-3", called: "Wren", isRestricted: true, worker: nil)
        for kept in [mine, nobodys, hidden] { try kept.contact(in: -1) }
        let page = try bella.get("/today"), all = try bella.get("/today?whose=all")
        #expect(page.main.contains("One overdue") && !page.main.contains("Moss"))
        #expect(all.main.contains("Two overdue") && !all.text.contains("Wren"))
        #expect(try answer(hidden, "spoke", due: -1).status == 404)
        let load = try bella.get("/today/caseload").main
        #expect(load.contains("Room for 24 more") && load.contains("A-2") && !load.contains("A-3"))
        let bramley = try Example.council()
        #expect(try answer(mine, "spoke", due: -1, as: bramley.bella).status == 404)
        for browser in [council.olive, council.ada, council.mo, council.cora, council.lena, council.sam] {
            #expect(try browser.get("/today").status == 403)
            let refused = try browser.post("/today/contacts", [("young_person", "\(mine.id)")], key: browser.key())
            #expect(refused.status == 403)
        }
    }

    @Test func aBookedReviewStandsOnItsDay() throws {
        let fern = try Case(in: council, "A-1", called: "Fern")
        try fern.review(in: 40)
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO reviews (young_person_id, booked_on, booked_time) VALUES (\(fern.id), \(fern.today), '10:30')"
            )
        }
        let page = try bella.get("/today")
        #expect(page.main.contains("One due today") && page.main.contains("10:30") && page.main.contains("due by"))
    }

    @Test func theCaseloadSaysHowFarItIsOverItsLimit() throws {
        try council.inDatabase { _ = try $0.run("UPDATE brokerage_settings SET caseload_limit = 1") }
        for number in 1...3 { _ = try Case(in: council, "A-\(number)", called: "Bird \(number)") }
        let page = try bella.get("/today")
        #expect(page.main.contains("Over your limit by two: three cases, limit 1"))
        #expect(page.main.contains("Nothing is due today"))
        #expect(try bella.get("/today/caseload").main.contains("One worker is over the limit"))
    }

    @Test func theCalendarHoldsReferencesAndNoNames() throws {
        let fern = try Case(in: council, "A-1", called: "Fern"),
            other = try Case(in: council, "A-2", called: "Moss", worker: nil)
        let open = try Case(in: council, "A-3", called: "Wren", isRestricted: true)
        let hidden = try Case(in: council, "A-4", called: "Lark", isRestricted: true, worker: nil)
        try fern.review(in: 4)
        for kept in [other, open, hidden] { try kept.contact(in: 2) }
        func calendar(of browser: Browser) throws -> String {
            let page = try browser.post("/calendar", [("scope", "all")])
            let link = try #require(page.text.firstMatch(of: /\/calendar\/[^"< ]+\.ics/)?.output)
            return try council.stranger.get(String(link)).text.replacing("\r\n ", with: "")
        }
        let text = try calendar(of: bella)
        #expect(text.contains("SUMMARY:Six-monthly review\\, A-1") && text.contains("SUMMARY:A re-contact\r\n"))
        for word in ["Fern", "Moss", "Wren", "Lark", "Underhill", "A-2", "A-3", "A-4"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 3)
        #expect(try !calendar(of: council.cora).contains("A-1"))
    }
}
