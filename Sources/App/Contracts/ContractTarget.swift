import Postgres

/// A target of a contract that is specific to young people, for one of its years (002.22).
struct ContractTarget: Record {
    /// What of the people it counts.
    enum Measure: String, Choice {
        case referred, started, sustained

        var label: String {
            switch self {
            case .referred: "Referred to the provider"
            case .started: "Started"
            case .sustained: "Sustained to the last milestone"
            }
        }
    }

    var id = ID<ContractTarget>(0), version = 0
    var year = 0, measure = Measure.referred
    /// Nil: every young person.
    var cohort: Cohort.Kind?
    var number = 0, words = ""
    /// As counted when the row was read; nil before the year.
    var reached: Int?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        year = try row["year"]
        measure = try row["measure"]
        cohort = Cohort.Kind(rawValue: try row["cohort"])
        number = try row["number"]
        words = try row["words"]
        reached = try row["reached"]
    }

    var name: String { "\(measure.label), year \(year)" }
    var mention: String { "this target" }

    static let table: StaticString = "contract_targets"
    static let words = RecordWords(one: "target", many: "targets")
    static let order: SQL =
        "x.year, array_position(\(Measure.allCases.map(\.rawValue)), x.measure), x.cohort, x.id"

    static let select: SQL = "SELECT \(ownColumns), app.count_target(x.id) AS reached FROM \(source)"

    static let fields: [Field<ContractTarget>] = [
        .choice(\.measure, "measure", "measure", "What is counted", or: "Choose what is counted"),
        .whole(
            \.number, "number", "number", "Young people", 1...9_999, hint: "How many in that year.",
            or: "Enter how many young people, from 1 to 9,999"),
        .whole(
            \.year, "year", "year", "Year of the contract", 1...15, hint: "1 is its first year.",
            or: "Enter the year of the contract as a number: 1 is its first year"),
        .choice(
            \.cohort, "cohort", "cohort", "Of which group", none: "Every young person", or: "Choose one of the groups"),
        .text(
            \.words, "words", "words", "As it is worded", 0...300, hint: "Where the contract says it in other words.",
            or: "The wording must be 300 characters or fewer"),
    ]

    static let unique: Unique<ContractTarget>? = Unique(
        "measure", or: "There is a target like this for that year and group: change that one"
    ) { target, home in
        """
        \(home.scope) AND x.year = \(target.year) AND x.measure = \(target.measure) AND x.cohort = \(target.cohort?.rawValue ?? "")
        """
    }

    static let register = Register<ContractTarget>(
        Paths.contracts + "/:contract/targets", see: .seeContracts, change: .changeContracts,
        title: "Targets for young people",
        empty: EmptyState(
            heading: "No targets yet",
            text: "How many young people are to be referred, started and sustained in each year of the contract.")
    ) {
        $0.home = { try ProviderContract.register.under("targets", by: "contract_id", $0) }
        $0.columns = [
            ListColumn("What is counted", "measure") { .text($0.measure.label) },
            ListColumn("Year of the contract", "year") { .whole($0.year) },
            ListColumn("Target", "number") { .whole($0.number) },
            ListColumn("So far", "reached") { target in
                target.reached.map { .whole($0) } ?? .text("", absent: "Not begun")
            },
            ListColumn("Of which group", "cohort") { .text($0.cohort?.label ?? "", absent: "Every young person") },
            ListColumn("As it is worded", "words") { .text($0.words, absent: "") },
        ]
        $0.auditGroup = "Contracts"
        $0.saved = { _, _, home, isNew in
            (home.back.link, isNew ? "The target is added." : "The target is saved.")
        }
    }
}
