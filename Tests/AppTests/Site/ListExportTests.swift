import Foundation
import Postgres
import Testing

@testable import App

@Suite struct ListExportTests {
    /// Every list there is, and what seeing it asks for. A statutory return is none: its file has the columns that it prescribes.
    private static let lists = Routes.all.filter {
        $0.path.hasSuffix(".csv") && !$0.path.hasPrefix(Paths.returns)
    }.map { route in
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

    /// A day, a month or a length of time as people read it, which no spreadsheet can sort.
    private static func inWords() throws -> Regex<AnyRegexOutput> {
        let months = Day.monthNames.joined(separator: "|")
        return try Regex(
            "^(by )?((\\d{1,2} )?(\(months)) \\d{4}(, \\d\\d:\\d\\d)?|\\d{1,2}/\\d{1,2}/\\d{2,4}"
                + "|\\d+ (year|month|week|day)s?( and \\d+ \\w+)?( late)?)$"
        ).ignoresCase()
    }

    @Test func noCellIsADayInWords() throws {
        let story = try Story(), council = story.council
        let words = try Self.inWords()
        let plan = try council.published(PlanFileTests.full)
        var seen = 0
        for (route, ability) in Self.lists {
            let other =
                route.hasPrefix("/plans/:plan/") ? [route.replacing("/plans/:plan", with: Paths.plan(plan))] : []
            for list in [try story.path(route)] + other.filter({ !$0.contains(":") }) {
                let browser = try council.whoCan(ability)
                for (head, cell) in try Self.cells(browser.get(list + ".csv").text) where !head.hasSuffix("in words") {
                    seen += 1
                    #expect(cell.firstMatch(of: words) == nil, "\(list): \(head) is \(cell)")
                    if head == "Address", !cell.isEmpty { #expect(cell.hasPrefix("http"), "\(list): \(cell)") }
                }
                let json = try browser.get(list + ".json").text
                for (index, text) in json.split(separator: "\"").enumerated() where index % 2 == 1 {
                    #expect(text.firstMatch(of: words) == nil, "\(list).json: \(text)")
                }
            }
        }
        #expect(seen > 300)
        let audit = try council.ada.post("/audit/export", [("format", "csv")]).text
        let stamps = try Self.cells(audit).filter { $0.head == "When, London time" }.map(\.cell)
        let now: String? = try council.inDatabase {
            try $0.value("SELECT to_char(now() AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24')")
        }
        #expect(stamps.first?.hasPrefix(try #require(now)) == true && stamps.allSatisfy { $0.count == 19 })
        for (head, cell) in try Self.cells(audit) { #expect(cell.firstMatch(of: words) == nil, "\(head): \(cell)") }
    }

    /// Every cell with its head.
    private static func cells(_ csv: String) throws -> [(head: String, cell: String)] {
        let table = try OwnSheetTests.cells(csv)
        return table.dropFirst().flatMap { zip(table[0], $0).map { (head: $0, cell: $1) } }
    }

    @Test func whatIsKnownOnlyAsAMonthIsWrittenAsOne() throws {
        let council = try Example.council()
        let plan = try council.published(PlanFileTests.full)
        let actions = try council.olive.get(Paths.plan(plan) + "/actions.csv").text
        #expect(actions.contains(",2025,soon,") && actions.contains(",2025-03,12,"))
        let overview = try council.mo.get("/dashboard.csv").text
        #expect(overview.contains(",2024-05,") && overview.contains("Months outstanding"))
        let updates = try council.olive.get(Paths.plan(plan) + "/updates.csv").text
        #expect(updates.contains(",2025-04,2,") && updates.contains(",2025-04-09,"))
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
