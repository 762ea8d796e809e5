import Fixtures
import Testing
import Values

@testable import PlanReader

/// Reports without a plan's table: what they recommend becomes a plan, the rest is kept as text.
struct ReportTests {
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func theThreeBoroughsRecommendInTheMiddleOfAStrategy() throws {
        let plan = try Seeds.plan("002")
        #expect(plan.reference == "Appendix 2, v.2" && plan.title.hasSuffix("PATHWAYS INTO EMPLOYMENT"))
        #expect(plan.recommendations.count == 6)
        #expect(plan.recommendations[1].paragraphs[0].hasPrefix("All re-commissioned contracts"))
        #expect(plan.recommendations[4].paragraphs[0].contains("it should lead by example"))
        #expect(
            plan.recommendations[5].actions.map(\.workstreams) == [
                ["Voluntary"], ["Social Enterprise"], ["Supported paid / unpaid employment"],
                ["Independent paid / unpaid employment"],
            ])
        #expect(plan.doubts.contains { $0.question.hasPrefix("Does this go on?") })
        #expect(plan.sections.first?.heading == "1. INTRODUCTION" && plan.sections.count > 14)
        #expect(plan.notUnderstood.isEmpty)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func derbysReportCountsItsPledge() throws {
        let plan = try Seeds.plan("003")
        #expect(plan.recommendations.map(\.number) == ["2.1"] && plan.recommendations[0].kind == .notes)
        #expect(plan.body == "Corporate Parenting Committee")
        let counts = plan.recommendations[0].counts
        try #require(counts.count == 3)
        #expect(counts[0].goal?.value == 8 && counts[0].goal?.sense == .upTo && counts[0].value == 9)
        #expect(counts[0].parts.map(\.value) == [1, 2, 5, 1] && counts.dropFirst().map(\.value) == [10, 2])
        #expect(
            plan.doubts.contains {
                $0.question == "Which is right? Here 2 are employed, further down it is 1 and 2, which makes 3"
            })
        #expect(
            plan.sections.contains {
                $0.heading == "Legal" && $0.paragraphs == ["2.1 There are no legal implications with this report"]
            })
        #expect(plan.sections.contains { $0.heading == "1.2 Summary for Children and Young People" })
        #expect(plan.notUnderstood.isEmpty)
    }

    @Test func anInventedReportIsReadTheSameWay() throws {
        let paper = """
            Item 7

            Ponds for all v3

            SUMMARY

            1.1 The Ponds Panel asked for this, as requested by the Ponds Panel.

            RECOMMENDATIONS

            That Members:

            (a) Note the frogs.
            (b) Ask the Head of Ponds to dig.

            Financial

            There are none.

            It is recommended that the newts be counted. They are shy.
            """
        let plan = try plan(paper)
        #expect(plan.title == "Ponds for all" && plan.reference == "Item 7, v3" && plan.body == "Ponds Panel")
        #expect(plan.recommendations.map(\.number) == ["a", "b", ""])
        #expect(plan.recommendations[2].paragraphs == ["It is recommended that the newts be counted."])
        #expect(plan.sections.map(\.heading) == ["SUMMARY", "RECOMMENDATIONS", "Financial"])
        let imported = try ImportedPaper.read(Array(paper.utf8), named: "", today: Day.first)
        #expect(imported.plan.recommendations.map(\.number) == ["a", "b", "3"])
        #expect(imported.doubts.first?.question == "No number is printed for this recommendation: it became 3")
    }
}
