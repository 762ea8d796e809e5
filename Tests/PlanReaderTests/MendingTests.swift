import Testing
import Values

@testable import PlanReader

/// Pieces of a plan are split, joined, moved and added, and nothing that hangs on them is lost or changes its place.
struct MendingTests {
    private static let today = day(2026, 11, 29)

    /// Two recommendations; the first has two actions, an update about each, and a note on the second action.
    private var plan: PlanFile {
        var plan = PlanFile(title: "Ponds")
        plan.recommendations = [
            .init(
                number: "1", words: "That a pond be dug. That its edge be fenced.",
                actions: [
                    .init(words: "Dig it.", leads: [.init(name: "Ponds Team")], dueWords: "May 2027"),
                    .init(words: "Fence it. Paint the fence.", leads: [.init(name: "Parks")], achievement: ["Met"]),
                ],
                updates: [
                    .init(action: 0, period: day(2026, 9, 1), evidence: "Dug."),
                    .init(action: 1, period: day(2026, 9, 1), evidence: "Fenced."),
                    .init(period: day(2026, 9, 1), evidence: "All well."),
                ]),
            .init(
                number: "2", words: "That newts be counted.", actions: [.init(words: "Count them.")],
                links: [.init(number: "1")]),
        ]
        plan.footnotes = [.init(number: 1, words: "Wooden.", recommendation: "1", action: 1)]
        plan.nameAllPieces()
        return plan
    }

    private func mended(_ steps: String...) throws -> PlanFile {
        var plan = plan
        for step in steps {
            let mend = try #require(PlanFile.Mend(step), "\(step)")
            let done = plan.mend(mend, today: Self.today)
            #expect(done != nil, "\(step)")
        }
        let keys = plan.recommendations.flatMap { [$0.key] + $0.actions.map(\.key) + $0.updates.map(\.key) }
        #expect(Set(keys).count == keys.count && !keys.contains(""))
        return plan
    }

    /// What each update is about, in words.
    private func told(_ plan: PlanFile) -> [String] {
        plan.recommendations.flatMap { it in
            it.updates.map { update in "\(update.evidence) \(update.action.map { it.actions[$0].words } ?? "–")" }
        }
    }

