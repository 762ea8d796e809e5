import Testing
import Values

@testable import PlanReader

/// A report of which one table is the plan: what stands around it is the report's.
@Suite struct ReportTableTests {
    private func line(_ cells: String...) -> String { "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n" }

    private func read(_ text: String) throws -> PlanDraft { try PlanReader.read(Array(text.utf8)) }

    private var report: String {
        """
        <p>Water Panel, 3 June 2026</p>

        <p># Ponds: what was done</p>

        <table>
        \(line("<p><b>Report to</b></p>", "<p>Water Panel</p>"))\(line("<p><b>Date</b></p>", "<p>3 June 2026</p>"))\
        \(line("<p><b>Lead officer</b></p>", "<p>Head of Water</p>"))\(line("<p><b>Key decision</b></p>", "<p>No</p>"))</table>
        <p># Recommendations</p>

        <p>That members note the progress.</p>

        <p># Progress</p>

        <table>
        \(line("<p>No</p>", "<p>Recommendation</p>", "<p>Action</p>", "<p>Lead</p>", "<p>Status</p>"))\
        \(line("<p>1</p>", "<p>Dig ponds.</p>", "<p><b>Parks</b></p><p>Hire diggers.</p>", "<p>Parks Team</p>", "<p>Met</p>"))\
        <tr><td></td><td></td><td colspan="3"><p><b>March 2026: Nearly there. </b>Two are dug.</p><p>Agreed by the Panel on 2 April 2026, minute 7.</p></td></tr>
        <tr><td><p>2</p></td><td><p>Fill them.</p></td><td colspan="3"><p><b>Withdrawn. </b>They filled by themselves.</p></td></tr>
        \(line("<p>3</p>", "<p>Count frogs.</p>", "<p>Buy a net.</p>", "<p>Parks Team</p>", "<p>Amber</p><p>Cannot be recorded</p>"))</table>
        <p># Approved by</p>

        <table>
        \(line("<p><b>For</b></p>", "<p><b>Approved by</b></p>", "<p><b>On</b></p>"))\(line("<p>Law</p>", "<p>Head of Law</p>", "<p>1 June 2026</p>"))</table>
        """
    }

    @Test func itsTableAloneIsThePlan() throws {
        let plan = try read(report)
        #expect(plan.title == "Ponds: what was done" && plan.notUnderstood.isEmpty)
        #expect(plan.recommendations.map(\.number) == ["1", "2", "3"])
        #expect(plan.recommendations.map { $0.actions.count } == [1, 0, 1])
        #expect(plan.otherFacts.map(\.label) == ["Report to", "Date", "Lead officer", "Key decision"])
        #expect(plan.sections.map(\.heading) == ["Recommendations", "Progress", "Approved by"])
        #expect(plan.sections.last?.paragraphs.last == "Law: Head of Law: 1 June 2026")
    }

    @Test(arguments: [
        "Agreed on 4 March 2026.", "Agreed on 4 March 2026, in a long meeting on ponds",
        "Approved, on the whole, on 4 March 2026",
    ])
    func aSentenceThatBeginsWithTheVerbNamesNobody(_ sentence: String) throws {
        let plan = try read("Ponds\n\n\(sentence)\n\nNo\tRecommendation\tAction\n1\tDig.\tHire diggers.\n")
        #expect(plan.decisions.isEmpty && plan.recommendations.count == 1)
        #expect((plan.agreed?.day == day(2026, 3, 4)) == sentence.hasPrefix("Agreed"))
    }

    @Test(arguments: ["Agreed by Cabinet on 4 March 2026", "The plan was agreed by the Cabinet on 4 March 2026."])
    func whoAgreedToItMayStandBelowTheTable(_ line: String) throws {
        let plan = try read("Ponds\n\nNo\tRecommendation\tAction\n1\tDig.\tBuy a spade.\n\n\(line)\n")
        #expect(plan.decisions.map(\.body) == ["Cabinet"] && plan.decisions.map(\.on.isoText) == ["2026-03-04"])
        #expect(plan.notUnderstood.isEmpty && plan.recommendations.count == 1)
        #expect((plan.agreed?.text == "4 March 2026") == line.hasPrefix("Agreed"))
    }

