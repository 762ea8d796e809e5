import HTTP
import Mustache
import Postgres

/// What a council settles for itself: its words, its headings, its cycles.
enum SettingsPages: Feature {
    static let routes: [Route] =
        [
            .get(Paths.settings, .changeWords, index)
        ] + OwnWordPages.routes + LabelPages.routes + CyclePages.routes
    static let views: [any View.Type] = [SettingsIndex.self, OwnWordList.self]

    private static func index(_ visit: Visit) throws -> Response {
        let (assessments, reasons, labels, cycles) = try visit.db.all(
            OwnWord.all(.assessments), OwnWord.all(.reasons), ColumnLabels.of(), Cycles.now)
        let view = SettingsIndex(assessments, reasons, ColumnLabels(labels), cycles, for: visit)
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
        _ assessments: [OwnWord], _ reasons: [OwnWord], _ labels: ColumnLabels, _ cycles: Cycles?, for visit: Visit
    ) {
        head = PageHead(heading: "Settings", lead: "How \(visit.council.name) says things, and when they fall due.")
        func change(_ path: String, _ what: String) -> ChangeLink { ChangeLink(link: visit.link(path), what: what) }
        let words = assessments.filter { !$0.isRetired }
        let offered = reasons.filter { !$0.isRetired }.map(\.words)
        settings = SummaryList(rows: [
            SummaryRow(
                label: WordList.assessments.title, absent: words.isEmpty ? "None yet" : nil, tags: words.map(\.tag),
                change: change(Paths.words(.assessments), "words for achievement")),
            SummaryRow(
                label: WordList.reasons.title, text: offered.joined(separator: ", "),
                change: change(Paths.words(.reasons), "reasons for slipping")),
            SummaryRow(
                label: "Columns and headings",
                text: ColumnLabels.Term.allCases.map { labels($0) }.joined(separator: ", "),
                change: change(Paths.labels, "columns and headings")),
            SummaryRow(
                label: "When updates are due", text: cycles?.text,
                change: visit.can(.changeSettings) ? change(Paths.cycles, "when updates are due") : nil),
        ])
        historyLink = visit.link(Paths.settingsHistory)
    }
}
