import Testing

@testable import App

/// Rows of a file on their way to records, and the page of what was made of them.
@Suite struct RowImportTests {
    private let council: ExampleCouncil
    private let broker: Browser

    init() throws {
        council = try Story().council
        broker = try council.whoCan(.changeEmployers)
    }

    private func read(_ rows: String) throws -> Page { try broker.post("/employers/import", [("rows", rows)]) }

    @Test(arguments: ["\n", "\r\n"]) func theHeadingsSayWhatPartsTheCells(_ end: String) throws {
        let page = try read("Name;Commitments" + end + "Larch Joinery;mentors, tours, talks, interviews" + end)
        #expect(page.status == 200 && page.main.contains("One row read"))
        #expect(page.main.contains("mentors, tours, talks, interviews"))
        let form = try FilledForm(on: page)
        #expect(form["column_0"] == "name" && form["column_1"] == "commitments")
    }

    @Test func aWideFileIsRefusedBeforeItIsShown() throws {
        let page = try read("Name" + String(repeating: ",", count: 200_000) + "\nLarch Joinery\n")
        #expect(page.status == 422 && page.main.contains("at most 100 columns"))
        #expect(!page.text.contains("column_1"))
    }

    @Test(arguments: [("Yes", true), ("0", true), ("", true), ("Signed", false)])
    func yesOrNoIsNeverGuessed(_ cell: String, _ isRead: Bool) throws {
        let page = try read("Name,Care leaver covenant\nLarch Joinery,\(cell)\n")
        #expect(page.main.contains("Enter yes or no") == !isRead)
    }

    @Test func aFarYearIsNotAskedAboutWhereNobodyCanTick() throws {
        let rows = try read("Name,Next contact\nLarch Joinery,27 March 1980\n")
        #expect(rows.status == 200 && !rows.main.contains("Check the year"))
        let added = try broker.post("/employers/import", FilledForm(on: rows).fields + [("confirmed", "1")])
        #expect(added.status == 303)
    }

    @Test func aRecordsPageShowsEachFactAndItsHistoryEachEntryBelow() throws {
        let rows = try read("Name,Contact\nJo Larch,Jo Larch\n")
        let added = try broker.post("/employers/import", FilledForm(on: rows).fields + [("confirmed", "1")])
        #expect(added.status == 303)
        let list = try broker.get("/employers").text
        let path = try String(#require(list.firstMatch(of: /\/employers\/[0-9]+/)).output)
        let page = try broker.get(path)
        #expect(page.main.components(separatedBy: "Jo Larch").count == 3, "its name, and whom to speak to")
        var call = try FilledForm(on: broker.get(path + "/contacts/new"))
        call["words"] = "Two places for the autumn"
        #expect(try broker.post(call.action, call.fields, key: call.key).status == 303)
        let log = try broker.get(path + "/contacts").text
        let edit = try String(#require(log.firstMatch(of: /\/employers\/[0-9]+\/contacts\/[0-9]+\/edit/)).output)
        var again = try FilledForm(on: broker.get(edit))
        again["words"] = "Three places for the autumn"
        #expect(try broker.post(again.action, again.fields, key: again.key).status == 303)
        let history = try broker.get(path + "/history").main
        #expect(history.contains("Contact added") && history.contains("Contact changed"))
        #expect(history.contains("Three places for the autumn"))
    }
}
