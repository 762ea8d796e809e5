import Postgres

/// Sefton’s open cases, told from the day on which the demo is made.
enum DemoCasesSefton {
    /// Open cases of today.
    static let today: @Sendable (DemoTime) -> [DemoCase] = { time in
        func ago(_ days: Int) -> Day { time.today.adding(days: -days) }
        func ahead(_ days: Int) -> Day { time.today.adding(days: days) }
        let born = time.today.adding(months: -12 * 19)
        return [
            DemoCase(
                reference: "SEF-2001", name: "Sandpiper", born: born.adding(days: -70),
                cohorts: [
                    .init(cohort: "send", hasPlan: true, from: ago(2_400)),
                    .init(cohort: "disability", from: ago(2_400)),
                ],
                supportNeeds: "Instructions one at a time.", telephone: "07700 900201", consent: ago(200),
                events: [
                    .referred(ago(260), by: "College", why: "Ready for a supported internship."),
                    .decided(ago(250), "supported_internship", why: "With a job coach.", by: "Sefton@work"),
                    .stage("preparation", ago(250)),
                    .placed(
                        DemoCase.Placed(
                            kind: "supported_internship", employer: "Northshore Care Homes",
                            role: "Kitchen and dining room",
                            provider: "The college", planned: ago(70), started: ago(70), plannedEnd: ahead(200),
                            hours: 20,
                            mentor: "Head cook")),
                    .plan(
                        ago(80), agreed: ago(78), agencies: "College, Northshore Care Homes, Sefton@work",
                        [.init(words: "Travel alone by train", who: "Job coach", due: ago(4))]),
                    .reviewed(
                        ago(75), own: "I want my own apron.", goes: "Settled in quickly.", steps: "Learn the till"),
                    .spent(ago(72), "travel", "Rail pass", pence: 14_400),
                    .spent(ago(71), "equipment", "Kitchen whites", pence: 6_150),
                ]),
            DemoCase(
                reference: "SEF-2002", name: "Turnstone", born: born.adding(days: -300),
                cohorts: [
                    .init(cohort: "care_leaver", eligibility: "former_relevant", from: ago(600)),
                    .init(cohort: "youth_justice", from: ago(400), to: ago(100)),
                ], adviser: "Leaving Care Team", telephone: "07700 900202", contactWords: "Ring in the evening.",
                events: [
                    .referred(ago(90), by: "Youth Justice Team", why: "Wants to drive for a living."),
                    .decided(ago(80), "preparation", why: "A licence first.", by: "Sefton@work"),
                    .stage("preparation", ago(80)), .wish(kind: "job", sector: "transport"),
                    .spent(ago(50), "licence", "Provisional driving licence", pence: 3_400),
                    .spoke(ago(15), "call", words: "Passed the theory test.", next: ago(2)),
                ]),
            DemoCase(
                reference: "SEF-2003", name: "Whimbrel", born: born.adding(days: -10),
                cohorts: [.init(cohort: "neet", from: ago(150))], hasWorker: false,
                events: [.referred(ago(3), by: "Themselves", why: "Heard about it from a friend.")]),
            DemoCase(
                reference: "SEF-2004", name: "Dunlin", born: born.adding(days: -210),
                cohorts: [.init(cohort: "care_leaver", eligibility: "former_relevant", from: ago(500))],
                adviser: "Leaving Care Team", consent: ago(240),
                events: [
                    .referred(ago(250), by: "Leaving Care Team", why: "Good with tools."),
                    .decided(ago(240), "preparation", why: "Wants a trade.", by: "Sefton@work"),
                    .stage("preparation", ago(240)),
                    .placed(
                        DemoCase.Placed(
                            kind: "apprenticeship", employer: "Dune Heating Services",
                            opportunity: "Apprentice gas engineer",
                            role: "Apprentice gas engineer", level: 3, planned: ago(130), started: ago(130),
                            plannedEnd: ahead(900), hours: 37, isPaid: true, mentor: "Senior engineer")),
                ]),
            DemoCase(
                reference: "SEF-2005", name: "Curlew", born: born.adding(days: -90),
                cohorts: [.init(cohort: "send", hasPlan: true, from: ago(1_500))], consent: ago(200),
                events: [
                    .referred(ago(210), by: "College", why: "Wants to see a building site from inside."),
                    .decided(ago(200), "work_experience", why: "Ten days with a mentor.", by: "Sefton@work"),
                    .stage("preparation", ago(200)),
                    .placed(
                        DemoCase.Placed(
                            kind: "work_experience", employer: "Marram Electrical",
                            opportunity: "Work experience on site",
                            role: "On site with the first-fix team", planned: ago(160), started: ago(160),
                            plannedEnd: ago(146), ended: ago(146), outcome: "completed",
                            destination: "further_education",
                            hours: 30, mentor: "Site manager")),
                ]),
        ] + turnaround(time)
    }

    /// Of families with whom Family Turnaround works: continuous employment off an out-of-work benefit, for three or six months depending on
    /// which it was (004.23, 004.25). The rule is the report's; amounts, days and people are made up.
    private static func turnaround(_ time: DemoTime) -> [DemoCase] {
        [
            ("Knot", 230, "jobseekers", 0), ("Sanderling", 104, "income_support", 0),
            ("Ringed Plover", 40, "universal_credit", 0),
            ("Redshank", 210, "employment_support", 51),
        ]
        .enumerated().map { place, one in
            let (name, began, benefit, lasted) = one
            func ago(_ days: Int) -> Day { time.today.adding(days: -days) }
            let placed = DemoCase.Placed(
                kind: "job", employer: "Northshore Care Homes", role: "Care assistant", planned: ago(began),
                started: ago(began), ended: lasted == 0 ? nil : ago(began - lasted),
                outcome: lasted == 0 ? "" : "completed", hours: 24, isPaid: true, contract: "permanent",
                under: "FT-2026", benefit: benefit)
            return DemoCase(
                reference: "SEF-210\(place + 1)", name: name, born: ago(7_900 + place * 60),
                cohorts: [.init(cohort: "neet", from: ago(began + 200), to: ago(began))],
                events: [
                    .referred(ago(began + 120), by: "Family Turnaround", why: "Work is one of the family’s aims."),
                    .decided(ago(began + 112), "job", why: "Ready to work.", by: "Sefton@work"),
                    .stage("preparation", ago(began + 112)), .stage("employed", ago(began)), .placed(placed),
                    .reviewed(ago(20 + place), own: "I like the early shift.", steps: "Ask about training"),
                ])
        }
    }

    /// What was submitted, validated by another person, and paid.
    static func claim(in db: Transaction) throws {
        func post(_ role: String) -> SQL { "(SELECT min(r.person_id) FROM person_roles r WHERE r.role = \(role))" }
        try db.run(
            """
            UPDATE claims SET submitted_on = reach_on + 2, submitted_by = \(post("broker")),
                   evidence_on = reach_on, evidence = 'Letter of the employer, and the end of the benefit claim.'
             WHERE resume_by IS NULL AND reach_on + 20 <= app.today()
            """)
        try db.run(
            """
            UPDATE claims SET validated_on = submitted_on + 8, validated_by = \(post("commissioner")) WHERE submitted_on + 8 <= app.today()
            """)
    }
}
