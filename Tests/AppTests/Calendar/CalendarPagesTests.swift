import Foundation
import Postgres
import Testing

@testable import App

@Suite struct CalendarPagesTests {
    /// Makes an address and takes it off the page: the path of the calendar.
    private func make(_ scope: String, as browser: Browser) throws -> String {
        let page = try browser.post("/calendar", [("scope", scope)], key: browser.key())
        let code = try #require(page.text.components(separatedBy: "<code>").dropFirst().first)
        let address = code.components(separatedBy: "</code>")[0]
        return "/" + address.components(separatedBy: "/").dropFirst(3).joined(separator: "/")
    }

    private func events(_ page: Page) -> [String] {
        page.text.replacing("\r\n ", with: "").components(separatedBy: "\r\n").filter { $0.hasPrefix("SUMMARY:") }
            .map { String($0.dropFirst(8)) }
    }

    private func review() throws -> ReviewOfCareLeavers {
        let review = try ReviewOfCareLeavers(due: "2027-05-31")
        try review.addMeasure(reading: 2)
        try review.council.inDatabase { db in
            try db.run("UPDATE plans SET target_on = '2028-03-31'")
            try db.run("INSERT INTO meetings (body, held_on) VALUES ('Select Committee', '2027-03-01')")
            try db.run("UPDATE actions SET report_duty = 'once', report_on = '2027-01-31'")
            try db.run(
                "INSERT INTO plans (title, state, target_on) VALUES ('Secret draft', 'draft', '2027-01-01')"
            )
        }
        return review
    }

