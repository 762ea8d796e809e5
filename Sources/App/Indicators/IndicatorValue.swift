import Postgres

/// The values of an indicator for one area and one period: the council’s, and the comparator’s of the same period.
struct IndicatorValue: Record {
    var id = ID<IndicatorValue>(0), version = 0
    var indicator = ID<Indicator>(0)
    /// None: all of the council’s area.
    var area: ID<Area>?, areaName = ""
    var period = Period()
    /// Nil where it is not known, which is not nought.
    var value: Double?, qualifier = Reading.Qualifier.exactly
    var comparatorValue: Double?
    var isProvisional = false
    var source = "", address = ""
    /// What the indicator says of its values.
    var scale = Scale.percent

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        indicator = try row["indicator_id"]
        (area, areaName) = (try row["area_id"], try row["area_name"])
        period = Period(kind: try row["period"], begins: try row["begins_on"], ends: try row["ends_on"])
        (value, qualifier) = (try row["value"], try row["qualifier"])
        comparatorValue = try row["comparator_value"]
        isProvisional = try row["is_provisional"]
        (source, address) = (try row["source"], try row["address"])
        scale = try row["scale"]
    }

    var name: String { area == nil ? period.text : "\(period.text), \(areaName)" }
    var mention: String { "this value" }

    static let table: StaticString = "indicator_values"
    static let words = RecordWords(one: "value", many: "values")
    static let order: SQL = "x.ends_on DESC, x.begins_on DESC, a.name_key NULLS FIRST, x.id"
    static let source: SQL = """
        indicator_values AS x JOIN indicators AS i ON i.tenant_id = x.tenant_id AND i.id = x.indicator_id
          LEFT JOIN areas AS a ON a.tenant_id = x.tenant_id AND a.id = x.area_id
        """
    static let select: SQL =
        "SELECT \(ownColumns), x.indicator_id, i.scale, coalesce(a.name, '') AS area_name FROM \(source)"

    static func all(of indicator: ID<Indicator>) -> Query<[IndicatorValue]> {
        .list("\(select) WHERE x.indicator_id = \(indicator) ORDER BY \(order)")
    }

    /// The indicator with its areas.
    static func choices(_ visit: Visit, at home: Home, for value: IndicatorValue?) throws -> Indicator {
        guard let indicator = try visit.db(Indicator.find(visit.id("indicator"), at: .council)) else {
            throw Failure.notFound
        }
        return indicator
    }

    static let fields: [Field<IndicatorValue>] =
        [
            .reference(
                \.area, "area", "area_id", "Area", to: "areas", none: "All of the council’s area", optional: true,
                or: "Choose one of the indicator’s areas", cell: { $0.area == nil ? nil : $0.areaName },
                among: { context in
                    zip(context.choices.areas, context.choices.areaNames).map { ($0.description, $1) }
                })
        ] + Field.period(\.period.kind, \.period.begins, \.period.ends) + [
            .number(
                \.value, "value", "value", "Local value", hint: "Leave it empty where it is not known; that is not 0."
            ).neededAtTimes().under("The values"),
            .choice(
                \.qualifier, "qualifier", "qualifier", "How exact", or: "Choose how exact the local value is",
                radios: false
            ).unlisted(),
            .number(
                \.comparatorValue, "comparator_value", "comparator_value", "Comparator’s value",
                hint: "Of the same period. Leave it empty where it is not known."
            ).neededAtTimes().asking { form, context in
                let name = context.choices.comparator
                return .text(
                    form.text(
                        "comparator_value", name.isEmpty ? "Comparator’s value" : "Value for \(name)",
                        hint: "Of the same period. Leave it empty where it is not known.", width: "10",
                        inputMode: "decimal"))
            },
            .flag(
                \.isProvisional, "provisional", "is_provisional", "Provisional",
                "The value is provisional and may change"
            ).unlisted(),
            .text(
                \.source, "source", "source", "Source", 0...300,
                hint: "The paper or the publication, and the place in it.",
                or: "The source must be 300 characters or fewer"),
            .address(\.address, "address", "address", "Its address", hint: "Of a page on the web.").unlisted(),
        ]

    static func check(_ it: inout IndicatorValue, _ check: inout Check, _ context: FormContext<IndicatorValue>) {
        it.period.settle(&check, on: context.today)
        if it.value == nil, it.comparatorValue == nil, check.fields["value"].isEmpty,
            check.fields["comparator_value"].isEmpty
        {
            check.mistake("value", "Enter the local value, the comparator’s, or both")
        }
        if it.comparatorValue != nil, context.choices.comparator.isEmpty {
            check.mistake("comparator_value", "Leave this empty: the indicator has no comparator")
        }
        guard context.choices.scale == .percent else { return }
        for (field, value) in [("value", it.value), ("comparator_value", it.comparatorValue)] {
            if let value, value > 100 || Scale.percent.rounded(value) != value {
                check.mistake(field, "Enter a percentage from 0 to 100 with one decimal at most, such as 1.7")
            }
        }
    }

    static let unique: Unique<IndicatorValue>? = Unique(
        "begins", or: "There is a value of this period and area already: change that one",
        key: { "\($0.area?.description ?? "") \($0.period.begins.isoText) \($0.period.last.isoText)" }
    ) { it, home in
        "\(home.scope) AND x.area_id IS NOT DISTINCT FROM \(it.area) AND x.begins_on = \(it.period.begins) AND x.ends_on = \(it.period.last)"
    }

    static let register = Register<IndicatorValue>(
        Paths.indicators + "/:indicator/values", see: .seeIndicators, change: .changeIndicators, title: "Values",
        empty: EmptyState(
            heading: "No values yet", text: "A value is of one period and one area, beside the comparator’s.")
    ) {
        $0.home = { try Indicator.register.under("values", by: "indicator_id", $0) }
        $0.columns = columns
        $0.imports = RowSource.Limit()
        $0.naming =
            "(SELECT i.name FROM indicators AS i WHERE i.tenant_id = x.tenant_id AND i.id = x.indicator_id)"
        $0.auditGroup = "Indicators"
    }

    private static let columns: [ListColumn<IndicatorValue>] =
        [
            ListColumn("When", isFiled: false, sort: "x.ends_on") { .text($0.period.text) }
        ]
        + fields.map { field in
            switch field.name {
            case "value":
                valueColumn(field) { it in
                    it.value.map { it.qualifier.words + it.scale.bare($0) + (it.isProvisional ? " (provisional)" : "") }
                }
            case "comparator_value":
                valueColumn(field) { it in it.comparatorValue.map { it.scale.bare($0) } }
            default: [field.column]
            }
        }.flatMap(\.self)

    /// As it reads on the page, as a number in files.
    private static func valueColumn(
        _ field: Field<IndicatorValue>, _ text: @escaping @Sendable (IndicatorValue) -> String?
    ) -> [ListColumn<IndicatorValue>] {
        [
            ListColumn(field.label, isFiled: false) { .text(text($0) ?? "", absent: "Not known") },
            field.unlisted().column,
        ]
    }
}
