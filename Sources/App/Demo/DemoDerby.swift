import PlanReader

/// Derby late in 2017: the apprenticeship scheme for children in care and care leavers and its pledge (seed 003).
extension DemoValues {
    static let derby = DemoValues(
        slug: "derby", name: "Derby City Council",
        posts: [
            .administrator: "Democratic services manager", .scrutiny: "Scrutiny officer",
            .lead: "Team manager, NEET strategy",
            .broker: "Personal adviser, Connexions", .commissioner: "Commissioning officer",
            .member: "Corporate Parenting Committee member",
            .provider: "Provider contact, charity",
        ],
        ledByLead: ["Steering Group", "Leaving Care Team"],
        vocabulary: [("Met", .achieved), ("On course", .onTrack), ("Behind", .slipped), ("Not met", .notAchieved)],
        plans: { time in
            var plan = PlanFile(title: "Apprenticeship scheme for children in care and care leavers")
            plan.body = "Corporate Parenting Committee"
            plan.origin = "Children in care and care leavers’ EET action plan, 2016"
            plan.targetGroups = "Children in care and care leavers"
            plan.agreed = ApproximateDay(DemoTime.day(2016, 1, 1), .year)
            plan.state = .monitoring
            plan.recommendations = [DerbyDemo.pledge(time), DerbyDemo.interviews(time), DerbyDemo.experience(time)]
            plan.glossary = [
                .init(short: "EET", long: "education, employment or training"),
                .init(short: "NEET", long: "not in education, employment or training"),
                .init(short: "MAT", long: "Multi Agency Team"),
            ]
            return [plan]
        },
        papers: .derby, teams: .derby, opportunities: DemoOpportunity.derby, cases: DemoCase.derby,
        pledges: DemoPledge.derby, counts: DemoCount.derby,
        reported: { time in
            [AnnualYear(.financial, startYear: 2017), AnnualYear(.financial, of: time.today.adding(months: -12))]
        }, sortedLater: [("Youth Work charity", .serviceProvider)])
}

private enum DerbyDemo {
    static let steering = PlanFile.Leader(name: "Steering Group", kind: .group)
    static let leavingCare = PlanFile.Leader(name: "Leaving Care Team", kind: .team)
    static let then = DemoTime.month(2017, 10)

    static func read(_ value: Double, _ subset: String = "", parts: [PlanFile.Reading] = [], caveat: String = "")
        -> PlanFile.Reading
    {
        PlanFile.Reading(value: value, asOf: then, subset: subset, caveat: caveat, parts: parts)
    }

    static func pledge(_ time: DemoTime) -> PlanFile.Recommendation {
        var it = PlanFile.Recommendation(
            number: "1",
            words: "Be a strong corporate parent: open up to 8 apprenticeships to children in care and care leavers.",
            response: .accepted)
        it.actions = [
            .init(
                words:
                    "The Leaving Care Team and the personal adviser find candidates who are NEET. Each one is either prepared first or goes straight to the apprenticeships team, and applies like everybody else.",
                leads: [leavingCare, steering], successMeasure: "Up to 8 apprenticeships", achievement: ["Met"]),
            .init(
                words: "Meet every quarter, look at the plan and at every young person’s progress.", leads: [steering],
                reportDuty: .recurring,
                reportWords: "Every quarter", report: ApproximateDay(time.month(-2), .month), everyMonths: 3),
        ]
        it.measures = [
            .init(
                title: "Care leavers in apprenticeships of the council", unit: .people,
                milestones: [.init(sense: .upTo, value: 8)],
                readings: [
                    read(
                        9,
                        parts: [
                            read(1, "Traineeship, apprenticeship, then a full-time job in data quality"),
                            read(2, "Employed in document management after the apprenticeship"),
                            read(5, "On an apprenticeship now"),
                            read(1, "Start to be arranged anew after an injury"),
                        ])
                ]),
            .init(
                title: "Former apprentices now employed by the council", unit: .people,
                readings: [
                    PlanFile.Reading(value: 2, asOf: then, source: "Summary of the report"),
                    PlanFile.Reading(
                        value: 3, asOf: then, source: "Text of the report",
                        caveat: "1 in data quality and 2 in document management."),
                ]),
            .init(
                title: "Care leavers who moved into EET with the scheme’s support", unit: .people, readings: [read(10)]),
            .init(title: "Care leavers with work experience at a charity", unit: .people, readings: [read(2)]),
        ]
        it.updates = [
            .init(
                period: DemoTime.day(2017, 10, 1), state: .agreed,
                evidence:
                    "Nine care leavers have been or are apprentices, in adult social care, participation, business administration, home care, Derby Homes and the Arena. One went all the way from a traineeship to a full-time job, two were taken on after their apprenticeship, five are still learning, and one waits for a new start date.",
                grade: ["Met"],
                impact: "Ten more moved into EET after help with what workplaces expect and with mock interviews.",
                agreedOn: DemoTime.day(2017, 11, 28), agreedAt: "Corporate Parenting Committee"),
            .init(
                period: time.month(-1), evidence: "All eight places are open again this year; six are taken.",
                grade: ["On course"]),
        ]
        return it
    }

    static func interviews(_ time: DemoTime) -> PlanFile.Recommendation {
        let teams = [
            "Catering", "Communications", "Streetpride", "Leisure", "Parks", "Facilities", "Sports (Derby Arena)",
            "Environmental", "Derby Homes",
        ]
        return PlanFile.Recommendation(
            number: "2",
            words: "Ask teams across the council to guarantee care leavers an interview for their apprenticeships.",
            actions: [
                .init(
                    words: "Meet each service face to face and ask for its pledge.",
                    leads: teams.map { .init(name: $0, kind: .team) } + [steering],
                    achievement: ["On course"])
            ],
            measures: [
                .init(
                    title: "Teams that pledged guaranteed interviews", unit: .other,
                    readings: [read(Double(teams.count))])
            ],
            updates: [
                .init(
                    period: time.month(0), state: .draft, evidence: "Two teams have renewed their pledge so far.")
            ])
    }

    static func experience(_ time: DemoTime) -> PlanFile.Recommendation {
        PlanFile.Recommendation(
            number: "3",
            words: "Look for ways to pay for work experience and traineeships from the apprenticeship levy.",
            actions: [.init(words: "Find out what the levy may be used for.", leads: [steering])],
            updates: [
                .init(
                    period: DemoTime.day(2017, 10, 1),
                    evidence: "Talks go on. Derby College supports learners from care wherever one might drop out.")
            ])
    }
}
