import Testing
import Values

@testable import PlanReader

/// The dates of a paper that went through a spreadsheet, and those that nobody can read.
struct SpreadsheetDayTests {
    private func read(_ dates: [String], _ separator: String) throws -> PlanDraft {
        let rows = dates.enumerated().map { index, date in
            ["\(index + 1)", "That lamp \(index + 1) is lit", "Light it", "Estates", date].joined(separator: separator)
        }
        let head = ["No", "Recommendation", "Action", "Lead officer", "Target date"].joined(separator: separator)
        return try PlanReader.read(Array(([head] + rows).joined(separator: "\n").utf8))
    }

    @Test(arguments: [",", ";", "\t"])
    func everySpellingOfASpreadsheetIsADay(separator: String) throws {
        let plan = try read(
            [
                "Jun-28", "30-Jun-28", "30-Jun-2028", "2028-06-30", "30-06-2028", "30/06/2028 00:00", "30/06/2028",
                "2028-06",
            ],
            separator)
        #expect(
            plan.recommendations.map { $0.actions[0].due?.day?.text } == [
                "June 2028", "30 June 2028", "30 June 2028", "30 June 2028", "30 June 2028", "30 June 2028",
                "30 June 2028", "June 2028",
            ])
        #expect(plan.doubts.isEmpty)
    }

    @Test func whatIsNoDateIsPointedOutAtItsLine() throws {
        let dates = [
            "Ongoing", "30/06/2028", "TBC", "Q4 2027/28", "30 June", "in 2028 or 2029",
            "30/06/2027 revised to 30/06/2028",
        ]
        let plan = try read(dates, ",")
        let asked = plan.doubts.filter { $0.question.hasPrefix("Which day is meant by") }
        #expect(asked.map(\.text) == dates.filter { $0 != "30/06/2028" })
        #expect(asked.map(\.lines.first) == [2, 4, 5, 6, 7, 8])
        #expect(plan.recommendations[0].actions[0].due?.words == "Ongoing")
    }
}
