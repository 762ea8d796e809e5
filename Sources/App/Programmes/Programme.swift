import Postgres

/// A programme of which papers state figures: what it is, who pays for it, when it runs, who leads it (004.42).
struct Programme: Record {
    var id = ID<Programme>(0), version = 0
    var name = "", words = "", lead = ""
    var begins: ApproximateDay?, ends: ApproximateDay?
    /// As the form holds them; `funderNames` are read with the row.
    var funders: [ProgrammeFunder] = [], funderNames: [String] = []
    var figureCount = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        (name, words, lead) = (try row["name"], try row["words"], try row["lead"])
        begins = try ApproximateDay(row, "begins_on", "begins_precision")
        ends = try ApproximateDay(row, "ends_on", "ends_precision")
        funderNames = try row["funder_names"]
        figureCount = try row["figure_count"]
    }

    /// "From 2016 to 2018", "Since 2016"; empty where neither is known.
    var periodWords: String {
        switch (begins, ends) {
        case (let begins?, let ends?): "From \(begins.text) to \(ends.text)"
        case (let begins?, nil): "From \(begins.text), with no end recorded"
        case (nil, let ends?): "Until \(ends.text)"
        case (nil, nil): ""
        }
    }

    static let table: StaticString = "programmes"
    static let words = RecordWords(one: "programme", many: "programmes")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let select: SQL = """
        SELECT \(ownColumns),
               ARRAY(SELECT f.name FROM programme_funders f WHERE f.tenant_id = x.tenant_id AND f.programme_id = x.id ORDER BY f.id) AS funder_names,
               (SELECT count(*) FROM programme_figures f WHERE f.tenant_id = x.tenant_id AND f.programme_id = x.id AND f.whole_id IS NULL) AS figure_count
          FROM \(source)
        """

    static let fields: [Field<Programme>] = [
        .text(
            \.name, "name", "name", "Name", 1...160,
            or: "Enter a name for the programme in up to 160 characters"),
        .area(
            \.words, "words", "words", "What it is", 1...2_000, hint: "Members read it. No names of young people.",
            or: "Enter what the programme is, in up to 2,000 characters", rows: 3
        ).unlisted(),
        .rows(
            \.funders, "funders", "Funders", hint: "Who pays for it. Leave a funder empty to remove it."),
        .approximateDay(
            \.begins, "begins", ("begins_on", "begins_precision"), "Begins", absent: "Not recorded"
        ).under("When it runs, and who leads it").unlisted(),
        .approximateDay(\.ends, "ends", ("ends_on", "ends_precision"), "Ends", absent: "Not recorded").unlisted(),
        .text(\.lead, "lead", "lead", "Lead post", 0...200, hint: "The post or the team, not a name."),
    ]

    static func check(_ it: inout Programme, _ check: inout Check, _ context: FormContext<Programme>) {
        if let begins = it.begins, let ends = it.ends, ends.lastDay < begins.day {
            check.mistake("ends", "Enter a last day on or after the first, \(begins.text)")
        }
        // The same funder twice is one.
        var seen: Set<String> = []
        it.funders = it.funders.filter { seen.insert(folded($0.name)).inserted }
    }

    static let unique: Unique<Programme>? = Unique(
        "name", or: "Enter another name: there is a programme of this name", key: { folded($0.name) }
    ) { programme, _ in "x.name_key = app.fold(\(programme.name))" }

    static let register: Register<Programme> = Register(
        Paths.programmes, see: .seeProgrammes, change: .changeProgrammes, title: "Programmes",
        empty: EmptyState(
            heading: "No programmes yet",
            text: "A programme has figures that papers state, such as businesses engaged or people supported.")
    ) {
        $0.lead = "What papers state of each programme, as sure as they say it."
        $0.columns = columns
        $0.filters = { visit in try filters(visit) }
        $0.page = .own
        $0.imports = RowSource.Limit()
        $0.naming = "x.name"
        $0.search = FoundWords(place: "x.lead", rank: 32)
        $0.parts = [("programme_funders", "programme_id"), ("programme_figures", "programme_id")]
        $0.children = [ProgrammeFigure.register]
        $0.removal = { programme, _, _ in
            RemovalTerms(things: ["“\(programme.name)”", "Its funders and every figure of it"])
        }
    }

    private static func filters(_ visit: Visit) throws -> [ListFilter] {
        let names: [String] = try visit.db.values(
            "SELECT min(f.name) FROM programme_funders f GROUP BY f.name_key ORDER BY f.name_key LIMIT 100")
        if names.isEmpty { return [] }
        return [
            ListFilter(
                name: "funder", label: "Funder", any: "All funders", options: names.map { ($0, $0) },
                condition: {
                    """
                    EXISTS (SELECT FROM programme_funders f
                             WHERE f.tenant_id = x.tenant_id AND f.programme_id = x.id AND f.name_key = app.fold(\($0)))
                    """
                })
        ]
    }

    private static let columns: [ListColumn<Programme>] = fields.flatMap { field in
        switch field.name {
        case "funders":
            [
                ListColumn<Programme>("Funders", "funders") { .texts($0.funderNames, absent: "Not recorded") },
                ListColumn("Figures", "figures", isFiled: false) { .whole($0.figureCount) },
            ]
        default: [field.column]
        }
    }
}

/// Who pays for a programme.
struct ProgrammeFunder: RecordRow {
    var id = ID<ProgrammeFunder>(0)
    var name = ""

    init() {}

    init(row: Row) throws(PostgresError) { (id, name) = (try row["id"], try row["name"]) }

    static let table: StaticString = "programme_funders"
    static let words = RecordWords(one: "funder", many: "funders")
    static let owner: StaticString = "programme_id"
    static let order: SQL = "x.id"
    static let select: SQL = "SELECT x.id, x.name FROM programme_funders AS x"

    static let fields: [Field<ProgrammeFunder>] = [
        .text(
            \.name, "name", "name", "Funder", 1...120, hint: "Such as: European Social Fund (ESF).",
            or: "Enter the funder in up to 120 characters")
    ]
}

extension Paths {
    static let programmes = "/programmes"

    static func programme(_ id: ID<Programme>) -> String { programmes + "/\(id)" }
}
