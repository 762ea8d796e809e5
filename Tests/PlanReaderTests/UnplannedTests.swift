import Testing
import Values

@testable import PlanReader

/// A paper that comes to no plan says what was seen of it; what only needs its columns named is asked about.
@Suite struct UnplannedTests {
    private func read(_ text: String, _ columns: [String: Column] = [:]) throws -> ImportedPaper {
        try ImportedPaper.read(
            Array(text.utf8), named: "", today: Day(iso: "2026-11-29")!, answers: .init(columns: columns))
    }

    private let strange =
        "Harbour\n\nItem\tWhat they told us\tQuayside\tTides\n"
        + "Q-one\tMend the quay before the winter storms.\tHarbour hands\tSpring\nQ-two\tPaint all of the boats in the harbour.\tBoat hands\tNeap\n"

    @Test func headingsThatNobodyKnowsAreAskedAbout() throws {
        let paper = try read(strange)
        #expect(paper.plan.recommendations.isEmpty && paper.asksOnlyForColumns)
        let table = try #require(paper.tables.first)
        #expect(
            table.lines.first == 3 && table.headings.map(\.words) == ["Item", "What they told us", "Quayside", "Tides"])
        #expect(table.headings[1].sureness == .unknown)
        #expect(table.headings[1].examples.first == "Mend the quay before the winter storms.")
        let keys = table.headings.map(\.key)
        let named = try read(
            strange, [keys[0]: .number, keys[1]: .recommendation, keys[2]: .lead, keys[3]: .kept])
        #expect(named.plan.recommendations.map(\.number) == ["Q-one", "Q-two"] && !named.asksOnlyForColumns)
        #expect(named.plan.recommendations[0].actions[0].leads.map(\.name) == ["Harbour hands"])
        #expect(named.plan.recommendations[1].otherWords == "Tides: Neap" && named.seen == nil)
    }

    @Test func theLineThatLooksMostLikeHeadingsIsNamed() throws {
        let seen = try read(strange).seen
        #expect(
            seen
                == "Line 3 looks most like headings, “Item”, “What they told us”, “Quayside”, “Tides”, and none of them says what was recommended"
        )
    }

    @Test(arguments: [
        (
            "Dear all\n\nThank you for the lovely day.\n",
            "It has no table, no numbered list and no line that is labelled “Recommendation”"
        ),
        (
            "Minutes\n\n1. Those present were greeted.\n\n2. Tea was had.\n\nGoodbye\n",
            "Lines 3 to 5 have numbers, but nothing above them says that they are recommendations"
        ),
        (
            "Ponds\n\nLead officer: Ponds Team\n\nIt rained.\n",
            "Line 3 is labelled “Lead officer”, but no line is labelled “Recommendation”"
        ),
        (
            "Sums\n\n10\t20\t30\n40\t50\t60\n", "A table begins in line 3, but no line of it looks like headings"
        ),
    ]) func whatWasLookedForInVainIsSaid(_ text: String, _ seen: String) throws {
        let paper = try read(text)
        #expect(paper.plan.recommendations.isEmpty && paper.seen == seen && !paper.asksOnlyForColumns)
    }

    /// The facts at the head of a letter, or a table of numbers, are no plan that somebody could name the columns of.
    @Test func whatIsNoPlansTableIsNotAskedAbout() throws {
        #expect(
            try read("Letter\n\nFrom whom\tThe mayor\nTo whom\tThe panel of the borough and its friends\n").tables
                .isEmpty)
        #expect(try read("Costs\n\nYear\tSum\tCount\n2025\t10\t3\n2026\t20\t4\n").tables.isEmpty)
    }

    /// A plan says nothing of the kind.
    @Test func whereAPlanWasReadNothingIsSaid() throws {
        #expect(try read("Ponds\n\nNo\tRecommendation\tAction\n1\tDig\tBuy a spade\n").seen == nil)
    }
}
