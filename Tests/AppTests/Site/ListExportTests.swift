import Foundation
import Postgres
import Testing

@testable import App

@Suite struct ListExportTests {
    /// Every list there is, with a plan's number filled in.
    private func lists(_ plan: Plan.ID) -> [String] {
        let files = Routes.all.filter { $0.path.hasSuffix(".csv") }.map(\.path)
        return files.map { String($0.dropLast(4)).replacing(":plan", with: "\(plan)") }
    }

    @Test func everyListIsThereForASpreadsheetAndForAProgram() throws {
        let council = try Example.council(), bramley = try Example.council()
        _ = try Records(in: council)
        let plan: Plan.ID = try #require(
            try council.inDatabase { try $0.value("SELECT id FROM plans WHERE state = 'monitoring'") })
        let lists = lists(plan)
        #expect(lists.count >= 10)
        for list in lists {
            let browser = list == "/people" ? council.ada : council.olive
            let csv = try browser.get(list + ".csv")
            #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true, "\(list)")
            let json = try browser.get(list + ".json")
            let values = try #require(
                try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: [[String: Any]]], "\(list)")
            let rows = csv.text.components(separatedBy: "\r\n").count - 2
            #expect(values.count == 1 && values.values.first?.count == rows, "\(list)")
            #expect(try council.sam.get(list + ".json").status == 403, "\(list)")
            if list.contains("/\(plan)/") { #expect(try bramley.olive.get(list + ".csv").status == 404, "\(list)") }
        }
    }

    @Test func eachIsLinkedFromItsPage() throws {
        let council = try Example.council()
        _ = try Records(in: council)
        let plan: Plan.ID = try #require(
            try council.inDatabase { try $0.value("SELECT id FROM plans WHERE state = 'monitoring'") })
        for list in lists(plan) {
            let isPart = ["actions", "updates", "readings"].contains { list.hasSuffix("/\($0)") }
            let browser = list == "/people" ? council.ada : council.olive
            let page = try browser.get(isPart ? Paths.plan(plan) : list).text
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
