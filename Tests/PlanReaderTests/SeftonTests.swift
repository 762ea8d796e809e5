import Fixtures
import Testing
import Values

@testable import PlanReader

/// The paper without a table: numbered recommendations in bold, and prose under each.
struct SeftonTests {
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func everyRecommendationKeepsItsNumberAndItsProse() throws {
        let plan = try Seeds.plan("004")
        #expect(plan.title == "Action Plan on Employment Update")
        #expect(plan.recommendations.map(\.number) == ["1", "2", "3", "5", "7", "9", "10", "11", "14", "15"])
        #expect(
            plan.recommendations.allSatisfy {
                $0.paragraphs.count == 1 && $0.actions.count < 2 && $0.updates.count == 1
            })
        #expect(plan.recommendations.map { $0.updates[0].evidence.count } == [1, 2, 13, 3, 1, 3, 1, 9, 25, 2])
        #expect(plan.recommendations.allSatisfy { $0.updates[0].period?.text == "December 2017" })
        #expect(plan.notUnderstood.isEmpty)
        #expect(
            plan.doubts.map(\.question) == [
                "Has this happened? Then edit the plan: it is superseded, and by what",
                "Which post is the “Appropriate Head of Service”?",
            ])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func kindsAndReportsAreReadFromTheWords() throws {
        let all = Dictionary(uniqueKeysWithValues: try Seeds.plan("004").recommendations.map { ($0.number, $0) })
        #expect(all["7"]?.kind == .invitesUpdate && all["14"]?.kind == .commends && all["5"]?.kind == .asks)
        #expect(all["7"]?.duty == .init(duty: .recurring, words: "annually", everyMonths: 12))
        #expect(all["11"]?.duty == .init(duty: .recurring, words: "annual", everyMonths: 12))
        #expect(all["15"]?.duty == .init(duty: .recurring, words: "six monthly", everyMonths: 6))
        #expect(all["15"]?.seeAlso == ["2", "10"])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func whatAPageBrokeIsWholeAgain() throws {
        let all = Dictionary(uniqueKeysWithValues: try Seeds.plan("004").recommendations.map { ($0.number, $0) })
        #expect(all["11"]?.paragraphs[0].contains("that an annual report be submitted to the Overview") == true)
        #expect(all["5"]?.updates[0].evidence[2].contains("development where the employer made use of") == true)
        #expect(all["14"]?.updates[0].evidence.contains("• Start up: 91") == true)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func whoIsAskedForWhatIsReadFromTheWords() throws {
        let all = try Seeds.plan("004").recommendations
        let actions = Dictionary(
            uniqueKeysWithValues: all.compactMap { it in it.actions.first.map { (it.number, $0) } })
        #expect(actions.keys.sorted() == ["1", "10", "11", "15", "2", "3", "5", "7", "9"])
        #expect(actions["3"]?.leads.map(\.name) == ["Head of Regeneration & Housing", "Director of Corporate Support"])
        #expect(
            actions["7"]?.leads.map(\.name) == [
                "Council", "Representative of Hugh Baird College", "Southport College",
                "Other Further Education providers within the Borough",
            ])
        #expect(actions["10"]?.paragraphs.map(\.text) == ["Develop an integrated Strategy for Digital Inclusion"])
        #expect(actions["1"]?.status.duty.duty == .once && actions["15"]?.status.duty.everyMonths == 6)
        #expect(
            actions["15"]?.paragraphs[0].text.contains("(Performance and Corporate Services) and the Overview") == true)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func theReportsOwnSectionsAndLineageAreKept() throws {
        let plan = try Seeds.plan("004")
        let whole = PlanFile(plan, today: day(2026, 11, 21))
        #expect(whole.decisions.map(\.body) == ["Cabinet", "Cabinet Member – Regeneration"])
        #expect(whole.agreed?.text == "10 April 2014" && whole.state == .draft)
        #expect(whole.body.hasPrefix("Overview and Scrutiny") && whole.linkOfficers == "Claire Maguire")
        #expect(whole.introduction.hasPrefix("Agree that future reporting"))
        #expect(whole.recommendations.filter { $0.state == .absorbed }.map(\.number) == ["4", "6", "8", "12", "13"])
        #expect(whole.recommendations[3].stateWords.contains("rolled together"))
        let headings = whole.sections.map(\.heading)
        #expect(
            headings.first == "Head of the paper" && headings.contains("Alternative Options Considered and Rejected"))
        #expect(
            whole.sections.contains {
                $0.heading == "Equality Implications" && $0.words == "There are no equality implications"
            })
        #expect(whole.recommendations.last?.updates.map(\.isContext) == [true])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func theHeaderBlockIsFacts() throws {
        let facts = try Seeds.plan("004").otherFacts
        #expect(facts.prefix(4).map(\.label) == ["Report to", "Date of Meeting", "Subject", "Report of"])
        #expect(facts[1].words == "23 January 2018")
    }
}

@Test func aNarrativeOfItsOwnIsRead() throws {
    let paper = """
        Subject:\tPonds

        ## Update at March 2026
        All was wet.

        **(1) Asks the Head of Ponds to report quarterly
        on frogs**

        - (2) Commends the newts**

        They did well, as
        they do.

        - one
        - two
        **(4b) Notes the weather**
        """
    let plan = try plan(paper)
    #expect(plan.recommendations.map(\.number) == ["1", "2", "4b"])
    #expect(plan.recommendations.map(\.kind) == [.asks, .commends, .notes])
    #expect(plan.recommendations[0].paragraphs == ["Asks the Head of Ponds to report quarterly on frogs"])
    #expect(plan.recommendations[1].updates.map(\.evidence) == [["They did well, as they do.", "• one", "• two"]])
    #expect(plan.recommendations[1].updates.map { $0.period?.text } == ["March 2026"])
}
