import Postgres
import Testing

@testable import App

/// Plans for the overview: one in monitoring with four updates, one agreed without any, and a draft.
struct Watched {
    let council: ExampleCouncil
    let plan, agreed, draft: Plan.ID
    let recommendations: [Recommendation.ID]
    let grades: [Tone: Assessment.ID]

    init(_ council: ExampleCouncil) throws {
        self.council = council
        (plan, agreed, draft, recommendations, grades) = try council.inDatabase { db in
            let grades = try Self.grades(in: db)
            let plan = try Self.plan(
                "Care leavers into work", state: "monitoring", agreedOn: "2021-09-01", precision: "month", in: db)
            let agreed = try Self.plan("Supported internships", state: "agreed", agreedOn: "2026-09-14", in: db)
            let draft = try Self.plan("Secret plan of zebras", state: "draft", agreedOn: nil, in: db)
            var list: [Recommendation.ID] = []
            for (number, words) in Self.words.enumerated() {
                list.append(try Self.recommendation(String(number + 1), words, of: plan, in: db))
            }
            _ = try Self.recommendation(
                "1", "That every school names a person for supported internships", of: agreed, in: db)
            _ = try Self.recommendation("1", "That zebras are counted", of: draft, in: db)
            try Self.lead("14+ Team", of: list[0], plan, in: db)
            try Self.updates(list, plan, grades, in: db)
            return (plan, agreed, draft, list, grades)
        }
    }

    static let words = [
        "That the Council offers at least eight apprenticeships to care leavers in each year, and that the *directorates* say where",
        "That contracts ask suppliers for work experience places for young people in care",
        "That guaranteed interviews are given to every care leaver who meets the essential criteria",
        "That travel to work is paid for the first three months", "That mentors are trained before a placement begins",
        "That a yearly report says how many young people found work and kept it",
    ]

    private static func grades(in db: Transaction) throws -> [Tone: Assessment.ID] {
        let words: [(Tone, String)] = [
            (.achieved, "1 Fully achieved"), (.onTrack, "2 On-track"), (.slipped, "3 Slipped"),
            (.notAchieved, "4 Not achieved"),
        ]
        var grades: [Tone: Assessment.ID] = [:]
        for (position, (tone, text)) in words.enumerated() {
            grades[tone] = try db.value(
                "INSERT INTO assessments (words, tone, position) VALUES (\(text), \(tone), \(position)) RETURNING id"
            )
        }
        return grades
    }

    static func plan(_ title: String, state: String, agreedOn: String?, precision: String = "day", in db: Transaction)
        throws -> Plan.ID
    {
        let day = agreedOn.flatMap { Day(iso: $0) }
        let id: Plan.ID? = try db.value(
            """
            INSERT INTO plans (title, state, agreed_on, agreed_precision)
            VALUES (\(title), \(state), \(day), \(precision)) RETURNING id
            """)
        return try #require(id)
    }

    static func recommendation(_ number: String, _ words: String, of plan: Plan.ID, in db: Transaction) throws
        -> Recommendation.ID
    {
        let id: Recommendation.ID? = try db.value(
            """
            INSERT INTO recommendations (plan_id, position, number, words)
            VALUES (\(plan), \(Int(number) ?? 0), \(number), \(words)) RETURNING id
            """)
        return try #require(id)
    }

    private static func lead(_ name: String, of recommendation: Recommendation.ID, _ plan: Plan.ID, in db: Transaction)
        throws
    {
        let lead = try Lead.named(name, in: db)
        let action: Action.ID? = try db.value(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, words)
            VALUES (\(plan), \(recommendation), 1, 'Write to every directorate') RETURNING id
            """)
        try db.run(
            """
            INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
            VALUES (\(plan), \(recommendation), \(action), \(lead), 1)
            """)
    }

    /// Rows are recommendations, columns the updates of four periods.
    private static let given: [[Tone]] = [
        [.onTrack, .slipped, .slipped, .slipped], [.notAchieved, .slipped, .onTrack, .achieved],
        [.onTrack, .onTrack, .notAchieved, .notAchieved],
        [.onTrack, .onTrack, .onTrack, .onTrack], [.slipped, .onTrack, .achieved, .achieved],
    ]

    private static func updates(
        _ list: [Recommendation.ID], _ plan: Plan.ID, _ grades: [Tone: Assessment.ID], in db: Transaction
    ) throws {
        for (recommendation, tones) in zip(list, given) {
            for (period, tone) in zip(["2022-09-01", "2023-02-01", "2023-11-01", "2024-07-01"], tones) {
                let isBehind = tone == .slipped || tone == .notAchieved
                try update(
                    recommendation, plan, Day(iso: period), grades[tone],
                    explanation: isBehind ? "Two of the four directorates have not named a place." : "",
                    slipReason: tone == .slipped ? "Recruitment" : "",
                    newDueOn: tone == .slipped ? Day(iso: "2025-03-31") : nil, in: db)
            }
        }
        try update(
            list[3], plan, Day(iso: "2024-10-01"), grades[.achieved], explanation: "A draft about giraffes",
            state: "draft", in: db)
    }

    static func update(
        _ recommendation: Recommendation.ID, _ plan: Plan.ID, _ period: Day?, _ grade: Assessment.ID?,
        explanation: String = "",
        slipReason: String = "", newDueOn: Day? = nil, disagreement: String = "", state: String = "submitted",
        agreedOn: Day? = nil,
        in db: Transaction
    ) throws {
        try db.run(
            """
            INSERT INTO updates (plan_id, recommendation_id, period_on, evidence, assessment_id, explanation, slip_reason, new_due_on,
                                 disagreement, state, submitted_at, agreed_on, agreed_at, minute)
            VALUES (\(plan), \(recommendation), \(period), 'Evidence of it', \(grade), \(explanation), \(slipReason), \(newDueOn),
                    \(disagreement), \(state), CASE WHEN \(state) <> 'draft' THEN \(period)::timestamptz + interval '14 days' END, \(agreedOn),
                    CASE WHEN \(state) = 'agreed' THEN 'Overview and Scrutiny' ELSE '' END, CASE WHEN \(state) = 'agreed' THEN '7' ELSE '' END)
            """)
    }
}
