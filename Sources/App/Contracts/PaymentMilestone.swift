import Postgres

/// The out-of-work benefit that somebody came off with a placement; which milestone is paid may depend on it (004.25).
enum Benefit: String, Choice {
    case none, jobseekers, employmentSupport = "employment_support", incomeSupport = "income_support"
    case universalCredit = "universal_credit", other

    var label: String {
        switch self {
        case .none: "No out-of-work benefit"
        case .jobseekers: "Jobseeker’s Allowance"
        case .employmentSupport: "Employment and Support Allowance"
        case .incomeSupport: "Income Support"
        case .universalCredit: "Universal Credit"
        case .other: "Another out-of-work benefit"
        }
    }
}

/// What a contract pays once somebody has come so far: the rules are data (domain.md section 4; 002.23, 004.25).
struct PaymentMilestone: Record {
    /// What its length is counted in.
    enum Unit: String, Choice {
        case weeks, months

        var label: String { self == .weeks ? "Weeks" : "Calendar months" }
        func words(_ length: Int) -> String {
            "\(length.formatted()) \(self == .weeks ? "week" : "calendar month")\(length == 1 ? "" : "s")"
        }
    }

    /// What the permitted days out of work are of.
    enum GapRule: String, Choice {
        case longest, total

        var label: String { self == .longest ? "Each break" : "All breaks together" }
    }

