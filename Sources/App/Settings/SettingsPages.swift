import HTTP
import Mustache
import Postgres

/// What a council settles for itself: its words, its headings, its cycles.
enum SettingsPages: Feature {
    static let places = [Place("Settings", Paths.settings, .changeWords, rank: 90)]
    static let audited = AuditedTable.ofSettings
    static let routes: [Route] =
        [
            .get(Paths.settings, .changeWords, index),
            .get(Paths.settingsHistory, .changeWords, history),
        ] + TermPages.routes + LabelPages.routes + CyclePages.routes + StoragePages.routes
    static let views: [any View.Type] = [SettingsIndex.self, TermList.self, StorageShow.self]
    static let registers: [any AnyRegister] = [StatusWord.register, SlipReason.register]

    private static func history(_ visit: Visit) throws -> Response {
        let subject = HistorySubject(
            """
            a.entity IN ('assessments', 'slip_reasons', 'tenants', 'bounds') OR (a.entity = 'column_labels' AND a.plan_id IS NULL)
            """)
        return try HistoryPage.answer(
            visit, subject, of: "Settings", at: Paths.settingsHistory, back: Paths.settings)
    }

    private static func index(_ visit: Visit) throws -> Response {
        let (assessments, reasons, labels, cycles) = try visit.db.all(
            StatusWord.all, SlipReason.all, ColumnLabels.of(), Cycles.now)
        let bounds = visit.can(.changeSettings) ? try visit.db(Bound.all) : []
        let view = SettingsIndex(assessments, reasons, ColumnLabels(labels), cycles, bounds, for: visit)
        return try visit.page(view, title: "Settings")
    }
}

/// The first page of the settings.
struct SettingsIndex: View {
    static let template = "settings/index"
    let head: PageHead
    let settings: SummaryList
    let historyLink: String

    init(
        _ assessments: [StatusWord], _ reasons: [SlipReason], _ labels: ColumnLabels, _ cycles: Cycles?,
        _ bounds: [Bound], for visit: Visit
    ) {
        head = PageHead(heading: "Settings", lead: "Wording and deadlines of \(visit.council.name).")
        func change(_ path: String, _ what: String) -> ChangeLink { ChangeLink(link: visit.link(path), what: what) }
        let words = assessments.filter { !$0.isRetired }
        let offered = reasons.filter { !$0.isRetired }.map(\.words)
        var rows = [
            SummaryRow(
                label: StatusWord.register.title, absent: words.isEmpty ? "None yet" : nil, tags: words.map(\.tag),
                change: change(Paths.statusWords, "status words")),
            SummaryRow(
                label: SlipReason.register.title, text: offered.joined(separator: ", "),
                change: change(Paths.slipReasons, "reasons for slipping")),
            SummaryRow(
                label: "Columns and headings",
                text: ColumnLabels.Term.allCases.map { labels($0) }.joined(separator: ", "),
                change: change(Paths.labels, "columns and headings")),
            SummaryRow(
                label: "When updates are due", text: cycles?.text,
                change: visit.can(.changeSettings) ? change(Paths.cycles, "when updates are due") : nil),
        ]
        if let storage = bounds.first {
            rows.append(
                SummaryRow(
                    label: "Storage", text: storage.text, link: visit.link(Paths.storage),
                    tags: bounds.compactMap(\.tag)))
        }
        settings = SummaryList(rows: rows)
        historyLink = visit.link(Paths.settingsHistory)
    }
}
