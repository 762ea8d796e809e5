import Postgres

/// Sefton’s employment service as its report counts it in December 2017 (004.35 to 004.37): 1,470 people supported, 498 of them with a
/// disability or health condition, 412 found work, 853 had a personal budget, 72 paid placements were made; 30 more were to come.
/// The paper says “nearly 500”, “more than 400”, “more than 850” and “more than 70”.
enum DemoCasesSefton {
    static let supported = 1_470, disabled = 498, foundWork = 412, budgets = 853, funded = 72, moreFunded = 30

    /// Written set by set: fourteen hundred cases one by one would take the demo's start a minute.
    static func save(in db: Transaction) throws {
        try db.run(
            """
            INSERT INTO young_people (reference, name, born_on, adviser)
            SELECT 'SEF-' || to_char(n, 'FM0000'), 'Resident ' || n, date '1993-01-04' + (n * 7 % 2500), 'Sefton@work'
              FROM generate_series(1, \(supported)::integer) AS n
            """)
        // All references of this part; SEF-0001 is the first.
        try db.run(
            """
            INSERT INTO cohorts (young_person_id, cohort, eligibility, began_on)
            SELECT id, CASE WHEN n <= \(disabled) THEN 'disability' WHEN n % 9 = 0 THEN 'care_leaver' ELSE 'neet' END,
                   CASE WHEN n > \(disabled) AND n % 9 = 0 THEN 'former_relevant' ELSE '' END, date '2014-09-01' + (n % 900)
              FROM (SELECT id, substr(reference, 5)::integer AS n FROM young_people) AS y
            """)
        try db.run(
            """
            INSERT INTO referrals (young_person_id, referred_on, referred_by, reason, due_on, decision, decision_reason, decided_by, decided_on)
            SELECT id, date '2014-10-01' + (n * 3 % 1100), CASE n % 3 WHEN 0 THEN 'Jobcentre Plus' WHEN 1 THEN 'Early Help' ELSE 'Themselves' END,
                   'Support to find work.', date '2014-10-01' + (n * 3 % 1100) + 14, 'preparation', 'An action plan first.', 'Sefton@work',
                   date '2014-10-01' + (n * 3 % 1100) + 7
              FROM (SELECT id, substr(reference, 5)::integer AS n FROM young_people) AS y
            """)
        try db.run(
            """
            INSERT INTO attempts (young_person_id, number, referral_id, began_on, ended_on, ending)
            SELECT r.young_person_id, 1, r.id, r.referred_on, least(r.referred_on + 150, date '2017-12-15'),
                   CASE WHEN substr(y.reference, 5)::integer BETWEEN 400 AND 399 + \(foundWork) THEN 'destination' ELSE 'closed' END
              FROM referrals r JOIN young_people y ON y.id = r.young_person_id
            """)
        try db.run(
            """
            INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on, left_on, made_by)
            SELECT a.young_person_id, a.id, s.id, a.began_on + s.after, CASE s.kind WHEN 'identified' THEN a.began_on + 7 ELSE a.ended_on END, NULL
              FROM attempts a CROSS JOIN (SELECT id, kind, CASE kind WHEN 'identified' THEN 0 ELSE 7 END AS after FROM stages
                                           WHERE kind IN ('identified', 'preparation')) AS s
            """)
        try db.run(
            "INSERT INTO employers (name, sector, size, stage) VALUES ('Sefton Ways to Work', 'public_services', 'medium', 'offering')"
        )
        // Of those who found work, the first had a paid placement that was made for it.
        try db.run(
            """
            INSERT INTO placements (young_person_id, attempt_id, kind, employer_id, role, planned_on, started_on, hours, is_paid, is_funded, contract,
                                    ended_on, outcome, destination)
            SELECT a.young_person_id, a.id, 'job', e.id, 'Paid work placement', a.ended_on - 60, a.ended_on - 60, 25, true, n < 400 + \(funded),
                   'fixed_term', a.ended_on, 'completed', 'employed'
              FROM (SELECT a.*, substr(y.reference, 5)::integer AS n FROM attempts a JOIN young_people y ON y.id = a.young_person_id) AS a
             CROSS JOIN employers e
             WHERE n BETWEEN 400 AND 399 + \(foundWork) AND e.name = 'Sefton Ways to Work'
            """)
        try db.run(
            """
            INSERT INTO budget_lines (young_person_id, category, words, amount, spent_on)
            SELECT id, (ARRAY['travel', 'equipment', 'training', 'licence'])[1 + n % 4],
                   (ARRAY['Bus passes', 'Work clothes and boots', 'A short course', 'A site safety card'])[1 + n % 4],
                   2500 + n * 37 % 47500, date '2015-01-05' + (n * 2 % 1050)
              FROM (SELECT id, substr(reference, 5)::integer AS n FROM young_people) AS y WHERE n <= \(budgets)
            """)
        try db.run(
            """
            INSERT INTO opportunities (title, kind, employer_id, sector, area, places, opened_on, starts_on, withdrawn_on, hours, is_paid, description)
            SELECT 'Paid work placements, early 2018', 'job', id, 'public_services', 'Bootle and Southport', \(moreFunded),
                   date '2017-12-04', date '2018-02-05', date '2018-03-31', 25, true, 'Made with public money for people who were out of work.'
              FROM employers WHERE name = 'Sefton Ways to Work'
            """)
        try db.run(
            """
            UPDATE young_people y SET closed_on = a.ended_on + 14,
                   closed_reason = CASE a.ending WHEN 'destination' THEN 'destination' ELSE 'declined' END, version = y.version + 1
              FROM attempts a WHERE a.young_person_id = y.id
            """)
    }

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
        ]
    }
}
