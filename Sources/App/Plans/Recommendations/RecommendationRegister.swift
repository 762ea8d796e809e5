import PlanReader
import Postgres

extension Recommendation {
    /// Those that it may stand after or be linked to.
    static func choices(_ visit: Visit, at home: Home, for it: Recommendation?) throws -> [Numbered] {
        try visit.db(Numbered.all(of: visit.id("plan"))).filter { $0.id != it?.id }
    }

    /// A new one is last.
    static func begin(_ context: FormContext<Recommendation>) -> Recommendation {
        var it = Recommendation()
        it.after = context.choices.last { $0.isOwn }?.id
        return it
    }

    static let fields: [Field<Recommendation>] = [
        .text(
            \.number, "number", "number", "Number", PlanLimit.number.range, hint: "As printed, such as 7 or 7a.",
            or: "Enter the number as printed, such as 7 or 7a, in up to 40 characters", width: "10"),
        .area(\.words, "words", "words", "Recommendation", PlanLimit.recommendation.range).asking { form, _ in
            .area(
                form.area(
                    "words", "Recommendation",
                    hint:
                        "Leave an empty line between paragraphs; *stars* make italics; lines that begin with • are a list.",
                    rows: 8, limit: PlanLimit.recommendation.most))
        },
        .choice(\.kind, "kind", "kind", "What it does", or: "Choose what the recommendation does"),
        place,
        .choice(\.response, "response", "response", "Response", or: "Choose what the executive answered")
            .under("The executive’s response", hint: "Due two months after the report."),
        .area(
            \.responseWords, "response_words", "response_words", "The response in words", PlanLimit.response.range,
            rows: 4),
        .day(\.responseOn, "response_on", "response_on", "Day of the response"),
        .choice(
            \.state, "state", "state", "State", hint: "Only an open recommendation is reported on.",
            or: "Choose the state", radios: true
        ).under("Where it stands"),
        .area(
            \.stateWords, "state_words", "state_words", "Explanation", PlanLimit.stateWords.range,
            hint: "Needed unless it is open. For example, “Signed off by the panel on 11 July 2023, minute 14”.",
            rows: 3
        ).neededAtTimes(),
        .area(
            \.otherWords, "other_words", "other_words", "Also in the paper", PlanLimit.otherWords.range,
            hint: "What else the paper says of it, such as the theme it stands under.", rows: 3
        ).under("The paper"),
        .rows(
            \.links, "link", "Links",
            hint: "To other recommendations, or to an earlier review in words. Leave a link empty to remove it."
        ) { $0.choices },
    ]

    /// Kept as the order of them all.
    private static var place: Field<Recommendation> {
        var field = Field<Recommendation>.reference(
            \.after, "after", nil, "Place in the plan", to: "recommendations", none: "First",
            or: "Choose its place in the list"
        ) { $0.choices.filter(\.isOwn).map { ($0.id.description, "After \($0.number)") } }
        field.load = { it, db in it.after = try before(it.id, db) }
        field.keep = { it, id, db in
            if try before(id, db) != it.after { try move(id, after: it.after, db) }
        }
        return field
    }

    private static func before(_ id: ID, _ db: Transaction) throws -> ID? {
        try db.value(
            """
            SELECT o.id FROM recommendations x JOIN recommendations o ON o.tenant_id = x.tenant_id AND o.plan_id = x.plan_id
             WHERE x.id = \(id) AND (o.position, o.id) < (x.position, x.id) ORDER BY o.position DESC, o.id DESC LIMIT 1
            """)
    }

    /// Behind another of the plan, or first.
    private static func move(_ id: ID, after other: ID?, _ db: Transaction) throws {
        let plan: SQL = "(SELECT plan_id FROM recommendations WHERE id = \(id))"
        try db.run(
            """
            UPDATE recommendations r SET position = w.place
              FROM (SELECT id, row_number() OVER (ORDER BY
                        CASE WHEN id <> \(id) THEN position ELSE
                             coalesce((SELECT position FROM recommendations WHERE plan_id = \(plan) AND id = \(other)), -1) END,
                        id = \(id), id) AS place
                      FROM recommendations WHERE plan_id = \(plan)) AS w
             WHERE r.id = w.id AND r.position <> w.place
            """)
    }

    static func check(_ it: inout Recommendation, _ check: inout Check, _ context: FormContext<Recommendation>) {
        if it.response == Response.none, !it.responseWords.isEmpty || it.responseOn != nil {
            check.mistake("response", "Choose what the executive answered, or clear the words and the date")
        }
        if it.state == .open, it.words.isEmpty { check.mistake("words", "Enter the words of the recommendation") }
        if it.state != .open, it.stateWords.isEmpty {
            check.mistake("state_words", "Explain it: when and where it was decided, or where it is now")
        }
    }

    static let unique: Unique<Recommendation>? = Unique("number") { it, home in
        "\(home.scope) AND x.number_key = app.fold(\(it.number))"
    } or: { it, _ in
        "Enter another number: there is already a recommendation \(it.number) in this plan"
    }

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [home.lastPosition(in: from)] }

    static let register = Register<Recommendation>(
        "/plans/:plan/recommendations", see: .seePlans, change: .changePlans, title: "Recommendations",
        empty: EmptyState(heading: "No recommendations", text: "What scrutiny recommended is kept here.")
    ) {
        $0.hasList = false
        $0.page = .own
        $0.home = { try Plan.home($0, "recommendations") }
        $0.saved = { it, id, home, isNew in
            isNew ? (home.path + "/\(id)", "\(it.name) is added. Now add its actions.") : nil
        }
        $0.parts = [("recommendation_links", "recommendation_id")]
        $0.historyOf = (.seeHistory, history)
        $0.removal = removal
        $0.auditGroup = AuditedTable.recommendationGroup
        $0.settleAudit = {
            $0.columns.append(.position)
            $0.said = ["words", "state_words"]
            $0.subject = .nameAlone
            $0.naming = {
                "SELECT id, 'Recommendation ' || number AS name, plan_id, id AS recommendation_id FROM recommendations WHERE id = ANY (\($0))"
            }
            $0.path = { thing, _ in thing?.recommendationPath }
        }
    }
}
