import PlanReader

/// Merton, early in 2018: seven recommendations, every action with its leads and its three axes (seed 000).
extension DemoValues {
    static let merton = DemoValues(
        slug: "merton", name: "London Borough of Merton",
        posts: [
            .administrator: "Democratic services manager", .scrutiny: "Scrutiny officer",
            .lead: "Lead officer, Human Resources",
            .broker: "Employment broker, My Futures", .commissioner: "Commissioning officer", .member: "Panel member",
            .provider: "Provider contact, training centre",
        ],
        ledByLead: ["HR", "WSB"], askedFor: ["7"],
        vocabulary: [("Met", .achieved), ("Part met", .achievedInPart), ("Not met", .notAchieved)],
        spellings: ["Part met": ["Partly met"]],
        labels: [.actions: "Actions - Pathways", .leads: "Lead(s)"],
        plans: { time in
            var plan = PlanFile(title: "Routes to employment for vulnerable cohorts")
            plan.body = "Children and Young People Overview and Scrutiny Panel"
            plan.targetGroups =
                "Children and young people in care, care leavers, and those with special educational needs and disabilities"
            plan.agreed = DemoTime.month(2018, 1)
            plan.state = .monitoring
            plan.recommendations = [
                MertonDemo.information, MertonDemo.tasters, MertonDemo.wellBeingGroup, MertonDemo.engagement(time),
                MertonDemo.traineeships, MertonDemo.contractors, MertonDemo.numbers,
            ]
            plan.recommendations[1].updates = [MertonDemo.tasterDays(time)]
            plan.footnotes = MertonDemo.footnotes
            plan.glossary = MertonDemo.glossary
            return [plan]
        }, meetings: mertonMeetings, papers: .merton)
}

private enum MertonDemo {
    static let hr = PlanFile.Leader(name: "HR", kind: .department)
    static let myFutures = PlanFile.Leader(name: "My Futures", kind: .service)
    static let futureMerton = PlanFile.Leader(name: "futureMerton", kind: .service)
    static let group = PlanFile.Leader(name: "EWG", kind: .group)
    static let board = PlanFile.Leader(name: "WSB", kind: .board)
    static let commercial = PlanFile.Leader(name: "Commercial Services", kind: .service)
    static let procurement = PlanFile.Leader(name: "Procurement Board", kind: .board)
    static let fourteenPlus = PlanFile.Leader(name: "14+ Team", kind: .team)
    static let officers = PlanFile.Leader(name: "All officers working with vulnerable young people", kind: .class)

    static let notRecorded = "Nobody keeps a list of where this worked and where it did not."

    static func yearly(_ words: String) -> PlanFile.Action {
        PlanFile.Action(
            words: words, leads: [hr, myFutures], reportDuty: .recurring,
            reportWords: "Will be reported annually from March 2018",
            report: DemoTime.month(2018, 3), everyMonths: 12)
    }

    static func back(_ workstream: String, _ words: String, _ leads: [PlanFile.Leader], achievement: [String] = [])
        -> PlanFile.Action
    {
        PlanFile.Action(
            workstream: workstream, words: words, leads: leads, achievement: achievement, reportDuty: .once,
            reportWords: "Report back to Scrutiny")
    }

    static let information = PlanFile.Recommendation(
        number: "1",
        words:
            "Find out how the help into work that exists now can be listed, kept fresh and opened to residents and to everyone who works with the groups that need it.",
        actions: [
            PlanFile.Action(
                workstream: "Merton web pages, EWG, HR",
                words: """
                    Merton web pages – A “Young Merton” page tells of events and apprenticeships; a second page, with links to local jobs, employers and trainers, is waiting for IT.

                    EWG – Partners are told by email of each apprenticeship inside the council and pass it on to their clients.

                    Partners share a list of their programmes and what each should lead to.

                    HR – Recruitment talks with social workers and key workers, looks first at applications from vulnerable young people and helps them through the interview.
                    """,
                leads: [hr, myFutures, futureMerton, group], achievement: ["Met"]),
            yearly(
                """
                Count by directorate
                • work experience placements
                • apprentices
                and say how many of each were
                • LAC
                • young people with SEND
                """),
        ])

    static let tasters = PlanFile.Recommendation(
        number: "2",
        words:
            "Give the target groups tastes and spells of work, through contractors and service providers too, and look at writing that into standard contracts. Look at traineeships, the *Work Experience Quality Standard*, the apprenticeship strategy to come and a mentor for everybody who takes part.",
        actions: [
            back(
                "HR",
                "A programme of work experience is drafted; the Workforce Strategy Board decides on 22 January 2018.",
                [board], achievement: ["Part met"]),
            PlanFile.Action(
                workstream: "Procurement",
                words: "Ask contractors to offer the same kind of placements, with the Social Value Act as the lever.",
                leads: [commercial], achievement: ["Part met"], recordability: .cannot, recordabilityWords: notRecorded),
        ])

    /// Said to be met while its actions are part met: the two are shown side by side.
    static func tasterDays(_ time: DemoTime) -> PlanFile.Update {
        PlanFile.Update(
            period: time.month(-1),
            evidence: "The guide for managers is out, and every department has named somebody to ask for a taster day.",
            grade: ["Met"], impact: "Asking for a taster day takes one email instead of five.")
    }

