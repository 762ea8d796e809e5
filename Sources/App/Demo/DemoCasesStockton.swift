import Postgres

/// Stockton’s brokerage: those whom its updates of September 2022 and July 2024 count (001.14, 001.15), and open cases of today.
extension DemoCase {
    static let stockton: @Sendable (DemoTime) -> [DemoCase] = { time in
        stocktonFirst + stocktonPlaced + stocktonApprentices + stocktonToday(time)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day { DemoTime.day(year, month, day) }

    private static func leaver(
        _ number: Int, _ name: String, born: Day, referred: Day, decision: String, _ events: [Event]
    ) -> DemoCase {
        DemoCase(
            reference: "SBC-\(number)", name: name, born: born,
            cohorts: [.init(cohort: "care_leaver", eligibility: "former_relevant", from: born.adding(months: 18 * 12))],
            adviser: "Pathway Team", hasWorker: false,
            events: [
                .referred(referred, by: "Pathway Team", why: "Wants work in the council."),
                .decided(
                    referred.adding(days: 10), decision, why: "Agreed at the brokerage meeting.",
                    by: "Employer Engagement Worker"),
            ] + events)
    }

    /// September 2022: two towards a Youth Support apprenticeship, one in Care for your Area.
    private static var stocktonFirst: [DemoCase] {
        let support = ["Avocet", "Bunting"].enumerated().map { index, name in
            leaver(
                201 + index, name, born: day(2003, 5 + index, 11), referred: day(2022, 6, 6),
                decision: "apprenticeship",
                [
                    .stage("preparation", day(2022, 7, 4), "Towards the Youth Support apprenticeship"),
                    .stage("apprenticeship", day(2022, 10, 3)),
                    .placed(
                        Placed(
                            kind: "apprenticeship", team: "Youth Support", role: "Youth Support apprentice", level: 3,
                            provider: "Riverside College", planned: day(2022, 10, 3), started: day(2022, 10, 3),
                            plannedEnd: day(2023, 9, 29), ended: day(2023, 9, 29), outcome: "completed",
                            destination: "further_education", hours: 30, isPaid: true)),
                    .settled(day(2023, 9, 29)), .closed(day(2023, 11, 30), "destination"),
                ])
        }
        let area = leaver(
            203, "Chough", born: day(2003, 9, 2), referred: day(2022, 5, 9), decision: "work_experience",
            [
                .stage("work_experience", day(2022, 6, 20)),
                .placed(
                    Placed(
                        kind: "work_experience", team: "Care for your Area", planned: day(2022, 6, 20),
                        started: day(2022, 6, 20), plannedEnd: day(2022, 10, 28), ended: day(2022, 10, 28),
                        outcome: "completed", destination: "employed", hours: 24)),
                .settled(day(2022, 10, 28)), .closed(day(2022, 11, 30), "destination"),
            ])
        return support + [area]
    }

    /// July 2024: six on work placements in the council, four of them with an apprenticeship from that September, one beside a
    /// policing degree, one accepted on a degree.
    private static var stocktonPlaced: [DemoCase] {
        let teams = ["Care for your Area", "Early Help", "Libraries", "Customer Services"]
        // Of the two who are 21 in the spring of 2026 only one was spoken to.
        let recorded: [Event] = [
            .does(
                day(2026, 4, 20),
                Recorded(main: .employmentWithTraining, hours: 37, touch: .yes, home: .independent))
        ]
        let secured = ["Dipper", "Egret", "Fulmar", "Godwit"].enumerated().map { index, name in
            leaver(
                211 + index, name, born: day(2005, 2 + index, 14), referred: day(2024, 2, 5),
                decision: "work_experience",
                [
                    .stage("work_experience", day(2024, 4, 15)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: teams[index], planned: day(2024, 4, 15),
                            started: day(2024, 4, 15),
                            plannedEnd: day(2024, 8, 30), ended: day(2024, 8, 30), outcome: "completed",
                            destination: "apprenticeship", hours: 24, isPaid: true)),
                    .stage("apprenticeship", day(2024, 9, 2)),
                    .placed(
                        Placed(
                            kind: "apprenticeship", team: teams[index], role: "Apprentice", level: 2,
                            provider: "Riverside College", planned: day(2024, 9, 2), started: day(2024, 9, 2),
                            plannedEnd: day(2025, 12, 19), ended: day(2025, 12, 19), outcome: "completed",
                            destination: "employed", hours: 30, isPaid: true, usedGuarantee: true)),
                    .settled(day(2025, 12, 19)), .closed(day(2026, 1, 30), "destination"),
                ] + (index == 2 ? recorded : []))
        }
        func student(_ number: Int, _ name: String, born: Day, _ team: String, alongside: String) -> DemoCase {
            leaver(
                number, name, born: born, referred: day(2024, 1, 15), decision: "work_experience",
                [
                    .stage("work_experience", day(2024, 5, 13)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: team, alongside: alongside, planned: day(2024, 5, 13),
                            started: day(2024, 5, 13), plannedEnd: day(2024, 9, 6), ended: day(2024, 9, 6),
                            outcome: "completed", destination: "higher_education", hours: 16, isPaid: true)),
                    .stage("destination", day(2024, 9, 6)), .settled(day(2024, 9, 6)),
                    .closed(day(2024, 10, 31), "destination"),
                    .does(day(2026, 11, 10), Recorded(main: .higherEducation, touch: .yes, home: .independent)),
                ])
        }
        return secured + [
            student(215, "Hobby", born: day(2004, 4, 8), "Community Safety", alongside: "a policing degree"),
            student(
                216, "Jackdaw", born: day(2005, 11, 3), "Early Help", alongside: "a place on a degree from September"),
        ]
    }

    /// July 2024: three midway through apprenticeships begun in September 2023; one completed, now in a full-time post.
    private static var stocktonApprentices: [DemoCase] {
        let midway = ["Kite", "Lapwing", "Martin"].enumerated().map { index, name in
            leaver(
                221 + index, name, born: day(2004, 3 + index, 22), referred: day(2023, 5, 15),
                decision: "apprenticeship",
                [
                    .stage("apprenticeship", day(2023, 9, 4)),
                    .placed(
                        Placed(
                            kind: "apprenticeship", team: ["Early Help", "Catering", "Human Resources"][index],
                            role: "Apprentice", level: 3, provider: "Riverside College", planned: day(2023, 9, 4),
                            started: day(2023, 9, 4), plannedEnd: day(2025, 3, 28), ended: day(2025, 3, 28),
                            outcome: "completed", destination: "employed", hours: 30, isPaid: true)),
                    .settled(day(2025, 3, 28)), .closed(day(2025, 5, 30), "destination"),
                ])
        }
        let completer = leaver(
            224, "Nightjar", born: day(2002, 7, 19), referred: day(2022, 10, 10), decision: "apprenticeship",
            [
                .stage("apprenticeship", day(2022, 11, 14)),
                .placed(
                    Placed(
                        kind: "apprenticeship", team: "Edge of care team", role: "Apprentice", level: 3,
                        provider: "Riverside College", planned: day(2022, 11, 14), started: day(2022, 11, 14),
                        plannedEnd: day(2024, 3, 29), ended: day(2024, 3, 29), outcome: "job", destination: "employed",
                        hours: 30, isPaid: true)),
                .stage("employed", day(2024, 4, 1)),
                .placed(
                    Placed(
                        kind: "job", team: "Edge of care team", role: "Family support worker", planned: day(2024, 4, 1),
                        started: day(2024, 4, 1), hours: 37, isPaid: true, contract: "permanent")),
                .settled(day(2024, 9, 30)), .closed(day(2024, 9, 30), "destination"),
            ])
        return midway + [completer]
    }

    private static func stocktonToday(_ time: DemoTime) -> [DemoCase] {
        func ago(_ days: Int) -> Day { time.today.adding(days: -days) }
        func ahead(_ days: Int) -> Day { time.today.adding(days: days) }
        func open(_ number: Int, _ name: String, days: Int, _ events: [Event]) -> DemoCase {
            let born = time.today.adding(months: -12 * 18).adding(days: -days)
            return DemoCase(
                reference: "SBC-\(number)", name: name, born: born,
                cohorts: [.init(cohort: "care_leaver", eligibility: "former_relevant", from: ago(days))],
                adviser: "Pathway Team", telephone: "07700 900\(number)", consent: ago(40), events: events)
        }
        let inCouncil = [("Siskin", "Libraries", true), ("Twite", "Early Help", true), ("Whinchat", "Parks", false)]
        let placed = inCouncil.enumerated().map { index, it in
            open(
                311 + index, it.0, days: 200 + 30 * index,
                [
                    .referred(ago(90), by: "Pathway Team", why: "Wants work in the council."),
                    .decided(ago(80), "work_experience", why: "A team has room.", by: "Employer Engagement Worker"),
                    .stage("work_experience", ago(40)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: it.1, planned: ago(40), started: ago(40),
                            plannedEnd: ahead(30), hours: 24, isPaid: true)),
                ]
                    + (it.2
                        ? [
                            .placed(
                                Placed(
                                    kind: "apprenticeship", team: it.1, role: "Apprentice", level: 2,
                                    planned: ahead(45), hours: 30, isPaid: true))
                        ] : []) + [.spoke(ago(9), "call", words: "Goes well.", next: ahead(12))])
        }
        return placed + [
            open(
                301, "Osprey", days: 120,
                [
                    .referred(ago(100), by: "Pathway Team", why: "Wants to be an engineer."),
                    .decided(
                        ago(90), "work_experience", why: "See the shop floor first.", by: "Employer Engagement Worker"),
                    .stage("work_experience", ago(30)),
                    .placed(
                        Placed(
                            kind: "work_experience", employer: "Teesbank Engineering", role: "Drawing office",
                            planned: ago(30),
                            started: ago(30), plannedEnd: ahead(12), hours: 24, mentor: "Works manager")),
                    .does(ago(110), Recorded(main: .furtherEducation, touch: .yes, home: .formerFosterCarer)),
                    .wish(kind: "apprenticeship", sector: "manufacturing"),
                    .spoke(ago(6), "visit", words: "Has drawn a bracket that was made.", next: ahead(8)),
                ]),
            open(
                302, "Pipit", days: 400,
                [
                    .referred(ago(230), by: "Pathway Team", why: "Likes hotels."),
                    .decided(ago(220), "preparation", why: "First a CV.", by: "Employer Engagement Worker"),
                    .stage("preparation", ago(220)),
                    .reviewed(ago(210), own: "I want to meet people.", goes: "Shy at first.", steps: "A taster day"),
                    .wish(kind: "taster", sector: "hospitality"),
                ]),
            open(
                303, "Redstart", days: 30,
                [.referred(ago(20), by: "Jobcentre Plus", why: "Looking for a first job.")]),
        ]
    }
}
