import Postgres
import Testing

@testable import App

/// Work experience and apprenticeships of a year: what is counted, who reads it, and what stays once it was reported.
@Suite struct AnnualReturnTests {
    @Test func figuresFollowFromDays() throws {
        let annual = try AnnualCouncil()
        let before = try annual.person("P-1"), first = try annual.person("P-2"), last = try annual.person("P-3")
        let after = try annual.person("P-4")
        // On the day before the year, its first, its last, and the day after it.
        try annual.place(before, "apprenticeship", at: "Parks", from: -1, to: 0)
        try annual.place(first, "apprenticeship", at: "Parks", from: 0, to: 200, destination: "employed")
        try annual.place(
            last, "apprenticeship", at: "Parks", from: 364, to: 364, outcome: "early_exit", destination: "not_known")
        try annual.place(after, "apprenticeship", at: "Parks", from: 365)
        try annual.place(after, "apprenticeship", at: "Parks", from: -300, to: -1, destination: "employed")
        try annual.place(first, "work_experience", at: "Libraries", from: -5, to: 3)
        try annual.place(after, "work_experience", at: "Home Care", from: 10, to: 40, outcome: "early_exit")
        for kind in ["taster", "traineeship", "supported_internship", "job"] {
            try annual.place(after, kind, at: "Homes", from: 20, to: 30)
        }
        let found = try annual.figures()
        #expect(found["All///Apprentices in the year"]?[0] == "3")
        #expect(found["All///Apprenticeships started"]?[0] == "2")
        #expect(
            found["All///Apprenticeships completed"]?[0] == "2", "the one that ended on its first day, and one more")
        #expect(found["All///Destination known"]?[0] == "1")
        #expect(found["All///Apprenticeships ended"]?[0] == "3")
        #expect(found["All//Employed/Apprenticeships ended"]?[0] == "1")
        #expect(found["All//Not known/Apprenticeships ended"]?[0] == "1")
        #expect(found["All//Not recorded/Apprenticeships ended"]?[0] == "1")
        #expect(found["All///Work experience started"]?[0] == "1")
        #expect(found["All///Work experience completed"]?[0] == "1")
        #expect(found["The council itself/Place//Work experience completed"]?[0] == "1")
        #expect(
            found["The council itself/In no directorate//Work experience started"]?[0] == "0",
            "it stands with nobody in it")
        let page = try annual.work.bella.get(annual.path).main
        #expect(page.contains("One young person started work experience, three were apprentices."))
    }

    @Test func whoIsInTwoRowsCountsOnceInAll() throws {
        let annual = try AnnualCouncil(), one = try annual.person("P-1")
        try annual.place(one, "work_experience", at: "Parks", from: 10, to: 20)
        try annual.place(one, "work_experience", at: "Libraries", from: 30, to: 40)
        try annual.place(one, "work_experience", at: "Home Care", from: 50, to: 60)
        for (index, place) in ["Builder", "Carer", "Shop", "Pub"].enumerated() {
            try annual.place(one, "work_experience", at: place, from: 70 + index * 10, to: 75 + index * 10)
        }
        let found = try annual.figures()
        for row in [
            "The council itself/Place/", "The council itself/Adults/", "The council itself//", "Contractors//",
            "Service providers//", "Other employers//", "Employers not sorted yet//", "All//",
        ] { #expect(found["\(row)/Work experience started"]?[0] == "1", "\(row)") }
        let list = try annual.work.bella.get("/returns/annual/people?\(annual.year.query)&of=experience_started")
        #expect(list.main.contains("Work experience started: one person"))
        #expect(list.main.contains("They are in seven placements, one row each"))
    }

    @Test func groupsAreThoseOfTheDayThatCounts() throws {
        let annual = try AnnualCouncil()
        // Looked after until the placement had begun, SEND since it ended.
        let one = try annual.person("P-1", [("looked_after", nil, 15), ("send", 20, nil)])
        try annual.place(one, "apprenticeship", at: "Parks", from: 10, to: 20)
        let two = try annual.person("P-2", [("care_leaver", 400, nil), ("neet", nil, nil)])
        try annual.place(two, "apprenticeship", at: "Parks", from: 10)
        let found = try annual.figures()
        #expect(found["All///Apprenticeships started"]?[..<3] == ["2", "1", "0"])
        #expect(found["All///Apprenticeships completed"]?[..<3] == ["1", "0", "1"])
        #expect(found["All///Apprentices in the year"]?[..<3] == ["2", "0", "1"], "of the last day in the year")
        let list = try annual.work.bella.get(
            "/returns/annual/people?\(annual.year.query)&of=apprenticeships_started&subset=care"
        ).main
        #expect(list.contains("P-1") && !list.contains("P-2"))
    }

    @Test func everyFigureOpensAListOfAsMany() throws {
        let annual = try AnnualCouncil()
        for number in 1...3 {
            let person = try annual.person("P-\(number)", [("care_leaver", nil, nil)])
            try annual.place(
                person, "apprenticeship", at: ["Parks", "Home Care", "Builder"][number - 1], from: 10 * number, to: 200,
                destination: "employed")
        }
        let page = try annual.work.bella.get(annual.path)
        let links = page.text.components(separatedBy: "href=\"").compactMap { $0.split(separator: "\"").first }.filter {
            $0.contains("/returns/annual/people?")
        }
        #expect(links.count > 30)
        for link in links {
            let list = try annual.work.bella.get(String(link).replacing("&amp;", with: "&"))
            #expect(list.status == 200 && list.main.contains("person") && list.main.contains("P-"), "\(link)")
        }
        let looks: Int? = try annual.council.inDatabase { try $0.value("SELECT count(*) FROM looks") }
        #expect((looks ?? 0) > 0, "who saw whom is entered")
    }

    @Test func whoSeesNoYoungPeopleIsToldStepsOfFive() throws {
        let annual = try AnnualCouncil(), council = annual.council
        for number in 1...9 {
            let groups: [(cohort: String, from: Int?, to: Int?)] = number < 5 ? [("send", nil, nil)] : []
            try annual.place(
                try annual.person("P-\(number)", groups), "apprenticeship", at: number < 8 ? "Parks" : "Home Care",
                from: 10)
        }
        for person in [council.mo, council.olive, council.cora, council.lena, council.ada] {
            let page = try person.get(annual.path).main
            #expect(page.contains("Nothing was reported for this year") && !page.contains("Apprentices in the year"))
        }
        #expect(try annual.report().status == 303)
        try annual.place(try annual.person("P-10"), "apprenticeship", at: "Home Care", from: 10)
        for person in [council.mo, council.olive, council.cora, council.lena, council.ada] {
            let page = try person.get(annual.path)
            #expect(page.main.contains("about 10") && page.main.contains("about 5") && page.main.contains("5 or fewer"))
            #expect(
                !page.main.contains("now ") && !page.text.contains("/annual/people") && !page.main.contains("Version 1")
            )
            #expect(try person.get("/returns/annual/people?\(annual.year.query)").status == 403)
            #expect(try person.get("/returns/annual/report?\(annual.year.query)").status == 403)
            #expect(try person.post("/returns/annual/report?\(annual.year.query)").status == 403)
            let found = try annual.figures(person)
            #expect(
                found["All///Apprentices in the year"]?[..<3] == ["about 10", "5 or fewer", "5 or fewer"], "9 and 4")
            #expect(found["The council itself/Adults//Apprentices in the year"]?[0] == "5 or fewer", "two")
            #expect(found["Contractors///Apprentices in the year"]?[0] == "5 or fewer", "nobody looks the same")
            #expect(try person.get(annual.path + "&version=now").main.contains("about 10"))
        }
        let seen: Int? = try council.asVisit(council.mo, readOnly: true) { db in
            try db.value(
                """
                SELECT (SELECT count(*) FROM annual_returns) + (SELECT count(*) FROM annual_return_people)
                     + (SELECT count(*) FROM app.annual_counts('financial', \(annual.year.first), 1))
                     + (SELECT count(*) FROM app.annual_counts('financial', \(annual.year.first), NULL))
                """)
        }
        #expect(seen == 0, "a member's visit counts nobody")
        #expect(throws: PostgresError.self) {
            try council.asVisit(council.mo) {
                try $0.run("SELECT app.report_year('financial', \(annual.year.first), 2, 'x')")
            }
        }
    }

    @Test func aRestrictedCaseIsSeenByItsTeamAlone() throws {
        let annual = try AnnualCouncil(), one = try annual.work.add("DCY-SECRET"), other = try annual.person("P-2")
        try annual.place(one, "apprenticeship", at: "Parks", from: 300)
        try annual.place(other, "apprenticeship", at: "Parks", from: 10)
        try annual.work.restrict(one)
        // Reported by somebody who sees one of the two.
        #expect(try annual.report(annual.work.bruno).status == 303)
        func apprentices(_ browser: Browser) throws -> String? {
            try annual.figures(browser)["All///Apprentices in the year"]?[0]
        }
        #expect(try apprentices(annual.work.bruno) == "1" && apprentices(annual.work.bella) == "2")
        let page = try annual.work.bruno.get(annual.path)
        #expect(!page.main.contains("say otherwise"), "no difference tells of the case")
        #expect(
            page.main.contains("Left out: one restricted case that you cannot open") && !page.text.contains("SECRET"))
        for version in ["1", "now"] {
            let list = "/returns/annual/people?\(annual.year.query)&version=\(version)"
            #expect(try !annual.work.bruno.get(list).text.contains("SECRET"))
            #expect(try annual.work.bella.get(list).text.contains("SECRET"))
        }
    }

    @Test func aRecordThatIsKeptOnlyIsCountedNoMore() throws {
        let annual = try AnnualCouncil(), one = try annual.person("P-1")
        try annual.place(one, "apprenticeship", at: "Parks", from: 10, to: 40)
        #expect(try annual.report().status == 303)
        try annual.council.inDatabase { db in
            try db.run(
                "UPDATE young_people SET closed_on = app.today(), closed_reason = 'declined', processing_ended_on = app.today() WHERE id = \(one)"
            )
        }
        let found = try annual.figures()["All///Apprenticeships started"]
        #expect(found?[0] == "1" && found?[5] == "0", "what was reported stays")
        let list = "/returns/annual/people?\(annual.year.query)&version=1&of=apprentices"
        let page = try annual.work.bella.get(list).text
        #expect(page.contains("P-1") && !page.contains("Name P-1"), "by reference alone")
    }

    @Test func anotherCouncilSeesNothing() throws {
        let annual = try AnnualCouncil(), other = try AnnualCouncil()
        try annual.place(try annual.person("P-1"), "apprenticeship", at: "Parks", from: 10)
        #expect(try annual.report().status == 303)
        let page = try other.work.bella.get(other.path).main
        #expect(
            page.contains("nobody started work experience, and nobody was an apprentice")
                && page.contains("Not reported"))
        #expect(try other.work.bella.get(other.path + "&version=1").status == 404)
        #expect(try !other.work.bella.get("/returns/annual/people?\(other.year.query)").text.contains("P-1"))
        #expect(try other.council.mo.get(other.path).main.contains("Nothing was reported for this year"))
    }

    @Test(arguments: [
        "year=9999", "year=abc", "year=-1", "kind=lunar", "year=99999999999999999999", "kind=financial&year=2025%27",
    ])
    func whatIsNoYearIsSaid(_ query: String) throws {
        let annual = try AnnualCouncil(), page = try annual.work.bella.get("/returns/annual?\(query)")
        #expect(page.status == 200)
        #expect(page.main.contains("There is no year"), "\(query)")
        #expect(try annual.work.bella.get("/returns/annual/report?\(query)").status == 404)
        #expect(try annual.work.bella.get("/returns/annual/people?\(query)").status == 404)
        for list in [
            "of=nothing", "subset=all", "part=side", "part=side&side=x", "part=x", "part=destination&destination=x",
        ] {
            #expect(
                try annual.work.bella.get("/returns/annual/people?\(annual.year.query)&\(list)").status == 404,
                "\(list)")
        }
    }

    @Test func theThreeKindsOfYearBeginOnTheirOwnDay() throws {
        let annual = try AnnualCouncil(), one = try annual.person("P-1")
        // On 15 April: of the financial year that began, of the municipal and the academic year before.
        try annual.place(one, "work_experience", at: "Parks", from: 14, to: 15)
        let start = annual.year.year.startYear
        for (kind, year) in [("financial", start), ("municipal", start - 1), ("academic", start - 1)] {
            let page = try annual.work.bella.get("/returns/annual?kind=\(kind)&year=\(year)").main
            #expect(page.contains("One young person started work experience"), "\(kind)")
        }
        #expect(
            try annual.work.bella.get("/returns/annual?kind=municipal&year=\(start - 1)").main.contains(
                "taken to run from 1 May to 30 April"))
    }

    @Test func theAuditSaysWhoReportedWhat() throws {
        let annual = try AnnualCouncil()
        #expect(try annual.report().status == 303)
        let page = try annual.council.ada.get("/audit").main
        #expect(page.contains("Annual return") && page.contains("Financial") && page.contains("Bella Stone"))
    }
}
