import Postgres

/// Sefton’s employment service as its report counts it in December 2017 (004.35 to 004.37): 1,470 people supported, 498 of them with a
/// disability or health condition, 412 found work, 853 had a personal budget, 72 paid placements were made; 30 more were to come.
/// The paper says “nearly 500”, “more than 400”, “more than 850” and “more than 70”.
enum DemoCasesSeftonPast {
    static let supported = 1_470, disabled = 498, foundWork = 412, budgets = 853, funded = 72, moreFunded = 30

    /// Written set by set, because there are many.
    static func save(in db: Transaction) throws {
        try db.run(
            """
            INSERT INTO young_people (reference, name, born_on, adviser)
            SELECT 'SEF-' || to_char(n, 'FM0000'), 'Resident ' || n, date '1993-01-04' + (n * 7 % 2500), 'Sefton@work'
              FROM generate_series(1, \(supported)::integer) AS n
            """)
        // The triggers' plans were made for the few cases of the councils before this one.
        try db.run("DISCARD PLANS")
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
}
