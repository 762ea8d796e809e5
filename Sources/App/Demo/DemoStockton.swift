import PlanReader

/// Stockton-on-Tees: the one recommendation that is still monitored, with four updates (seed 001), and two plans of today.
extension DemoValues {
    static let stockton = DemoValues(
        slug: "stockton", name: "Stockton-on-Tees Borough Council",
        posts: [
            .administrator: "Democratic services manager", .scrutiny: "Scrutiny officer",
            .lead: "Lead officer, Children’s Services",
            .broker: "Employer engagement worker", .commissioner: "Commissioning officer",
            .member: "Select committee member",
            .provider: "Provider contact, college",
        ],
        ledByLead: ["Children’s Services", "Human Resources"],
        vocabulary: [
            ("1 Fully achieved", .achieved), ("2 On-track", .onTrack), ("3 Slipped", .slipped),
            ("4 Not achieved", .notAchieved),
        ],
        spellings: ["2 On-track": ["2. On Track"], "3 Slipped": ["3. Slipped"]],
        labels: [
            .actions: "Agreed action", .leads: "Responsibility", .due: "Date",
            .successMeasure: "Agreed success measure",
        ],
        plans: { time in
            [StocktonDemo.careLeavers(time), StocktonDemo.interviews(time), StocktonDemo.transport]
        }, meetings: stocktonMeetings, papers: .stockton, employers: DemoEmployer.stockton, teams: .stockton,
        opportunities: DemoOpportunity.stockton, cases: DemoCase.stockton, counts: DemoCount.stockton,
        reported: { _ in [AnnualYear(.financial, startYear: 2024), AnnualYear(.academic, startYear: 2024)] })
}

private enum StocktonDemo {
    static func careLeavers(_ time: DemoTime) -> PlanFile {
        var plan = PlanFile(title: "Scrutiny review of care leavers’ education, employment and training")
        plan.body = "Children and Young People Select Committee"
        plan.targetGroups = "Young people leaving care"
        plan.linkOfficers = "Link officer, Children’s Services"
        plan.agreed = DemoTime.month(2021, 9)
        plan.state = .monitoring
        plan.recommendations = [recommendation(time)]
        plan.glossary = [
            .init(short: "EET", long: "education, employment and training"),
            .init(short: "CMT", long: "Corporate Management Team"),
            .init(short: "DWP", long: "Department for Work and Pensions"),
            .init(short: "CIOC", long: "Children in Our Care"),
        ]
        return plan
    }

    static func recommendation(_ time: DemoTime) -> PlanFile.Recommendation {
        PlanFile.Recommendation(
            number: "7",
            words:
                "Commit the whole borough to a lasting way of opening work experience and jobs, with local employers and partners, to young people leaving care: a brokerage of its own that seeks out places in education, employment and training and helps young people to find and keep them.",
            response: .accepted,
            actions: [
                PlanFile.Action(
                    words:
                        "Plan how to find and involve the forums and strategic groups that can open work experience and jobs across the borough. Use the review of Children’s Services to create a post that coordinates brokerage.",
                    leads: [
                        .init(name: "Children’s Services", kind: .department),
                        .init(name: "Human Resources", kind: .department),
                    ],
                    successMeasure:
                        "More apprenticeships and openings inside the council: 3 by April 2022 and at least 5 by April 2023 over at least 4 areas. At least 5 employers from outside offer something in the first year. It goes on getting better, the CIOC Strategic Group watches it, and teams of their own coordinate it.",
                    dueWords: "3 by April 2022 and at least 5 by April 2023 over at least 4 areas; April 2022",
                    due: DemoTime.month(2022, 4))
            ],
            measures: measures, updates: updates(time))
    }

    static let measures = [
        PlanFile.Measure(
            title: "Apprenticeships and openings for care leavers in the council", unit: .places,
            milestones: [
                .init(sense: .exactly, value: 3, due: DemoTime.month(2022, 4)),
                .init(value: 5, breadth: 4, breadthUnit: "areas", due: DemoTime.month(2023, 4)),
            ],
            readings: [
                .init(
                    value: 3, asOf: DemoTime.month(2022, 9),
                    parts: [
                        part(2, DemoTime.month(2022, 9), "Towards a youth support apprenticeship"),
                        part(1, DemoTime.month(2022, 9), "In Care for your Area"),
                    ]),
                .init(
                    value: 2, asOf: DemoTime.month(2023, 2),
                    parts: [
                        part(1, DemoTime.month(2023, 2), "Towards a youth support apprenticeship"),
                        part(1, DemoTime.month(2023, 2), "In Care for your Area"),
                    ]),
                .init(
                    value: 3, asOf: ApproximateDay(asOf),
                    subset: "Midway through apprenticeships that began in September 2023"),
                .init(
                    value: 1, asOf: ApproximateDay(asOf),
                    subset: "Completed an apprenticeship and has a full-time post in the edge of care team"),
            ]),
        PlanFile.Measure(
            title: "Young people on work placements in the council", unit: .people,
            readings: [
                .init(
                    value: 6, asOf: ApproximateDay(asOf),
                    parts: [
                        part(4, ApproximateDay(asOf), "With an apprenticeship to start in September 2024"),
                        part(1, ApproximateDay(asOf), "Placement beside a policing degree"),
                        part(1, ApproximateDay(asOf), "Accepted for a degree, placement as work experience"),
                    ])
            ]),
        PlanFile.Measure(
            title: "Employers from outside the council that offer openings", unit: .businesses,
            comparator: "in the first year",
            milestones: [.init(value: 5)]),
    ]