    /// It is about the recommendation above it, and is no action.
    @Test func whatReachesOverTheRestOfItsRowIsWhatWasReported() throws {
        let plan = try PlanFile(read(report), today: Day(iso: "2026-06-03")!)
        let first = try #require(plan.recommendations.first), update = try #require(first.updates.first)
        #expect(first.actions.map(\.workstream) == ["Parks"] && first.actions.map(\.words) == ["Hire diggers."])
        #expect(update.period.isoText == "2026-03-01" && update.grade == ["Nearly there"])
        #expect(update.evidence == "Two are dug." && update.state == .agreed)
        #expect(update.agreedOn?.isoText == "2026-04-02" && update.minute == "7")
        #expect(plan.recommendations[1].state == .withdrawn)
        #expect(plan.recommendations[1].stateWords == "They filled by themselves.")
        #expect(plan.recommendations[2].actions[0].recordability == .cannot)
        #expect(plan.recommendations[2].actions[0].achievement == ["Amber"])
    }

    /// What reaches over the row and opens with no month is an action as ever.
    @Test func whatReachesOverTheRestWithoutAMonthIsAnAction() throws {
        let plan = try read(report.replacing("March 2026: Nearly there. ", with: "Dig on."))
        #expect(plan.recommendations[0].actions.count == 2 && plan.recommendations[0].updates.isEmpty)
    }

    @Test func aRecommendationAsAHeadingHasWhatWasReportedBelowIt() throws {
        let plan = try PlanFile(
            read(
                """
                # Ponds

                ### (1) Dig ponds in every ward of the borough.

                **March 2026: On track.** Two are dug.

                Three are marked.

                **April 2026, Parks:** Four are dug.

                ### (2) Fill them.

                No progress has been reported yet.

                # Contact

                Head of Water
                """), today: Day(iso: "2026-06-03")!)
        #expect(plan.recommendations.map(\.number) == ["1", "2"] && plan.recommendations[1].updates.isEmpty)
        let updates = plan.recommendations[0].updates
        #expect(updates.map(\.evidence) == ["Two are dug.\n\nThree are marked.", "Parks:\n\nFour are dug."])
        #expect(updates.map(\.grade) == [["On track"], []])
        #expect(plan.sections.last?.heading == "Contact" && plan.sections.last?.words == "Head of Water")
    }

    @Test func aFormForEachRecommendationMayHaveItsNumberOverIt() throws {
        let plan = try PlanFile(
            read(
                """
                <p># Ponds</p>

                <table>
                <tr><td colspan="2"><p>Recommendation 4</p></td></tr>
                \(line("<p>Recommendation</p>", "<p>Dig ponds.</p>"))\(line("<p>Agreed action</p>", "<p>Hire diggers.</p>"))\
                \(line("<p>Evidence of progress (March 2026, Parks)</p>", "<p>Two are dug.</p>"))\
                \(line("<p>Assessment of progress (March 2026, Parks)</p>", "<p>Slipped</p><p>It froze.</p><p>New date: 30 June 2026. Frost.</p>"))</table>
                <p><b>Recommendation 5</b></p>

                <p>Fill them.</p>

                <p><b>Signed off. </b>They are full.</p>
                """), today: Day(iso: "2026-06-03")!)
        #expect(plan.recommendations.map(\.number) == ["4", "5"])
        #expect(plan.recommendations.map(\.words) == ["Dig ponds.", "Fill them."])
        #expect(plan.recommendations.map(\.state) == [.open, .signedOff])
        let update = try #require(plan.recommendations[0].updates.first)
        #expect(update.evidence == "Parks:\n\nTwo are dug." && update.grade.last == "Slipped")
        #expect(update.explanation == "It froze." && update.newDueOn?.isoText == "2026-06-30")
        #expect(update.slipReason == "Frost")
    }
}
