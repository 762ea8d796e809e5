import Postgres

/// Derby’s open cases, told from the day on which the demo is made.
extension DemoCase {
    static func derbyToday(_ time: DemoTime) -> [DemoCase] {
        func ago(_ days: Int) -> Day { time.today.adding(days: -days) }
        func ahead(_ days: Int) -> Day { time.today.adding(days: days) }
        /// Born so many years and days ago.
        func aged(_ years: Int, _ days: Int) -> Day { time.today.adding(months: -12 * years).adding(days: -days) }
        func leaver(_ days: Int) -> [Membership] {
            [.init(cohort: "care_leaver", eligibility: "former_relevant", from: ago(days))]
        }
        return [
            DemoCase(
                reference: "DCY-0417", name: "Kestrel", born: aged(19, 285),
                cohorts: leaver(650) + [
                    .init(cohort: "looked_after", to: ago(650)),
                    .init(cohort: "send", hasPlan: true, from: DemoTime.day(2018, 9, 3)),
                ], adviser: "Leaving Care Adviser 3", strengths: "Order and detail. On time every day.",
                aspirations: "A job where I am still there in five years.",
                whatWorks: "One bus, up to 35 minutes. A written list for the day. One person to ask.",
                telephone: "07700 900417", contactWords: "Text first, not before 11.", consent: ago(590),
                events: [
                    .referred(ago(805), by: "Leaving Care Team", why: "Has left college and wants to work."),
                    .decided(ago(791), "preparation", why: "Interviews are the hard part.", by: "Apprenticeships Team"),
                    .stage("preparation", ago(791), "Interview practice, workplace expectations"),
                    .ready(["cv", "identity", "bank_account", "interview_practice"], ago(700)),
                    .stage("work_experience", ago(684)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: "Parks", role: "Gardening", planned: ago(684),
                            started: ago(684),
                            plannedEnd: ago(603), ended: ago(638), outcome: "early_exit", exit: "travel",
                            destination: "not_working", hours: 20)),
                    .left(ago(638), reason: "travel", words: "Two buses before six.", recontact: ago(624)),
                    .spoke(ago(624), "call", words: "Would come back for one bus route."),
                    .again(ago(624)), .stage("decision", ago(620)),
                    .plan(
                        ago(596), agreed: ago(596),
                        agencies: "Leaving Care Team, Derby Adult Learning Service, Derby Homes",
                        [
                            Goal(words: "Own tenancy", who: "Derby Homes", due: ago(90), done: ago(119)),
                            Goal(words: "Bus pass for the first month", who: "Leaving Care Adviser 3", due: ahead(6)),
                            Goal(words: "Finish the Level 3 assessment", who: "Apprenticeships Officer", due: ahead(6)),
                        ]),
                    .stage("work_experience", ago(565)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: "Document Management Centre", planned: ago(565),
                            started: ago(565), plannedEnd: ago(512), ended: ago(512), outcome: "completed",
                            destination: "apprenticeship")),
                    .stage("apprenticeship", ago(446)),
                    .placed(
                        Placed(
                            kind: "apprenticeship", team: "Document Management Centre", role: "Business Administrator",
                            level: 3, provider: "Derby Adult Learning Service", planned: ago(446), started: ago(446),
                            plannedEnd: ahead(6), hours: 30, isPaid: true, mentor: "Team Leader (Records)",
                            usedGuarantee: true, moved: (ago(453), "The equipment was not ready."))),
                    .reviewed(
                        ago(452), own: "Nervous. But it is one bus.", goes: "Ready for the first day.",
                        steps: "A mentor from the first day"),
                    .reviewed(
                        ago(275), own: "Maths is the hard bit. The rest is fine.", goes: "Well liked in the team.",
                        steps: "A maths tutor on Tuesdays"),
                    .reviewed(
                        ago(190), own: "I know where everything goes now. I would like to stay.",
                        goes: "Trusted with the index.",
                        steps: "Ask the Document Management Centre about a permanent post"),
                    .booked(ahead(2), time: "10:30", with: "Leaving Care Adviser 3"),
                    .spent(ago(440), "travel", "Bus passes", pence: 21_000),
                    .spent(ago(450), "equipment", "Interview clothes, shoes", pence: 12_850),
                    .spent(ago(300), "training", "First aid", pence: 4_000),
                    .spent(ago(210), "licence", "Provisional driving licence", pence: 3_400),
                    .spent(nil, "travel", "Bus pass for the first month", pence: 6_200),
                    .spoke(
                        ago(33), "call",
                        words:
                            "Travels with Otter now, who works in Home Care. Where they are late: reception@dmc.example, 01632 960017."
                    ),
                    .asked(
                        ago(12), by: "Kestrel, in writing", of: "Information Governance Officer",
                        notes: "Known to the worker, so no further proof of identity was asked for."),
                    .does(
                        ago(5),
                        Recorded(
                            main: .apprenticeship, hours: 30, touch: .yes, home: .independent,
                            by: "Leaving Care Adviser 3")),
                    .restricted(ago(630), until: ahead(100)),
                ]),
            DemoCase(
                reference: "DCY-0398", name: "Bramble", born: aged(18, 40), cohorts: leaver(40),
                adviser: "Leaving Care Adviser 1", aspirations: "Outside, with machines.", whatWorks: "Later shifts.",
                telephone: "07700 900398", consent: ago(370),
                events: [
                    .referred(ago(400), by: "Leaving Care Team", why: "Asked about grounds work."),
                    .decided(
                        ago(392), "apprenticeship", why: "Did well at the taster day.", by: "Apprenticeships Team"),
                    .stage("apprenticeship", ago(330)),
                    .placed(
                        Placed(
                            kind: "apprenticeship", team: "Streetpride", role: "Grounds apprentice", level: 2,
                            provider: "Derby College", planned: ago(330), started: ago(330), plannedEnd: ahead(120),
                            hours: 34,
                            isPaid: true, mentor: "Team Leader (Grounds)")),
                    .reviewed(
                        ago(197), own: "The early bus is the only thing.", goes: "Good with people.",
                        steps: "Ask about a start at eight"),
                    .does(
                        ago(38), Recorded(main: .apprenticeship, hours: 34, touch: .yes, home: .supportedLodgings)),
                    .asked(
                        ago(230), by: "Advocate, with Bramble’s written consent", of: "Information Governance Officer",
                        answered: ago(212),
                        notes: "Handed over on paper. The names of two other apprentices were taken out."),
                ]),
            DemoCase(
                reference: "DCY-0436", name: "Fern", born: aged(19, 20),
                cohorts: leaver(380) + [.init(cohort: "neet", from: ago(25))],
                adviser: "Leaving Care Adviser 2", telephone: "07700 900436",
                contactWords: "Text first, not before 11.",
                events: [
                    .referred(ago(150), by: "Leaving Care Team", why: "Likes to cook."),
                    .decided(ago(140), "work_experience", why: "Ready to try a kitchen.", by: "Apprenticeships Team"),
                    .stage("work_experience", ago(60)),
                    .placed(
                        Placed(
                            kind: "work_experience", team: "Catering", role: "Kitchen assistant", planned: ago(60),
                            started: ago(60), plannedEnd: ahead(5), ended: ago(25), outcome: "early_exit",
                            exit: "hours",
                            destination: "not_working")),
                    .left(ago(25), reason: "hours", words: "The shifts ended after the last bus.", recontact: ago(11)),
                ]),
            DemoCase(
                reference: "DCY-0385", name: "Otter", born: aged(20, 12), cohorts: leaver(700),
                adviser: "Leaving Care Adviser 1",
                telephone: "07700 900385", consent: ago(300),
                events: [
                    .referred(ago(310), by: "Adult Social Care", why: "Wants to care for people."),
                    .decided(ago(300), "job", why: "Has the certificates.", by: "Apprenticeships Team"),
                    .stage("preparation", ago(300)), .stage("employed", ago(100)),
                    .placed(
                        Placed(
                            kind: "job", team: "Home Care", role: "Care assistant", planned: ago(100),
                            started: ago(100),
                            hours: 30, isPaid: true, contract: "permanent", mentor: "Senior carer", usedGuarantee: true)
                    ),
                    .reviewed(
                        ago(120), own: "They said yes!", goes: "Confident.", steps: "Look in after the first month"),
                ]),
            DemoCase(
                reference: "DCY-0468", name: "Teasel", born: aged(17, 200),
                cohorts: [.init(cohort: "looked_after", from: ago(1_500))], adviser: "Personal Adviser 2",
                events: [
                    .referred(ago(19), by: "Leaving Care Team", why: "Work experience with animals, if there is any."),
                    .wish(kind: "work_experience", sector: "other"),
                ]),
            DemoCase(
                reference: "DCY-0470", name: "Wren", born: aged(18, 90), cohorts: leaver(90), hasWorker: false,
                events: [
                    .referred(ago(4), by: "Virtual School", why: "Finishing college in the summer."),
                    .does(
                        ago(85),
                        Recorded(main: .furtherEducation, touch: .yes, home: .semiIndependent, by: "Virtual School")),
                ]),
            DemoCase(
                reference: "DCY-0429", name: "Moss", born: aged(21, 5),
                cohorts: leaver(1_100) + [
                    .init(cohort: "neet", from: ago(200)), .init(cohort: "vulnerable_adult", from: ago(900)),
                ],
                adviser: "Leaving Care Adviser 1", telephone: "07700 900429",
                events: [
                    .referred(ago(120), by: "Leaving Care Team", why: "Would like to talk about work."),
                    .decided(
                        ago(110), "preparation", why: "Not ready for an employer yet.", by: "Apprenticeships Team"),
                    .stage("preparation", ago(110)),
                    .spoke(ago(20), "call", reached: false, words: "No answer.", next: ago(13)),
                    .spoke(ago(13), "call", reached: false, words: "No answer.", next: ago(1)),
                    .does(ago(2), Recorded(main: .notKnown, mode: .neither, touch: .no)),
                ]),
            DemoCase(
                reference: "DCY-0452", name: "Heron", born: aged(19, 150),
                cohorts: leaver(500) + [.init(cohort: "vulnerable_adult", from: ago(400))],
                adviser: "Leaving Care Adviser 3",
                aspirations: "Computers, without telephones.", telephone: "07700 900452", consent: ago(80),
                events: [
                    .referred(ago(95), by: "Space@Connexions", why: "Good with computers."),
                    .decided(ago(88), "traineeship", why: "Needs Level 2 English first.", by: "Apprenticeships Team"),
                    .stage("traineeship", ago(60)),
                    .placed(
                        Placed(
                            kind: "traineeship", team: "Data Quality", provider: "Derby Adult Learning Service",
                            planned: ago(60), started: ago(60), plannedEnd: ahead(60), hours: 24, mentor: "Data Officer"
                        )),
                    .does(ago(160), Recorded(main: .furtherEducation, touch: .yes, home: .supportedLodgings)),
                    .wish(kind: "apprenticeship", sector: "technology"),
                    .spoke(ago(9), "text", words: "All well. Asked about the apprenticeship.", next: ahead(10)),
                ]),
            DemoCase(
                reference: "DCY-0461", name: "Rowan", born: aged(17, 330),
                cohorts: [
                    .init(cohort: "send", hasPlan: true, from: ago(2_000)),
                    .init(cohort: "disability", from: ago(2_000)),
                ],
                supportNeeds: "A quiet place at lunch.", consent: ago(30),
                events: [
                    .referred(ago(70), by: "School", why: "A supported internship next year."),
                    .decided(ago(60), "supported_internship", why: "With a job coach.", by: "Apprenticeships Team"),
                    .stage("preparation", ago(60), "Travel training"),
                    .placed(
                        Placed(
                            kind: "supported_internship", team: "Leisure", role: "Front desk",
                            provider: "Derby College",
                            planned: ahead(24), plannedEnd: ahead(300), hours: 20, mentor: "Duty manager")),
                    .does(ago(80), Recorded(main: .schoolSixthForm, by: "The school")),
                    .ready(["cv", "travel"], ago(20)),
                ]),
        ]
    }
}
