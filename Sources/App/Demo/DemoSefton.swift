import PlanReader

/// Sefton at December 2017: ten recommendations of fifteen still reported on, with the numbers they were printed with (seed 004).
extension DemoValues {
    static let sefton = DemoValues(
        slug: "sefton", name: "Sefton Council",
        posts: [
            .administrator: "Democratic services manager", .scrutiny: "Scrutiny officer",
            .lead: "Lead officer, Investment and Employment",
            .broker: "Case worker, Sefton@work", .commissioner: "Commissioning officer", .member: "Committee member",
            .provider: "Provider contact, adult learning",
        ],
        ledByLead: ["Head of Investment & Employment", "Sefton@work", "InvestSefton"],
        vocabulary: [
            ("Complete", .achieved), ("On track", .onTrack), ("Delayed", .slipped), ("Not achieved", .notAchieved),
            ("Context only", .notAssessed),
        ],
        documents: DemoDocument.sefton,
        plans: { time in
            var plan = PlanFile(title: "Action plan for employment")
            plan.body = "Overview and Scrutiny Committee (Regeneration and Skills)"
            plan.origin =
                "Working party on employment policy, Overview and Scrutiny (Regeneration and Environmental Services)"
            plan.portfolio = "Regeneration and Skills"
            plan.introduction =
                "The recommendations keep the numbers they were first given. Once the council adopts the Sefton Economic Strategy, expected in 2018, reports on employment are to become part of how that strategy is followed."
            plan.agreed = ApproximateDay(DemoTime.day(2014, 4, 10))
            plan.state = .monitoring
            plan.decisions = [
                .init(
                    body: "Cabinet", on: DemoTime.day(2013, 12, 5),
                    words: "Approved the recommendations and asked for an action plan with milestones."),
                .init(
                    body: "Cabinet Member – Regeneration", on: DemoTime.day(2014, 4, 10),
                    words: "Agreed the action plan."),
            ]
            plan.recommendations = SeftonDemo.recommendations(time)
            plan.glossary = SeftonDemo.glossary
            return [plan]
        }, meetings: seftonMeetings, papers: .sefton, employers: DemoEmployer.sefton,
        provision: DemoProvision.sefton, teams: .sefton,
        opportunities: DemoOpportunity.sefton, pastCases: DemoCasesSeftonPast.save, cases: DemoCasesSefton.today,
        obligations: DemoObligation.sefton, claims: DemoCasesSefton.claim, programmes: DemoProgramme.sefton)
}

private enum SeftonDemo {
    static let start = DemoTime.day(2014, 4, 10)

    static func recommendations(_ time: DemoTime) -> [PlanFile.Recommendation] {
        let all = [
            one, two, three, five, seven, nine, ten, eleven, fourteen, fifteen,
            gap("4"), gap("6"), gap("8"), gap("12"), gap("13"),
        ]
        return all.sorted { Int($0.number) ?? 0 < Int($1.number) ?? 0 }
    }

    /// Not reported on by itself any more; its words are not in the paper.
    static func gap(_ number: String) -> PlanFile.Recommendation {
        PlanFile.Recommendation(
            number: number, state: .absorbed,
            stateWords:
                "Rolled together with others in December 2017: the Sefton Economic Strategy will put it in other words."
        )
    }

    static func update(_ evidence: String, isContext: Bool = false, explanation: String = "") -> PlanFile.Update {
        PlanFile.Update(
            period: DemoTime.day(2017, 12, 1), evidence: evidence, grade: isContext ? ["Context only"] : [],
            explanation: explanation,
            isContext: isContext)
    }

    static func post(_ name: String) -> PlanFile.Leader { PlanFile.Leader(name: name, kind: .post) }

    static func report(_ words: String, _ leads: [PlanFile.Leader], months: Int) -> PlanFile.Action {
        PlanFile.Action(
            words: words, leads: leads, reportDuty: .recurring,
            reportWords: months == 12 ? "Annual report" : "Six-monthly report",
            report: ApproximateDay(start.adding(months: months)), everyMonths: months)
    }

    static let one = PlanFile.Recommendation(
        number: "1",
        words: "Stand behind the proposed Member Reference Group for the economy and ask for reports of its work.",
        actions: [
            .init(
                words: "Send the committee the minutes of the group.",
                leads: [.init(name: "Member Reference Group", kind: .group)], reportDuty: .once,
                reportWords: "On request")
        ],
        updates: [
            update(
                "The minutes of the group’s latest meeting, of September 2017, are with the report.", isContext: true)
        ])

    static let two = PlanFile.Recommendation(
        number: "2",
        words:
            "Welcome one high-level policy for the whole authority that puts all its assets to work for regeneration and takes down the walls between services, and ask for a place-based regeneration policy.",
        actions: [
            .init(
                words: "Bring members a place-based regeneration policy.",
                leads: [post("Head of Investment & Employment")])
        ],
        updates: [
            update(
                "Cabinet took a report on the council’s core purpose on 12 January 2017, with leadership of place and economic growth on top. The growth programme within the Framework for Change carries it out. The economic strategy due early in 2018 sets the priorities, with inclusive growth through everything the council does."
            )
        ])

