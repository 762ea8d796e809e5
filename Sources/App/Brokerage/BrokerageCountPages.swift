import HTTP
import Mustache
import Postgres

/// The brokerage in numbers for everybody who sees the overview: nothing in them tells of anybody.
enum BrokerageCountPages: Feature {
    static let places = [Place("Brokerage", Paths.brokerageCounts, .seeDashboard, rank: 25)]
    static let routes: [Route] =
        [.get(Paths.brokerageCounts, .seeDashboard, show)] + Route.files(Paths.brokerageCounts, .seeDashboard, file)
    static let views: [any View.Type] = [BrokerageShow.self]

    private static func show(_ visit: Visit) throws -> Response {
        let (counts, days) = try visit.db.all(BrokerageCount.all(as: try asked(visit)), BrokerageCount.days)
        return try visit.page(BrokerageShow(counts, days, for: visit), title: "Brokerage in figures")
    }

    /// The month that the address asks for, by its last day.
    private static func asked(_ visit: Visit) throws -> Day? {
        let asked = visit.query("at")
        if asked.isEmpty { return nil }
        guard let day = ApproximateDay.read(written: asked), day.precision == .day else { throw Failure.notFound }
        return day.day
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let counts = try visit.db(BrokerageCount.all(as: try asked(visit)))
        let list = ListExport<BrokerageCount>(
            name: "brokerage-\((counts.first?.asOf ?? visit.today).isoText)", key: "counts", of: columns, for: visit)
        return try list.answer(counts, as: format, for: visit)
    }

    private static let columns: [ListColumn<BrokerageCount>] = [
        ListColumn("Figure", "figure") { .text($0.figure.heading) },
        ListColumn("Part", "part") { .text($0.label) },
        ListColumn("People", "people") { .text($0.words) },
        ListColumn("As at", "as_at") { .day($0.asOf) },
        ListColumn("Meaning", "meaning") { .text($0.figure.meaning) },
    ]
}

/// The page of these numbers.
struct BrokerageShow: View {
    static let template = "brokerage/show"
    let head: PageHead
    let empty: EmptyState?
    let parts: [BrokeragePart]
    let earlier: EarlierCounts?
    let exports: Exports

    init(_ counts: [BrokerageCount], _ days: [Day], for visit: Visit) {
        let asOf = counts.first?.asOf
        head = PageHead(
            heading: "Brokerage in figures",
            lead: asOf.map {
                "As at \($0.longText). Numbers of people are given to the nearest five, and five or fewer are not told apart, so that nobody can be recognised. Figures stay as they were published."
            },
            actions: [PageAction(label: "Annual return", link: visit.link(Paths.annualReturn))])
        empty =
            asOf == nil
            ? EmptyState(
                heading: "No figures yet",
                text: "They are made at the end of each month once the council keeps cases here.") : nil
        parts = BrokerageCount.Figure.allCases.compactMap { figure in
            let rows = counts.filter { $0.figure == figure }
            return rows.isEmpty ? nil : BrokeragePart(figure, rows)
        }
        let others = days.filter { $0 != asOf }.map {
            Link(label: $0.longText, link: visit.link(Paths.brokerageCounts) + "?at=\($0.isoText)")
        }
        earlier = others.isEmpty ? nil : EarlierCounts(links: others)
        exports = Exports(at: Paths.brokerageCounts, visit)
    }
}

/// The same figures at the end of other months.
struct EarlierCounts: Sendable { let links: [Link] }

/// One figure: what it means, a bar for each part that is told, and in a sentence the parts that are not.
struct BrokeragePart: Sendable {
    let heading, meaning: String
    let figure: Figure?
    let untold: String?

    init(_ figure: BrokerageCount.Figure, _ rows: [BrokerageCount]) {
        (heading, meaning) = (figure.heading, figure.meaning)
        let told = rows.filter { $0.people != nil }, others = rows.filter { $0.people == nil }.map(\.label)
        untold =
            others.isEmpty
            ? nil
            : others.count == 1 ? "\(others[0]): 5 or fewer." : "5 or fewer each: \(others.joined(separator: ", "))."
        self.figure = told.isEmpty ? nil : Self.bars(figure, told, of: rows)
    }

    private static func bars(
        _ figure: BrokerageCount.Figure, _ told: [BrokerageCount], of rows: [BrokerageCount]
    ) -> Figure {
        let most = told.compactMap(\.people).max() ?? 1, id = "brokerage-\(figure.rawValue)"
        var content: Markup = ""
        for (index, count) in told.enumerated() {
            let (top, width) = (index * 48, (count.people ?? 0) * 280 / most)
            content = """
                \(content)<text x="2" y="\(top + 15)">\(count.label)</text>\
                <rect x="2" y="\(top + 22)" width="\(width)" height="20" fill="var(--brand)"/>\
                <text x="\(width + 12)" y="\(top + 38)">\(count.words)</text>
                """
        }
        let name = "\(figure.heading): " + told.map { "\($0.label) \($0.words)" }.joined(separator: ", ")
        let largest = told.max { ($0.people ?? 0) < ($1.people ?? 0) } ?? told[0]
        return Figure(
            id: id,
            caption: "\(largest.label): \(largest.words)",
            subtitle: "People, to the nearest five.",
            svg: ToneMark.drawing(id, name: name, width: 400, height: told.count * 48, content),
            table: DataTable(
                caption: figure.heading,
                heads: [DataHead(label: figure.rowHead), DataHead(label: "People", isNumber: true)],
                rows: rows.map { DataRow(head: $0.label, cells: [DataCell(text: $0.words, isNumber: true)]) }))
    }
}

extension Paths {
    static let brokerageCounts = "/brokerage"
}
