import Postgres

/// What is to be done so that a stage or a kind of place has more to offer: what, by whom, by when, and how it stands (002.09).
struct ExpansionPlan: Record {
    enum State: String, Choice { case notStarted = "not_started", underWay = "under_way", done, dropped }

    /// What it is for: a stage as a whole, or a kind of place within it.
    struct Aim: Hashable, Sendable {
        let stage: PathwayStage
        var kind: PlaceKind?

        /// As a form and a file hold it.
        var value: String { kind.map { "\(stage.rawValue)/\($0.rawValue)" } ?? stage.rawValue }
        var label: String { kind?.withStage ?? "\(stage.label): the whole stage" }

        static let all = PathwayStage.allCases.flatMap { stage in
            [Aim(stage: stage)] + stage.kinds.map { Aim(stage: stage, kind: $0) }
        }
        static let options = all.map { (value: $0.value, text: $0.label) }
    }

    var id = ID<ExpansionPlan>(0), version = 0
    var aim = Aim(stage: .voluntary)
    var words = "", owner = "", progress = ""
    var due: Day?, firstDue: Day?
    var state = State.notStarted

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        aim = Aim(stage: try row["stage"], kind: PlaceKind(rawValue: try row["kind"]))
        words = try row["words"]
        owner = try row["owner"]
        progress = try row["progress"]
        due = try row["due_on"]
        firstDue = try row["first_due_on"]
        state = try row["state"]
    }

    var name: String { words }
    var mention: String { "this plan" }

    /// Whether something is still to come of it.
    var isOpen: Bool { state == .notStarted || state == .underWay }
    func isLate(on today: Day) -> Bool { isOpen && (due.map { $0 < today } ?? false) }
    /// The day that it was to be done by at first, where it was put off.
    var slippedFrom: Day? { firstDue.flatMap { first in due.flatMap { first < $0 ? first : nil } } }

    func tag(on today: Day) -> Tag {
        switch state {
        case .done: Tag(tone: "good", text: "Done")
        case .dropped: Tag(tone: "idle", text: "Dropped")
        case .notStarted, .underWay:
            if isLate(on: today) {
                Tag(tone: "stop", text: "Late")
            } else if slippedFrom != nil {
                Tag(tone: "caution", text: "Slipped")
            } else {
                Tag(tone: state == .underWay ? "steady" : "idle", text: state.label)
            }
        }
    }

    /// "EBP manager, by 31 March 2027, put off from 30 September 2026": who and when, as far as it is known.
    func whoAndWhen(on today: Day) -> String {
        let who = owner.isEmpty ? "Nobody yet" : owner
        let when =
            due.map { (isLate(on: today) ? "by \(Late($0, on: today).text)" : "by \($0.longText)") } ?? "no day set"
        return "\(who), \(when)" + (slippedFrom.map { ", put off from \($0.longText)" } ?? "")
    }

    static let table: StaticString = "expansion_plans"
    static let words = RecordWords(one: "expansion plan", many: "expansion plans", number: "plan")
    /// What is open first, as the continuum runs; the plan of a stage before those of its kinds.
    static let order: SQL = """
        x.state IN ('done', 'dropped'), array_position(\(PathwayStage.allCases.map(\.rawValue)), x.stage),
        coalesce(\(PlaceKind.place("x.kind")), 0), x.due_on NULLS LAST, x.id
        """
    static let select: SQL = "SELECT \(ownColumns), x.first_due_on FROM \(source)"

    static func begin(_ context: FormContext<ExpansionPlan>) -> ExpansionPlan {
        var plan = ExpansionPlan()
        plan.aim = context.choices ?? plan.aim
        return plan
    }

    /// What the page that led here is about.
    static func choices(_ visit: Visit, at home: Home, for plan: ExpansionPlan?) throws -> Aim? {
        Aim.all.first { $0.value == visit.query("for") }
    }

    private static let meant = meaning(among: Aim.options)

    private static let aimField: Field<ExpansionPlan> = {
        var field = Field<ExpansionPlan>(
            name: "aim", label: "For", columns: ["stage", "kind"],
            question: { form, _ in .select(form.select("aim", "For", Aim.options)) },
            read: { check, plan, _ in
                if let aim = Aim.all.first(where: { $0.value == check.fields["aim"] }) {
                    plan.aim = aim
                } else {
                    check.mistake("aim", "Choose the stage or the kind of place that it is for")
                }
            },
            fill: { $1["aim"] = $0.aim.value },
            bind: { ["\($0.aim.stage)", "\($0.aim.kind?.rawValue ?? "")"] },
            cell: { .text($0.aim.label) }, accept: { $1["aim"] = meant($0) })
        field.options = Aim.options
        field.historyWords = { PlaceKind(rawValue: $0)?.label ?? PathwayStage(rawValue: $0)?.label }
        return field
    }()

    static let fields: [Field<ExpansionPlan>] = [
        .area(
            \.words, "words", "words", "What is to be done", 1...300,
            hint: "Such as: commission colleges for supported employment.",
            or: "Enter what is to be done, in up to 300 characters", rows: 3),
        aimField,
        .text(
            \.owner, "owner", "owner", "By whom", 0...200, hint: "The post or the team, not a name."),
        .due(
            \.due, "due", "due_on", "By", hint: "It appears in calendars. What it was first stays on record.",
            absent: "No day set"),
        .choice(\.state, "state", "state", "State", or: "Choose how it stands").filtered(any: "All states"),
        .area(
            \.progress, "progress", "progress", "What has happened so far", 0...1_000,
            hint: "Members read it. No names of young people.",
            or: "What has happened must be 1,000 characters or fewer", rows: 3
        ).unlisted(),
    ]

    /// The same file of plans twice is the same plans.
    static let unique: Unique<ExpansionPlan>? = Unique(
        "words", or: "Enter other words: there is such a plan for this already, open that one",
        key: { folded($0.words) + " \($0.aim.value)" }
    ) { plan, _ in
        "x.stage = \(plan.aim.stage) AND x.kind = \(plan.aim.kind?.rawValue ?? "") AND x.words_key = app.fold(\(plan.words))"
    }

    static let register = Register<ExpansionPlan>(
        Paths.expansionPlans, see: .seeOffers, change: .changeOffers, title: "Plans to expand",
        empty: EmptyState(
            heading: "No plans to expand yet",
            text:
                "A plan says what is to be done so that a stage or a kind of place has more to offer, by whom and by when."
        )
    ) {
        $0.lead = "What is being done so that there are more places on the way to work."
        $0.columns = columns
        $0.filters = { _ in
            [
                ListFilter(
                    name: "stage", label: "Stage", any: "All stages", options: PathwayStage.options,
                    condition: { "x.stage = \($0)" })
            ] + ListFilter.of(fields)
        }
        $0.actions = { visit in [PageAction(label: "Pathway map", link: visit.link(Paths.pathway))] }
        $0.imports = RowSource.Limit()
        $0.page = .made
        $0.newHeading = "New plan to expand"
        $0.naming = "x.words"
        $0.search = FoundWords("x.progress", place: "x.owner", day: "x.due_on", rank: 36)
        $0.dated = .expansionPlans
        $0.auditGroup = "Offers"
        $0.settleAudit = { $0.columns.append(AuditedColumn("first_due_on", "First to be done by")) }
    }

    /// What is over is not late, whatever its day.
    private static let columns: [ListColumn<ExpansionPlan>] = fields.flatMap { field in
        switch field.name {
        case "due":
            [
                ListColumn<ExpansionPlan>("By", "due", sort: "x.due_on") {
                    $0.isOpen ? .due($0.due, absent: "No day set") : .day($0.due, absent: "No day set")
                },
                ListColumn("First by", "first_due", isListed: false) { .day($0.firstDue, absent: "No day set") },
            ]
        case "state":
            [
                ListColumn<ExpansionPlan>("Stands as", "standing", isFiled: false) { plan, visit in
                    let tag = plan.tag(on: visit.today)
                    return .tags([tag], file: tag.text)
                },
                ListColumn("State", "state", isListed: false) { .text($0.state.label) },
            ]
        default: [field.column]
        }
    }
}

extension DatedKind {
    static let expansionPlans = DatedKind(
        "expansion-plan",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.words, x.due_on AS on_day, 'day' AS precision FROM expansion_plans AS x
             WHERE x.due_on IS NOT NULL AND x.state IN ('not_started', 'under_way')
            """, summary: { "Plan to expand due: \($0.words)" }, path: { Paths.expansionPlan(ID($0.id)) })
}

extension Paths {
    static let expansionPlans = "/expansion-plans"

    static func expansionPlan(_ id: ID<ExpansionPlan>) -> String { expansionPlans + "/\(id)" }
}
