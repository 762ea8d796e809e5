import HTTP
import Mustache

/// The page of a record: its facts but those that stand elsewhere on it (`leaving`), what lies under it, and where its history is.
struct RegisterShow: View {
    static let template = "registers/show"
    let head: PageHead
    let facts: SummaryList?
    let parts: [RegisterPart]
    let ending: Ending?

    /// Where its history is, and where it goes.
    struct Ending: Sendable { let history, removal: Link? }

    init<R>(
        _ register: Register<R>, _ record: R, at home: Home, lead: String? = nil, leaving: Set<String> = [],
        parts: [RegisterPart], for visit: Visit
    ) {
        let own = visit.link(register.path(of: record.id, at: home))
        let mayChange = register.mayChange(visit)
        var actions = register.steps.filter { mayChange && $0.isOpen(record) }.map {
            PageAction(label: $0.label, link: own + "/" + $0.noun)
        }
        if mayChange { actions.insert(PageAction(label: "Edit", link: own + "/edit", isPrimary: true), at: 0) }
        head = PageHead(
            kicker: home.owner.isEmpty ? nil : home.owner, heading: record.name, lead: lead,
            tags: register.columns.flatMap { $0.cell(record, visit).tags }, actions: actions)
        facts = SummaryList(
            rows: R.fields.filter { $0.name != register.columns.first?.key && !leaving.contains($0.name) }.map {
                field in
                SummaryRow(field.label, field.cell(of: record, for: visit), on: visit.today)
            })
        self.parts = parts
        ending =
            mayChange
            ? Ending(
                history: Link(label: "History", link: own + "/history"),
                removal: register.removal == nil
                    ? nil : Link(label: "Remove this \(R.words.one)", link: own + "/removal")) : nil
    }
}

extension SummaryRow {
    /// What a cell holds, or why it holds nothing; with a day, by how much it is late.
    init(_ label: String, _ cell: Cell, on today: Day? = nil) {
        let shown = cell.shown
        self.init(
            label: label, text: today.flatMap { cell.late(on: $0) } ?? (shown.isEmpty ? nil : shown),
            absent: shown.isEmpty ? cell.absent : nil)
    }
}

extension RegisterShow {
    /// A page like a record’s, for what is in no register.
    init(_ head: PageHead, facts: SummaryList? = nil, parts: [RegisterPart] = [], ending: Ending? = nil) {
        (self.head, self.facts, self.parts, self.ending) = (head, facts, parts, ending)
    }
}

extension Register {
    func show(_ visit: Visit) throws -> Response {
        let home = try home(visit), record = try found(visit, home)
        let parts = try children.map { try $0.part(visit) }
        return try visit.page(
            RegisterShow(self, record, at: home, parts: parts, for: visit), title: "\(record.name) – \(title)",
            back: Link(label: home.back.label, link: visit.link(home.back.link)))
    }

    /// The history of a record, and of the lists under it.
    func history(_ visit: Visit) throws -> Response {
        let home = try home(visit), record = try found(visit, home)
        let own = path(of: record.id, at: home)
        return try HistoryPage.answer(
            visit,
            historyOf?.subject(record)
                ?? HistorySubject(table: R.table.description, id: record.id.value, parts: parts),
            of: record.name, in: home.owner.isEmpty ? title : home.owner, at: own + "/history",
            back: hasPage ? own : home.back.link)
    }
}
