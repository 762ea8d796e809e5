import Fixtures
import Testing
import Values

@testable import PlanReader

/// Tables and forms that lost their shape on the way through a text box.
struct BrokenShapesTests {
    private static let head = ["No", "Recommendation", "Action", "Lead", "Timescale", "Status"]
    private static let rows = [
        ["1", "Dig a pond in each park.", "Find a field that is wet.", "Ponds Team", "May 2027", "On track"],
        ["2", "Count the newts.", "Buy torches and boots.", "Newts Team", "June 2027", "Complete"],
        ["3", "Tell the schools.", "Write to each head.", "Schools Team", "July 2027", "Delayed"],
    ]
    private static let whole = ([head] + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n")

    /// What a plan says, wherever its lines stand.
    private static func said(_ paper: String) throws -> [String] {
        let plan = try ImportedPaper.read(Array(paper.utf8), named: "", today: day(2026, 11, 29)).plan
        return plan.recommendations.map { it in
            let actions = it.actions.map { action in
                [action.words, action.leads.map(\.name).joined(separator: "; "), action.due?.isoText ?? "-"]
                    .joined(separator: " / ") + " / " + action.achievement.joined()
            }
            return ([it.number, it.words] + actions).joined(separator: " / ").split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
        }
    }

    @Test func aLineForEachCellIsATable() throws {
        let lines = (Self.head + Self.rows.flatMap(\.self)).joined(separator: "\n\n")
        #expect(try Self.said("Ponds\n\n" + lines) == Self.said("Ponds\n\n" + Self.whole))
        let paper = try plan("Ponds\n\n" + lines)
        #expect(paper.doubts.contains { $0.question.hasPrefix("Is this table read rightly?") })
    }

    @Test func anEmptyCellIsALineToo() throws {
        var rows = Self.rows
        rows[1][4] = "\u{A0}"
        let lines = (Self.head + rows.flatMap(\.self)).joined(separator: "\n\n")
        rows[1][4] = ""
        let table = ([Self.head] + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n")
        #expect(try Self.said("Ponds\n\n" + lines) == Self.said("Ponds\n\n" + table))
    }

    @Test func aRowOfTooManyLinesIsFittedAndAskedAbout() throws {
        var cells = Self.rows.flatMap(\.self)
        cells.insert("It must be deep.", at: 3)
        let plan = try plan("Ponds\n\n" + (Self.head + cells).joined(separator: "\n\n"))
        #expect(plan.recommendations.map(\.number) == ["1", "2", "3"])
        #expect(plan.recommendations[0].actions.first?.leads.map(\.name) == ["Ponds Team"])
        #expect(plan.doubts.contains { $0.question == "Is this row read rightly? It has 7 lines for 6 columns" })
    }

    /// Words about the fields are no table.
    @Test func aListOfWordsIsNoTable() throws {
        #expect(try plan("Action\n\nLead\n\nStatus\n\nAll went home.\n\nIt rained.\n").recommendations.isEmpty)
    }

    @Test func aRowThatIsSpreadOverLinesIsOneRow() throws {
        let broken = Self.whole.replacing("is wet.", with: "is wet.\nDrain it in spring.").replacing(
            "Newts Team", with: "Newts Team\nPonds Team")
        let quoted = Self.whole.replacing(
            "Find a field that is wet.", with: "\"Find a field that is wet.\nDrain it in spring.\""
        )
        .replacing("Newts Team", with: "\"Newts Team\nPonds Team\"")
        #expect(try Self.said("Ponds\n\n" + broken) == Self.said("Ponds\n\n" + quoted))
        #expect(try Self.said("Ponds\n\n" + broken)[1].contains("Newts Team; Ponds Team"))
    }

    @Test func aFormOnPlainLinesIsRead() throws {
        let paper = """
            Ponds: action plan

            Recommendation 1: Dig a pond in
            each park.
            Lead officer: Team Manager: Ponds
            Timescale: May 2027
            Agreed action: Find a field.

            Recommendation 2
            Count the newts.

            RESPONSE
            Partly accepted. Only in spring.

            Expected outcome:

            Forty newts
            """
        let plan = try ImportedPaper.read(Array(paper.utf8), named: "", today: day(2026, 11, 29)).plan
        #expect(plan.title == "Ponds: action plan")
        #expect(plan.recommendations.map(\.words) == ["Dig a pond in each park.", "Count the newts."])
        #expect(plan.recommendations[0].actions.first?.leads.map(\.name) == ["Team Manager: Ponds"])
        #expect(plan.recommendations[0].actions.first?.due?.isoText == "2027-05")
        #expect(plan.recommendations[1].response == .acceptedInPart)
        #expect(plan.recommendations[1].actions.first?.successMeasure == "Forty newts")
    }

    @Test func promisesOpenAFormToo() throws {
        let plan = try plan(
            "Promises\n\nPromise 1\n\nWe dig.\n\nResponsible officer: Ponds Team\n\nPromise 2\n\nWe fill.\n\nTimeline: May 2027\n"
        )
        #expect(
            plan.recommendations.map(\.number) == ["1", "2"]
                && plan.recommendations.map(\.paragraphs) == [["We dig."], ["We fill."]])
    }

    @Test func aNumberedListMayHaveAnAnswerBelowEach() throws {
        let paper =
            "Answers on ponds\n\n1. That one be dug.\n\nResponse: Accepted. In May.\n\nLead officer: Ponds Team\n\n2. That it be heated.\n\nResponse: Reject\n"
        let plan = try ImportedPaper.read(Array(paper.utf8), named: "", today: day(2026, 11, 29)).plan
        #expect(plan.recommendations.map(\.words) == ["That one be dug.", "That it be heated."])
        #expect(plan.recommendations.map(\.response) == [.accepted, .notAccepted])
    }

    @Test func columnsThatRanTogetherAreSaidToHave() throws {
        let paper = try ImportedPaper.read(
            Array(
                ("Plan for ponds\n\nAction Lead Timescales Status Find a 2.1 Dig one each Ponds Team May 2027 On field that year and fill it Count Newts the is wet "
                    + String(repeating: "and so on ", count: 10)).utf8), named: "", today: day(2026, 11, 29))
        #expect(paper.plan.recommendations.isEmpty && paper.plan.title == "Plan for ponds")
        #expect(paper.advice?.hasPrefix("The columns of a table have run into one another here") == true)
        #expect(paper.notUnderstood.count == 1)
    }
}