    static let three = PlanFile.Recommendation(
        number: "3",
        words:
            "Write a social value policy behind every power of the council, in procurement, regulation and employment, that can oblige providers to local jobs, skills and supply; and work towards ethical business statements.",
        actions: [
            .init(
                words: "Develop the social value policy and the statements.",
                leads: [post("Head of Regeneration & Housing"), post("Director of Corporate Support")])
        ],
        measures: SeftonMeasures.socialValue,
        updates: [
            update(
                "A task group of several services wrote a draft social investment action plan; it goes to full consultation in spring 2018 and then to Cabinet. Two procurements tested the approach through 2016 and early 2017. A pilot for estates maintenance shows what a social value clause brings: see the figures of its first three contracts.\n\nWorkshops help local businesses to bid; one on specialist transport had 20 of them, and one on doing business with the council follows on 22 February 2018."
            )
        ])

    static let five = PlanFile.Recommendation(
        number: "5",
        words:
            "Find out in detail, with experts from outside where needed, how planning consents and development agreements can carry obligations, targets and checks in proportion to the task.",
        actions: [.init(words: "Carry out the investigation.", leads: [post("The appropriate Head of Service")])],
        updates: [
            update(
                "Voluntary agreements with developers have come further, and planning, regeneration and employment officers share goals for local jobs. The revised contract procedure rules make every buyer think of jobs and skills and call economic development first. Planning conditions and s106 agreements have led local people without work to jobs, as at a care development in Maghull and a contact centre.",
                explanation: "Too few people were free in this period to take the work on obligations further.")
        ])

    static let seven = PlanFile.Recommendation(
        number: "7",
        words:
            "Invite the council and the colleges to tell the committee each year how they reduce the number of NEETs: where the hotspots are, what the targets are there, and how joint work is followed and judged; with studio schools and other ways to prevent it.",
        kind: .invitesUpdate,
        actions: [
            report(
                "Report on NEETs to the committee.",
                [.init(name: "Hugh Baird College", kind: .group), .init(name: "Southport College", kind: .group)],
                months: 12)
        ],
        updates: [
            update(
                "A detailed report on young people who are NEET is elsewhere on the agenda of the same meeting.",
                isContext: true)
        ])

    static let nine = PlanFile.Recommendation(
        number: "9",
        words:
            "Say how adult community learning can bring people who are hard to reach online and make them ready for work.",
        actions: [.init(words: "Advise the committee.", leads: [post("The appropriate Head of Service")])],
        updates: [
            update(
                "More of the courses now prepare for work and fewer are for leisure. Subcontractors teach digital skills in the north and centre of the borough, where learners seek them. SACL gives staff time to referrals from Sefton@work, Jobcentre Plus and others."
            )
        ])

    static let ten = PlanFile.Recommendation(
        number: "10", words: "Write one strategy for digital inclusion.",
        actions: [.init(words: "Develop the strategy.", leads: [post("Head of Corporate Finance and ICT")])],
        updates: [
            update(
                "The Framework for Change renews the council’s ICT and recommends a digital inclusion strategy; after consultation members can set what to invest in first."
            )
        ])

    static let eleven = PlanFile.Recommendation(
        number: "11",
        words:
            "Recognise the good work of the Family Turnaround team, and ask for a report each year of how it supports families.",
        kind: .commends,
        actions: [
            report(
                "Report on the team’s progress with families.", [.init(name: "Family Turnaround Team", kind: .team)],
                months: 12)
        ],
        measures: SeftonMeasures.turnaround,
        updates: [
            update(
                "The programme reports to two Cabinet members. Officers seconded from the DWP and a team of Sefton@work support whole families; an operational group shares cases and referrals. Outcomes count only when they have lasted, and the latest audit visit went very well. Case workers have few cases each, and named staff may look into the systems of social care, so that young offenders and care leavers reach Sefton@work."
            )
        ])

    static let fourteen = PlanFile.Recommendation(
        number: "14",
        words:
            "Commend Sefton@work and InvestSefton for bringing business to Sefton, for helping what is there and for their daily help to residents.",
        kind: .commends,
        actions: [
            .init(
                words: "Go on with the work and report on it.",
                leads: [.init(name: "Sefton@work", kind: .service), .init(name: "InvestSefton", kind: .service)])
        ],
        measures: SeftonMeasures.business + SeftonMeasures.employment,
        updates: [
            update(
                "InvestSefton is the contracted growth hub and leads two European projects; Sefton@work supports residents over 16 through the Ways to Work programme. Outreach sessions run in community venues in Bootle and Southport, and employers have recruitment sessions made for them."
            )
        ])

    static let fifteen = PlanFile.Recommendation(
        number: "15",
        words: "Send two committees a report every six months on what welfare reform does to the people of Sefton.",
        actions: [
            report(
                "Report to Performance and Corporate Services and to Regeneration.",
                [post("Head of Corporate Commissioning and Neighbourhood Co-ordination")], months: 6)
        ],
        updates: [
            update(
                "The strategies behind recommendations 2 and 10 take up what the reform adds up to. The Health and Wellbeing Board watches a new plan against poverty. Universal Credit came to Sefton in full in October 2017: it is too early to judge.",
                isContext: true)
        ], links: [.init(number: "2"), .init(number: "10")])

    static let glossary = [
        PlanFile.Abbreviation(short: "NEET", long: "not in education, employment or training"),
        PlanFile.Abbreviation(short: "SACL", long: "Sefton Adult Community Learning"),
        PlanFile.Abbreviation(short: "DWP", long: "Department for Work and Pensions"),
        PlanFile.Abbreviation(short: "ICT", long: "information and communication technology"),
    ]
}
