import Postgres

@testable import App

/// The routes to employment for vulnerable cohorts: actions with three separate axes.
struct Merton {
    let plan: Plan.ID
    let one, two, four, six: Recommendation.ID

    init(_ stored: StoredPlans) throws {
        let db = stored.db
        let met = try stored.assessment("Met", .achieved, 11),
            part = try stored.assessment("Part met", .achievedInPart, 12)
        _ = try stored.assessment("Not met", .notAchieved, 13)
        plan = try stored.plan(
            "Routes to employment for vulnerable cohorts",
            body: "Children and Young People Overview and Scrutiny Panel", agreedMonthsAgo: 3)
        try db.run(
            "INSERT INTO glossary (abbreviation, expansion) VALUES ('EWG', 'Economic Well Being Group'), ('WSB', 'Workforce Strategy Board')"
        )
        one = try stored.recommendation(
            plan, "1", 1,
            "We recommend exploration of how to audit, keep updated and make accessible (to residents and all those working with vulnerable cohorts) information on current provision to support progression into employment."
        )
        try stored.action(
            one, plan, 1, "HR",
            "Merton web pages: apprenticeship vacancies on recruitment pages. A newly created “Young Merton” webpage which updates on events and shares any known apprenticeship vacancies. A further page awaiting sign off will provide links and information to local jobs and routes to employment via employment programmes, linking to local employers and training providers.",
            leads: ["HR", "My Futures", "futureMerton", "EWG"], grade: met)
        let annual = try stored.action(
            one, plan, 2, "", "Provide numbers of\n• work experience placements\n• apprentices by directorate.",
            leads: ["HR", "My Futures"], duty: .recurring, every: 12)
        two = try stored.recommendation(
            plan, "2", 2,
            "We recommend that in order to better support target groups, work taster/work experiences be provided. This should include extending the work of the Merton Employment Team in offering work taster/work experiences through the Council’s contractors and other service providers. How these opportunities are best delivered should be explored including consideration of the Traineeship framework, the *Work Experience Quality Standard*, the emerging Apprenticeship Strategy and the provision of a mentor to support each participant."
        )
        let procurement = try stored.action(
            two, plan, 1, "Procurement",
            "Encourage contractors to replicate opportunities for work placements (Driven through the Social Value Act).",
            leads: ["Commercial Services"], grade: part, recordability: .cannot,
            because:
                "Commercial Services will not be able to keep a record of where this has been successful and where it has not."
        )
        _ = try stored.recommendation(
            plan, "3", 3, "Attendance at the Economic Wellbeing Group should be reinforced.", state: .withdrawn,
            because: "Withdrawn by the Panel in June 2017.")
        four = try stored.recommendation(
            plan, "4", 4,
            "We recommend how to engage target groups and demonstrate the Council’s commitment to their employment be explored. This might be included in the Looked After Children/Care Leavers Pledge."
        )
        try stored.action(
            four, plan, 1, "",
            "Corum have been commissioned to engage our LAC and Care Leavers. Outcomes to inform LAC and Care Leavers’ Strategies.",
            leads: ["14+ Team"], duty: .once)
        try stored.action(
            four, plan, 2, "HR",
            "WSB to monitor current progress of DMTs in creating apprenticeship roles and further explore opportunities to remodel the Council’s recruitment methods.",
            leads: ["WSB"], grade: part, duty: .once)
        six = try stored.recommendation(
            plan, "6", 6,
            "As recommended in previous task groups, the Council should build a requirement for its contractors to offer apprenticeships for Merton residents.",
            state: .reportedElsewhere, because: "Reported to the Sustainable Communities Panel since March 2018.")
        try db.run(
            "INSERT INTO recommendation_links (plan_id, recommendation_id, kind, words) VALUES (\(plan), \(two), 'earlier_review', 'Adult Skills and Employability 2013, Recommendation 3')"
        )
        try db.run(
            "INSERT INTO recommendation_links (plan_id, recommendation_id, kind, other_id) VALUES (\(plan), \(two), 'taken_with', \(four))"
        )
        try stored.footnote(
            plan, 2,
            "The Panel agreed that target groups should specifically mean children and young people in care/care leavers and/or those with Special Educational Needs and Disabilities (SEND).",
            .definition, on: .words, term: "target groups", two)
        try stored.footnote(
            plan, 3,
            "Commercial Services will not be able to keep a record of where this has been successful and where it has not.",
            .caveat, on: .status, two, procurement)
        try stored.footnote(plan, 4, "Subset data on LAC and SEND.", .note, on: .action, one, annual)
    }
}