    @Test func aRecommendationIsSplitAtASentence() throws {
        let plan = try mended("split:r0:1")
        #expect(plan.recommendations.map(\.number) == ["1", "1a", "2"])
        #expect(plan.recommendations.map(\.words).prefix(2) == ["That a pond be dug.", "That its edge be fenced."])
        #expect(plan.recommendations.map(\.actions.count) == [2, 0, 1])
        #expect(
            try mended("split:r0:1", "join:r0").recommendations[0].words
                == "That a pond be dug.\n\nThat its edge be fenced.")
    }

    @Test func anActionIsSplitAndWhatIsToldOfLaterOnesFollowsThem() throws {
        let plan = try mended("split:r0a1:1", "action:r0").recommendations[0]
        #expect(plan.actions.map(\.words) == ["Dig it.", "Fence it.", "Paint the fence.", ""])
        #expect(plan.actions[2].leads.map(\.name) == ["Parks"] && plan.actions[2].achievement == ["Met"])
    }

    @Test func whatCannotBeSplitIsLeftAlone() {
        var plan = plan
        for step in ["split:r1:1", "split:r0:2", "split:r9:1", "join:r1", "join:r0a1", "demote:r0", "promote:r9a1"] {
            let done = PlanFile.Mend(step).map { plan.mend($0, today: Self.today) }
            #expect(done != nil && done! == nil, "\(step)")
        }
        #expect(plan == self.plan)
        for step in ["", "split:r0", "split:r0:0", "split:r0:x", "burn:r0", "join"] {
            #expect(PlanFile.Mend(step) == nil)
        }
    }

    @Test func joinedRecommendationsKeepAllThatHungOnThem() throws {
        let plan = try mended("join:r0")
        #expect(plan.recommendations.count == 1)
        #expect(
            plan.recommendations[0].actions.map(\.words) == ["Dig it.", "Fence it. Paint the fence.", "Count them."])
        #expect(told(plan) == told(self.plan))
    }

    @Test func joinedActionsAreToldOfAsOne() throws {
        let plan = try mended("join:r0a0")
        #expect(plan.recommendations[0].actions.map(\.words) == ["Dig it.\n\nFence it. Paint the fence."])
        #expect(plan.recommendations[0].actions[0].leads.map(\.name) == ["Ponds Team", "Parks"])
        #expect(plan.recommendations[0].actions[0].dueWords == "May 2027")
        #expect(plan.recommendations[0].actions[0].achievement == ["Met"])
        #expect(plan.recommendations[0].updates.map(\.action) == [0, nil, 0])
    }

    @Test func anActionThatWasARecommendationBecomesOne() throws {
        let plan = try mended("promote:r0a1")
        #expect(plan.recommendations.map(\.number) == ["1", "1a", "2"])
        let new = plan.recommendations[1]
        #expect(
            new.words == "Fence it. Paint the fence." && new.actions.map(\.words) == ["Carry out the recommendation"])
        #expect(new.actions[0].leads.map(\.name) == ["Parks"] && new.updates.map(\.evidence) == ["Fenced."])
        #expect(told(plan) == ["Dug. Dig it.", "All well. –", "Fenced. Carry out the recommendation"])
        #expect(plan.footnotes[0].recommendation == "1a" && plan.footnotes[0].action == nil, "its note goes with it")
        let back = try mended("promote:r0a1", "demote:n2").recommendations[0]
        #expect(back.actions.map(\.words) == ["Dig it.", "Fence it. Paint the fence."])
        #expect(back.actions[1].leads.map(\.name) == ["Parks"] && back.updates.map(\.action) == [0, nil, 1])
    }

    @Test func aRecommendationThatWasAnActionBecomesOne() throws {
        let plan = try mended("demote:r1")
        #expect(plan.recommendations.count == 1)
        #expect(
            plan.recommendations[0].actions.map(\.words) == [
                "Dig it.", "Fence it. Paint the fence.", "That newts be counted.", "Count them.",
            ])
        #expect(told(plan) == told(self.plan))
    }

    @Test func anActionMovesWithWhatIsToldOfIt() {
        var plan = plan
        plan.move("r0a0", to: 1)
        #expect(
            plan.recommendations.map { $0.actions.map(\.words) } == [
                ["Fence it. Paint the fence."], ["Count them.", "Dig it."],
            ])
        #expect(told(plan) == ["Fenced. Fence it. Paint the fence.", "All well. –", "Dug. Dig it."])
        plan.settleNotes()
        #expect(plan.footnotes[0].action == 0)
        plan.move("r0u2", to: 1)
        #expect(plan.recommendations.map(\.updates.count) == [1, 2])
    }

    @Test func notesStandWhereTheirPiecesStand() throws {
        let demoted = try mended("promote:r0a1", "demote:n2").footnotes[0]
        #expect(demoted.recommendation == "1" && demoted.action == 1)
        #expect(try mended("join:r0a0").footnotes[0].action == 0)
        var plan = plan
        plan.recommendations[0].updates[0].answers = [.init(action: 1, owedOn: Self.today)]
        _ = plan.mend(.split("r0a1", before: 1), today: Self.today)
        _ = plan.mend(.split("r0a0", before: 1), today: Self.today)
        #expect(plan.recommendations[0].updates[0].answers?.map(\.action) == [1])
        #expect(plan.mend(.join("r0a0"), today: Self.today) != nil)
        #expect(plan.recommendations[0].updates[0].answers?.map(\.action) == [], "it is about an action that is gone")
    }

    @Test func whatIsJoinedOntoSomethingClosedStaysOpen() throws {
        var plan = plan
        (plan.recommendations[0].state, plan.recommendations[0].stateWords) = (.signedOff, "All done.")
        _ = plan.mend(.join("r0"), today: Self.today)
        #expect(plan.recommendations[0].state == .open && plan.recommendations[0].otherWords == "1: All done.")
    }

    @Test func newOnesAreNumberedAndOfAFreeMonth() throws {
        let plan = try mended("recommendation:r0", "recommendation:r1", "update:r1", "update:r1")
        #expect(plan.recommendations.map(\.number) == ["1", "1a", "2", "3"])
        #expect(plan.recommendations[2].updates.map(\.period) == [day(2026, 11, 1), day(2026, 12, 1)])
    }

    @Test(arguments: [
        ("That a pond be dug. That its edge be fenced.", ["That a pond be dug.", "That its edge be fenced."]),
        ("Dig:\n• one\n• two", ["Dig:", "• one", "• two"]),
        ("As in no. 4 above; See 5.2 and e.g. ponds", ["As in no. 4 above;", "See 5.2 and e.g. ponds"]),
        ("One sentence only", ["One sentence only"]), ("", []), ("Why? Because!", ["Why?", "Because!"]),
    ]) func textIsCutWhereASentenceBegins(_ text: String, _ pieces: [String]) {
        #expect(text.cuttable == pieces)
    }

    @Test func nothingIsLostWhereverItIsCut() {
        let text = "First. Second one; Third?\n• fourth\n• fifth. Sixth"
        for before in 1..<text.cuttable.count {
            var plan = PlanFile(title: "")
            plan.recommendations = [.init(number: "7", words: text)]
            plan.nameAllPieces()
            _ = plan.mend(.split("r0", before: before), today: Self.today)
            let words = plan.recommendations.map(\.words).joined(separator: " ")
            #expect(words.split(whereSeparator: \.isWhitespace) == text.split(whereSeparator: \.isWhitespace))
            #expect(plan.recommendations.map(\.number) == ["7", "7a"])
        }
    }
}
