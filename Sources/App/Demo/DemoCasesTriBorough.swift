import Postgres

/// Supported employment in the three boroughs under contracts with providers that are paid by results (002.22 to 002.24, 002.35). Their paper
/// asks for such contracts and for a joint review, and gives no figure: the three providers, every number, day and person are made up, the
/// one that starts few of those with high needs too, since a statement like that about a real provider would have to be true.
enum DemoCasesTriBorough {
    static let people = 132

    static let providers = [
        DemoProvider(
            "Brightwater Works", .socialEnterprise,
            [
                DemoOffer("Job coaching into paid work", .supportedEmployment, ages: 18...25) {
                    ($0.cohorts, $0.capacity) = ([.send], 20)
                    $0.description = invented
                }
            ]
        ) { $0.words = invented },
        DemoProvider("Alder Grove Trust", .charity, []) { $0.words = invented },
        DemoProvider("Copperfield Employment", .company, []) { $0.words = invented },
    ]
    private static let invented =
        "Supported employment for young people under contract. Made up for this demonstration."

    static func contracts(_ today: Day) -> [DemoContract] {
        let begins = ApproximateDay(today.adding(months: -14), .month).day
        return providers.enumerated().map { place, provider in
            let milestones = [
                DemoContract.milestone("Start", 0, pence: 40_000, hours: 8),
                DemoContract.milestone(
                    "13 weeks", 13, pence: 90_000, gap: 14, hours: 8,
                    evidence: "A payslip of the last month, or the employer’s letter."),
                DemoContract.milestone(
                    "26 weeks", 26, pence: 120_000, gap: place == 1 ? 28 : 14, place == 1 ? .total : .longest, hours: 8,
                    evidence: "A payslip of the last month, or the employer’s letter."),
            ]
            var contract = DemoContract(
                "3B-SE-\(place + 1)", "Supported employment, lot \(place + 1)", with: provider.provider.name, begins,
                begins.adding(months: 36).adding(days: -1), milestones
            ) {
                ($0.lots, $0.lead) = ("Lot \(place + 1)", "Commissioner, Adult Social Care")
                ($0.price, $0.per) = (Money(pence: [8_400_000, 7_850_000, 9_120_050][place]), .year)
                ($0.reviewMonths, $0.review) = (3, today.adding(days: 12))
                $0.words =
                    "Job coaching and support into paid work for young people of 18 to 25 with learning disabilities."
            }
            contract.targets = [
                DemoContract.target(1, .referred, 40, of: .send), DemoContract.target(1, .started, 34, of: .send),
                DemoContract.target(1, .sustained, 14, of: .send), DemoContract.target(2, .referred, 48, of: .send),
            ]
            return contract
        }
    }

    /// Who is who: of each three people in a row one is sent to each provider, with one mix of support needs. Brightwater starts
    /// one of five with high needs, and most others; the other two start about as many of each.
    private static let who: SQL = """
        (SELECT y.id, n, n % 3 AS lot, n / 3 AS place, app.today() - 420 + 2 * n AS referred,
                CASE WHEN (n * 5 + n / 7 * 3) % 11 < 4 THEN 'high' WHEN (n * 5 + n / 7 * 3) % 11 < 8 THEN 'some' ELSE 'light' END AS need
           FROM (SELECT id, substr(reference, 4)::integer AS n FROM young_people) AS y) AS w
        """
    private static let starts: SQL = """
        CASE w.lot WHEN 0 THEN CASE WHEN w.need = 'high' THEN w.place % 5 = 0 ELSE w.place % 6 <> 5 END
            WHEN 1 THEN w.place % 7 <> 6 ELSE w.place % 8 <> 7 END
        """

    /// Written set by set, because there are many.
    static func save(in db: Transaction) throws {
        try db.run(
            """
            INSERT INTO young_people (reference, name, born_on, worker_id, adviser)
            SELECT '3B-' || to_char(n, 'FM000'), 'Participant ' || n, (app.today() - interval '19 years')::date - n * 11 % 1400,
                   (SELECT min(r.person_id) FROM person_roles r WHERE r.role = 'broker'), 'SEN Service'
              FROM generate_series(1, \(people)::integer) AS n
            """)
        try db.run("DISCARD PLANS")
        try db.run(
            """
            INSERT INTO cohorts (young_person_id, cohort, has_plan, began_on) SELECT w.id, 'send', w.n % 2 = 0, w.referred - 900 FROM \(who)
            """)
        try db.run(
            """
            INSERT INTO referrals (young_person_id, referred_on, referred_by, reason, due_on, decision, decision_reason, decided_by, decided_on)
            SELECT w.id, w.referred - 14, 'SEN Service', 'Wants paid work with support.', w.referred, 'job', 'With a job coach.',
                   'Supported employment broker', w.referred - 7 FROM \(who)
            """)
        try db.run(
            """
            INSERT INTO attempts (young_person_id, number, referral_id, began_on)
            SELECT r.young_person_id, 1, r.id, r.referred_on FROM referrals r
            """)
        try db.run(
            """
            INSERT INTO reviews (young_person_id, held_on, own_words, next_steps)
            SELECT w.id, app.today() - 15 - w.n % 90, 'It is going all right.', 'Speak to the job coach' FROM \(who)
            """)
        try db.run(
            """
            INSERT INTO provider_referrals (young_person_id, contract_id, referred_on, need, declined_on, declined_because)
            SELECT w.id, c.id, w.referred, w.need, CASE WHEN NOT \(starts) THEN w.referred + 21 END,
                   CASE WHEN \(starts) THEN '' WHEN w.lot = 0 AND w.need = 'high' AND w.place % 4 <> 3 THEN 'needs_more'
                       ELSE (ARRAY['changed_mind', 'not_reached', 'no_place'])[1 + w.n % 3] END
              FROM \(who) JOIN contracts c ON c.reference = '3B-SE-' || (w.lot + 1)
            """)
        try place(in: db)
        try db.run(
            """
            INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on, left_on, made_by)
            SELECT a.young_person_id, a.id, s.id, s.entered, s.until, NULL
              FROM attempts a
             CROSS JOIN LATERAL (SELECT min(p.started_on) AS worked FROM placements p WHERE p.young_person_id = a.young_person_id AND p.kind = 'job') AS j
             CROSS JOIN LATERAL (
                   SELECT t.id, CASE t.kind WHEN 'identified' THEN a.began_on WHEN 'preparation' THEN a.began_on + 7 ELSE j.worked END AS entered,
                          CASE t.kind WHEN 'identified' THEN a.began_on + 7 WHEN 'preparation' THEN j.worked END AS until
                     FROM stages t WHERE t.kind IN ('identified', 'preparation') OR (t.kind = 'employed' AND j.worked IS NOT NULL)) AS s
             ORDER BY a.id, s.entered
            """)
    }

