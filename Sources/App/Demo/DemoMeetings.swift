/// The meetings that the papers tell of, and for Merton and Stockton the next ones.
extension DemoValues {
    /// The Panel took the paper in February 2018; the Workforce Strategy Board was to decide before it (000.26).
    static let mertonMeetings: @Sendable (DemoTime) -> [DemoMeeting] = { time in
        let plan = "Routes to employment for vulnerable cohorts"
        let panel = "Children and Young People Overview and Scrutiny Panel"
        return [
            DemoMeeting(
                body: "Workforce Strategy Board", on: DemoTime.day(2018, 1, 22),
                items: [
                    .init(
                        kind: .paper, words: "Proposals for a programme of work experience", plan: plan, number: "2")
                ]),
            DemoMeeting(
                body: panel, on: DemoTime.day(2018, 2, 6),
                items: [
                    .init(
                        kind: .paper, words: "What has been done about each of the seven recommendations", plan: plan,
                        outcome: .noted, said: "The Panel took each recommendation in turn.")
                ]),
            DemoMeeting(
                body: panel, on: time.today.adding(days: 17), place: "Civic Centre", isHeld: false,
                items: [
                    .init(
                        kind: .report, words: "Report back: work experience, recommendation 2, \(plan)", plan: plan,
                        number: "2", report: 1),
                    .init(kind: .paper, words: "What the Panel wants to look at next year"),
                ]),
        ]
    }

    /// Officers propose a grade, the committee notes the update and confirms the assessment, and asks for the numbers
    /// behind percentages (001.21). One meeting waits for its outcomes and one is to come.
    static let stocktonMeetings: @Sendable (DemoTime) -> [DemoMeeting] = { time in
        let body = "Children and Young People Select Committee"
        let plan = "Scrutiny review of care leavers’ education, employment and training"
        let noted = "The progress update was noted and the assessment of progress confirmed."
        func confirmed(_ year: Int, _ month: Int, _ day: Int, _ minute: String) -> DemoMeeting {
            DemoMeeting(
                body: body, on: DemoTime.day(year, month, day),
                items: [
                    .init(
                        plan: plan, number: "7", period: DemoTime.day(year, month, 1), outcome: .confirmed, said: noted,
                        minute: minute)
                ])
        }
        var third = confirmed(2023, 11, 22, "CYP/41/23")
        third.notes = "A young person came and spoke about looking for a first job."
        third.questions = [
            .init(
                item: 1, words: "How many young people stand behind each of the two percentages?",
                promisedOn: DemoTime.day(2023, 12, 20),
                answer: "The 67% are about 33 young people and the 66% are about 68: the two groups differ in size.",
                answeredOn: DemoTime.day(2023, 12, 13))
        ]
        return [
            confirmed(2022, 9, 21, "CYP/28/22"), confirmed(2023, 2, 22, "CYP/63/22"), third,
            DemoMeeting(
                body: body, on: time.today.adding(days: -3), place: "Municipal Buildings", isHeld: false,
                items: [
                    .init(plan: plan, number: "7", period: DemoTime.day(2024, 7, 1)),
                    .init(
                        kind: .paper, words: "Guaranteed interviews: the changed recruitment form",
                        plan: "Scrutiny review of guaranteed interviews", number: "1"),
                ],
                questions: [
                    .init(
                        item: 1,
                        words: "How many of those who completed an apprenticeship were still in work six months later?",
                        askedBy: "The chair", promisedOn: time.today.adding(days: 11))
                ]),
            DemoMeeting(
                body: body, on: time.today.adding(days: 25), place: "Municipal Buildings", isHeld: false,
                items: [.init(kind: .other, words: "Work programme of the committee")]),
        ]
    }

    /// The committee of the paper (004.01).
    static let seftonMeetings: @Sendable (DemoTime) -> [DemoMeeting] = { _ in
        [
            DemoMeeting(
                body: "Overview and Scrutiny Committee (Regeneration and Skills)", on: DemoTime.day(2018, 1, 23),
                items: [
                    .init(
                        kind: .paper, words: "Employment: progress on the action plan",
                        plan: "Action plan for employment",
                        outcome: .noted)
                ])
        ]
    }
}
