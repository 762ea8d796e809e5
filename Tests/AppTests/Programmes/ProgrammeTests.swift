import Postgres
import Testing

@testable import App

/// Figures of programmes through the front door.
@Suite struct ProgrammeTests {
    private let council: ExampleCouncil
    private let link: String

    init() throws {
        council = try Example.council()
        let answer = try council.cora.post(
            "/programmes",
            [("name", "Ways to Work"), ("words", "Support."), ("lead", "Employment team"), ("funders_1_name", "ESF")])
        try #require(answer.status == 303, "\(answer.mistakes)")
        link = answer.location
    }

    private func form(_ name: String, _ value: String, _ more: [(String, String)] = []) -> [(String, String)] {
        let usual = [
            ("name", name), ("value", value), ("unit", "people"), ("qualifier", "exactly"), ("period", "own"),
            ("begins_day", "23"), ("begins_month", "1"), ("begins_year", "2018"), ("source", "Report, paragraph 14"),
        ]
        return usual.filter { one in !more.contains { $0.0 == one.0 } } + more
    }

    /// The number of the figure that was added.
    @discardableResult
    private func add(_ name: String, _ value: String, _ more: [(String, String)] = []) throws -> String {
        let answer = try council.cora.post(link + "/figures", form(name, value, more))
        try #require(answer.status == 303, "\(name): \(answer.mistakes)")
        let id = try council.newest("programme_figures")
        return try "\(#require(id))"
    }

    @Test func qualifiersStayAndWhatIsExpectedStandsApart() throws {
        try add("Young people with a budget", "850", [("qualifier", "more_than")])
        try add("Budget for each", "500", [("qualifier", "up_to"), ("unit", "gbp")])
        try add("Further places", "30", [("unit", "places"), ("projected", "yes")])
        let page = try council.mo.get(link).main
        #expect(page.contains("more than 850 people") && page.contains("up to £500"))
        let stated = try #require(page.range(of: "What is stated")),
            apart = try #require(page.range(of: "What is expected"))
        let places = try #require(page.range(of: "30 places"))
        #expect(stated.lowerBound < apart.lowerBound && apart.lowerBound < places.lowerBound)
        #expect(page.contains("23 January 2018") && page.contains("Report, paragraph 14"))
        #expect(page.contains("ESF") && page.contains("Employment team"))
        #expect(try council.mo.get("/programmes?funder=ESF").main.contains("Ways to Work"))
        #expect(try council.mo.get("/programmes?funder=ERDF").main.contains("No programmes match"))
        #expect(try council.mo.get("/search?q=budget").main.contains("Budget for each"))
    }

    @Test func aTotalThatNoPaperStatesIsAddedUpAndSaysSo() throws {
        let whole = try add("Managed referrals", "", [("unit", "businesses")])
        #expect(try council.mo.get(link).main.contains("Not stated"))
        let parts = [("Loan finance", "25"), ("New markets", "41"), ("Premises", "22"), ("Start up", "91")]
        for (name, value) in parts { try add(name, value, [("unit", "businesses"), ("whole", whole)]) }
        let page = try council.mo.get(link).main
        #expect(page.contains("179 businesses") && page.contains("Added up from its parts; no total is stated."))
        #expect(page.contains("Managed referrals: the largest part is Start up, 91 of 179 businesses"))
        try add("Trade", "5", [("unit", "businesses"), ("whole", whole), ("qualifier", "over")])
        #expect(try council.mo.get(link).main.contains("over 184 businesses"))
        // A stated number is not added up, and parts beyond it are pointed out.
        let claims = try add("Claims", "186", [("unit", "claims"), ("qualifier", "more_than")])
        try add("Employability", "65", [("unit", "claims"), ("whole", claims)])
        #expect(try council.mo.get(link).main.contains("more than 186 claims"))
        try add("Housing", "130", [("unit", "claims"), ("whole", claims)])
        #expect(try council.mo.get(link).main.contains("add up to 195 claims"))
    }