    static let wellBeingGroup = PlanFile.Recommendation(
        number: "3",
        words:
            "Keep the Economic Wellbeing Group at the centre of the work against unemployment, support it, and make attendance of every department that matters a KPI.",
        actions: [
            PlanFile.Action(
                workstream: "futureMerton",
                words:
                    "Every member has the minutes of the EWG by email and on the partnership’s pages.\n\nThe EWG goes on under the Sustainable Communities and Transport theme; officers are told when an item concerns their service.",
                leads: [officers], achievement: ["Met"])
        ])

    static func engagement(_ time: DemoTime) -> PlanFile.Recommendation {
        var recommendation = PlanFile.Recommendation(
            number: "4",
            words:
                "Ask how best to reach the target groups and to show that the council means it, for instance in the pledge to children in care and care leavers.",
            actions: [
                back(
                    "",
                    "Coram was asked to talk with LAC and care leavers; what they say goes into the strategies for both.",
                    [fourteenPlus]),
                back(
                    "HR",
                    "WSB follows what each DMT does to create apprenticeships and looks for other ways to recruit that would bring more of them and help vulnerable young people.",
                    [board]),
            ])
        recommendation.updates = [
            PlanFile.Update(
                period: time.month(0), state: .draft,
                evidence:
                    "Two departments have named posts that could become apprenticeships; three have yet to answer.")
        ]
        return recommendation
    }

    static let traineeships = PlanFile.Recommendation(
        number: "5",
        words:
            "Support the target groups with traineeships and apprenticeships that the council advertises, and set aside for them a share of the right ones in the apprenticeship strategy and in the council’s part of the public sector target.",
        actions: [
            back(
                "HR",
                "WSB to look at what is on offer to vulnerable young people and at how many placements and apprenticeships they take up, together with recommendation 4.",
                [board])
        ], links: [PlanFile.Link(kind: .takenWith, number: "4")])

    static let contractors = PlanFile.Recommendation(
        number: "6",
        words:
            "As earlier task groups asked: make apprenticeships for Merton residents a term of the contracts with contractors and providers, and promote them to the target groups, with *London Ambitions* among the ways.",
        actions: [
            PlanFile.Action(
                workstream: "Procurement Board",
                words:
                    "Use the Social Value Act in every procurement it fits, so that contractors take on apprentices who live here.",
                leads: [procurement], reportDuty: .once, reportWords: "Report back to Scrutiny", recordability: .cannot,
                recordabilityWords: notRecorded),
            PlanFile.Action(
                workstream: "HR", words: "The council’s site links to whatever contractors offer.", leads: [hr]),
        ],
        links: [
            PlanFile.Link(kind: .earlierReview, words: "Adult Skills and Employability 2013, recommendation 3"),
            PlanFile.Link(kind: .earlierReview, words: "Post 16 Career Pathways 2012"),
        ])

    static let numbers = PlanFile.Recommendation(
        number: "7",
        words:
            "Bring the Panel each year the number of apprenticeships reached and completed through the council, and where the apprentices went, with the target groups counted apart; later through contractors too.",
        actions: [
            yearly(
                """
                Count
                • apprenticeships reached and completed
                • where apprentices went
                and say how many were
                • LAC or care leavers
                • young people with SEND or vulnerable adults
                """)
        ])

    static let footnotes = [
        PlanFile.Footnote(
            number: 1, words: "Economic Wellbeing Group", kind: .abbreviation, hangsOn: .words, recommendation: "1",
            action: 0, term: "EWG"),
        PlanFile.Footnote(
            number: 2, words: "The Panel means children and young people in care, care leavers, and those with SEND.",
            kind: .definition,
            hangsOn: .words, recommendation: "2", term: "target groups"),
        PlanFile.Footnote(
            number: 3, words: notRecorded, kind: .caveat, hangsOn: .status, recommendation: "2", action: 1),
        PlanFile.Footnote(
            number: 4, words: "Workforce Strategy Board", kind: .abbreviation, hangsOn: .words, recommendation: "4",
            action: 1, term: "WSB"),
        PlanFile.Footnote(
            number: 5, words: "Adult Skills and Employability 2013, recommendation 3, and Post 16 Career Pathways 2012",
            kind: .lineage,
            hangsOn: .words, recommendation: "6", term: "earlier task groups"),
        PlanFile.Footnote(
            number: 6, words: notRecorded, kind: .caveat, hangsOn: .action, recommendation: "6", action: 0),
    ]

    static let glossary = [
        PlanFile.Abbreviation(short: "EWG", long: "Economic Wellbeing Group"),
        PlanFile.Abbreviation(short: "WSB", long: "Workforce Strategy Board"),
        PlanFile.Abbreviation(short: "SEND", long: "Special Educational Needs and Disabilities"),
        PlanFile.Abbreviation(short: "LAC", long: "Looked After Children"),
        PlanFile.Abbreviation(short: "KPI", long: "key performance indicator"),
        PlanFile.Abbreviation(short: "DMT", long: "Departmental Management Team"),
        PlanFile.Abbreviation(short: "HR", long: "Human Resources"),
    ]
}
