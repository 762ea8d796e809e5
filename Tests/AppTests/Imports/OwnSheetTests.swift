import Foundation
import Formats
import Postgres
import Testing

@testable import App
@testable import PlanReader

/// The files of actions and updates that Waymark writes for a spreadsheet come back in.
@Suite struct OwnSheetTests {
    private static let ofActions = [
        "recommendation", "words", "state", "why", "workstream", "action", "leads", "successMeasure", "due", "dueWords",
        "actionGrade", "report", "firstReport", "reportMonths", "recordable", "whyNotRecordable",
    ]
    private static let ofUpdates = [
        "recommendation", "words", "action", "period", "version", "state", "asOf", "evidence", "grade", "explanation",
        "impact", "isContext", "newDue", "slipReason", "disagreement", "correctionReason", "submitted", "agreed",
        "agreedAt", "minute",
    ]

    /// What comes back of each row, in words, sorted.
    private func rows(_ path: String, _ keys: [String], as browser: Browser) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: Data(browser.get(path + ".json").text.utf8))
        let lists = try #require(json as? [String: [[String: Any]]])
        return try #require(lists.values.first).map { row in keys.map { "\(row[$0] ?? "")" }.joined(separator: " | ") }
            .sorted()
    }

    private func bring(_ text: String, into council: ExampleCouncil) throws -> (path: String, report: PlanImport.Report)
    {
        let report = try PlanImport.run(
            Array(text.utf8), named: "own.csv", into: council.slug, of: Example.running.database)
        return (Paths.plan(ID(try #require(report.plan))), report)
    }

    private func saved(_ file: PlanFile) throws -> (council: ExampleCouncil, path: String) {
        let council = try Example.council()
        let saved = try council.inDatabase { try PlanSaving.save(file, in: $0) }
        return (council, Paths.plan(try #require(saved).id))
    }

    @Test(arguments: Demo.councils.map(\.slug))
    func theFilesOfEveryCouncilComeBackAsTheyWere(slug: String) throws {
        let values = try #require(Demo.councils.first { $0.slug == slug })
        for file in values.plans(DemoTime(today: DemoTime.day(2026, 11, 28))) {
            let (council, path) = try saved(file)
            try council.inDatabase { _ = try LabelRow.save(values.labels, for: nil, version: 0, in: $0) }
            for (name, keys) in [("/actions", Self.ofActions), ("/updates", Self.ofUpdates)] {
                let before = try rows(path + name, keys, as: council.olive)
                if before.isEmpty { continue }
                let other = try Example.council()
                let (copy, report) = try bring(council.olive.get(path + name + ".csv").text, into: other)
                #expect(try rows(copy + name, keys, as: other.olive) == before, "\(slug) \(name)")
                #expect(report.doubts.contains { $0.why == "These columns do not come in" }, "\(slug) \(name)")
            }
        }
    }

    /// Takes the sheet apart, and puts it together with other columns and another separator.
    private func written(_ csv: String, _ separator: String, without left: [String] = []) throws -> String {
        let table = try Self.cells(csv)
        let heads = try #require(table.first)
        let order = Array(heads.indices.filter { !left.contains(heads[$0]) }.reversed())
        return table.map { row in
            order.map { place in
                let cell = row[place]
                let quotes = cell.contains { "\"\n\(separator)".contains($0) }
                return quotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
            }.joined(separator: separator)
        }.joined(separator: "\r\n")
    }

    static func cells(_ csv: String) throws -> [[String]] {
        var table: [[String]] = [], reader = CSVReader(longest: .max)
        func add(_ record: CSVReader.Record) { table.append((0..<record.count).map { record.text($0) ?? "" }) }
        try reader.read(Array(csv.utf8.drop { $0 >= 0x80 }), each: add)
        reader.finish(each: add)
        return table
    }

    @Test(arguments: [",", ";", "\t"])
    func theColumnsMayStandInAnyOrder(separator: String) throws {
        let (council, path) = try saved(PlanFileTests.full)
        for (name, keys) in [("/actions", Self.ofActions), ("/updates", Self.ofUpdates)] {
            let before = try rows(path + name, keys, as: council.olive), other = try Example.council()
            let text = try written(council.olive.get(path + name + ".csv").text, separator)
            let (copy, _) = try bring(text, into: other)
            #expect(try rows(copy + name, keys, as: other.olive) == before)
        }
    }

    @Test func someColumnsMayBeLeftOutAndOthersAreNamed() throws {
        let (council, path) = try saved(PlanFileTests.full)
        let csv = try council.olive.get(path + "/actions.csv").text
        let left = ["Why not recordable", "Months between reports", "Next due", "Workstream"]
        let other = try Example.council()
        let (copy, report) = try bring(
            written(csv, ",", without: left).replacing("Last update", with: "My own column"), into: other)
        #expect(report.recommendations == 3 && report.actions == 2)
        let page = try other.olive.get(copy).text
        #expect(page.contains("Dig.") && page.contains("Diggers") && page.contains("Look after frogs"))
        let named = try #require(report.doubts.first { $0.why == "These columns do not come in" }).text
        for head in ["My own column", "Stands at", "Next report"] { #expect(named.contains("“\(head)”")) }
        for head in ["Words", "Plan", "State"] { #expect(!named.contains("“\(head)”")) }
    }

    @Test func everyMonthComesBackAndWhatHasNoneIsPointedOut() throws {
        let sheet = try read(
            """
            Recommendation,Words,Update,Context only,Version,Evidence of progress
            ,Plant reeds.,2010-11,No,1,Reeds came.
            ,Count frogs.,2010-12,No,1,Frogs came.
            ,Count frogs.,soon,No,1,Newts came.
            ,Count frogs.,,No,1,Toads came.
            """)
        #expect(sheet.plan.recommendations.map(\.words) == ["Plant reeds.", "Count frogs."])
        #expect(
            sheet.plan.recommendations.flatMap { $0.updates.map(\.period.isoText) } == ["2010-11-01", "2010-12-01"])
        let asked = sheet.doubts.filter { $0.question == "Of which month is this update? It is left out" }
        #expect(asked.map(\.text) == ["soon", "Toads came."])
    }

    @Test func aTrackerOfACouncilsOwnIsNotOurs() throws {
        let heads = "Recommendation,Action,Why,Version,Minute,Submitted by,Last update\n"
        #expect(try OwnSheet(source(heads + "1,Dig ponds.,Frogs,1,12,Ann,March 2018\n")) == nil)
    }

    private func read(_ text: String) throws -> ImportedPaper {
        let source = try source(text)
        return try #require(OwnSheet(source)).paper(source)
    }

    private func source(_ text: String) throws -> SourceText { try SourceText(Array(text.utf8)) }

    @Test func throughTheFrontDoorWithAWordChangedAndAGuardTakenOff() throws {
        var file = PlanFileTests.full
        file.recommendations[0].actions[0].words = "=Dig @ once"
        let (council, path) = try saved(file)
        let csv = try council.olive.get(path + "/actions.csv").text
        #expect(csv.contains("'=Dig @ once"))
        let other = try Example.council()
        let changed = csv.replacing("Thank the newts.", with: "Thank every newt.").replacing("2025,", with: "Dec-25,")
        let place = try other.olive.post("/imports", [("paper", changed)], key: other.olive.key()).location
        let review = try other.olive.get(place)
        #expect(review.text.contains("Three recommendations, two actions and no updates were read"))
        #expect(review.text.contains("These columns do not come in") && review.text.contains("“Stands at”"))
        let form = try FilledForm(on: review)
        let plan = try other.olive.postAndFollow(form.action, form.fields + ImportPagesTests.anyway)
        #expect(plan.text.contains("Thank every newt.") && plan.text.contains("Imported as a draft"))
        let words: [String] = try other.inDatabase { try $0.values("SELECT words FROM actions ORDER BY id") }
        #expect(words.first == "=Dig @ once")
    }
}
