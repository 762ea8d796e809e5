import Postgres

/// One thing that a support plan is to reach: what, who does it, by when. It moves with what is open to the plan that follows.
struct Goal: Record {
    enum State: String, Choice {
        case notStarted = "not_started", underWay = "under_way", done, dropped

        var tone: String {
            switch self {
            case .notStarted, .dropped: "idle"
            case .underWay: "steady"
            case .done: "good"
            }
        }
    }

    var id = ID<Goal>(0), version = 0
    var youngPerson = ID<YoungPerson>(0)
    var text = ""
    /// A post, an agency, the young person.
    var who = ""
    var dueOn = Day.first
    var state = State.notStarted
    var doneOn: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        youngPerson = try row["young_person_id"]
        text = try row["words"]
        who = try row["who"]
        dueOn = try row["due_on"]
        state = try row["state"]
        doneOn = try row["done_on"]
    }

    var name: String { text }
    var mention: String { "this goal" }
    var isOpen: Bool { state == .notStarted || state == .underWay }
    /// "Done 1 August 2026"
    var stateText: String { state == .done ? "Done \(doneOn?.longText ?? "")" : state.label }

    static let table: StaticString = "goals"
    static let words = RecordWords(one: "goal", many: "goals")
    static let order: SQL = "x.state IN ('done', 'dropped'), x.due_on, x.id"
    static let select: SQL = "SELECT \(ownColumns), x.young_person_id FROM \(source)"

    static let fields: [Field<Goal>] = [
        .text(\.text, "words", "words", "Goal", 1...300, or: "Enter what is to be done, in up to 300 characters"),
        .text(
            \.who, "who", "who", "Who does it", 1...120, hint: "A post, an agency or the young person.",
            or: "Enter who does it, in up to 120 characters", width: "20"),
        dueField, stateField, doneField,
    ]

    private static var dueField: Field<Goal> {
        var field = Field<Goal>.day(\.dueOn, "due", "due_on", "By when", or: "Enter the day by which it is to be done")
        field.cell = { $0.isOpen ? .due($0.dueOn, absent: "") : .day($0.dueOn) }
        return field
    }

    /// How far it is; where it is done, since when.
    private static var stateField: Field<Goal> {
        var field = Field<Goal>.choice(\.state, "state", "state", "How far it is", or: "Choose how far it is")
        field.question = { form, _ in
            .branch(
                form.branch(
                    "state", "How far it is",
                    State.allCases.map { state in
                        (
                            state.rawValue, state.label,
                            state == .done
                                ? [
                                    .day(
                                        form.day("done_on", "Done on", hint: "Today where it is empty.", optional: true)
                                    )
                                ] : []
                        )
                    }))
        }
        field.cell = { .tags([Tag(tone: $0.state.tone, text: $0.stateText)], file: $0.state.label) }
        return field
    }

    private static var doneField: Field<Goal> {
        var field = Field<Goal>.day(\.doneOn, "done_on", "done_on", "Done on", absent: "Not done").unlisted()
            .asking { _, _ in nil }
        let read = field.read
        field.read = { check, goal, context in
            guard goal.state == .done else {
                goal.doneOn = nil
                return
            }
            read(&check, &goal, context)
            if check.mistakes["done_on"] == nil { goal.doneOn = goal.doneOn ?? context.today }
            if let day = goal.doneOn, day > context.today { check.mistake("done_on", "Enter today or an earlier day") }
        }
        return field
    }

    static func choices(_ visit: Visit, at home: Home, for goal: Goal?) throws -> CaseHead { try CaseHead.of(visit) }

    static func check(_ goal: inout Goal, _ check: inout Check, _ context: FormContext<Goal>) {
        if context.existing == nil, context.choices.plan == nil {
            check.mistake("words", "Add a support plan first: there is none open to which this goal could belong")
        }
    }

    static let register = Register<Goal>(
        "/young-people/:young_person/goals", see: .seeSupportPlans, change: .changeSupportPlans, title: "Goals",
        empty: EmptyState(heading: "No goals yet", text: "Add what is to be done, who does it and by when.")
    ) {
        $0.columns.append(
            ListColumn("Next step", isFiled: false) { goal, visit in
                guard goal.isOpen, visit.can(.changeSupportPlans) else { return .text("", absent: "") }
                let path = Paths.youngPerson(goal.youngPerson) + "/goals/\(goal.id)/completion"
                return .buttons([
                    RowButton(
                        label: "Done", about: ": \(goal.text)", action: path,
                        seen: KeptValue(name: "version", value: String(goal.version)))
                ])
            })
        $0.home = { visit in
            let head = try CaseHead.of(visit)
            let plan = head.plan.map { Link(label: "Support plan", link: head.path + "/support-plans/\($0)") }
            var home = head.home("goals", back: plan)
            // On the page of a plan only those that belong to it.
            if let plan = ID<SupportPlan>(visit.word("plan")) {
                home.scope = "x.young_person_id = \(head.id) AND x.support_plan_id = \(plan)"
            }
            home.keys.append(("support_plan_id", "\(head.plan)"))
            return home
        }
        $0.formLead = { goal in goal == nil ? "It belongs to the support plan that is open now." : nil }
        $0.naming = "x.words"
        $0.auditGroup = "Young people"
        $0.steps = [completion, reopening]
    }

    private static let completion = Step<Goal>(
        noun: "completion", label: "Done", heading: { _ in "Is this goal done?" },
        lead: { "“\($0.text)” is marked as done today." }, isOpen: \.isOpen,
        sets: "state = 'done', done_on = app.today(), done_from = x.state, done_by = app.person(), done_at = now()",
        done: { ("Done", "“\($0.text)” is done.") })

    private static let reopening = Step<Goal>(
        noun: "reopening", label: "Open again", heading: { _ in "Open this goal again?" },
        lead: { "“\($0.text)” is under way again." }, isOpen: { !$0.isOpen },
        sets: "state = 'under_way', done_on = NULL, done_from = '', done_by = NULL, done_at = NULL",
        done: { ("Open again", "“\($0.text)” is under way again.") })
}
