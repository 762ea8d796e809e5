/// Derby's paper with its summary for children and young people (003.01-06). Its readings count the young people who
/// are now employed twice over, 2 and 3, so that the check keeps it from being published (003.22).
extension DemoPapers {
    static let derby = DemoPapers(
        headings: [
            .init(.fact, "Report to", known: .body),
            .init(.fact, "Date", known: .heldOn),
            .init(.fact, "Report of", required: true),
            .init(.section, "Summary", number: "1.1", required: true),
            .init(.youngPeople, "Summary for children and young people", number: "1.2", required: true),
            .init(.section, "Recommendation", number: "2.1", required: true),
            .init(.section, "Reasons for recommendation", number: "3.1", required: true),
            .init(.section, "Supporting information", number: "4.1", required: true),
            .init(.pledges, "The pledge"),
            .init(.progress, "Progress"),
            .init(.section, "Other options considered", number: "5.1", required: true, none: "None considered."),
            .init(.group, "This report has been approved by the following officers"),
            .init(.approval, "Legal officer"),
            .init(.approval, "Financial officer"),
            .init(.approval, "Human Resources officer"),
            .init(.approval, "Estates/Property officer"),
            .init(.approval, "Service Director(s)", required: true),
            .init(.approval, "Other(s)"),
            .init(.section, "For more information contact", required: true),
            .init(.section, "Background papers", required: true, none: "None"),
            .init(.appendices, "List of appendices", none: "None"),
            .init(.group, "Implications"),
        ] + implications,
        table: PaperTable(form: .narrative), papers: [DerbyPaper.scheme])

    private static let implications: [PaperHeading] = [
        ("Financial and Value for Money", "There are no financial implications with this report."),
        ("Legal", "There are no legal implications with this report."),
        ("Personnel", "There are no personnel implications with this report."),
        ("IT", "There are no implications with this report."),
        ("Equalities Impact", "There are none arising from this report."),
        ("Health and Safety", "There are none arising from this report."),
        ("Environmental Sustainability", "There are none arising from this report."),
        ("Property and Asset Management", "There are none arising from this report."),
        ("Risk Management and Safeguarding", "There are none arising from this report."),
        ("Corporate objectives and priorities for change", "There are none arising from this report."),
    ].enumerated().map { .init(.implication, $1.0, number: "\($0 + 1).1", required: true, none: $1.1) }
}

private enum DerbyPaper {
    static let scheme = DemoPaper(
        plan: "Apprenticeship scheme for children in care and care leavers",
        title: "Children in care and leaving care apprenticeship scheme", body: "Corporate Parenting Committee",
        on: DemoTime.day(2017, 11, 28),
        answers: [
            "Report of": .words("Service Director, Early Help and Children’s Safeguarding"),
            "Summary": .words(
                "An overview of the apprenticeship scheme for children in care and care leavers, as the Corporate Parenting Committee asked."
            ),
            "Summary for children and young people": .words(
                """
                As your corporate parent we want the best for you. We promised that you can apply for an apprenticeship with the council.

                We asked the teams of the council to join in. Connexions workers help you to get ready for interviews.

                9 young people have been or are apprentices with us. 2 of these now have a job with the council.
                """),
            "Recommendation": .words(
                "To note the position and the progress made. The pledge of 8 apprenticeships has been met."),
            "Reasons for recommendation": .words(
                "So that the Corporate Parenting Group can comment on progress against the council’s pledge."),
            "Supporting information": .words(
                "The pledge is to make up to 8 apprenticeships available to children in care or leaving care. The steering group meets every quarter and looks at the plan each time."
            ),
            "Other options considered": .none,
            "Service Director(s)": .approved(
                "Service Director, Early Help and Children’s Safeguarding", DemoTime.day(2017, 11, 14)),
            "Other(s)": .approved("Head of Service, Leaving Care", DemoTime.day(2017, 11, 13)),
            "For more information contact": .words("Team manager, NEET strategy"), "Background papers": .none,
            "Financial and Value for Money": .none, "Legal": .none, "Personnel": .none, "IT": .none,
            "Equalities Impact": .words(
                "Young people who leave care are often disadvantaged in several ways; their pathway plans consider this."
            ),
            "Health and Safety": .none, "Environmental Sustainability": .none, "Property and Asset Management": .none,
            "Risk Management and Safeguarding": .none,
            "Corporate objectives and priorities for change": .words(
                "- Protecting vulnerable children, young people, adults and older people\n- Raising achievement and skills"
            ),
        ],
        appendices: [
            .init(
                title: "Handbook of the scheme",
                words:
                    "Candidates are found by the Leaving Care Team and the personal adviser. Each is prepared first or goes straight to the apprenticeships team. Everyone applies like other young people do, and is sure of an interview. Progress is looked at every six months with the pathway plan. Who leaves early begins again at the first step."
            )
        ])
}
