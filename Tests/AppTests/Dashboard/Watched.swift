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
            let stored = StoredPlans(db: db)
            let grades = try stored.grades(["1 Fully achieved", "2 On-track", "3 Slipped", "4 Not achieved"])
            let plan = try stored.plan("Care leavers into work", agreedOn: "2021-09-01", .month)
            let agreed = try stored.plan("Supported internships", state: .agreed, agreedOn: "2026-09-14")
            let draft = try stored.plan("Secret plan of zebras", state: .draft, agreedOn: nil)
            let list = try Self.words.enumerated().map { place, words in
                try stored.recommendation(plan, String(place + 1), place + 1, words)
            }
            _ = try stored.recommendation(
                agreed, "1", 1, "That every school names a person for supported internships")
            _ = try stored.recommendation(draft, "1", 1, "That zebras are counted")
            try stored.action(list[0], plan, 1, "", "Write to every directorate", leads: ["14+ Team"])
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
