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

    /// "minimum of 5 by April 2023 working across minimum of 4 areas" (001.06).
    private func fiveByApril2023(_ readings: [Target.Point]) throws -> Target {
        Target(
            title: "Apprenticeships in the council", sense: .atLeast, value: 5, breadth: 4,
            due: ApproximateDay(try day("2023-04-01"), .month), readings: readings)
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
        let three = Target.Point(value: 3, asOf: ApproximateDay(try day("2022-09-01"), .month))
        let target = try fiveByApril2023([three])
        #expect(
            try rules(achieved, [target]).disagreements == [
                "It says “1 Fully Achieved”, but “Apprenticeships in the council” is to reach at least 5 over 4 areas by April 2023: the latest reading is 3, September 2022."
            ])
        #expect(try rules(onTrack, [target]).disagreements.isEmpty)
        #expect(try rules(notAchieved, [target]).disagreements.isEmpty)
    }

    @Test func onTrackWithAPastMilestoneNotReachedDisagrees() throws {
        let rules = try rules(onTrack, due: nil, asOf: "2023-06-01", [fiveByApril2023([])])
        #expect(rules.disagreements.count == 1)
        #expect(rules.disagreements[0].hasSuffix("there is no reading."))
    }

    @Test func aReadingReachesAMilestoneByItsDayItsBreadthAndItsQualifier() throws {
        let june = ApproximateDay(try day("2023-06-09")), asOf = try day("2023-06-30")
        func reaches(_ point: Target.Point, _ on: Day? = nil) throws -> Bool {
            try fiveByApril2023([point]).isReached(by: on ?? asOf)
        }
        #expect(try reaches(.init(value: 5, breadth: 4, asOf: june)))
        #expect(try reaches(.init(value: 5, asOf: june)))
        #expect(try !reaches(.init(value: 5, breadth: 3, asOf: june)))
        #expect(try !reaches(.init(value: 5, breadth: 4, asOf: june), day("2023-06-08")))
        #expect(try !reaches(.init(value: 5, breadth: 4, qualifier: .nearly, asOf: june)))
        #expect(try reaches(.init(value: 5, breadth: 4, qualifier: .about, asOf: june)))
    }
}
