import Fixtures
import Testing
import Values

@testable import PlanReader

/// What reading costs, counted in steps: a paper made to be dear costs no more than one that is as long.
@Suite struct CostTests {
    private static let today = Day(year: 2026, month: 11, day: 21) ?? .first
    /// More than the dearest of these papers needs for a byte, and far below where reading would end.
    private static let mostStepsForAByte = 250

    private static func steps(_ text: String) -> Int {
        let work = Work()
        work.counting { _ = try? ImportedPaper.read(Array(text.utf8), named: "paper.txt", today: today) }
        return work.spent
    }

    /// Large enough for what is bounded to have reached its bound.
    @Test(arguments: Hostile.papers) func aPaperCostsWhatItWeighs(_ paper: Hostile) { Self.check(paper, 5_000) }

    @Test(arguments: Hostile.texts) func anyTextCostsWhatItWeighs(_ text: Hostile) { Self.check(text, 2_000) }

    /// Each row names another recommendation, which is looked for among all before it.
    @Test(arguments: ["words,why,next due,last update", "words,why,next due,last update,version,no progress to report"])
    func aFileOfOurOwnCostsWhatItWeighs(_ heads: String) {
        func file(_ rows: Int) -> String {
            "recommendation,action," + heads + "\n" + (0..<rows).map { "\($0),Do \($0),Words \($0)\n" }.joined()
        }
        Self.check(file(400), file(1_600))
    }

    private static func check(_ paper: Hostile, _ bytes: Int) { check(paper.text(bytes), paper.text(4 * bytes)) }

    private static func check(_ small: String, _ large: String) {
        let (few, many) = (steps(small), steps(large))
        #expect(many <= large.utf8.count * mostStepsForAByte)
        // Four times the text, at most 4^1.2 times the work.
        #expect(Double(many) <= Double(few) * 5.28)
    }

    @Test func whatCostsMoreThanItWeighsEndsWithASentence() throws {
        let paper = try SourceText(Array((Hostile.papers.first?.text(5_000) ?? "").utf8))
        #expect(throws: SourceText.Failure.tooDear) { try PlanReader.read(paper, most: 1_000) }
        #expect(try !PlanReader.read(paper).recommendations.isEmpty)
        #expect(SourceText.Failure.tooDear.sentence.hasPrefix("Import this plan in parts"))
    }

    @Test func cellsThatReachOverManyOthersAreBounded() {
        let row = "<tr>" + String(repeating: "<td colspan=40 rowspan=40>a", count: 40) + "</tr>"
        let table = "<table>" + String(repeating: row, count: 40) + "</table>"
        #expect(throws: SourceText.Failure.tooLong) { try PlanReader.read(Array(table.utf8)) }
    }

    /// The cell is put together again from its lines, in one step for each.
    @Test func aCellOverManyLinesIsReadOnce() throws {
        let lines = (1...150).map { "\"\"line \($0)\"\" and" }.joined(separator: "\n")
        let plan = try PlanReader.read(
            Array("Recommendation\tAction\tLead\n1. Sing\t\"Begin\n\(lines)\nend\"\tHR\n".utf8))
        #expect(plan.recommendations.first?.actions.first?.paragraphs.count == 152)
        #expect(plan.recommendations.first?.actions.first?.leads.map(\.name) == ["HR"])
    }

    @Test func oneOfManyNotesOfTheSameNumberIsTheNextBelow() throws {
        let rows = (1...5).map { "\($0). Sing\tHum¹ \($0)\tHR\n\n¹ Note \($0)\n\n" }.joined()
        let plan = try PlanReader.read(Array(("Recommendation\tAction\tLead\n" + rows).utf8))
        #expect(plan.footnotes.map(\.text) == (1...5).map { "Note \($0)" })
        #expect(plan.footnotes.map { $0.anchors.map(\.recommendation) } == (1...5).map { ["\($0)"] })
    }
}