    var id = ID<PaymentMilestone>(0), version = 0
    var contract = ID<ProviderContract>(0)
    var name = "", evidence = ""
    var kinds: [WorkKind] = [.apprenticeship, .job]
    var length = 0, unit = Unit.weeks
    var gapDays = 0, gapRule = GapRule.longest
    var hours: Double?
    /// None: it does not depend on a benefit.
    var benefits: [Benefit] = []
    var needsCheck = true
    var amount = Money.none

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        contract = try row["contract_id"]
        name = try row["name"]
        kinds = (try row["kinds"] as [String]).compactMap(WorkKind.init)
        length = try row["length"]
        unit = try row["unit"]
        gapDays = try row["gap_days"]
        gapRule = try row["gap_rule"]
        hours = try row["hours"]
        benefits = (try row["benefits"] as [String]).compactMap(Benefit.init)
        needsCheck = try row["needs_check"]
        evidence = try row["evidence"]
        amount = try row["amount"]
    }

    static let table: StaticString = "payment_milestones"
    static let words = RecordWords(one: "milestone", many: "milestones")
    static let order: SQL = "x.length * CASE x.unit WHEN 'weeks' THEN 7 ELSE 30 END, x.amount, x.id"
    static let select: SQL = "SELECT \(ownColumns), x.contract_id FROM \(source)"

    /// "13 weeks", "the start".
    var lengthWords: String { length == 0 ? "the start" : unit.words(length) }

    /// "13 weeks in work, at least 8 hours a week; breaks of up to 14 days each are allowed and are no time in work".
    var ruleWords: String {
        let work = length == 0 ? "On the day on which it starts" : "\(unit.words(length).sentenceCase) in work"
        let least = hours.map { ", at least \($0.plain) hours a week" } ?? ""
        let days = counted(gapDays, "day", "days")
        let gaps =
            length == 0
            ? ""
            : gapDays == 0
                ? "; without a break"
                : gapRule == .longest
                    ? "; breaks of up to \(days) each are allowed, and are no time in work"
                    : "; breaks of up to \(days) together are allowed, and are no time in work"
        return work + least + gaps
    }

    /// "after Jobseeker’s Allowance or Universal Credit"; nil where it does not depend on a benefit.
    var benefitWords: String? { benefits.isEmpty ? nil : "after " + benefits.map(\.label).listed(by: "or") }

    static let fields: [Field<PaymentMilestone>] = [
        .text(
            \.name, "name", "name", "Name", 1...80, hint: "Such as: start, 13 weeks, continuous employment.",
            or: "Enter a name for the milestone in up to 80 characters"),
        .money(
            \.amount, "amount", "amount", "Amount", Money(pence: 1)...Money(pence: 100_000_000),
            or: "Enter what it pays in pounds, such as 400 or 1,250.50"),
        .whole(
            \.length, "length", "length", "Length", 0...260,
            hint: "How long somebody must have been in work. 0 is the start itself.",
            or: "Enter a number from 0 to 260; 0 is the start itself"
        ).under("The rule").filling { String($0.length) },
        .choice(
            \.unit, "unit", "unit", "In",
            hint:
                "Months end on the corresponding day: three from 30 November are over on the last day of February.",
            or: "Choose weeks or calendar months"),
        .whole(
            \.gapDays, "gap_days", "gap_days", "Permitted break, in days", 0...180,
            hint: "Work that goes on after it is the same spell. The days of a break do not count as work.",
            or: "Enter a number of days from 0 to 180; 0 allows no break"
        ).filling { String($0.gapDays) },
        .choice(
            \.gapRule, "gap_rule", "gap_rule", "The permitted days are of", or: "Choose what the permitted days are of"),
        .hours(\.hours, "hours", "hours").asking { form, _ in
            .text(
                form.text(
                    "hours", "Hours a week, at least",
                    hint: "A placement of fewer hours, or of which they are not recorded, does not count.",
                    optional: true,
                    width: "4", inputMode: "decimal"))
        }.unlisted(),
        .several(
            \.kinds, "kinds", "kinds", "Kinds of placement that count", or: "Choose at least one kind of placement"
        ).under("Which placements, and what is needed").unlisted(),
        .several(
            \.benefits, "benefits", "benefits", "Only after these benefits", none: "After any benefit, or none",
            hint:
                "Where it is paid by the out-of-work benefit that somebody came off. Tick none where it does not matter.",
            or: "Choose benefits of the list"
        ).unlisted(),
        .flag(
            \.needsCheck, "needs_check", "needs_check", "Confirmation",
            "Somebody must have confirmed, on the day or after it, that the work goes on",
            hint: "An in-work check does, or other evidence that is recorded with the claim."
        ).unlisted(),
        .area(
            \.evidence, "evidence", "evidence", "What evidence is needed", 0...500,
            hint: "Such as: a payslip of the last month, or the employer’s letter.",
            or: "What evidence is needed must be 500 characters or fewer", rows: 3
        ).unlisted(),
    ]

    static let unique: Unique<PaymentMilestone>? = Unique(
        "name", or: "Enter another name: this contract has a milestone of this name"
    ) { milestone, home in "\(home.scope) AND x.name_key = app.fold(\(milestone.name))" }

    static let register = Register<PaymentMilestone>(
        Paths.contracts + "/:contract/milestones", see: .seeContracts, change: .changeContracts, title: "Milestones",
        empty: EmptyState(
            heading: "No milestones yet",
            text: "What is paid once somebody has started, or has been in work for a time.")
    ) {
        $0.home = { try ProviderContract.register.under("milestones", by: "contract_id", $0) }
        $0.columns =
            [
                ListColumn("Milestone", "name") { .text($0.name) },
                ListColumn("Pays", "amount") { .money($0.amount) },
                ListColumn("Rule", "rule", isFiled: false) { milestone in
                    .over(.text(milestone.ruleWords), Below(quiet: milestone.benefitWords?.sentenceCase))
                },
                ListColumn("Evidence", "evidence") {
                    .text($0.evidence, absent: $0.needsCheck ? "An in-work check" : "The recorded start")
                },
            ] + fields.dropFirst(2).filter { $0.name != "evidence" }.map { $0.unlisted().column }
        $0.naming = "x.name"
        $0.auditGroup = "Contracts"
        $0.saved = { _, _, home, isNew in
            (
                home.back.link,
                isNew
                    ? "The milestone is added."
                    : "The milestone is saved, and every claim that is not submitted goes by it."
            )
        }
        $0.removal = { milestone, _, visit in
            let made = try visit.db(ClaimsMade.of(milestone.contract, milestone.id))?.claimed ?? 0
            return RemovalTerms(
                things: ["“\(milestone.name)”", "Claims for it that are not submitted"],
                refusal: made == 0
                    ? nil
                    : "\(counted(made, "claim", "claims").sentenceCase) for it \(made == 1 ? "was" : "were") submitted, so it stays."
            )
        }
    }
}

extension Field {
    /// A number of which nought is one like any other.
    fileprivate func filling(_ text: @escaping @Sendable (R) -> String) -> Field {
        var field = self
        field.fill = { [name] record, fields in fields[name] = text(record) }
        return field
    }
}