    @Test func everythingWithADayIsInIt() throws {
        let review = try review(), council = review.council
        let path = try make("all", as: council.mo)
        let page = try council.stranger.get(path)
        #expect(page.status == 200 && page.header("Content-Type") == "text/calendar; charset=utf-8; method=PUBLISH")
        #expect(
            Set(events(page)) == [
                "Update due: recommendation 7\\, Care leavers EET",
                "Report to scrutiny due: recommendation 7\\, Care leavers EET",
                "Action due: recommendation 7\\, Care leavers EET", "Plan to be completed: Care leavers EET",
                "Meeting: Select Committee",
                "To reach: Apprenticeships in the council\\, recommendation 7\\, Care leavers EET",
            ])
        #expect(
            page.text.contains("DTSTART;VALUE=DATE:20230430\r\nDTEND;VALUE=DATE:20230501"),
            "April 2023 ends on its last day")
        #expect(
            page.text.replacing("\r\n ", with: "").contains(
                "\r\nURL:http://127.0.0.1/\(council.slug)/plans/\(review.plan)"))
        #expect(page.header("Set-Cookie") == nil && page.header("Cache-Control") == "private, no-cache")
        for name in ["Secret", "Mo Khan", "Lena", "Pathway", "example", "Two began"] {
            #expect(!page.text.contains(name), "\(name)")
        }
        let head = try council.stranger.send("HEAD", path, [], "")
        #expect(head.status == 200 && head.text.isEmpty)
        let tag = try #require(page.header("ETag"))
        let again = try council.stranger.send("GET", path, [("If-None-Match", tag)], "")
        #expect(again.status == 304 && again.text.isEmpty)
    }

    @Test func anAddressEndsWithThePasswordAndWithASuspension() throws {
        let review = try review(), council = review.council
        let ends: [SQL] = [
            "SELECT app.set_password(id, \(Example.passwordHash), false) FROM people WHERE name = 'Mo Khan'",
            "UPDATE people SET state = 'suspended' WHERE name = 'Olive Ward'",
        ]
        for (browser, end) in zip([council.mo, council.olive], ends) {
            let path = try make("all", as: browser)
            #expect(try council.stranger.get(path).status == 200)
            try council.inDatabase { _ = try $0.run(end) }
            #expect(try council.stranger.get(path).status == 404)
            try council.inDatabase { _ = try $0.run("UPDATE people SET state = 'active' WHERE state <> 'active'") }
            #expect(try council.stranger.get(path).status == 404, "it does not come back")
        }
    }

    @Test func mineIsWhatMyTeamsLead() throws {
        let review = try review(), council = review.council
        let path = try make("mine", as: council.lena)
        #expect(try events(council.stranger.get(path)).isEmpty)
        try review.putLenaInTheTeam()
        #expect(try events(council.stranger.get(path)).count == 5, "no meeting that has nothing of theirs")
        try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id)
                SELECT id, 1, 'paper', 'x', \(review.plan), \(review.recommendation) FROM meetings
                """)
        }
        #expect(try events(council.stranger.get(path)).contains("Meeting: Select Committee"))
        try council.inDatabase { _ = try $0.run("DELETE FROM action_leads") }
        #expect(try events(council.stranger.get(path)).isEmpty)
    }

    @Test func onlyTheNewestAddressOfItsOwnCouncilOpens() throws {
        let review = try review(), council = review.council, other = try Example.council()
        let first = try make("all", as: council.olive)
        let second = try make("all", as: council.olive)
        #expect(try council.stranger.get(first).status == 404)
        #expect(try council.stranger.get(second).status == 200)
        #expect(try other.stranger.get(second.replacing(council.slug, with: other.slug)).status == 404)
        #expect(try council.olive.get("/calendar").text.contains("You have had an address since"))
        #expect(try !council.olive.get("/calendar").text.contains(".ics"))
        #expect(try council.olive.post("/calendar/ending").status == 303)
        #expect(try council.stranger.get(second).status == 404)
        #expect(try council.olive.post("/calendar/ending").status == 404)
        for token in ["x.ics", Token().cookie + ".ics", Token().cookie, "ending"] {
            #expect(try council.stranger.get("/calendar/" + token).status == 404)
        }
    }

    @Test func itEndsWithTheRightsOfItsPerson() throws {
        let review = try review(), council = review.council
        let path = try make("all", as: council.mo)
        let mo = try council.person(.member)
        #expect(try council.stranger.get(path).status == 200)
        try council.inDatabase { try $0.run("UPDATE person_roles SET role = 'provider' WHERE person_id = \(mo)") }
        #expect(try council.stranger.get(path).status == 404)
        let olives = try make("all", as: council.olive)
        try council.inDatabase { try $0.run("UPDATE tenants SET state = 'suspended' WHERE slug = \(council.slug)") }
        #expect(try council.stranger.get(olives).status == 404)
    }

    @Test func theAddressOpensPlansForReadingAndNothingElse() throws {
        let review = try review(), council = review.council
        _ = try make("all", as: council.olive)
        let token = Token()
        try council.asOwner { db in
            try db.run("UPDATE calendar_feeds SET token_hash = \(token.hash)")
        }
        let can: [Bool?] = try council.asVisit(council.stranger, readOnly: true) { db in
            #expect(try db.value("SELECT is_mine FROM app.open_feed(\(token.hash))") == false)
            return try ["see_plans", "see_meetings", "see_drafts", "see_history", "change_plans"].map {
                try db.value("SELECT app.can(\($0))")
            }
        }
        #expect(can == [true, true, false, false, false])
        #expect(throws: PostgresError.self, "never where something may be changed") {
            try council.asVisit(council.stranger) { try $0.run("SELECT app.open_feed(\(token.hash))") }
        }
        let drops: Bool? = try council.asVisit(council.olive, readOnly: true) { db in
            try db.run("SELECT app.open_feed(\(Token().hash))")
            return try db.value("SELECT app.can('change_plans')")
        }
        #expect(drops == false, "an unknown address leaves nothing of who asked")
        #expect(throws: PostgresError.self) {
            try council.asVisit(council.olive) { try $0.run("SELECT token_hash FROM calendar_feeds") }
        }
    }

    @Test func thePageAsksWhatItGivesAndIsForThoseWhoSeePlans() throws {
        let council = try Example.council()
        let page = try council.olive.post("/calendar", [("scope", "")])
        #expect(page.status == 422 && page.text.contains("Choose what the calendar holds"))
        #expect(try council.sam.get("/calendar").status == 403)
        #expect(try council.sam.post("/calendar", [("scope", "all")]).status == 403)
        #expect(try council.mo.get("/account").text.contains("/calendar\""))
        #expect(try !council.sam.get("/account").text.contains("/calendar\""))
        let kept: Int? = try council.inDatabase {
            try $0.value("SELECT count(*) FROM audit WHERE entity = 'calendar_feeds'")
        }
        #expect(kept == 0)
    }

    @Test func theDatesOfARecommendationAreAFile() throws {
        let review = try review(), council = review.council
        let path = "/plans/\(review.plan)/recommendations/\(review.recommendation)"
        #expect(try council.mo.get(path).text.contains(path + "/dates.ics\""))
        let page = try council.mo.get(path + "/dates.ics")
        #expect(
            page.header("Content-Disposition") == "attachment; filename=\"recommendation-\(review.recommendation).ics\""
        )
        #expect(events(page).count == 4)
        #expect(try Example.council().mo.get(path + "/dates.ics").status == 404)
    }
}