    @Test func fewPeopleAreForOfficersInPageListAndFiles() throws {
        let whole = try add("Supported", "40")
        for (name, value) in [("Into jobs", "4"), ("Into college", "22")] { try add(name, value, [("whole", whole)]) }
        let sum = try add("By ward", "")
        for (name, value) in [("Ash", "3"), ("Birch", "17")] { try add(name, value, [("whole", sum)]) }
        try add("Alone", "2")
        try add("Enough", "6")
        try add("Claims", "2", [("unit", "claims")])
        let paths = [link, link + "/figures", link + "/figures.csv", link + "/figures.json"]
        for path in paths {
            let told = try council.mo.get(path), text = told.main + told.text
            #expect(told.status == 200 && told.text.contains("[c]"))
            for hidden in [
                "22 people", "17 people", "4 people", "20 people", "3 people", ",22,", ",17,", "\"value\":22",
            ] {
                #expect(!text.contains(hidden), "\(path) tells \(hidden)")
            }
        }
        let page = try council.mo.get(link).main
        #expect(page.contains("40 people") && page.contains("6 people") && page.contains("2 claims"))
        #expect(page.contains("Confidential: not shown"))
        for officer in [council.olive, council.bella, council.cora, council.lena, council.ada] {
            let page = try officer.get(link).main
            #expect(page.contains("4 people [c]") && page.contains("20 people [c]") && page.contains("22 people [c]"))
        }
        // A rest that would be small tells as much.
        let all = try add("Started", "50")
        try add("Stayed", "47", [("whole", all)])
        #expect(try !council.mo.get(link).main.contains("47 people"))
        let split = try add("Left", "100")
        try add("To work", "60", [("whole", split)])
        #expect(try council.mo.get(link).main.contains("60 people"))
        try add("To college", "37", [("whole", split)])
        let last = try council.mo.get(link).main
        #expect(!last.contains("60 people") && !last.contains("37 people") && last.contains("100 people"))
    }

    @Test func aSumTellsHowSureItIs() {
        typealias Qualifier = Reading.Qualifier
        #expect(Qualifier.ofSum([.exactly, .exactly]) == .exactly)
        #expect(Qualifier.ofSum([.exactly, .over]) == .over && Qualifier.ofSum([.over, .moreThan]) == .moreThan)
        #expect(Qualifier.ofSum([.nearly, .exactly]) == .nearly && Qualifier.ofSum([.nearly, .moreThan]) == .about)
        #expect(Qualifier.ofSum([.upTo]) == .upTo && Qualifier.ofSum([.atLeast, .moreThan]) == .moreThan)
    }

    @Test func aPartCountsWhatItsWholeCounts() throws {
        let whole = try add("Supported", "40")
        func mistakes(_ value: String, _ more: [(String, String)]) throws -> [String] {
            try council.cora.post(link + "/figures", form("Into jobs", value, more + [("whole", whole)])).mistakes
        }
        #expect(try mistakes("4", [("unit", "jobs")]).count == 1)
        #expect(try mistakes("4", [("projected", "yes")]).count == 1)
        #expect(try mistakes("41", []) == ["Enter a number no larger than what it is part of, 40"])
        #expect(try mistakes("", []).count == 1)
        let part = try add("Into jobs", "12", [("whole", whole)])
        let kept = try FilledForm(on: council.cora.get("\(link)/figures/\(whole)/edit"))
        func changed(_ name: String, _ value: String) throws -> Int {
            var form = kept
            form[name] = value
            return try council.cora.post("\(link)/figures/\(whole)", form.fields).mistakes.count
        }
        #expect(try changed("unit", "jobs") == 1)
        #expect(try changed("whole", part) >= 1)
        for wrong: SQL in [
            "UPDATE programme_figures SET unit = 'jobs' WHERE whole_id IS NULL",
            "UPDATE programme_figures SET is_projected = true WHERE whole_id IS NOT NULL",
            "UPDATE programme_figures SET whole_id = id",
            "UPDATE programme_figures SET value = NULL WHERE whole_id IS NOT NULL",
            "UPDATE programme_figures SET value = -1",
        ] {
            #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(wrong) } }
        }
        #expect(try council.cora.get("\(link)/figures/\(whole)/removal").main.contains("Part of it: “Into jobs”"))
        #expect(try council.cora.confirm("\(link)/figures/\(whole)/removal").status == 303)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM programme_figures") } == 0)
    }

    @Test func othersReadAndAnotherCouncilFindsNothing() throws {
        try add("Supported", "40")
        for (role, browser) in council.people {
            #expect(try browser.get(link).status == (role == .provider ? 403 : 200), "\(role)")
            guard role != .commissioner else { continue }
            let answer = try browser.post(link + "/figures", form("Mine", "9"), key: browser.key())
            #expect(answer.status == 403, "\(role)")
        }
        let bramley = try Example.council()
        #expect(try bramley.cora.get(link).status == 404)
        #expect(try bramley.cora.post(link + "/figures", form("Mine", "9")).status == 404)
    }
}
