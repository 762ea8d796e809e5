/// Sefton's paper of 23 January 2018 under its own headings (004.01-05).
extension DemoPapers {
    static let sefton = DemoPapers(
        headings: [
            .init(.fact, "Report to", known: .body),
            .init(.fact, "Date of meeting", known: .heldOn),
            .init(.fact, "Subject", known: .title),
            .init(.fact, "Report of", required: true),
            .init(.fact, "Wards affected", required: true),
            .init(.fact, "Portfolio", known: .portfolio, required: true),
            .init(.fact, "Is this a key decision", required: true),
            .init(.fact, "Included in forward plan", required: true),
            .init(.fact, "Exempt / confidential report", required: true),
            .init(.section, "Summary", required: true),
            .init(.section, "Recommendation(s)", required: true),
            .init(.section, "Reasons for the recommendation(s)", required: true),
            .init(.section, "Alternative options considered and rejected", required: true, none: "Not applicable"),
            .init(.section, "What will it cost and how will it be financed?", required: true),
            .init(.part, "Revenue costs", number: "(A)", required: true, none: "None"),
            .init(.part, "Capital costs", number: "(B)", required: true, none: "None"),
            .init(.group, "Implications of the proposals"),
            .init(
                .implication, "Resource implications (financial, IT, staffing and assets)", required: true, none: "None"
            ),
            .init(.implication, "Legal implications", required: true, none: "None"),
            .init(.implication, "Equality implications", required: true, none: "There are no equality implications."),
            .init(.group, "Contribution to the Council’s core purpose"),
            .init(.implication, "Protect the most vulnerable", required: true, none: "Not applicable"),
            .init(
                .implication, "Facilitate confident and resilient communities", required: true, none: "Not applicable"),
            .init(.implication, "Commission, broker and provide core services", required: true, none: "Not applicable"),
            .init(.implication, "Place – leadership and influencer", required: true, none: "Not applicable"),
            .init(.implication, "Drivers of change and reform", required: true, none: "Not applicable"),
            .init(.implication, "Facilitate sustainable economic prosperity", required: true, none: "Not applicable"),
            .init(.implication, "Greater income for social investment", required: true, none: "Not applicable"),
            .init(.implication, "Cleaner Greener", required: true, none: "Not applicable"),
            .init(.group, "What consultations have taken place on the proposals and when?"),
            .init(
                .part, "Internal consultations", number: "(A)", hint: "With the references of those who cleared it.",
                required: true),
            .init(.part, "External consultations", number: "(B)", required: true, none: "None"),
            .init(.section, "Implementation date for the decision", required: true),
            .init(
                .section, "Contact officer", hint: "A post, with telephone and e-mail of the service.", required: true),
            .init(.appendices, "Appendices", none: "There are no appendices to this report."),
            .init(
                .section, "Background papers", required: true,
                none: "There are no background papers available for inspection."),
            .init(.progress, "Progress against recommendations"),
        ],
        table: PaperTable(form: .narrative), papers: [SeftonPaper.january])
}

private enum SeftonPaper {
    static let january = DemoPaper(
        plan: "Action plan for employment", title: "Action plan on employment: update at December 2017",
        body: "Overview and Scrutiny Committee (Regeneration and Skills)", on: DemoTime.day(2018, 1, 23),
        answers: facts.merging(implications) { $1 }.merging(ending) { $1 },
        editions: [
            .init(
                on: DemoTime.day(2018, 1, 12),
                answers: [
                    "Internal consultations": .words(
                        "The Head of Corporate Resources and the Head of Regulation and Compliance have been asked.")
                ]),
            .init(
                on: DemoTime.day(2018, 1, 15),
                reason: "The references of those who cleared the report are added.",
                answers: [
                    "Internal consultations": .words(
                        "The Head of Corporate Resources (FD4997/18) and the Head of Regulation and Compliance (LD4282/18) have been asked, and what they said is in the report."
                    )
                ]),
        ])

    static let facts: [String: DemoPaper.Answer] = [
        "Report of": .words("Chief Executive"), "Wards affected": .words("All wards"),
        "Is this a key decision": .words("No"), "Included in forward plan": .words("No"),
        "Exempt / confidential report": .words("No"),
        "Summary": .words(
            """
            Cabinet approved the committee’s recommendations on employment on 5 December 2013 and asked for an action plan with milestones. The Cabinet Member agreed the plan on 10 April 2014.

            The Sefton Economic Strategy, to be adopted in 2018, will take in what the council wants for the employment and skills of young people and adults. This report therefore differs from earlier ones: some recommendations are reported on together.
            """),
        "Recommendation(s)": .words(
            """
            That members:

            - note the progress in this reporting period;
            - agree that reports on employment become part of how the Sefton Economic Strategy is followed, once it is adopted.
            """),
        "Reasons for the recommendation(s)": .words(
            "To comply with a decision of Cabinet, which asked for an action plan and regular reports."),
        "Alternative options considered and rejected": .none,
        "What will it cost and how will it be financed?": .words(
            "There are no financial implications arising from this report."),
        "Revenue costs": .none, "Capital costs": .none,
    ]

    static let implications: [String: DemoPaper.Answer] = [
        "Resource implications (financial, IT, staffing and assets)": .none, "Legal implications": .none,
        "Equality implications": .none,
        "Protect the most vulnerable": .words(
            "The plan is for those who are furthest from work: skills, advice and guidance help them back."),
        "Facilitate confident and resilient communities": .words(
            "Steady work makes people less dependent on public money, and communities stronger."),
        "Commission, broker and provide core services": .none,
        "Place – leadership and influencer": .words(
            "Through Sefton@work the council links people without work to employers who have it."),
        "Drivers of change and reform": .words(
            "The actions, taken with partners, improve the help for people with few skills who live on benefits."),
        "Facilitate sustainable economic prosperity": .words(
            "The plan is a bridge between growth and the residents who would otherwise gain least from it."),
        "Greater income for social investment": .words(
            "Several actions look for ways to pay for local help into work in the longer term."),
        "Cleaner Greener": .words(
            "Employers are encouraged to work sustainably, and training opens work in green spaces and recycling."),
    ]

    static let ending: [String: DemoPaper.Answer] = [
        "External consultations": .words(
            "Members of the Sefton Employment and Skills Partnership Group have been consulted."),
        "Implementation date for the decision": .words("Immediately after the meeting of the committee."),
        "Contact officer": .words("Head of Investment and Employment\nEmployment and skills service, Sefton Council"),
        "Background papers": .none,
    ]
}
