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
            let stored = StoredPlans(db: db)
            let plan = try stored.plan(
                "Care leavers EET", body: "Children and Young People Select Committee", agreedOn: agreed, .month)
            let recommendation = try stored.recommendation(
                plan, "7", 1, "That apprenticeships for care leavers are increased.")
            let action = try stored.action(
                recommendation, plan, 1, "", "Work with CMT on places", leads: ["Pathway Team"], dueOn: due)
            let grades = try stored.grades(["1 Fully Achieved", "2 On-Track", "3 Slipped", "4 Not Achieved"])
            try db.run("UPDATE assessments SET needs_words = true WHERE tone = 'not_achieved'")
            let lead = try Lead.named("Pathway Team", in: db)
            return (plan, recommendation, action, lead, grades, try db.value("SELECT app.today()") ?? Day.first)
        }
        (plan, recommendation, action, lead, grades, today) = made
    }

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
            let measure = try StoredPlans(db: db).measure(
                recommendation, plan, "Apprenticeships in the council")
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
        try council.inDatabase { db in
            try StoredPlans(db: db).recommendation(plan, "8", 2, "That employers are asked.")
        }
    }

    func value<T: SQLValue>(_ sql: SQL) throws -> T? { try council.inDatabase { try $0.value(sql) } }
}
