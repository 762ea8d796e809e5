import Foundation
import Testing

@testable import App

@Suite struct PlanListTests {
    private func council() throws -> ExampleCouncil {
        let council = try Example.council()
        try council.inDatabase { db in
            _ = try Stockton(StoredPlans(db: db))
            _ = try Merton(StoredPlans(db: db))
            _ = try StoredPlans(db: db).plan(
                "=Sum of parts, “quoted”", body: "Place Select Committee", state: .draft, agreedMonthsAgo: 1)
        }
        return council
    }

    @Test func aListWithoutPlansSaysWhatToDo() throws {
        let council = try Example.council()
        let page = try council.olive.get("/plans")
        #expect(page.status == 200)
        #expect(page.text.contains("No action plans yet") && page.text.contains("/imports"))
        #expect(page.text.contains("/plans/new") && !page.text.contains("app-filters"))
        #expect(try council.mo.get("/plans").text.contains("/imports") == false)
    }

    @Test func theListShowsWhatIsDueFirstAtTheTop() throws {
        let page = try council().olive.get("/plans").text
        #expect(page.contains("3 plans") && page.contains("1 of 2") && page.contains("3 of 5"))
        #expect(page.contains("late</span>"))
        let merton = try #require(page.range(of: "Routes to employment")),
            draft = try #require(page.range(of: "=Sum of parts"))
        #expect(merton.lowerBound < draft.lowerBound)
    }

    @Test func accentsAndApostrophesFindTheSamePlans() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            _ = try StoredPlans(db: db).plan(
                "Café places for Łódź’s leavers", body: "Panel", state: .draft, agreedMonthsAgo: 1)
            _ = try StoredPlans(db: db).plan("Other", body: "Panel", state: .draft, agreedMonthsAgo: 1)
        }
        for words in ["Caf%C3%A9", "cafe", "CAFE", "lodz", "%C5%82%C3%B3d%C5%BA's", "%C5%81%C3%93D%C5%B9%E2%80%99S"] {
            let list = try council.olive.get("/plans?q=" + words).text
            #expect(list.contains("Café places") && !list.contains(">Other<"), "\(words)")
            #expect(try council.olive.get("/search?q=" + words).text.contains("places for"), "\(words)")
        }
        let again = try council.olive.post("/plans", [("title", "CAFE PLACES for lodz's leavers"), ("state", "draft")])
        #expect(again.status == 422, "one plan of a name, however it is typed")
    }

    @Test func wordsAreFoundInPlansAndInRecommendations() throws {
        let council = try council()
        func titles(_ query: String) throws -> (care: Bool, routes: Bool) {
            let text = try council.olive.get("/plans?q=" + query).text
            return (
                text.contains(">Scrutiny Review of Care Leavers EET</a>"),
                text.contains(">Routes to employment for vulnerable cohorts</a>")
            )
        }
        #expect(try titles("BROKERAGE") == (true, false))
        #expect(try titles("mentor+routes") == (false, true))
        #expect(try titles("cyp%2Feet") == (true, false))
        #expect(try titles("100%25") == (false, false))
        let none = try council.olive.get("/plans?q=zebra&sort=title").text
        #expect(
            none.contains("No plans match")
                && none.contains("href=\"/\(council.slug)/plans?sort=title\">Show all"))
    }

    @Test func filtersAreInTheAddressAndCanBeTakenAway() throws {
        let council = try council()
        try council.inDatabase { _ = try $0.run("UPDATE assessments SET tone = 'slipped' WHERE words = 'Part met'") }
        let page = try council.olive.get("/plans?state=monitoring&only=slipped&only=overdue&sort=-title").text
        #expect(page.contains(">Routes to employment for vulnerable cohorts</a>"))
        #expect(!page.contains(">Scrutiny Review of Care Leavers EET</a>"))
        #expect(page.contains("3 set") && page.contains("/plans?state=monitoring&amp;only=overdue&amp;sort=-title"))
        #expect(page.contains("aria-sort=\"descending\""))
        let body = try council.olive.get("/plans?body=Children+and+Young+People+Select+Committee").text
        #expect(body.contains("1 plan<") && body.contains("selected"))
    }

    @Test func aPageThatIsNotThereGoesToTheFirst() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            for number in 1...60 {
                _ = try StoredPlans(db: db).plan("Review \(number)", body: "", agreedMonthsAgo: 1)
            }
        }
        let second = try council.olive.get("/plans?page=2&sort=title").text
        #expect(second.contains("Showing 26 to 50 of 60 plans") && second.contains("(page 2 of 3)"))
        for absent in ["9", "-1", "x", "99999999999999999999"] {
            #expect(try council.olive.get("/plans?page=\(absent)").text.contains("Showing 1 to 25 of 60 plans"))
        }
    }

    @Test func theSameListIsAFileForASpreadsheet() throws {
        let council = try council()
        let file = try council.olive.get("/plans.csv?sort=title")
        #expect(file.header("Content-Type")?.hasPrefix("text/csv") == true)
        let lines = file.text.components(separatedBy: "\r\n")
        #expect(lines[0].hasPrefix("\u{FEFF}Plan,Reference,Body"))
        #expect(lines[1].hasPrefix("\"'=Sum of parts, “quoted”\",,Place Select Committee,Draft,"))
        #expect(file.text.contains("Scrutiny Review of Care Leavers EET,CYP/EET,"))
        #expect(file.text.contains(",2,1,") && file.text.contains(",yes,2024-07,"))
        #expect(try council.olive.get("/plans.csv?q=brokerage").text.components(separatedBy: "\r\n").count == 3)
    }

    @Test func theSameListIsReadByAProgram() throws {
        struct File: Decodable {
            struct Plan: Decodable { let title: String, outstanding: Int, isOverdue: Bool }
            let plans: [Plan]
        }
        let page = try council().mo.get("/plans.json?sort=title")
        let file = try JSONDecoder().decode(File.self, from: Data(page.text.utf8))
        #expect(file.plans.map(\.outstanding) == [3, 1])
        #expect(file.plans[1].isOverdue)
    }

    @Test func onlyThoseWhoMaySeeAPlanSeeIt() throws {
        let council = try council(), other = try Example.council()
        for member in [council.mo, council.bella, council.cora] {
            let page = try member.get("/plans").text
            #expect(page.contains("2 plans") && !page.contains("Sum of parts"))
        }
        for path in ["/plans", "/plans.csv", "/plans.json"] { #expect(try council.sam.get(path).status == 403) }
        #expect(try council.stranger.get("/plans").status == 303)
        #expect(try other.olive.get("/plans").text.contains("No action plans yet"))
        #expect(try other.olive.get("/plans?q=brokerage").text.contains("Care Leavers") == false)
    }
}
