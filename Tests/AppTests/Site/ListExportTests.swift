import Foundation
import Postgres
import Testing

@testable import App

@Suite struct ListExportTests {
    /// Every list there is, and what seeing it asks for.
    private static let lists = Routes.all.filter { $0.path.hasSuffix(".csv") }.map { route in
        (path: String(route.path.dropLast(4)), ability: route.ability)
    }

    @Test func everyListIsThereForASpreadsheetAndForAProgram() throws {
        let story = try Story(), bramley = try Example.council()
        #expect(Self.lists.count >= 13)
        for (route, ability) in Self.lists {
            let list = try story.path(route), browser = try story.council.whoCan(ability)
            let csv = try browser.get(list + ".csv")
            #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true, "\(list)")
            let json = try browser.get(list + ".json")
            let values = try #require(
                try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: [[String: Any]]], "\(list)")
            let rows = csv.text.components(separatedBy: "\r\n").count - 2
            #expect(values.count == 1 && values.values.first?.count == rows, "\(list)")
            #expect(try story.council.sam.get(list + ".json").status == 403, "\(list)")
            if list != route { #expect(try bramley.whoCan(ability).get(list + ".csv").status == 404, "\(list)") }
        }
    }

    @Test func eachIsLinkedFromItsPage() throws {
        let story = try Story()
        for (route, ability) in Self.lists {
            let list = try story.path(route)
            let isPart = route.hasPrefix("/plans/:plan/") && !route.hasSuffix("/footnotes")
            let page = try story.council.whoCan(ability).get(isPart ? story.path("/plans/:plan") : list).text
            for format in ListFormat.allCases { #expect(page.contains("\(list).\(format.rawValue)"), "\(list)") }
        }
    }

    @Test func membersSeeNoDraftsAndNoSmallCounts() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        try review.addMeasure(reading: 3)
        _ = try council.olive.post(review.path, review.form(evidence: "Only a draft.", [("draft", "1")]))
        let plan = Paths.plan(review.plan)
        #expect(try council.olive.get(plan + "/updates.csv").text.contains("Only a draft."))
        #expect(!(try council.mo.get(plan + "/updates.csv").text.contains("Only a draft.")))
        #expect(try council.olive.get(plan + "/readings.csv").text.contains(",3 people [c],3,"))
        #expect(try council.mo.get(plan + "/readings.csv").text.contains(",[c],,no,"))
        let json = try council.mo.get(plan + "/readings.json").text
        #expect(json.contains("\"value\" : null") && !json.contains("3 people"))
    }

    @Test func noSecretIsTakenAwayWithThePeople() throws {
        let council = try Example.council()
        let text = try council.ada.get("/people.json").text
        #expect(text.contains("\"Scrutiny member\"") && !text.contains("hash") && !text.contains("$y$"))
        for person in [council.olive, council.lena, council.mo] {
            #expect(try person.get("/people.csv").status == 403)
        }
    }
}
