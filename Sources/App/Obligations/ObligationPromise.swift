import Postgres

/// What promises are counted in; units are never added up.
enum PromiseUnit: String, Choice, SQLValue {
    case people, places, jobs, fte, days, gbp, businesses, other

    var unit: Unit {
        switch self {
        case .people: .people
        case .places: .places
        case .jobs: .jobs
        case .fte: .fte
        case .days: .days
        case .gbp: .gbp
        case .businesses: .businesses
        case .other: .other
        }
    }

    /// Whether it reaches somebody, who may come by an opportunity.
    var isOfPeople: Bool { self != .gbp && self != .businesses && self != .other }

    var label: String { unit.label.sentenceCase }
    /// Under a heading: "FTE", "days".
    var short: String { self == .fte ? "FTE" : self == .gbp ? "£" : unit.label }

    /// "220 days", "2.5 FTE", "£43,000"
    func text(_ amount: Double) -> String {
        self == .fte ? "\(Quantity.grouped(amount)) FTE" : Quantity(value: amount, unit: unit).text
    }
}

/// One thing that an obligation promises, with how it stands today (004.19).
struct ObligationPromise: Record {
    struct Choices: Sendable { let firms, measures: [NamedChoice] }

    var id = ID<ObligationPromise>(0), version = 0
    var what = "", words = ""
    var firm: ID<Counterparty>?, firmName = ""
    var unit = PromiseUnit.days
    /// Nil: promised in words, which cannot be counted.
    var amount: Double?
    var isYearly = false
    var due: Day?
    var measure: ID<SocialValueMeasure>?, measureName = ""
    var instalments: [PromiseInstalment] = []
    var standing = PromiseStanding()

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        what = try row["what"]
        firm = try row["counterparty_id"]
        firmName = try row["firm_name"]
        unit = try row["unit"]
        amount = try row["amount"]
        isYearly = try row["is_yearly"]
        due = try row["due_on"]
        measure = try row["measure_id"]
        measureName = try row["measure_name"]
        words = try row["words"]
        standing = try PromiseStanding(row: row)
    }

    var name: String { what }
    var mention: String { "this promise" }
    /// "220 days", "£43,000 a year", "In words"
    var amountWords: String { amount.map { unit.text($0) + (isYearly ? " a year" : "") } ?? "In words" }

    static let table: StaticString = "promises"
    static let words = RecordWords(one: "promise", many: "promises")
    static let order: SQL = "x.id"
    static let source: SQL = """
        promises AS x LEFT JOIN counterparties AS c ON c.tenant_id = x.tenant_id AND c.id = x.counterparty_id
          LEFT JOIN social_value_measures AS m ON m.tenant_id = x.tenant_id AND m.id = x.measure_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), coalesce(c.name, '') AS firm_name, coalesce(m.code || ': ' || m.title, '') AS measure_name, s.*
          FROM \(source) CROSS JOIN LATERAL app.promise_standing(x.id) AS s
        """

    static func choices(_ visit: Visit, at home: Home, for promise: ObligationPromise?) throws -> Choices {
        let obligation: ID<Obligation> = try visit.id("obligation")
        let (firms, measures) = try visit.db.all(
            Query<[NamedChoice]>.list(
                "SELECT id, name FROM counterparties WHERE obligation_id = \(obligation) ORDER BY id"),
            SocialValueMeasure.all)
        return Choices(firms: firms, measures: measures)
    }

    static let fields: [Field<ObligationPromise>] = [
        .text(
            \.what, "what", "what", "What was promised", 1...200, hint: "Such as: work experience on site.",
            or: "Enter what was promised in up to 200 characters"),
        .reference(
            \.firm, "firm", "counterparty_id", "By", to: "counterparties", none: "All firms together",
            hint: "A firm can only be asked to confirm what is its own.", or: "Choose one of the firms",
            cell: { $0.firmName.isEmpty ? nil : $0.firmName }, among: { $0.choices.firms.map(\.option) }),
        .choice(\.unit, "unit", "unit", "Counted in", or: "Choose what it is counted in", radios: false).under(
            "How much"),
        .number(
            \.amount, "amount", "amount", "How much in all", hint: "Empty: promised in words, which cannot be counted.",
            or: "Enter a number, such as 220 or 2.5, or leave it empty"),
        .flag(\.isYearly, "yearly", "is_yearly", "Each year", "So much is promised each year"),
        .day(
            \.due, "due", "due_on", "All of it by",
            hint: "It appears in calendars. Of what is promised each year, the day until which it is.",
            absent: "No day set"
        ).under("By when"),
        .rows(
            \.instalments, "instalments", "Due in parts",
            hint:
                "Where some is due before the end: each part with its day. What is due by now is then the sum of the parts so far."
        ),
        .reference(
            \.measure, "measure", "measure_id", "Social value measure", to: "social_value_measures", none: "None",
            hint: "Of the council’s own list.", or: "Choose one of the measures",
            cell: { $0.measureName.isEmpty ? nil : $0.measureName }, among: { $0.choices.measures.map(\.option) }
        ).under("What else"),
        .area(
            \.words, "words", "words", "In the words of the agreement", 0...1_000,
            or: "The words must be 1,000 characters or fewer", rows: 3),
    ]

    static func check(_ it: inout ObligationPromise, _ check: inout Check, _ context: FormContext<ObligationPromise>) {
        if it.amount == 0 { check.mistake("amount", "Enter more than 0, or leave it empty") }
        guard let amount = it.amount else {
            if it.isYearly { check.mistake("amount", "Enter how much is promised each year") }
            if !it.instalments.isEmpty {
                check.mistake("amount", "Enter how much is promised in all, of which these are parts")
            }
            return
        }
        let parts = it.instalments.reduce(0) { $0 + ($1.amount.isNaN ? 0 : $1.amount) }
        if !it.isYearly, parts > amount + 0.001 {
            check.mistake("amount", "The parts add up to \(it.unit.text(parts)): enter that or more")
        }
    }

    static let register = Register<ObligationPromise>(
        Paths.obligations + "/:obligation/promises", see: .seeObligations, change: .changeObligations,
        title: "Promises",
        empty: EmptyState(
            heading: "No promises yet", text: "Add each thing that was promised, with its number and its day.")
    ) {
        $0.home = { try Obligation.register.under("promises", by: "obligation_id", $0) }
        $0.hasList = false
        $0.naming = "x.what"
        $0.auditGroup = Obligation.register.title
        $0.parts = [("promise_instalments", "promise_id"), ("promise_entries", "promise_id")]
        $0.saved = { _, _, home, isNew in (home.back.link, isNew ? "The promise is added." : "The promise is saved.") }
        $0.removal = { promise, _, visit in
            let entries: Int =
                try visit.db.value("SELECT count(*) FROM promise_entries WHERE promise_id = \(promise.id)") ?? 0
            return RemovalTerms(
                things: ["“\(promise.what)”"]
                    + (entries == 0
                        ? []
                        : ["Its \(counted(entries, "step", "steps")): what was committed, delivered or projected"]))
        }
    }

    static func all(of obligation: ID<Obligation>) -> Query<[ObligationPromise]> {
        .list("\(select) WHERE x.obligation_id = \(obligation) ORDER BY \(order)")
    }
}

