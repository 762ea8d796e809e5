import Postgres

@testable import App

/// A council with one agreed plan as in the paper of 2024: recommendation 7 with one action, four grades and a count.
struct ReviewOfCareLeavers {
    let council: ExampleCouncil
    let plan: Plan.ID
    let recommendation: Recommendation.ID
    let action: Action.ID
    let lead: Lead.ID
    /// By tone.
    let grades: [Tone: Assessment.ID]
    let today: Day

    init(due: String? = nil, agreed: String = "2021-09-01") throws {
        let council = try Example.council()
        self.council = council
        let made = try council.inDatabase { db in
            let plan: Plan.ID? = try db.value(
                """
                INSERT INTO plans (title, body, agreed_on, agreed_precision, state)
                VALUES ('Care leavers EET', 'Children and Young People Select Committee', \(agreed)::text::date, 'month', 'monitoring')
                RETURNING id
                """)
            guard let plan else { throw Failure.unavailable }
            let recommendation: Recommendation.ID? = try db.value(
                """
                INSERT INTO recommendations (plan_id, position, number, words)
                VALUES (\(plan), 1, '7', 'That apprenticeships for care leavers are increased.') RETURNING id
                """)
            guard let recommendation else { throw Failure.unavailable }
            let action: Action.ID? = try db.value(
                """
                INSERT INTO actions (plan_id, recommendation_id, position, words, due_on)
                VALUES (\(plan), \(recommendation), 1, 'Work with CMT on places', \(due)::text::date) RETURNING id
                """)
            guard let action else { throw Failure.unavailable }
            let lead = try Lead.named("Pathway Team", in: db)
            try db.run(
                "INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position) VALUES (\(plan), \(recommendation), \(action), \(lead), 1)"
            )
            var grades: [Tone: Assessment.ID] = [:]
            for (position, (words, tone)) in Self.words.enumerated() {
                let id: Assessment.ID? = try db.value(
                    """
                    INSERT INTO assessments (words, tone, position, needs_new_date, needs_words)
                    VALUES (\(words), \(tone), \(position), \(tone == .slipped), \(tone == .notAchieved)) RETURNING id
                    """)
                grades[tone] = id
            }
            let today: Day? = try db.value("SELECT (now() AT TIME ZONE 'Europe/London')::date")
            return (plan, recommendation, action, lead, grades, today ?? .first)
        }
        (plan, recommendation, action, lead, grades, today) = made
    }

    private static let words: [(String, Tone)] = [
        ("1 Fully Achieved", .achieved), ("2 On-Track", .onTrack), ("3 Slipped", .slipped),
        ("4 Not Achieved", .notAchieved),
    ]

    var path: String { Paths.updates(recommendation, plan) }

    /// Puts Lena in the team that leads.
    func putLenaInTheTeam() throws {
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO lead_members (lead_id, person_id) SELECT \(lead), id FROM people WHERE name = 'Lena Hart'")
        }
    }

    /// A form as it is filled in.
    func form(
        _ tone: Tone? = .onTrack, period: Day? = nil, about: Action.ID? = nil,
        evidence: String = "Two began apprenticeships.", _ more: [(String, String)] = []
    ) -> [(String, String)] {
        let period = period ?? today
        return [
            ("period_month", String(period.month)), ("period_year", String(period.year)),
            ("about", about.map { "\($0)" } ?? ""),
            ("evidence", evidence), ("assessment", tone.flatMap { grades[$0] }.map { "\($0)" } ?? ""),
        ] + more
    }

    func form(_ more: [(String, String)]) -> [(String, String)] { form(.onTrack, more) }

    static func date(_ name: String, _ day: Day) -> [(String, String)] {
        [(name + "_day", String(day.day)), (name + "_month", String(day.month)), (name + "_year", String(day.year))]
    }

    /// A count of people to reach by April 2023, of which so many are read.
    func addMeasure(reading: Int, goal: Int = 5) throws {
        try council.inDatabase { db in
            let measure: Measure.ID? = try db.value(
                """
                INSERT INTO measures (plan_id, recommendation_id, position, title, unit)
                VALUES (\(plan), \(recommendation), 1, 'Apprenticeships in the council', 'people') RETURNING id
                """)
            guard let measure else { throw Failure.unavailable }
            try db.run(
                "INSERT INTO milestones (plan_id, measure_id, sense, value, due_on, due_precision) VALUES (\(plan), \(measure), 'at_least', \(Double(goal)), '2023-04-01', 'month')"
            )
            try db.run(
                "INSERT INTO readings (plan_id, measure_id, value, as_of) VALUES (\(plan), \(measure), \(Double(reading)), '2022-09-01')"
            )
        }
    }

    /// Another number of the same count.
    func read(
        _ value: Double, asOf: String = "2023-03-01", breadth: Int? = nil, isProjected: Bool = false,
        subset: String = ""
    ) throws {
        try council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO readings (plan_id, measure_id, value, breadth, is_projected, as_of, subset)
                SELECT plan_id, id, \(value), \(breadth), \(isProjected), \(asOf)::text::date, \(subset) FROM measures
                """)
        }
    }

    /// A second recommendation in the same plan, which nobody of the team leads.
    func addEight() throws -> Recommendation.ID {
        let id: Recommendation.ID? = try value(
            """
            INSERT INTO recommendations (plan_id, position, number, words)
            VALUES (\(plan), 2, '8', 'That employers are asked.') RETURNING id
            """)
        guard let id else { throw Failure.unavailable }
        return id
    }

    func value<T: SQLValue>(_ sql: SQL) throws -> T? { try council.inDatabase { try $0.value(sql) } }
}