    static let asOf = DemoTime.day(2024, 7, 9)

    static func part(_ value: Double, _ asOf: ApproximateDay, _ subset: String) -> PlanFile.Reading {
        PlanFile.Reading(value: value, asOf: asOf, subset: subset)
    }

    static func updates(_ time: DemoTime) -> [PlanFile.Update] {
        [
            PlanFile.Update(
                period: DemoTime.day(2022, 9, 1), state: .agreed,
                evidence:
                    "Two care leavers are working towards a youth support apprenticeship in Children’s Services; one works in Care for your Area.",
                grade: ["2 On-track"],
                impact:
                    "The review is done and a new team has been recruited, which wants to make this part of its daily work. Teams think about young people, and about EET, in a new way.",
                agreedOn: DemoTime.day(2022, 9, 21), agreedAt: "Select committee"),
            PlanFile.Update(
                period: DemoTime.day(2023, 2, 1), state: .agreed,
                evidence:
                    "One care leaver is working towards a youth support apprenticeship; one works in Care for your Area.",
                grade: ["3 Slipped"],
                explanation:
                    "The strategy that is being written with children in care will set the family’s business in order of priority.\n\nThe pathway team now meets young people who are ready for work where they feel at ease.\n\nPlacements and apprenticeships are needed in every directorate, not only in Children’s Services, where a young person may meet cases that come too close; and so are jobs to start with.",
                impact:
                    "Children’s Services work on this together, and the employer engagement worker talks with employers who serve the borough.",
                newDueOn: DemoTime.day(2023, 11, 30), slipReason: "Waiting for another decision",
                agreedOn: DemoTime.day(2023, 2, 22), agreedAt: "Select committee"),
            PlanFile.Update(
                period: DemoTime.day(2023, 11, 1), state: .agreed,
                evidence: "There is progress, but every directorate has yet to commit itself to offering openings.",
                grade: ["2 On-track"],
                explanation:
                    "The answer is the whole council’s and CMT has to drive it.\n\nWith the DWP there is a draft protocol, which waits for management, to bring young people into work and off benefits.",
                impact: "Children’s Services can show what works, and the rest of the council can copy it.",
                agreedOn: DemoTime.day(2023, 11, 22), agreedAt: "Select committee"),
            PlanFile.Update(
                period: DemoTime.day(2024, 7, 1),
                evidence:
                    "Six young people are on work placements in the council. Four of them have an apprenticeship to start in September 2024, one combines the placement with a policing degree, and one is accepted for a degree and gains experience first.\n\nThree are midway through apprenticeships that began in September 2023. One has completed an apprenticeship and has a full-time post in the edge of care team.",
                grade: ["1 Fully achieved"],
                impact:
                    "Cabinet is asked on 16 July to endorse more help into work for care experienced people of 16 to 25: first call on apprenticeships and vacancies, and an interview for everyone who meets the essential criteria.\n\nThe same approach will then be taken to partners and local employers.",
                asOf: asOf),
        ]
    }

    /// Agreed less than a year ago: its first update is still to come.
    static func interviews(_ time: DemoTime) -> PlanFile {
        var plan = PlanFile(title: "Scrutiny review of guaranteed interviews")
        plan.body = "Children and Young People Select Committee"
        plan.agreed = ApproximateDay(time.month(-11), .month)
        plan.state = .monitoring
        let hr = PlanFile.Leader(name: "Human Resources", kind: .department)
        plan.recommendations = [
            .init(
                number: "1",
                words: "Offer an interview to every care experienced applicant who meets the essential criteria.",
                response: .accepted,
                actions: [
                    .init(
                        words: "Change the recruitment form and train the managers who interview.", leads: [hr],
                        due: ApproximateDay(time.month(2), .month))
                ]),
            .init(
                number: "2",
                words: "Tell the committee twice a year how many such interviews were held and how many led to a job.",
                response: .accepted,
                actions: [
                    .init(
                        words: "Count interviews and jobs by directorate.", leads: [hr], reportDuty: .recurring,
                        reportWords: "Every six months",
                        report: ApproximateDay(time.month(-5), .month), everyMonths: 6)
                ]),
        ]
        plan.recommendations[0].updates = [
            .init(
                period: time.month(0), state: .draft, evidence: "The form is changed; nine managers have been trained.")
        ]
        return plan
    }

    static let transport: PlanFile = {
        var plan = PlanFile(title: "Task and finish review of travel to work for young people")
        plan.body = "Children and Young People Select Committee"
        plan.recommendations = [
            .init(
                number: "1", words: "Look at what the journey to a first job costs, and who could help to pay for it."),
            .init(number: "2", words: "Ask bus companies for a ticket that covers the first month of work."),
        ]
        return plan
    }()
}
