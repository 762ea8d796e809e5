import HTTP
import Mustache
import Postgres

/// How much of its bounds a council uses; whoever runs the installation sets them.
enum StoragePages {
    static let routes: [Route] = [.get(Paths.storage, .changeSettings, show)]

    private static func show(_ visit: Visit) throws -> Response {
        let bounds = try visit.db(Bound.all)
        return try visit.page(
            StorageShow(bounds, for: visit), title: "Storage",
            back: Link(label: "Settings", link: visit.link(Paths.settings)))
    }
}

/// The page of what is used.
struct StorageShow: View {
    static let template = "settings/storage"
    let head: PageHead
    let warning: Warning?
    let table: Table
    let figure: Figure
    let cleared: SummaryList

    init(_ bounds: [Bound], for visit: Visit) {
        head = PageHead(
            kicker: "Settings", heading: "Storage",
            lead:
                "What \(visit.council.name) keeps here and how much there is room for. Whoever runs this installation of Waymark can change the bounds."
        )
        let near = bounds.filter(\.isNear)
        warning =
            near.isEmpty
            ? nil
            : Warning(
                tone: "caution",
                heading: near.count == 1 ? "One bound is near" : "\(counted(near.count).sentenceCase) bounds are near",
                text: near.map { "\($0.label): \($0.text). \($0.advice)" }.joined(separator: " "))
        table = Table("What is used", of: bounds, Self.columns, isCaptionShown: true, for: visit)
        figure = Self.figure(bounds)
        cleared = SummaryList(rows: [
            SummaryRow(label: "Imports in progress", text: "Seven days after they were last saved"),
            SummaryRow(label: "What was typed and not sent", text: "After a day"),
            SummaryRow(label: "Who looked at protected records", text: "After six years"),
        ])
    }

    private static let columns: [ListColumn<Bound>] = [
        ListColumn("What", "what") { .text($0.label) },
        ListColumn("Used", "used") { .text($0.usedText) },
        ListColumn("Bound", "bound") { .text($0.mostText) },
        ListColumn("Share", "share") { bound in
            let tag = bound.tag
            return .link(bound.share.map { "\($0)%" } ?? "", nil, tags: tag.map { [$0] } ?? [])
        },
    ]

    private static func figure(_ bounds: [Bound]) -> Figure {
        let shown = bounds.compactMap { bound in bound.share.map { (bound, min($0, 100)) } }
        let most = shown.max { $0.1 < $1.1 }
        var content = ToneMark.hatches(for: "bounds")
        for (index, (bound, share)) in shown.enumerated() {
            let top = index * 54, tone: Tone = share >= 100 ? .notAchieved : bound.isNear ? .slipped : .onTrack
            let bar =
                share == 0
                ? "" : ToneMark.bar(tone, x: 2, y: top + 24, width: max(3, share * 3), height: 24, in: "bounds")
            content = """
                \(content)<text x="0" y="\(top + 15)">\(bound.label)</text>\
                <path d="M2 \(top + 24)h300v24h-300z" fill="none" stroke="var(--edge)"/>\(bar)\
                <text x="310" y="\(top + 41)">\(bound.share ?? 0)%</text>
                """
        }
        let name = shown.map { "\($0.0.label) \($0.0.share ?? 0)%" }.joined(separator: ", ")
        return Figure(
            id: "bounds",
            caption:
                "\(most?.0.label ?? "Nothing") \(most == nil ? "has a bound" : "is nearest to its bound, at \(most?.0.share ?? 0)%")",
            subtitle: "How much of each bound is used",
            svg: ToneMark.drawing(
                "bounds", name: "Used of each bound: \(name)", width: 400, height: max(1, shown.count) * 54, content),
            table: DataTable(
                caption: "Used of each bound",
                heads: [
                    DataHead(label: "What"), DataHead(label: "Used", isNumber: true),
                    DataHead(label: "Bound", isNumber: true),
                ],
                rows: bounds.map { bound in
                    DataRow(
                        head: bound.label,
                        cells: [
                            DataCell(text: bound.usedText, isNumber: true),
                            DataCell(text: bound.mostText, isNumber: true),
                        ])
                }))
    }
}

extension Bound {
    /// Beside it, where there is something to say.
    var tag: Tag? {
        guard isNear, let most else { return nil }
        return used >= most ? Tag(tone: "stop", text: "Reached") : Tag(tone: "caution", text: "Near its bound")
    }

    /// What an administrator can do about it.
    fileprivate var advice: String {
        switch kind {
        case .storage:
            "Ask whoever runs this installation for more room before it is full: documents could then not be added."
        case .drafts: "Ask lead officers to submit or remove the drafts that they have."
        case .imports: "Ask scrutiny officers to save or discard the plans that they are importing."
        case .forms: "Somebody, or a program in their name, sends very many forms."
        }
    }
}

extension Paths {
    static let storage = "/settings/storage"
}
