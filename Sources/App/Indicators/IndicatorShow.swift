import HTTP
import Mustache
import Postgres

/// One indicator: how it stands against its target, drawn and in a table, with every value and where it is from.
struct IndicatorShow: View {
    static let template = "indicators/show"
    let head: PageHead
    let figures: [Figure]
    let facts: SummaryList
    let values: RegisterPart
    let sources: NumberSources?
    let history, removal: Link?

    init(_ it: Indicator, _ values: [IndicatorValue], _ part: RegisterPart, for visit: Visit) {
        let own = visit.link(Paths.indicator(it.id)), mayChange = visit.can(.changeIndicators)
        head = PageHead(
            heading: it.name, lead: it.finding(on: visit.today), tags: it.tags(on: visit.today),
            actions: mayChange
                ? [
                    PageAction(label: "Add a value", link: own + "/values/new", isPrimary: true),
                    PageAction(label: "Edit", link: own + "/edit"),
                    PageAction(label: "Import values", link: own + "/values/import"),
                ] : [])
        figures = it.figures(csv: own + "/values.csv")
        facts = SummaryList(rows: Self.facts(it))
        self.values = part
        sources = NumberSources(values.filter { !$0.address.isEmpty }.map { ($0.source, $0.address, $0.name) })
        history = mayChange ? Link(label: "History", link: own + "/history") : nil
        removal = mayChange ? Link(label: "Remove this indicator", link: own + "/removal") : nil
    }

    private static func facts(_ it: Indicator) -> [SummaryRow] {
        func row(_ label: String, _ text: String, or absent: String) -> SummaryRow {
            SummaryRow(label: label, text: text.isEmpty ? nil : text, absent: text.isEmpty ? absent : nil)
        }
        return [
            SummaryRow(label: "What it measures", text: it.definition),
            SummaryRow(label: "Values", text: "\(it.scale.what(of: it.ofWhat)). \(it.better.label)."),
            row("Target", it.targetWords?.sentenceCase ?? "", or: "No target"),
            row("Target set", it.targetSet?.text ?? "", or: "Not recorded"),
            row(it.leads.count > 1 ? "Held jointly by" : "Held by", it.leadNames.listed, or: "Nobody yet"),
            row("Areas", it.areaNames.listed, or: "All of the council’s area"),
            row("Compared with", it.comparator.sentenceCase, or: "Nothing"),
        ] + (it.source.isEmpty ? [] : [SummaryRow(label: "Source", text: it.source)])
    }
}

/// Indicators: the list, the page of one, its values.
enum IndicatorPages: Feature {
    static let registers: [any AnyRegister] = [Indicator.register, IndicatorValue.register]
    static let views: [any View.Type] = [IndicatorShow.self]
    static let places = [Place("Indicators", Paths.indicators, .seeIndicators, rank: 26, in: .figures)]
    static let routes: [Route] = [.get(Indicator.register.one, .seeIndicators, show)]
    static let audited = [
        AuditedTable(
            "indicator_areas", "Area of an indicator", group: Indicator.register.title,
            [
                AuditedColumn("indicator_id", "Indicator", references: "indicators"),
                AuditedColumn("area_id", "Area", references: "areas"),
            ]
        ) { $0.many = "Areas of indicators" },
        AuditedTable(
            "indicator_leads", "Holder of an indicator", group: Indicator.register.title,
            [
                AuditedColumn("indicator_id", "Indicator", references: "indicators"),
                AuditedColumn("lead_id", "Held by", references: "leads"),
            ]
        ) { $0.many = "Holders of indicators" },
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let id: ID<Indicator> = try visit.id("indicator")
        let (indicator, values) = try visit.db.all(Indicator.find(id, at: .council), IndicatorValue.all(of: id))
        guard let indicator else { throw Failure.notFound }
        return try visit.page(
            IndicatorShow(indicator, values, IndicatorValue.register.part(visit), for: visit),
            title: "\(indicator.name) – Indicators",
            back: Link(label: "Indicators", link: visit.link(Paths.indicators)))
    }
}
