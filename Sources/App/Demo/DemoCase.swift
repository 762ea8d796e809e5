import Postgres

/// A young person of the demo and what happened to them, in order. All of it is made up; nobody of it is a person.
struct DemoCase: Sendable {
    struct Membership: Sendable {
        var cohort: String
        var eligibility = ""
        var hasPlan = false
        var from: Day?, to: Day?
    }

    struct Goal: Sendable {
        var words, who: String
        var due: Day
        var done: Day?
    }

    /// A placement as it stands today; where it was: a team of the council, or an employer.
    struct Placed: Sendable {
        var kind: String
        var team: String?, employer: String?, opportunity: String?
        var role = "", level: Int?, provider = "", alongside = ""
        var planned: Day
        var started: Day?, plannedEnd: Day?, ended: Day?
        var outcome = "", exit = "", destination = ""
        var hours = 16.0, isPaid = false, isFunded = false, contract = "", mentor = "", usedGuarantee = false
        /// What it was planned for before, and why it was moved.
        var moved: (from: Day, reason: String)?
        /// The provider's contract that it is under, by its reference, and the benefit that they came off.
        var under: String?, benefit = ""
    }

    /// What they mainly do and where they live, from a day.
    struct Recorded: Sendable {
        var main: MainActivity
        var mode = Activity.Mode.full
        var hours: Double?
        var touch: Activity.Contact?
        var home: Accommodation?, suits = true
        var by = "Personal adviser"
    }

    enum Event: Sendable {
        case referred(Day, by: String, why: String)
        case decided(Day, String, why: String, by: String)
        /// Into the stage of a kind.
        case stage(String, Day, String = "")
        case placed(Placed)
        /// An early exit: it ends the attempt.
        case left(Day, reason: String, words: String, recontact: Day)
        /// The attempt ended in a destination.
        case settled(Day)
        /// Another attempt.
        case again(Day)
        case spoke(Day, String, reached: Bool = true, words: String, next: Day? = nil)
        case reviewed(Day, own: String, goes: String = "", steps: String)
        case booked(Day, time: String, with: String)
        case plan(Day, agreed: Day?, agencies: String, [Goal])
        case spent(Day?, String, String, pence: Int)
        case wish(kind: String, sector: String)
        case ready([String], Day)
        /// Asked for all that is held about them.
        case asked(Day, by: String, of: String, answered: Day? = nil, notes: String = "")
        case does(Day, Recorded)
        case restricted(Day, until: Day)
        case closed(Day, String)
    }

    var reference, name: String
    var born: Day
    var cohorts: [Membership]
    var adviser = "", skills = "", strengths = "", aspirations = "", supportNeeds = "", whatWorks = "", pronouns = ""
    var telephone = "", contactWords = ""
    var consent: Day?
    var hasWorker = true
    var events: [Event]
}