/// How a promise stands, as `app.promise_standing` says it.
struct PromiseStanding: RowDecodable, Sendable {
    var committed = 0.0, delivered = 0.0, toConfirm = 0.0, projected = 0.0
    /// Of how many deliveries the firm said another amount.
    var disputed = 0
    /// Nil: no day is set.
    var due: Double?
    var state = PromiseState.noDay

    init() {}

    init(row: Row) throws(PostgresError) {
        committed = try row["committed"]
        delivered = try row["delivered"]
        toConfirm = try row["to_confirm"]
        projected = try row["projected"]
        disputed = try row["disputed"]
        due = try row["due"]
        state = try row["state"]
    }
}

/// What of a promise is due by one day.
struct PromiseInstalment: RecordRow {
    var id = ID<PromiseInstalment>(0)
    var due = Day.first, amount = Double.nan

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        due = try row["due_on"]
        amount = try row["amount"]
    }

    static let table: StaticString = "promise_instalments"
    static let words = RecordWords(one: "part", many: "parts")
    static let owner: StaticString = "promise_id"
    static let order: SQL = "x.due_on, x.id"
    static let select: SQL = "SELECT x.id, x.due_on, x.amount FROM promise_instalments AS x"

    static let fields: [Field<PromiseInstalment>] = [
        .day(\.due, "due", "due_on", "By", or: "Enter the day by which this part is due"),
        .number(\.amount, "amount", "amount", "How much", or: "Enter how much is due by then"),
    ]

    static func check(_ part: inout PromiseInstalment, _ check: inout Check, _ context: FormContext<PromiseInstalment>)
    {
        if part.amount == 0 { check.mistake("amount", "Enter more than 0") }
    }
}
