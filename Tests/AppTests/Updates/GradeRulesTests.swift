import Testing

@testable import App

@Suite struct GradeRulesTests {
    private let achieved = Grade("1 Fully Achieved", .achieved), onTrack = Grade("2 On-Track", .onTrack)
    private let slipped = Grade("3 Slipped", .slipped, needsNewDate: true)
    private let notAchieved = Grade("4 Not Achieved", .notAchieved, needsWords: true)

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    private func rules(
        _ grade: Grade, due: String? = "2023-04-01", asOf: String = "2022-09-09", _ targets: [Target] = []
    ) throws -> GradeRules {
        GradeRules(
            grade: grade, due: try due.map { ApproximateDay(try day($0), .month) }, asOf: try day(asOf),
            targets: targets)
    }

    /// "minimum of 5 by April 2023" (001.06).
    private func fiveByApril2023(isReached: Bool = false, _ standing: String = "there is no reading") throws -> Target {
        Target(
            title: "Apprenticeships in the council", words: "at least 5 people by April 2023",
            due: ApproximateDay(try day("2023-04-01"), .month), isReached: isReached, standing: standing)
    }

    @Test func slippedAsksForALaterDateAReasonAndAnExplanation() throws {
        let rules = try rules(slipped)
        let bare = rules.mistakes(newDueOn: nil, slipReason: "", explanation: "")
        #expect(bare.list.map(\.field) == ["explanation", "new_due", "slip_reason"])
        let early = rules.mistakes(
            newDueOn: try day("2023-04-30"), slipReason: "Capacity", explanation: "Two posts are empty.")
        #expect(early["new_due"] == "Enter a new date later than April 2023, the date that has slipped")
        #expect(
            rules.mistakes(newDueOn: try day("2023-05-01"), slipReason: "Capacity", explanation: "Two posts are empty.")
                .isEmpty)
    }

    @Test func notAchievedAsksForAnExplanation() throws {
        #expect(
            try rules(notAchieved).mistakes(newDueOn: nil, slipReason: "", explanation: "").list.map(\.field) == [
                "explanation"
            ])
        #expect(try rules(notAchieved).mistakes(newDueOn: nil, slipReason: "", explanation: "No bid came.").isEmpty)
        #expect(try rules(onTrack).mistakes(newDueOn: nil, slipReason: "", explanation: "").isEmpty)
    }

    @Test func onTrackAfterItsDateDisagrees() throws {
        #expect(try rules(onTrack, asOf: "2023-04-30").disagreements.isEmpty)
        #expect(
            try rules(onTrack, asOf: "2023-05-01").disagreements == [
                "It says “2 On-Track”, but its date was April 2023."
            ])
        #expect(try rules(onTrack, due: nil, asOf: "2023-05-01").disagreements.isEmpty)
        #expect(try rules(slipped, asOf: "2023-05-01").disagreements.isEmpty)
    }

    @Test func fullyAchievedWithAMilestoneNotReachedDisagrees() throws {
        let target = try fiveByApril2023("the latest reading is 3 people, September 2022")
        #expect(
            try rules(achieved, [target]).disagreements == [
                "It says “1 Fully Achieved”, but “Apprenticeships in the council” is to reach at least 5 people by "
                    + "April 2023: the latest reading is 3 people, September 2022."
            ])
        #expect(try rules(achieved, [fiveByApril2023(isReached: true)]).disagreements.isEmpty)
        #expect(try rules(onTrack, [target]).disagreements.isEmpty)
        #expect(try rules(notAchieved, [target]).disagreements.isEmpty)
    }

    @Test func fullyAchievedWithAnActionThatIsNotDisagrees() throws {
        var rules = try rules(achieved)
        rules.unfinished = [Unfinished(name: "action 2, HR,", level: "Part met")]
        #expect(rules.disagreements == ["It says “1 Fully Achieved”, but action 2, HR, is “Part met”."])
        var other = try self.rules(slipped)
        other.unfinished = rules.unfinished
        #expect(other.disagreements.isEmpty)
    }

    @Test func onlyWholeSentencesAreKept() {
        let long = "It says much. " + String(repeating: "a", count: 470) + "."
        let kept = GradeRules.joined([long, long, long])
        #expect(kept.count < 1_000 && kept.hasSuffix("a. And 1 more."))
        #expect(GradeRules.joined(["One.", "Two."]) == "One. Two." && GradeRules.joined([]).isEmpty)
    }

    @Test func onTrackWithAPastMilestoneNotReachedDisagrees() throws {
        let late = try rules(onTrack, due: nil, asOf: "2023-05-01", [fiveByApril2023()])
        #expect(late.disagreements.count == 1)
        #expect(try rules(onTrack, due: nil, asOf: "2023-04-30", [fiveByApril2023()]).disagreements.isEmpty)
    }
}
