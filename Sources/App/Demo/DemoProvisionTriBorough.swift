/// The three boroughs’ offer as their paper has it (002.09 to 002.15, 002.26, 002.36): who provides in which stage, the five hosts of Project
/// Search, the pilot of 12 places, the plans of each stage, what colleges were paid for. Kinds within a stage, ages, areas, other numbers,
/// days and programmes’ names that it does not give are made up, and so is one provider of jobs.
extension DemoProvision {
    static let triBorough: @Sendable (DemoTime) -> DemoProvision = { time in
        DemoProvision(
            areas: [("Hammersmith & Fulham", "H&F"), ("Kensington & Chelsea", "K&C"), ("Westminster", "Westminster")],
            providers: TriBoroughProvision(today: time.today).providers + DemoCasesTriBorough.providers,
            plans: TriBoroughProvision(today: time.today).plans, contracts: DemoCasesTriBorough.contracts(time.today))
    }
}

private struct TriBoroughProvision {
    let today: Day

    private func ago(_ days: Int) -> Day { today.adding(days: -days) }

    /// Said to be right so many days ago, and due again six months later.
    private func assured(_ days: Int, by who: String) -> (inout Provider) -> Void {
        { $0.assurance = assurance(days, by: who) }
    }

    private func assurance(_ days: Int, by who: String) -> Assurance {
        var it = Assurance()
        (it.on, it.by, it.again) = (ago(days), who, ago(days).adding(months: Provider.monthsAssured))
        return it
    }

    private func send(_ days: Int? = nil, _ more: @escaping (inout Offer) -> Void = { _ in }) -> (inout Offer) -> Void {
        {
            $0.cohorts = [.send]
            if let days { $0.assurance = assurance(days, by: "SEN Service") }
            more(&$0)
        }
    }

    private func support(
        _ kind: ProviderSupport.Kind, _ words: String, from funding: String = "", mainstreamed: Bool = false
    )
        -> ProviderSupport
    {
        var it = ProviderSupport()
        (it.kind, it.words, it.funding, it.isMainstreamed) = (kind, words, funding, mainstreamed)
        return it
    }

    var providers: [DemoProvider] { voluntary + colleges + others }

    private var voluntary: [DemoProvider] {
        [
            DemoProvider(
                "Full of Life", .charity,
                [
                    DemoOffer(
                        "Volunteer buddies", .individualVoluntary, ages: 16...25, free: (3, of: 12), counted: ago(26),
                        in: ["K&C"], send(40) { $0.pay = .unpaid })
                ], assured(40, by: "SEN Service")),
            DemoProvider(
                "Mencap", .charity,
                [
                    DemoOffer(
                        "Volunteering with Mencap", .individualVoluntary, from: 18, free: (4, of: 20), counted: ago(19),
                        send(19) { $0.pay = .unpaid })
                ], assured(19, by: "Adult Social Care")),
            DemoProvider(
                "Westminster Employment Services", .councilService,
                [
                    DemoOffer(
                        "First volunteer days", .individualVoluntary, from: 19, free: (0, of: 15), counted: ago(12),
                        in: ["Westminster"], send(90))
                ], assured(90, by: "Adult Social Care")),
            DemoProvider(
                "Pure Innovations", .charity,
                [
                    DemoOffer(
                        "Garden crew", .groupVoluntary, ages: 16...25, free: (2, of: 10), counted: ago(29), in: ["H&F"],
                        send(29))
                ], assured(29, by: "SEN Service")),
            DemoProvider(
                "Epic", .charity,
                [
                    DemoOffer(
                        "Café and events crew", .groupVoluntary, ages: 16...24, free: (6, of: 16), counted: ago(270),
                        in: ["K&C"], send(200))
                ], assured(200, by: "SEN Service")),
            DemoProvider(
                "Sweetree", .company,
                [
                    DemoOffer("Community volunteering", .groupVoluntary, from: 18, in: ["H&F", "Westminster"], send())
                ]),
        ]
    }

    private var colleges: [DemoProvider] {
        let delegated = "Funding delegated to the college"
        return [
            DemoProvider(
                "The colleges", .college,
                [
                    DemoOffer(
                        "Market Stall", .groupEnterprise, ages: 16...25, free: (0, of: 14), counted: ago(16), send(60)),
                    DemoOffer("Support for apprenticeships", .apprenticeship, ages: 16...24) {
                        $0.pay = .paid
                        $0.assurance = assurance(60, by: "SEN Service")
                    },
                ]),
            DemoProvider(
                "Ealing, Hammersmith and West London College", .college,
                [
                    DemoOffer(
                        "Project Search", .supportedInternship, ages: 18...25, free: (7, of: 48), counted: ago(8),
                        hosts: ["Hilton", "Terminal 5", "GlaxoSmithKline", "Hounslow Council", "L’Oréal"],
                        send(8) {
                            $0.pay = .unpaid
                            $0.description =
                                "An internship of a year at one employer, with a tutor and a job coach there every day. The employer leads it and chooses the interns."
                        })
                ],
                support: [
                    support(
                        .accessToWork,
                        "Support for students while they apply for Access to Work from the Department for Work and Pensions.",
                        from: delegated, mainstreamed: true),
                    support(
                        .paperwork, "The college’s time to oversee the paperwork and keep track of students.",
                        from: delegated,
                        mainstreamed: true),
                    support(
                        .employerLinks, "The college’s time to drive forward links with employers.", from: delegated,
                        mainstreamed: true),
                    support(
                        .contactPoint, "After a year of this the college is a point of contact for other colleges."),
                ]
            ) {
                $0.assurance = assurance(8, by: "SEN Service")
                $0.accreditation =
                    "Uses Project Search, which the British Association for Supported Employment supports"
                $0.words = "Project Search is part of how the college works, and no longer a project."
            },
            DemoProvider(
                "Supported Internship Programme", .employerLed,
                [
                    DemoOffer(
                        "Supported Internship Programme", .supportedInternship, ages: 16...24, free: (2, of: 10),
                        counted: ago(22), in: ["H&F", "Westminster"], send(22) { $0.needsPlan = true })
                ], assured(22, by: "SEN Service")),
            DemoProvider(
                "Westminster Kingsway College", .college,
                [
                    DemoOffer(
                        "Supported employment", .supportedEmployment, ages: 19...25, free: (3, of: 8), counted: ago(23),
                        in: ["Westminster"], send(23))
                ], assured(23, by: "SEN Service")),
        ]
    }

