import Postgres

@testable import App

/// The review of care leavers' employment: one recommendation, four updates graded 2, 3, 2, 1.
struct Stockton {
    let plan: Plan.ID
    let seven, eight: Recommendation.ID
    let measure: Measure.ID

    static let words = """
        Has a Borough-Wide commitment to creating a sustainable model to increase access to work experience and job opportunities with local \
        employers and partner agencies for young people leaving care through the creation of a dedicated brokerage resource which will \
        focus on pro-actively finding, placing and maintaining young people in education, employment and training.
        """

    init(_ stored: StoredPlans) throws {
        let db = stored.db
        let first = try stored.assessment("1 Fully achieved", .achieved, 1),
            second = try stored.assessment("2 On-track", .onTrack, 2)
        let third = try stored.assessment("3 Slipped", .slipped, 3)
        _ = try stored.assessment("4 Not achieved", .notAchieved, 4)
        plan = try stored.plan(
            "Scrutiny Review of Care Leavers EET", body: "Children and Young People Select Committee",
            agreedMonthsAgo: 36)
        try db.run(
            "UPDATE plans SET reference = 'CYP/EET', link_officers = 'Scrutiny link officer', origin = 'Work programme 2020/21' WHERE id = \(plan)"
        )
        try db.run("INSERT INTO decisions (plan_id, body, decided_on) VALUES (\(plan), 'Cabinet', '2021-07-15')")
        try db.run(
            "INSERT INTO glossary (abbreviation, expansion) VALUES ('SBC', 'Stockton-on-Tees Borough Council'), ('DWP', 'Department for Work and Pensions'), ('EET', 'Education, employment or training')"
        )
        seven = try stored.recommendation(plan, "7", 7, Self.words)
        eight = try stored.recommendation(
            plan, "8", 8, "", state: .absorbed, because: "Absorbed into recommendation 7 in February 2023.")
        let action = try stored.action(
            seven, plan, 1, "",
            "Develop plan to identify and engage with relevant existing forums and strategic groups to improve work experience and job opportunities across the borough.\n\nUse Children’s Services review as an opportunity to create dedicated brokerage coordination resource.",
            leads: ["Service Lead, Leaving Care", "Virtual School"],
            success:
                "Increased numbers of apprenticeships and opportunities within SBC. At least 5 external employers are engaged in the first year.",
            due: "3 by April 2022 and minimum of 5 by April 2023 working across minimum of 4 areas")
        try stored.footnote(
            plan, 1, "Children in our care.", .abbreviation, on: .words, term: "young people leaving care", seven)
        try stored.footnote(
            plan, 2, "Placements outside the council are not counted.", .caveat, on: .status, seven, action)
        try db.run(
            "INSERT INTO recommendation_links (plan_id, recommendation_id, kind, other_id) VALUES (\(plan), \(eight), 'absorbed_into', \(seven))"
        )
        measure = try Self.measure(plan, seven, db)
        try Self.updates(stored, plan, seven, (first, second, third))
    }

    private static func measure(_ plan: Plan.ID, _ seven: Recommendation.ID, _ db: Transaction) throws -> Measure.ID {
        let id: Measure.ID? = try db.value(
            "INSERT INTO measures (plan_id, recommendation_id, position, title, unit) VALUES (\(plan), \(seven), 1, 'Care leavers in work experience or an apprenticeship with the council', 'people') RETURNING id"
        )
        guard let id else { throw PostgresError(.other, "no measure") }
        try db.run(
            """
            INSERT INTO milestones (plan_id, measure_id, sense, value, breadth, due_on, due_precision)
            VALUES (\(plan), \(id), 'exactly', 3, NULL, '2022-04-01', 'month'), (\(plan), \(id), 'at_least', 5, 4, '2023-04-01', 'month'),
                   (\(plan), \(id), 'at_least', 9, NULL, '2099-04-01', 'month')
            """)
        let whole: Reading.ID? = try db.value(
            """
            INSERT INTO readings (plan_id, measure_id, value, qualifier, as_of, source) VALUES
                (\(plan), \(id), 6, 'exactly', '2024-07-09', 'Leaving care team') RETURNING id
            """)
        try db.run(
            """
            INSERT INTO readings (plan_id, measure_id, whole_id, value, as_of, subset, is_projected) VALUES
                (\(plan), \(id), \(whole), 4, '2024-07-09', 'secured apprenticeships to start September 2024', true),
                (\(plan), \(id), NULL, 3, '2022-09-01', '', false)
            """)
        try db.run(
            "INSERT INTO readings (plan_id, measure_id, value, qualifier, as_of, as_of_precision, caveat) VALUES (\(plan), \(id), 2, 'more_than', '2023-02-01', 'month', 'Counted by hand.')"
        )
        return id
    }

    private static func updates(
        _ stored: StoredPlans, _ plan: Plan.ID, _ seven: Recommendation.ID,
        _ grades: (first: Assessment.ID, second: Assessment.ID, third: Assessment.ID)
    ) throws {
        func month(_ year: Int, _ month: Int) -> Day { Day(year: year, month: month, day: 1) ?? .first }
        try stored.update(
            seven, plan, month(2022, 9), grades.second, .agreed,
            "• 2 x Care Leavers working towards a Youth Support Apprenticeship in Children’s Services\n• 1 x Care Leaver working within Care for your Area",
            impact: "The review and recruitment is now complete and we have a new team who are keen to embed this work."
        )
        let wrong = try stored.update(
            seven, plan, month(2023, 2), grades.second, .superseded, "1 x Care Leaver working within Care for your Area"
        )
        try stored.update(
            seven, plan, month(2023, 2), grades.third, .agreed,
            "• 1 x Care Leaver working towards a Youth Support Apprenticeship in Children’s Services\n• 1 x Care Leaver working within Care for your Area",
            explanation:
                "The co-production of the strategy will help the council focus on the priorities of the ‘family business’.\n\nWork is also re-aligned to ensure our in-house Pathway Team are engaging with our work ready young people.",
            impact:
                "Using the Employer Engagement Worker role is allowing us to have those conversations with external employers.",
            edition: 2, corrects: wrong, because: "The grade was entered as on-track by mistake.")
        try stored.update(
            seven, plan, month(2023, 11), grades.second, .agreed,
            "Progress is ongoing but further work is required at a corporate level to ensure we have commitment across all directorates to provide opportunities.",
            explanation:
                "This is a council wide response and requires commitment from management.\n\nOngoing work with the DWP will allow for a collaborative approach.",
            disagreement: "On track, though the milestone of April 2023 was not reached.")
        try stored.update(
            seven, plan, month(2024, 7), grades.first, .submitted,
            "As of 9 July 2024, we have:\n• 6 young people on work placements within the council\n• 4 of those have secured apprenticeships to start September 2024\n• 3 young people are currently midway through their apprenticeship that started September 2023",
            impact:
                "A paper to Cabinet recommends additional employability support for care experienced young people aged 16 to 25."
        )
        try stored.update(seven, plan, month(2024, 11), nil, .draft, "Waiting for numbers from two directorates")
    }
}
