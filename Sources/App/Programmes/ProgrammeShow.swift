import HTTP
import Mustache
import Postgres

/// One programme: what papers state of it, what is only expected apart, and where each number stands.
struct ProgrammeShow: View {
    static let template = "programmes/show"
    let head: PageHead
    let facts: SummaryList
    let nothing: EmptyState?
    let parts: [Part]
    let note: FigureNote?
    let figures: [Figure]
    let sources: NumberSources?
    let exports: Exports?
    let history, removal: Link?

    /// What is so, or what is expected.
    struct Part: Sendable {
        let id, heading: String
        /// Where all its numbers are of one day or period.
        let asOf: String?
        let lines: [Line]
        let disagreements: [String]
    }

    /// A row of a table: a figure, or a part of one under it.
    struct Line: Sendable {
        let name: String
        let link: String?
        let isPart: Bool
        let number, absent, quiet, counts, asOf: String?
    }

    init(_ it: Programme, _ all: [ProgrammeFigure], for visit: Visit) {
        let own = visit.link(Paths.programme(it.id)), mayChange = visit.can(.changeProgrammes)
        head = PageHead(
            heading: it.name, lead: it.words,
            actions: mayChange
                ? [
                    PageAction(label: "Add a figure", link: own + "/figures/new", isPrimary: true),
                    PageAction(label: "Edit", link: own + "/edit"),
                    PageAction(label: "Import figures", link: own + "/figures/import"),
                ] : [])
        func row(_ label: String, _ text: String) -> SummaryRow {
            SummaryRow(
                label: label, text: text.isEmpty ? nil : text, absent: text.isEmpty ? "Not recorded" : nil)
        }
        facts = SummaryList(rows: [
            row(it.funderNames.count == 1 ? "Funder" : "Funders", it.funderNames.listed),
            row("Runs", it.periodWords), row("Lead post", it.lead),
        ])
        let groups = FigureGroup.all(all)
        nothing =
            groups.isEmpty
            ? EmptyState(
                heading: "No figures yet", text: "A figure is a number that a paper states of the programme.",
                next: mayChange ? Link(label: "Add a figure", link: own + "/figures/new") : nil) : nil
        parts = [(false, "What is stated"), (true, "What is expected")].compactMap { isProjected, heading in
            let some = groups.filter { $0.whole.isProjected == isProjected }
            if some.isEmpty { return nil }
            let periods = Set(some.flatMap { [$0.whole.period] + $0.parts.map(\.period) })
            return Part(
                id: isProjected ? "expected" : "stated", heading: heading,
                asOf: periods.count == 1 ? periods.first?.text : nil,
                lines: some.flatMap { group in
                    [Line(group.whole, group, isDated: periods.count > 1, own, for: visit)]
                        + group.parts.map { Line($0, nil, isDated: periods.count > 1, own, for: visit) }
                }, disagreements: some.compactMap { $0.disagreement(for: visit) })
        }
        note = all.contains(where: \.isHeld) ? visit.fewPeopleNote : nil
        figures = groups.compactMap { CategoryBars($0, for: visit)?.figure(csv: own + "/figures.csv") }
        sources = NumberSources(all.map { ($0.source, $0.address, $0.name) })
        exports = groups.isEmpty ? nil : Exports("Download the figures", at: Paths.programme(it.id) + "/figures", visit)
        history = mayChange ? Link(label: "History", link: own + "/history") : nil
        removal = mayChange ? Link(label: "Remove this programme", link: own + "/removal") : nil
    }
}

extension ProgrammeShow.Line {
    init(_ it: ProgrammeFigure, _ group: FigureGroup?, isDated: Bool, _ own: String, for visit: Visit) {
        let shown = group?.shown(for: visit) ?? it.shown(for: visit)
        (name, isPart, number) = (it.name, it.whole != nil, shown)
        link = visit.can(.changeProgrammes) ? own + "/figures/\(it.id)/edit" : nil
        absent = shown == nil ? "Not stated" : nil
        quiet = group?.isAddedUp == true ? "Added up from its parts; no total is stated." : nil
        counts = it.counts.isEmpty ? nil : it.counts
        asOf = isDated ? it.period.text : nil
    }
}

/// Programmes: the list, the page of one, its figures.
enum ProgrammePages: Feature {
    static let registers: [any AnyRegister] = [Programme.register, ProgrammeFigure.register]
    static let views: [any View.Type] = [ProgrammeShow.self]
    static let places = [Place("Programmes", Paths.programmes, .seeProgrammes, rank: 27, in: .figures)]
    static let routes: [Route] = [.get(Programme.register.one, .seeProgrammes, show)]
    static let audited = [AuditedTable(of: ProgrammeFunder.self, group: Programme.register.title)]

    private static func show(_ visit: Visit) throws -> Response {
        let id: ID<Programme> = try visit.id("programme")
        let (programme, figures) = try visit.db.all(Programme.find(id, at: .council), ProgrammeFigure.all(of: id))
        guard let programme else { throw Failure.notFound }
        return try visit.page(
            ProgrammeShow(programme, figures, for: visit), title: "\(programme.name) – Programmes",
            back: Link(label: "Programmes", link: visit.link(Paths.programmes)))
    }
}
