import Postgres
import Testing

@testable import App

@Suite struct CasePageTests {
    @Test func whatIsNextComesFirstWithItsLateness() throws {
        let work = try Casework(), id = try work.add("DCY-1", [("preferred_name", "Kestrel")])
        let empty = try work.bella.get("/young-people/\(id)")
        #expect(empty.main.contains("Nothing is planned") && empty.main.contains("No attempt has begun yet"))
        #expect(empty.text.contains("<title>DCY-1 – Young people") && empty.main.contains("Kestrel"))
        try work.attempt(id, began: 190, stages: [("Identified", 190), ("Work experience", 100)])
        try work.placement(id, team: "Parks", began: 100)
        try work.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO case_contacts (young_person_id, made_on, kind, next_on)
                VALUES (\(id), \(work.today.adding(days: -5)), 'call', \(work.today.adding(days: 3)))
                """)
        }
        let page = try work.bella.get("/young-people/\(id)").main
        let review = try #require(page.range(of: "Six-monthly review")),
            contact = try #require(page.range(of: "in 3 days"))
        #expect(review.lowerBound < contact.lowerBound, "the earliest first")
        #expect(page.contains("days late") && page.contains("You"))
        #expect(page.contains("Work experience since \(work.today.adding(days: -100).longText)"))
        #expect(page.contains("Parks") && page.contains("1 in all, 1 open") && page.contains("£500.00 left of £500.00"))
    }

    @Test func theJourneyTellsAnEarlyExit() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        try work.attempt(
            id, began: 400, ended: 200, exit: "travel", stages: [("Identified", 400), ("Work experience", 300)])
        try work.attempt(id, number: 2, began: 180, stages: [("Identified", 180), ("Apprenticeship", 60)])
        let page = try work.bella.get("/young-people/\(id)")
        #expect(
            page.main.contains("Apprenticeship since \(work.today.adding(days: -60).longText), after one early exit"))
        #expect(page.main.contains("Left early") && page.main.contains("Travel; to be spoken to again by"))
        #expect(page.text.contains("<svg role=\"img\" aria-labelledby=\"journey-title\""))
    }

    @Test func aContactInOneTapSettlesWhatIsNext() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        let path = "/young-people/\(id)"
        let answer = try work.bella.post(
            "\(path)/quick-contact", [("to", "no_answer"), ("back", "/\(work.council.slug)/young-people?worker=mine")])
        #expect(answer.status == 303 && answer.location == "/\(work.council.slug)/young-people?worker=mine")
        #expect(try work.bella.get(path).main.contains("Contact log"))
        #expect(try work.bella.get(path).main.contains(work.today.nextWorkingDay.longText))
        #expect(
            try work.bella.post("\(path)/quick-contact", [("to", "spoke"), ("back", "//evil.example")]).location
                .hasSuffix(path))
        #expect(try work.bella.get(path).main.contains("Nothing is planned"))
        #expect(try work.bella.post("\(path)/quick-contact", [("to", "shouted")]).status == 400)
        #expect(try work.council.mo.post("\(path)/quick-contact", [("to", "spoke")]).status == 403)
        #expect(try work.bella.get("\(path)/contacts").main.contains("Bella Stone"))
    }

    @Test func somethingIsReadyInOneTap() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        let form = try work.bella.get(path + "/edit"), version = form.value(of: "version")
        for _ in 1...2 {
            let answer = try work.bella.post("\(path)/readiness", [("ready", "cv")])
            #expect(answer.status == 303 && answer.location.hasSuffix(path + "#ready"))
        }
        let page = try work.bella.get(path).main
        #expect(page.contains("since \(work.today.longText)") && page.contains("Not ready after all"))
        #expect(try work.council.inDatabase { try $0.value("SELECT count(*) FROM readiness") } == Int64(1))
        // A form that was opened before does not take it back unseen.
        #expect(try work.bella.get(path + "/edit").value(of: "version") != version)
        _ = try work.bella.post("\(path)/readiness", [("not_ready", "cv")])
        #expect(try !work.bella.get(path).main.contains("since \(work.today.longText)"))
        #expect(try work.bella.post("\(path)/readiness", [("ready", "everything")]).status == 400)
        #expect(try work.council.mo.post("\(path)/readiness", [("ready", "cv")]).status == 403)
    }

    @Test func nobodyElseAndNoOtherCouncilOpensIt() throws {
        let work = try Casework(), other = try Casework(), id = try work.add("DCY-1")
        for (role, browser) in work.council.people where role != .broker {
            #expect(try browser.get("/young-people/\(id)").status == 403, "\(role)")
        }
        #expect(try other.bella.get("/young-people/\(id)").status == 404)
    }
}
