import PlanReader

/// Three boroughs together, about 2015: four recommendations for a joint supported employment strategy (seed 002).
extension DemoValues {
    static let triBorough = DemoValues(
        slug: "tri-borough", name: "Hammersmith & Fulham, Kensington & Chelsea and Westminster",
        posts: [
            .administrator: "Democratic services manager", .scrutiny: "Scrutiny officer",
            .lead: "Lead officer, SEN Service",
            .broker: "Supported employment broker", .commissioner: "Commissioner, Adult Social Care",
            .member: "Committee member",
            .provider: "Provider contact, supported employment",
        ],
        ledByLead: ["SEN Service", "Education Business Partnership"],
        vocabulary: [
            ("In place", .achieved), ("Under way", .onTrack), ("Held up", .slipped), ("Not in place", .notAchieved),
            ("Not started", .notAssessed),
        ],
        plans: { time in [TriBoroughDemo.strategy(time), TriBoroughDemo.pathways] }, employers: DemoEmployer.triBorough,
        provision: DemoProvision.triBorough, localOffer: .triBorough, pastCases: DemoCasesTriBorough.save,
        contact: DemoContact(provider: "Brightwater Works", post: "Programme manager", vacancies: 2),
        claims: DemoCasesTriBorough.claim,
        indicators: DemoIndicator.triBorough)
}

private enum TriBoroughDemo {
    static let sen = PlanFile.Leader(name: "SEN Service", kind: .service)
    static let adults = PlanFile.Leader(name: "Adult Social Care", kind: .department)
    static let partnership = PlanFile.Leader(name: "Education Business Partnership", kind: .group)

    static func strategy(_ time: DemoTime) -> PlanFile {
        var plan = PlanFile(title: "Joint supported employment strategy for young people")
        plan.reference = "Appendix 2, v.2"
        plan.targetGroups = "Young people of 18 to 24 with learning disabilities, as they become adults"
        plan.agreed = ApproximateDay(DemoTime.day(2015, 1, 1), .year)
        plan.state = .monitoring
        plan.recommendations = [
            .init(
                number: "1", words: "Give somebody the task of finding and coordinating openings for young people.",
                actions: [
                    .init(
                        words: "Choose between a post of our own, a charity and the EBP.", leads: [sen, adults],
                        achievement: ["Under way"])
                ],
                measures: [expectation],
                updates: [
                    note(
                        time,
                        "A post of our own, a commissioned charity and the EBP have been compared; a choice is due.")
                ]),
            .init(
                number: "2",
                words:
                    "Set targets for young people’s move into adulthood in every supported employment contract that is let again.",
                actions: [
                    .init(
                        words: "Write the targets into the specifications, with payment by results.", leads: [adults],
                        achievement: ["Under way"])
                ],
                updates: [
                    note(
                        time,
                        "The specifications are being written; providers will be looked at side by side, so that nobody takes only the easiest clients."
                    )
                ]),
            .init(
                number: "3",
                words: "Tell schools, sixth forms and colleges who at Jobcentre Plus is there for young people.",
                actions: [
                    .init(words: "Name the lead and send the name round.", leads: [sen], achievement: ["Not started"])
                ],
                updates: [
                    .init(
                        period: time.month(0), state: .draft,
                        evidence: "Two of the three jobcentres have named somebody.")
                ]),
            .init(
                number: "4",
                words:
                    "See that care and independence services and supported employment work as one for each person, with or without an EHCP.",
                actions: [
                    .init(
                        words: "Agree how the two services share a plan.", leads: [adults, sen],
                        achievement: ["Held up"])
                ]),
        ]
        plan.glossary = [
            .init(short: "EBP", long: "Education Business Partnership"),
            .init(short: "EHCP", long: "Education, Health and Care Plan"),
            .init(short: "SEN", long: "special educational needs"), .init(short: "FE", long: "further education"),
        ]
        return plan
    }

    static let expectation = PlanFile.Measure(
        title: "Known adults with learning disabilities who are in employment", unit: .percent,
        comparator: "at least the national level within three years",
        milestones: [.init(value: 7.4)],
        readings: [
            .init(value: 1.7, asOf: DemoTime.month(2014, 3), subset: "Hammersmith and Fulham, 2013/14"),
            .init(value: 7.4, asOf: DemoTime.month(2014, 3), subset: "National average, 2013/14"),
        ])

    static func note(_ time: DemoTime, _ evidence: String) -> PlanFile.Update {
        PlanFile.Update(period: DemoTime.day(2015, 6, 1), evidence: evidence, grade: ["Under way"])
    }

    /// Still being written.
    static let pathways: PlanFile = {
        var plan = PlanFile(title: "Growing the local offer of pathways into employment")
        plan.recommendations = [
            .init(
                number: "1", words: "Build on work shadowing and work experience.",
                actions: [
                    .init(workstream: "Voluntary", words: "Use the EBP to find more placements.", leads: [partnership])
                ]),
            .init(
                number: "2", words: "Offer supported internships nearer to home.",
                actions: [
                    .init(
                        workstream: "Supported", words: "Commission colleges to provide supported employment.",
                        leads: [sen])
                ]),
            .init(
                number: "3", words: "Write openings into the council’s own contracts.",
                actions: [
                    .init(
                        workstream: "Independent", words: "Talk with procurement about social value clauses.",
                        leads: [sen])
                ]),
        ]
        return plan
    }()
}
