import Postgres

/// What a paper says of a pledge: a number with its words and its place, shown beside what the records say (003.22).
struct PaperFigure: Record {
    var id = ID<PaperFigure>(0), version = 0
    var figure = PledgeCount.takenUp, value: Int?, asOf = Day.first
    var words = "", source = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        figure = try row["figure"]
        value = try row["value"]
        asOf = try row["as_of"]
        words = try row["words"]
        source = try row["source"]
    }

    var name: String { "\(figure.label), \(source)" }
    var mention: String { "this number" }

    static let table: StaticString = "pledge_figures"
    static let words = RecordWords(one: "number of a paper", many: "numbers of papers", number: "figure")
    static let order: SQL = "x.as_of DESC, x.id"

    static let fields: [Field<PaperFigure>] = [
        .choice(\.figure, "figure", "figure", "What it counts", or: "Choose what the number counts", radios: false),
        value,
        .day(\.asOf, "as_of", "as_of", "As at", or: "Enter the day that the number is of, or the day of the paper"),
        .area(
            \.words, "words", "words", "In the paper’s words", 1...500, hint: "No names of young people.",
            or: "Enter the words of the paper, in up to 500 characters", rows: 3),
        .text(
            \.source, "source", "source", "Where it stands", 1...200,
            hint: "The paper with its date, and the page or paragraph.",
            or: "Enter the paper and the place in it, in up to 200 characters"),
    ]

    private static let value: Field<PaperFigure> = {
        let words = "Enter the number that the paper says, from 0 to 99,999"
        var field = Field<PaperFigure>.whole(\.value, "value", "value", "Number", 0...99_999, or: words)
        field.question = { form, _ in
            .text(
                form.text(
                    "value", "Number", hint: "What it says, also where it is wrong.", width: "4", inputMode: "numeric"))
        }
        field.read = { check, figure, _ in
            figure.value = check.whole("value", 0...99_999, or: words)
            if check.fields["value"].isEmpty { check.mistake("value", words) }
        }
        return field
    }()

    static func check(_ figure: inout PaperFigure, _ check: inout Check, _ context: FormContext<PaperFigure>) {
        if figure.asOf > context.today { check.mistake("as_of", "Enter today or an earlier day") }
    }

    static let register = Register<PaperFigure>(
        Paths.pledges + "/:pledge/figures", see: .changePledges, change: .changePledges, title: "What papers say",
        empty: EmptyState(
            heading: "No numbers of papers yet",
            text: "A number that a paper says is kept with its words and its place, and compared with the records.")
    ) {
        $0.home = { try Pledge.register.under("figures", by: "pledge_id", $0) }
        $0.hasList = false
        $0.auditGroup = Pledge.register.title
        $0.saved = { _, _, home, isNew in
            (home.back.link, isNew ? "The number is added, beside what the records say." : "The number is saved.")
        }
    }
}
