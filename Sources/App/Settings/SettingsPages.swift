import HTTP
import Mustache
import Postgres

/// What a council settles for itself: its words, its headings, its cycles.
enum SettingsPages: Feature {
    static let places = [Place("Settings", Paths.settings, .changeWords, rank: 90, in: .settings)]
    static let audited = AuditedTable.ofSettings
    static let routes: [Route] =
        [
            .get(Paths.settings, .changeWords, index),
            .get(Paths.settingsHistory, .changeWords, history),
        ] + TermPages.routes + LabelPages.routes + CyclePages.routes + StoragePages.routes
        + FiveStages.routes + BrokeragePages.routes + LocalOfferSettingsPages.routes + PublicStatementsPages.routes
    static let views: [any View.Type] = [SettingsIndex.self, TermList.self, StorageShow.self]
    static let registers: [any AnyRegister] = [
        StatusWord.register, SlipReason.register, Stage.register,
    ]

    private static func history(_ visit: Visit) throws -> Response {
        let subject = HistorySubject(
            """
            a.entity IN ('assessments', 'slip_reasons', 'stages', 'brokerage_settings', 'local_offer_settings', 'public_statements', 'tenants', 'bounds') OR (a.entity = 'column_labels' AND a.plan_id IS NULL)
            """)
        return try HistoryPage.answer(
            visit, subject, of: "Settings", at: Paths.settingsHistory, back: Paths.settings)
    }

    private static func index(_ visit: Visit) throws -> Response {
        let (assessments, reasons, labels, cycles, stages, brokerage) = try visit.db.all(
            StatusWord.all, SlipReason.all, ColumnLabels.of(), Cycles.now, Stage.all, BrokerageSettings.now)
        let localOffer = try visit.db(LocalOfferSettings.now) ?? LocalOfferSettings()
        let bounds = visit.can(.changeSettings) ? try visit.db(Bound.all) : []
        var view = SettingsIndex(assessments, reasons, ColumnLabels(labels), cycles, bounds, for: visit)
        view.add(stages, brokerage, localOffer, for: visit)
        if visit.can(.changeSettings) { view.add(try PublicStatements.now(visit), for: visit) }
        return try visit.page(view, title: "Settings")
    }
}

/// The first page of the settings.
struct SettingsIndex: View {
    static let template = "settings/index"
    let head: PageHead
    private(set) var settings: SummaryList
    let historyLink, startLink: String

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
        (historyLink, startLink) = (visit.link(Paths.settingsHistory), visit.link(Paths.start))
    }

    /// What it says of itself to everybody.
    fileprivate mutating func add(_ statements: PublicStatements, for visit: Visit) {
        let left = statements.missing().count, all = PublicStatements.Item.allCases.count
        settings.rows.append(
            SummaryRow(
                label: "Accessibility and privacy", text: left == 0 ? "Everything is filled in" : nil,
                absent: left == 0
                    ? nil
                    : "\(counted(left).sentenceCase) of \(counted(all)) fields \(left == 1 ? "is" : "are") not filled in yet",
                change: ChangeLink(
                    link: visit.link(Paths.publicStatements), what: "the accessibility statement and the privacy notice"
                )
            ))
    }

    /// What it settles about brokerage, and about what residents see.
    fileprivate mutating func add(
        _ stages: [Stage], _ brokerage: BrokerageSettings?, _ localOffer: LocalOfferSettings, for visit: Visit
    ) {
        let offered = stages.filter { !$0.isRetired }.map(\.words)
        settings.rows.append(
            SummaryRow(
                label: Stage.register.title, text: offered.isEmpty ? nil : offered.joined(separator: ", "),
                absent: offered.isEmpty ? "None yet" : nil,
                change: ChangeLink(link: visit.link(Paths.stages), what: "stages of a journey")))
        guard visit.can(.changeSettings), let brokerage else { return }
        settings.rows.append(
            SummaryRow(
                label: "Brokerage", text: brokerage.text,
                change: ChangeLink(link: visit.link(Paths.brokerage), what: "what brokerage goes by")))
        settings.rows.append(
            SummaryRow(
                label: "Local offer for work", text: localOffer.text,
                change: ChangeLink(link: visit.link(Paths.localOfferSettings), what: "the local offer for work")))
    }
}