    private var others: [DemoProvider] {
        [
            DemoProvider(
                "Action on Disability", .charity,
                [
                    DemoOffer(
                        "Into work", .job, .pilot, ages: 18...25, free: (5, of: 12), counted: ago(4), in: ["H&F"]
                    ) {
                        $0.cohorts = [.send, .disability]
                        ($0.pay, $0.ends) = (.paid, today.adding(days: 130))
                        $0.assurance = assurance(4, by: "Adult Social Care")
                        $0.description = "A pilot to provide 12 placements."
                    }
                ], assured(4, by: "Adult Social Care")),
            DemoProvider(
                "Education Business Partnership", .councilService,
                [
                    DemoOffer(
                        "SEN work experience", .workExperience, ages: 16...19, free: (11, of: 40), counted: ago(15),
                        send(15) {
                            $0.pay = .unpaid
                            $0.description =
                                "At any time of the year, for as long as suits, and again in later years. For students in alternative and special education."
                        }),
                    DemoOffer("Work experience, 19 to 25", .workExperience, .planned, ages: 19...25) {
                        $0.cohorts = [.send]
                        ($0.capacity, $0.starts) = (15, today.adding(days: 46))
                    },
                ],
                support: [
                    support(.employerLinks, "Finds employers, old and new, that could take young people on."),
                    support(
                        .employerPreparation, "A programme that prepares an employer’s staff to take young people on."),
                    support(.training, "Training and supervision for as long as the employer needs it."),
                ], assured(15, by: "SEN Service")),
            DemoProvider(
                "Queensmill Post-19", .school,
                [
                    DemoOffer(
                        "Post-19 pilot", .jobCarving, .pilot, ages: 19...25, free: (0, of: 5), counted: ago(30),
                        in: ["H&F"],
                        send(190) {
                            $0.needsPlan = true
                            $0.description =
                                "Five young people, each to have an opportunity of their own by the end of their studies."
                        })
                ], assured(190, by: "SEN Service")),
            DemoProvider(
                "Brightwell Works", .socialEnterprise,
                [
                    DemoOffer(
                        "Job brokerage", .job, from: 18, free: (9, of: 30), counted: ago(11)
                    ) { $0.assurance = assurance(11, by: "Adult Social Care") }
                ], assured(11, by: "Adult Social Care")),
        ]
    }

    var plans: [DemoExpansion] {
        [
            DemoExpansion(
                "Build on work shadowing and work experience; the EBP finds more places for learners with learning difficulties and disabilities",
                for: .voluntary, by: "Education Business Partnership", today.adding(days: 120), .underWay,
                progress: "Four employers asked, two have said yes."),
            DemoExpansion(
                "Develop a procurement process to shape opportunities for social enterprise", for: .socialEnterprise,
                by: "Corporate commissioning and procurement", today.adding(days: 34), first: ago(58), .underWay,
                progress: "Put off: the specification waits for the supported employment strategy."),
            DemoExpansion(
                "Commission colleges of further education to provide supported employment", for: .supported,
                by: "Commissioner, Adult Social Care", today.adding(days: 277), .underWay,
                progress: "Two colleges have answered."),
            DemoExpansion(
                "Offer supported internships, potentially with Project Search", for: .supported, .supportedInternship,
                by: "SEN Service", today.adding(days: 277), .notStarted),
            DemoExpansion(
                "Use what works for 16 to 19 for those of 19 to 25", for: .supported, .workExperience,
                by: "Education Business Partnership", today.adding(days: 46), .underWay),
            DemoExpansion(
                "Build opportunities into the council’s contracts", for: .independent,
                by: "Corporate commissioning and procurement", ago(12), .notStarted),
        ]
    }
}

extension DemoEmployer {
    /// The hosts of the paper that are employers; how things stand with them is made up.
    static let triBorough: @Sendable (DemoTime) -> [DemoEmployer] = { time in
        [
            DemoEmployer("Hilton", .hospitality, .large, .offering, next: 20, time),
            DemoEmployer("GlaxoSmithKline", .manufacturing, .large, .offering, next: 34, time),
            DemoEmployer("Hounslow Council", .publicServices, .large, .offering, next: nil, time),
            DemoEmployer("L’Oréal", .retail, .large, .offering, next: 48, time),
        ]
    }
}
