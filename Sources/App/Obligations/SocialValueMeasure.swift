import Postgres

/// One measure of the council's own list of social value, with its code (themes, outcomes and measures, "TOMs").
struct SocialValueMeasure: Record {
    var id = ID<SocialValueMeasure>(0), version = 0
    var code = "", title = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        code = try row["code"]
        title = try row["title"]
    }

    var name: String { "\(code): \(title)" }

    static let table: StaticString = "social_value_measures"
    static let words = RecordWords(one: "social value measure", many: "social value measures")
    static let order: SQL = "\(SQL.byName(key: "x.code_key")), x.id"

    static let fields: [Field<SocialValueMeasure>] = [
        .text(
            \.code, "code", "code", "Code", 1...20, hint: "As the council’s list has it.",
            or: "Enter the code in up to 20 characters", width: "10"),
        .text(
            \.title, "title", "title", "What it measures", 1...200,
            or: "Enter what it measures in up to 200 characters"),
    ]

    static let unique: Unique<SocialValueMeasure>? = Unique(
        "code", or: "Enter another code: this one is listed already", key: { folded($0.code) }
    ) { measure, _ in "x.code_key = app.fold(\(measure.code))" }

    static let register = Register<SocialValueMeasure>(
        "/social-value-measures", see: .seeObligations, change: .changeObligations, title: "Social value measures",
        empty: EmptyState(
            heading: "No measures yet",
            text: "Add the measures of social value that the council counts by. A promise can then name one.")
    ) {
        $0.lead = "The council’s own list of what it counts as social value, by code."
        $0.imports = RowSource.Limit()
        $0.naming = "x.code || ': ' || x.title"
        $0.search = FoundWords("x.title", rank: 72)
        $0.auditGroup = "Obligations"
        $0.removal = { measure, _, visit in
            let promises: Int =
                try visit.db.value("SELECT count(*) FROM promises WHERE measure_id = \(measure.id)") ?? 0
            return promises == 0
                ? RemovalTerms()
                : RemovalTerms(
                    refusal:
                        "\(counted(promises, "promise names", "promises name").sentenceCase) it. Choose another measure there first.",
                    instead: Link(label: "Obligations", link: Paths.obligations))
        }
    }

    static var all: Query<[NamedChoice]> {
        .list("SELECT id, code || ': ' || title AS name FROM social_value_measures AS x ORDER BY \(order)")
    }
}
