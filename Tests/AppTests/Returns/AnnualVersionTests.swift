import Postgres
import Testing

@testable import App

/// A year that is reported: once it is over, once at a time, with the numbers that were seen, and frozen from then on.
@Suite struct AnnualVersionTests {
    @Test func whatWasReportedStaysAndADifferenceIsADifference() throws {
        let annual = try AnnualCouncil(), one = try annual.person("P-1")
        try annual.place(one, "apprenticeship", at: "Parks", from: 10, to: 100)
        #expect(try annual.work.bella.get(annual.path).main.contains("Not reported"))
        #expect(try annual.report().status == 303)
        let two = try annual.person("P-2", [("send", nil, nil)])
        try annual.place(two, "apprenticeship", at: "Parks", from: 20, to: 120)
        let page = try annual.work.bella.get(annual.path).main
        #expect(
            page.contains("Reported, version 1") && page.contains("now 2, 1 more") && page.contains("now 1, 1 more"))
        #expect(page.contains("The records now say otherwise in"))
        let found = try annual.figures()
        #expect(found["All///Apprenticeships started"]?[..<3] == ["1", "0", "0"])
        #expect(found["All///Apprenticeships started"]?[5..<8] == ["2", "0", "1"], "what the records say now")
        // What it was made of is renamed, moved and removed: the version is what it was.
        try annual.council.inDatabase { db in
            try db.run("UPDATE council_teams SET directorate = 'Elsewhere' WHERE name = 'Parks'")
            try db.run("DELETE FROM placements WHERE young_person_id = \(one)")
        }
        #expect(try annual.figures()["The council itself/Place//Apprenticeships started"]?[0] == "1")
        let list = try annual.work.bella.get(
            "/returns/annual/people?\(annual.year.query)&version=1&of=apprenticeships_started"
        ).main
        #expect(list.contains("P-1") && list.contains("removed since") && !list.contains("P-2"))
        // Again needs its reason, and both stay.
        let refused = try annual.report()
        #expect(
            refused.status == 422 && refused.mistakes.contains { $0.contains("Enter why the year is reported again") })
        #expect(try annual.report(because: "A late record came in").status == 303)
        let both = try annual.work.bella.get(annual.path).main
        #expect(
            both.contains("Version 2 (shown)") && both.contains("A late record came in")
                && !both.contains("say otherwise"))
        let first = try annual.work.bella.get(annual.path + "&version=1").main
        #expect(first.contains("Version 1 (shown)") && first.contains("There is a later version"))
        #expect(try annual.work.bella.get(annual.path + "&version=7").status == 404)
        for change: SQL in [
            "UPDATE annual_returns SET reason = 'x' WHERE number = 2", "DELETE FROM annual_returns",
            "UPDATE annual_return_people SET figure = 'apprentices'", "DELETE FROM annual_return_people",
            "UPDATE annual_return_counts SET people = 10", "DELETE FROM annual_return_counts",
            "INSERT INTO annual_return_people (return_id, young_person_id, placement_id, figure, side, directorate, place, destination, is_care, is_send, began_on) SELECT id, \(two), 1, 'apprentices', 'council', '', '', '', true, true, app.today() FROM annual_returns WHERE number = 1",
        ] {
            #expect(throws: PostgresError.self) { try annual.council.asOwner { try $0.run(change) } }
        }
    }

    @Test func twoAtOnceReportOnce() throws {
        let annual = try AnnualCouncil(), bella = annual.work.bella, bruno = annual.work.bruno
        try annual.place(try annual.person("P-1"), "apprenticeship", at: "Parks", from: 10)
        let address = "/returns/annual/report?\(annual.year.query)"
        let form = try FilledForm(on: bella.get(address)), other = try FilledForm(on: bruno.get(address))
        let first = try bella.post(address, form.fields, key: form.key)
        let again = try bella.post(address, form.fields, key: form.key)
        #expect(first.status == 303 && again.location == first.location, "a double click")
        let late = try bruno.post(address, other.fields, key: other.key)
        #expect(late.status == 409 && late.main.contains("Version 1 was reported on"))
        let count: Int? = try annual.council.inDatabase { try $0.value("SELECT count(*) FROM annual_returns") }
        #expect(count == 1)
    }

    @Test func whoReportsReportsTheNumbersThatTheySaw() throws {
        let annual = try AnnualCouncil(), bella = annual.work.bella
        let address = "/returns/annual/report?\(annual.year.query)"
        let form = try FilledForm(on: bella.get(address))
        try annual.place(try annual.person("P-1"), "apprenticeship", at: "Parks", from: 10)
        let answer = try bella.post(address, form.fields, key: form.key)
        #expect(answer.status == 409 && answer.main.contains("The records changed after you opened this page"))
        #expect(answer.main.contains("one young person in an apprenticeship"))
        let now = try FilledForm(on: answer)
        #expect(try bella.post(address, now.fields, key: now.key).status == 303)
    }

    @Test func aYearThatGoesOnIsNotReported() throws {
        let annual = try AnnualCouncil(), now = AnnualYear(.financial, of: annual.work.today)
        let page = try annual.work.bella.get("/returns/annual?\(now.query)").main
        #expect(page.contains("Not over yet") && page.contains("the year ends on \(now.last.longText)"))
        #expect(!page.contains("Report this year"))
        #expect(try annual.work.bella.get("/returns/annual/report?\(now.query)").status == 409)
        #expect(throws: PostgresError.self) {
            try annual.council.asVisit(annual.work.bella) {
                try $0.run("SELECT app.report_year('financial', \(now.first), 1, '')")
            }
        }
    }
}
