import Postgres

/// What several agencies agreed with a young person to do for them, as goals (003.15).
struct SupportPlan: Record {
    var id = ID<SupportPlan>(0), version = 0
    /// Those who take part.
    var agencies = ""
    var madeOn = Day.first
    /// The day on which the young person agreed to it.
    var agreedOn: Day?
    var endedOn: Day?
    /// Those that were not dropped, and of them those that are done.
    var goals = 0, goalsDone = 0
    /// Of a new plan, once its form is read: what became of the one before.
    var takenOver = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        agencies = try row["agencies"]
        madeOn = try row["made_on"]
        agreedOn = try row["agreed_on"]
        endedOn = try row["ended_on"]
        goals = try row["goals"]
        goalsDone = try row["goals_done"]
    }

    var name: String { "Support plan of \(madeOn.longText)" }
    var mention: String { "this support plan" }

    static let table: StaticString = "support_plans"
    static let words = RecordWords(one: "support plan", many: "support plans")
    static let order: SQL = "x.ended_on IS NOT NULL, x.made_on DESC, x.id DESC"
    static let select: SQL = """
        SELECT \(ownColumns), x.ended_on, coalesce(g.goals, 0) AS goals, coalesce(g.done, 0) AS goals_done FROM support_plans AS x
          LEFT JOIN (SELECT support_plan_id, count(*) FILTER (WHERE state <> 'dropped') AS goals, count(*) FILTER (WHERE state = 'done') AS done
                       FROM goals GROUP BY support_plan_id) AS g ON g.support_plan_id = x.id
        """

    static let fields: [Field<SupportPlan>] = [
        .text(
            \.agencies, "agencies", "agencies", "Who takes part", 0...500,
            hint: "Teams and agencies, such as a college or a housing association. No names of young people."),
        .day(\.madeOn, "made_on", "made_on", "Made on", or: "Enter the day on which it was made").unlisted(),
        .day(
            \.agreedOn, "agreed_on", "agreed_on", "Agreed with the young person",
            hint: "The day on which they agreed to it. Leave it empty until they have.", absent: "Not agreed yet"),
    ]

    static func choices(_ visit: Visit, at home: Home, for plan: SupportPlan?) throws -> CaseHead {
        try CaseHead.of(visit)
    }

    static func begin(_ context: FormContext<SupportPlan>) -> SupportPlan {
        var plan = SupportPlan()
        plan.madeOn = context.today
        return plan
    }

    static func check(_ plan: inout SupportPlan, _ check: inout Check, _ context: FormContext<SupportPlan>) {
        if plan.madeOn > context.today { check.mistake("made_on", "Enter today or an earlier day") }
        if context.existing == nil, let before = context.choices.planMadeOn {
            if plan.madeOn < before {
                check.mistake(
                    "made_on", "Enter \(before.longText) or a later day: the plan that this one ends was made then")
            }
            plan.takenOver = "It ends the one of \(before.longText)" + goalsWords(context.choices.openGoals)
        }
        if let end = plan.endedOn, plan.madeOn > end {
            check.mistake("made_on", "Enter \(end.longText) or an earlier day: the plan ended then")
        }
        guard let agreed = plan.agreedOn else { return }
        if agreed > context.today { check.mistake("agreed_on", "Enter today or an earlier day, or leave it empty") }
        if agreed < plan.madeOn { check.mistake("agreed_on", "Enter the day it was made or a later one") }
    }

    private static func goalsWords(_ count: Int) -> String {
        count == 0 ? "." : " and takes over \(counted(count, "goal that is", "goals that are")) still open."
    }

    static let register = Register<SupportPlan>(
        "/young-people/:young_person/support-plans", see: .seeSupportPlans, change: .changeSupportPlans,
        title: "Support plans",
        empty: EmptyState(
            heading: "No support plan yet",
            text: "Say who takes part, then add goals: who does what, and by when.")
    ) {
        $0.lead = "One plan is open at a time."
        $0.columns.insert(
            ListColumn("Plan", "plan", sort: "x.made_on") { .text($0.name) }, at: 0)
        $0.columns += [
            ListColumn("Goals done", "goals_done") { .text("\($0.goalsDone) of \($0.goals)") },
            ListColumn("Ended", "ended_on", sort: "x.ended_on") { .day($0.endedOn, absent: "Open") },
        ]
        $0.home = { try CaseHead.of($0).home("support-plans") }
        $0.page = .made
        $0.formLead = { plan in
            plan == nil ? "A new plan ends the one before it and takes over the goals that are still open." : nil
        }
        $0.saved = { plan, id, home, isNew in
            guard isNew, !plan.takenOver.isEmpty else { return nil }
            return ("\(home.path)/\(id)", "\(plan.name) is added. \(plan.takenOver)")
        }
        $0.children = [Goal.register]
        $0.naming = "to_char(x.made_on, 'FMDD FMMonth YYYY')"
        $0.parts = [("goals", "support_plan_id")]
        $0.removal = { plan, _, _ in RemovalTerms(things: ["“\(plan.name)”", "Every goal in it"]) }
        $0.auditGroup = "Young people"
    }
}
