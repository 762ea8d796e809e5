/// Merton's table and Stockton's blocks, each under the council's own names (000.02, 001.03-10).
extension DemoPapers {
    static let merton = DemoPapers(
        headings: [
            .init(.fact, "Committee", known: .body),
            .init(.fact, "Date", known: .heldOn),
            .init(.fact, "Wards", required: true),
            .init(.fact, "Subject", known: .title),
            .init(.fact, "Lead officer", required: true),
            .init(.fact, "Contact officer", required: true),
            .init(.section, "Recommendations", required: true),
            .init(.section, "Purpose of report and executive summary", number: "1", required: true),
            .init(.section, "Details", number: "2", required: true),
            .init(
                .section, "Alternative options", number: "3", required: true,
                none: "None for the purposes of this report."),
            .init(.section, "Consultation undertaken or proposed", number: "4", required: true, none: "None."),
            .init(.section, "Timetable", number: "5", required: true),
            .init(.section, "Financial, resource and property implications", number: "6", required: true, none: none),
            .init(.section, "Legal and statutory implications", number: "7", required: true, none: none),
            .init(.section, "Equalities and community cohesion implications", number: "8", required: true, none: none),
            .init(
                .section, "Risk management and health and safety implications", number: "9", required: true, none: none),
            .init(.section, "Background papers", number: "10", required: true, none: "None."),
            .init(.progress, "Routes to employment for vulnerable cohorts: actions"),
        ],
        table: PaperTable(form: .rows),
        papers: [
            DemoPaper(
                plan: "Routes to employment for vulnerable cohorts",
                title: "Routes to employment for vulnerable cohorts: progress",
                body: "Children and Young People Overview and Scrutiny Panel", on: DemoTime.day(2018, 2, 6),
                editions: [
                    .init(
                        on: DemoTime.day(2018, 1, 30),
                        answers: [
                            "Wards": .words("All"), "Lead officer": .words("Head of Human Resources"),
                            "Contact officer": .words("Scrutiny officer"),
                            "Recommendations": .words(
                                "That the panel notes what has been done under each of its seven recommendations, and says where it wants a further report."
                            ),
                            "Purpose of report and executive summary": .words(
                                "The panel asked how routes into employment for care leavers and young people with special educational needs and disabilities can be improved. This report shows every action with its leads and its status."
                            ),
                            "Details": .words(
                                "The table at the end gives the actions for each recommendation. Where nobody can count the result, a note says so."
                            ),
                            "Alternative options": .none, "Consultation undertaken or proposed": .none,
                            "Timetable": .words(
                                "Numbers of placements and apprentices are reported every year from March 2018."),
                            "Financial, resource and property implications": .none,
                            "Legal and statutory implications": .none,
                            "Equalities and community cohesion implications": .words(
                                "The actions are for young people who find it hardest to begin work."),
                            "Risk management and health and safety implications": .none, "Background papers": .none,
                        ])
                ])
        ])

    private static let none = "None for the purposes of this report."

    static let stockton = DemoPapers(
        headings: [
            .init(.fact, "Review", known: .plan),
            .init(.fact, "Link officer/s", known: .linkOfficers, required: true),
            .init(.fact, "Action plan agreed", known: .agreed),
            .init(.section, "How to read this update", required: true),
            .init(.progress, "Progress update"),
        ],
        table: PaperTable(form: .blocks),
        papers: [
            DemoPaper(
                plan: "Scrutiny review of care leavers’ education, employment and training",
                title: "Progress update: review of care leavers’ education, employment and training",
                body: "Children and Young People Select Committee", on: DemoTime.day(2024, 7, 17),
                editions: [
                    .init(
                        on: DemoTime.day(2024, 7, 9),
                        answers: [
                            "How to read this update": .words(
                                "Updates are due about 12 months after the committee agreed the action plan. Each says what has taken place, gives a grade and shows the impact; the grades are explained at the end."
                            )
                        ])
                ])
        ])
}