    /// Half have work experience first; four of five who start find a job. Some leave early, some begin again after nine days.
    private static func place(in db: Transaction) throws {
        func insert(_ kind: String, _ columns: SQL, where condition: SQL) throws {
            try db.run(
                """
                INSERT INTO placements (young_person_id, attempt_id, kind, employer_id, provider_contract_id, role, hours, is_paid, contract,
                                        planned_on, started_on, ended_on, outcome, exit_reason)
                SELECT w.id, a.id, \(kind), e.ids[1 + w.n % cardinality(e.ids)], c.id,
                       (ARRAY['Kitchen assistant', 'Shop assistant', 'Office junior', 'Gardener'])[1 + w.n % 4], 10 + w.n % 20, \(columns)
                  FROM \(who) JOIN attempts a ON a.young_person_id = w.id JOIN contracts c ON c.reference = '3B-SE-' || (w.lot + 1)
                 CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM employers) AS e
                 WHERE \(starts) AND \(condition) ORDER BY w.n
                """)
        }
        try insert(
            "work_experience", "false, '', w.referred + 20, w.referred + 20, w.referred + 48, 'completed', ''",
            where: "w.n % 2 = 0")
        try insert(
            "job",
            """
            true, 'permanent', w.referred + 60, w.referred + 60, CASE w.n % 9 WHEN 4 THEN w.referred + 110 WHEN 7 THEN w.referred + 140 END,
            CASE w.n % 9 WHEN 4 THEN 'early_exit' WHEN 7 THEN 'completed' ELSE '' END, CASE w.n % 9 WHEN 4 THEN 'hours' ELSE '' END
            """, where: "w.n % 5 <> 4")
        try insert(
            "job", "true, 'permanent', w.referred + 150, w.referred + 150, NULL, '', ''",
            where: "w.n % 5 <> 4 AND w.n % 9 = 7")
    }

    /// What was claimed, once the in-work checks were answered: most is paid, some is refused, and of one claim the records say otherwise since.
    static func claim(in db: Transaction) throws {
        let (broker, commissioner): (SQL, SQL) = (post("broker"), post("commissioner"))
        let confirmed: SQL = "greatest(reach_on, coalesce(checked_on, reach_on)) + 3 + 4 * (placement_id % 7)::integer"
        try db.run(
            """
            UPDATE claims AS x SET submitted_on = \(confirmed), submitted_by = \(broker)
             WHERE reach_on <= app.today() AND resume_by IS NULL AND \(confirmed) <= app.today()
               AND (checked_on IS NOT NULL OR reach_on = from_on)
               AND NOT EXISTS (SELECT FROM claims o WHERE o.young_person_id = x.young_person_id AND o.milestone_id = x.milestone_id AND o.from_on < x.from_on)
            """)
        try db.run(
            """
            UPDATE claims SET refused_on = submitted_on + 7, refused_by = \(commissioner),
                   refused_because = 'The payslip is of two months before the milestone.'
             WHERE submitted_on + 7 <= app.today() - 12 AND placement_id % 29 = 5 AND reach_on > from_on
            """)
        try db.run(
            """
            UPDATE claims SET validated_on = submitted_on + 6, validated_by = \(commissioner)
             WHERE submitted_on + 6 <= app.today() - 12 AND refused_on IS NULL
            """)
        try db.run(
            "UPDATE claims SET paid_on = validated_on + 14, paid_by = \(commissioner) WHERE validated_on + 14 <= app.today() - 9"
        )
        try db.run(
            """
            UPDATE placements SET ended_on = started_on + 70, outcome = 'completed', version = version + 1
             WHERE id = (SELECT min(placement_id) FROM claims WHERE submitted_on IS NOT NULL AND validated_on IS NULL AND refused_on IS NULL
                            AND reach_on > from_on + 90)
            """)
    }

    private static func post(_ role: String) -> SQL {
        "(SELECT min(r.person_id) FROM person_roles r WHERE r.role = \(role))"
    }
}