extension DemoCase {
    /// Writes the case, with every date as it was.
    func save(worker: Person.ID?, in db: Transaction) throws {
        let id: ID<YoungPerson>? = try db.value(
            """
            INSERT INTO young_people (reference, name, born_on, pronouns, telephone, contact_words, worker_id, adviser, skills,
                                      strengths, aspirations, support_needs, what_works, consent, consent_on)
            VALUES (\(reference), \(name), \(born), \(pronouns), \(telephone), \(contactWords), \(hasWorker ? worker : nil),
                    \(adviser), \(skills), \(strengths), \(aspirations), \(supportNeeds), \(whatWorks),
                    \(consent == nil ? "not_asked" : "given"), \(consent)) RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a demo case has no number") }
        for cohort in cohorts {
            try db.run(
                """
                INSERT INTO cohorts (young_person_id, cohort, eligibility, has_plan, began_on, ended_on)
                VALUES (\(id), \(cohort.cohort), \(cohort.eligibility), \(cohort.hasPlan), \(cohort.from), \(cohort.to))
                """)
        }
        for event in events { try write(event, of: id, worker: worker, in: db) }
    }

    private func write(_ event: Event, of id: ID<YoungPerson>, worker: Person.ID?, in db: Transaction) throws {
        switch event {
        case .referred(let day, let by, let why):
            try db.run(
                """
                INSERT INTO referrals (young_person_id, referred_on, referred_by, reason, due_on)
                SELECT \(id), \(day), \(by), \(why), \(day) + decision_days FROM brokerage_settings
                """)
            try begin(on: day, of: id, in: db)
        case .decided(let day, let decision, let why, let by):
            try db.run(
                """
                UPDATE referrals SET decision = \(decision), decision_reason = \(why), decided_by = \(by), decided_on = \(day)
                 WHERE young_person_id = \(id) AND decided_on IS NULL
                """)
        case .stage(let kind, let day, let words): try enter(kind, on: day, words, of: id, in: db)
        case .placed(let placed): try place(placed, of: id, in: db)
        case .left(let day, let reason, let words, let recontact):
            try end(on: day, "early_exit", reason, words, recontact, of: id, in: db)
        case .settled(let day): try end(on: day, "destination", "", "", nil, of: id, in: db)
        case .again(let day): try begin(on: day, of: id, in: db)
        case .spoke(let day, let kind, let reached, let words, let next):
            try db.run(
                """
                INSERT INTO case_contacts (young_person_id, made_on, kind, was_reached, words, next_on, made_by)
                VALUES (\(id), \(day), \(kind), \(reached), \(words), \(next), \(worker))
                """)
        case .reviewed(let day, let own, let goes, let steps):
            try db.run(
                """
                INSERT INTO reviews (young_person_id, held_on, own_words, how_it_goes, next_steps)
                VALUES (\(id), \(day), \(own), \(goes), \(steps))
                """)
        case .booked(let day, let time, let with):
            try db.run(
                """
                INSERT INTO reviews (young_person_id, booked_on, booked_time, attended_by)
                VALUES (\(id), \(day), (\(time)::text)::time, \(with))
                """)
        case .plan(let day, let agreed, let agencies, let goals):
            let plan: Int? = try db.value(
                """
                INSERT INTO support_plans (young_person_id, agencies, made_on, agreed_on)
                VALUES (\(id), \(agencies), \(day), \(agreed)) RETURNING id
                """)
            for goal in goals {
                try db.run(
                    """
                    INSERT INTO goals (young_person_id, support_plan_id, words, who, due_on, state, done_on)
                    VALUES (\(id), \(plan), \(goal.words), \(goal.who), \(goal.due),
                            \(goal.done == nil ? "under_way" : "done"), \(goal.done))
                    """)
            }
        case .spent(let day, let category, let words, let pence):
            try db.run(
                """
                INSERT INTO budget_lines (young_person_id, category, words, amount, spent_on)
                VALUES (\(id), \(category), \(words), \(pence), \(day))
                """)
        case .wish(let kind, let sector):
            try db.run("INSERT INTO wishes (young_person_id, kind, sector) VALUES (\(id), \(kind), \(sector))")
        case .ready(let items, let day):
            for item in items {
                try db.run("INSERT INTO readiness (young_person_id, item, ready_on) VALUES (\(id), \(item), \(day))")
            }
        case .asked(let day, let by, let answerer, let answered, let notes):
            try db.run(
                """
                INSERT INTO access_requests (young_person_id, asked_on, asked_by, answerer, answered_on, notes)
                VALUES (\(id), \(day), \(by), \(answerer), \(answered), \(notes))
                """)
        case .does(let day, let recorded):
            let suits = recorded.home == nil ? "" : recorded.suits ? "suitable" : "unsuitable"
            try db.run(
                """
                INSERT INTO activities (young_person_id, began_on, main, mode, hours, in_touch, accommodation, suitability, source)
                VALUES (\(id), \(day), \(recorded.main), \(recorded.mode), \(recorded.hours), \(recorded.touch?.rawValue ?? ""),
                        \(recorded.home?.rawValue ?? ""), \(suits), \(recorded.by))
                """)
        case .restricted(let day, let until):
            try db.run("INSERT INTO case_team (young_person_id, person_id) VALUES (\(id), \(worker))")
            try db.run(
                """
                UPDATE young_people SET is_restricted = true, restricted_on = \(day), restricted_until = \(until),
                       version = version + 1 WHERE id = \(id)
                """)
        case .closed(let day, let reason):
            try db.run(
                """
                UPDATE young_people SET closed_on = \(day), closed_reason = \(reason), version = version + 1
                 WHERE id = \(id)
                """)
        }
    }

    private func begin(on day: Day, of id: ID<YoungPerson>, in db: Transaction) throws {
        try db.run(
            """
            INSERT INTO attempts (young_person_id, number, referral_id, began_on)
            SELECT \(id), 1 + (SELECT count(*) FROM attempts WHERE young_person_id = \(id)),
                   (SELECT max(id) FROM referrals WHERE young_person_id = \(id)), \(day)
            """)
        try enter("identified", on: day, "", of: id, in: db)
    }

    private func enter(_ kind: String, on day: Day, _ words: String, of id: ID<YoungPerson>, in db: Transaction) throws
    {
        try db.run(
            "UPDATE stage_entries SET left_on = \(day) WHERE young_person_id = \(id) AND left_on IS NULL")
        try db.run(
            """
            INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on, words, made_by)
            SELECT \(id), a.id, (SELECT s.id FROM stages s WHERE s.kind = \(kind) ORDER BY s.position LIMIT 1), \(day), \(words), NULL
              FROM attempts a WHERE a.young_person_id = \(id) AND a.ended_on IS NULL
            """)
    }

    private func end(
        on day: Day, _ ending: String, _ reason: String, _ words: String, _ recontact: Day?, of id: ID<YoungPerson>,
        in db: Transaction
    ) throws {
        try db.run(
            "UPDATE stage_entries SET left_on = \(day) WHERE young_person_id = \(id) AND left_on IS NULL")
        try db.run(
            """
            UPDATE attempts SET ended_on = \(day), ending = \(ending), exit_reason = \(reason), exit_words = \(words),
                   recontact_on = \(recontact), version = version + 1
             WHERE young_person_id = \(id) AND ended_on IS NULL
            """)
    }

    private func place(_ placed: Placed, of id: ID<YoungPerson>, in db: Transaction) throws {
        if let team = placed.team {
            try db.run("INSERT INTO council_teams (name) VALUES (\(team)) ON CONFLICT DO NOTHING")
        }
        if let employer = placed.employer {
            try db.run(
                """
                INSERT INTO employers (name, sector, size, stage) VALUES (\(employer), 'other', 'small', 'offering')
                ON CONFLICT DO NOTHING
                """)
        }
        let placement: Int? = try db.value(
            """
            INSERT INTO placements (young_person_id, attempt_id, kind, level, employer_id, team_id, role, provider, alongside, planned_on,
                                    started_on, planned_end_on, hours, is_paid, is_funded, contract, mentor, used_guarantee,
                                    ended_on, outcome, exit_reason, destination, provider_contract_id, benefit, opportunity_id)
            VALUES (\(id), (SELECT a.id FROM attempts a WHERE a.young_person_id = \(id) ORDER BY a.number DESC LIMIT 1),
                    \(placed.kind), \(placed.level),
                    (SELECT e.id FROM employers e WHERE e.name_key = app.fold(\(placed.employer))),
                    (SELECT t.id FROM council_teams t WHERE t.name_key = app.fold(\(placed.team))),
                    \(placed.role), \(placed.provider), \(placed.alongside), \(placed.planned), \(placed.started),
                    \(placed.plannedEnd), \(placed.hours), \(placed.isPaid), \(placed.isFunded), \(placed.contract),
                    \(placed.mentor), \(placed.usedGuarantee), \(placed.ended), \(placed.outcome), \(placed.exit),
                    \(placed.destination), (SELECT c.id FROM contracts c WHERE c.reference = \(placed.under)), \(placed.benefit),
                    (SELECT o.id FROM opportunities o WHERE o.title = \(placed.opportunity)))
            RETURNING id
            """)
        if let moved = placed.moved {
            try db.run(
                """
                INSERT INTO rearrangements (young_person_id, placement_id, was_on, is_on, reason, made_on, made_by)
                VALUES (\(id), \(placement), \(moved.from), \(placed.planned), \(moved.reason), \(moved.from), NULL)
                """)
        }
    }
}
