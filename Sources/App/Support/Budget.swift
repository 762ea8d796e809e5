import Postgres

/// What a young person may spend, and what of it is planned and spent.
struct Budget: RowDecodable {
    let cap: Money
    /// The council's for everybody.
    let usualCap: Money
    /// Their own, where they have one.
    let own: ID<BudgetCap>?
    let ownReason: String
    let planned, spent: Money

    init(row: Row) throws(PostgresError) {
        cap = try row["cap"]
        usualCap = try row["usual_cap"]
        own = try row["own_id"]
        ownReason = try row["own_reason"]
        planned = try row["planned"]
        spent = try row["spent"]
    }

    var used: Money { planned + spent }
    var left: Money { cap - used }

    /// "£87.50 left of £500.00"
    var finding: String {
        if left < .none { return "\((used - cap).text) over the cap of \(cap.text)" }
        return left == .none ? "Nothing left of \(cap.text)" : "\(left.text) left of \(cap.text)"
    }

    static func of(_ id: ID<YoungPerson>) -> Query<Budget?> {
        .first(
            """
            SELECT app.budget_cap(y.id) AS cap, s.budget_cap AS usual_cap, b.id AS own_id, coalesce(b.cap_reason, '') AS own_reason,
                   coalesce(l.planned, 0) AS planned, coalesce(l.spent, 0) AS spent
              FROM young_people y
              JOIN brokerage_settings s ON s.tenant_id = y.tenant_id
              LEFT JOIN budgets b ON b.tenant_id = y.tenant_id AND b.young_person_id = y.id
              LEFT JOIN LATERAL (SELECT sum(amount) FILTER (WHERE spent_on IS NULL) AS planned,
                                        sum(amount) FILTER (WHERE spent_on IS NOT NULL) AS spent
                                   FROM budget_lines WHERE tenant_id = y.tenant_id AND young_person_id = y.id) AS l ON true
             WHERE y.id = \(id)
            """)
    }

    /// The budget of the case in the path. A change waits until another one of the same budget is saved, so that two at once
    /// cannot pass the cap together.
    static func of(_ visit: Visit) throws -> (head: CaseHead, budget: Budget) {
        let head = try CaseHead.of(visit)
        if visit.request.method == .post {
            try visit.db.run("SELECT pg_advisory_xact_lock(hashtextextended('budget ' || app.tenant(), \(head.id)))")
        }
        guard let budget = try visit.db(of(head.id)) else { throw Failure.notFound }
        return (head, budget)
    }
}

/// The cap of one young person, where it is not the council's, with the reason (004.36).
struct BudgetCap: Record {
    var id = ID<BudgetCap>(0), version = 0
    var cap = Money.none
    var reason = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        cap = try row["cap"]
        reason = try row["cap_reason"]
    }

    var name: String { "Cap of \(cap.text)" }

    static let table: StaticString = "budgets"
    static let words = RecordWords(one: "budget", many: "budgets")
    static let order: SQL = "x.id"
    static let fields: [Field<BudgetCap>] = [
        .money(
            \.cap, "cap", "cap", "Cap", Money.none...Money(pence: 100_000_000),
            or: "Enter the cap in pounds, such as 650"),
        .area(
            \.reason, "reason", "cap_reason", "Reason", 1...500, or: "Enter the reason, in up to 500 characters",
            rows: 3),
    ]
}

/// One thing that is planned or was spent.
struct BudgetLine: Record {
    enum Category: String, Choice { case travel, equipment, training, licence, other }

    var id = ID<BudgetLine>(0), version = 0
    var category = Category.travel
    var text = ""
    var amount = Money.none
    /// Planned until then.
    var spentOn: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        category = try row["category"]
        text = try row["words"]
        amount = try row["amount"]
        spentOn = try row["spent_on"]
    }

    var name: String { text }
    var mention: String { "this line" }

    static let table: StaticString = "budget_lines"
    static let words = RecordWords(one: "budget line", many: "budget lines")
    static let order: SQL = "x.spent_on IS NOT NULL, x.spent_on DESC, x.id DESC"

    private static let amountWords = "Enter the amount in pounds, such as 62 or 62.50"

    static let fields: [Field<BudgetLine>] = [
        .text(
            \.text, "words", "words", "What it is for", 1...200, hint: "Such as: bus pass for the first month.",
            or: "Enter what it is for, in up to 200 characters"),
        .choice(\.category, "category", "category", "Category", or: "Choose the category"),
        .money(
            \.amount, "amount", "amount", "Amount", Money(pence: 1)...Money(pence: 100_000_000), or: amountWords
        ).asking { form, context in
            .text(form.money("amount", "Amount", hint: room(context).hint))
        },
        .day(
            \.spentOn, "spent_on", "spent_on", "Spent on", hint: "Leave it empty while it is planned.",
            absent: "Planned"),
    ]

    /// What this line may cost: what is left, and what it holds already.
    private static func room(_ context: FormContext<BudgetLine>) -> (most: Money, hint: String) {
        let budget = context.choices, own = context.existing?.amount ?? .none
        let most = budget.left + own
        let besides = context.existing == nil ? "" : " besides this line"
        return (
            max(most, own),
            most > .none
                ? "\(most.text) left of \(budget.cap.text)\(besides)."
                : "Nothing is left of \(budget.cap.text)\(besides)."
        )
    }

    static func choices(_ visit: Visit, at home: Home, for line: BudgetLine?) throws -> Budget {
        try Budget.of(visit).budget
    }

    static func check(_ line: inout BudgetLine, _ check: inout Check, _ context: FormContext<BudgetLine>) {
        if let day = line.spentOn, day > context.today {
            check.mistake("spent_on", "Enter today or an earlier day, or leave it empty while it is planned")
        }
        let most = room(context).most
        if line.amount > most, check.mistakes["amount"] == nil {
            check.mistake(
                "amount",
                most > .none
                    ? "Enter \(most.text) or less: more would pass the cap. A higher cap can be set with a reason"
                    : "Nothing is left under the cap. A higher cap can be set with a reason")
        }
    }

    static let register = Register<BudgetLine>(
        "/young-people/:young_person/budget/lines", see: .seeBudgets, change: .changeBudgets, title: "Personal budget",
        empty: EmptyState(heading: "Nothing planned or spent yet", text: "Add what is planned or was spent.")
    ) {
        $0.hasList = false
        $0.home = { visit in
            let head = try CaseHead.of(visit)
            return head.home(
                "budget/lines", back: Link(label: "Personal budget", link: BudgetPages.path(head.id)))
        }
        $0.newHeading = "Plan or spend"
        $0.naming = "x.words"
        $0.auditGroup = "Young people"
    }
}
