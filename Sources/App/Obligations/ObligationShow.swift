import HTTP
import Mustache
import Postgres

/// One obligation: what was promised, committed, is due, delivered and projected; from promise to person; who confirms it.
struct ObligationShow: View {
    static let template = "obligations/show"
    let head: PageHead
    let sums: Sums?
    let nothing: String?
    let chain: Chain?
    let compliance: SummaryList
    let firms: [FirmLine]
    let addFirmLink, addPromiseLink, addEntryLink: String?
    let log: Log?
    let history, removal: Link?

    /// The promises, each in its own unit.
    struct Sums: Sendable {
        let rows: [SumLine]
        let note: String
    }

    struct SumLine: Sendable {
        let what, under: String
        let link: String
        let promised: String
        let committed, due, delivered: String?
        let dueAbsent: String
        let gap, waiting, differs, projected: String?
        let bar: Markup?
        let state: Tag
        let edit: Link?
    }

    /// From promise to person.
    struct Chain: Sendable {
        let heading: String
        let lead: String?
        let promises: [PromiseChain]
    }

    /// A firm, and the latest link that it got.
    struct FirmLine: Sendable {
        let name: String
        let under: String?
        let editLink: String?
        let asked: Link?
        let state: Tag?
        let words: String?
        let note: String?
        let endingAction: String?
    }

    /// The steps, the newest first.
    struct Log: Sendable {
        let table: Table
        let all: Link
    }

    static func show(_ visit: Visit) throws -> Response {
        let it = try Obligation.register.found(visit, .council)
        let (promises, entries, firms, links, opportunities) = try visit.db.all(
            ObligationPromise.all(of: it.id), PromiseEntry.all(of: it.id), Counterparty.all(of: it.id),
            ConfirmationLink.all(of: it.id), PromisedOpportunity.all(of: it.id))
        let placed = try PlacedFrom.all(from: Array(Set(opportunities.map(\.opportunity.id))), visit)
        let page = ObligationShow(it, promises, entries, firms, links, opportunities, placed, for: visit)
        return try visit.page(
            page, title: "\(it.name) – Obligations",
            back: Link(label: "Obligations", link: visit.link(Paths.obligations)))
    }
}

extension ObligationShow {
    init(
        _ it: Obligation, _ promises: [ObligationPromise], _ entries: [PromiseEntry], _ firms: [Counterparty],
        _ links: [ConfirmationLink], _ opportunities: [PromisedOpportunity], _ placed: [PlacedFrom], for visit: Visit
    ) {
        let own = visit.link(Paths.obligation(it.id)), mayChange = visit.can(.changeObligations)
        let finding = ObligationFinding(promises: promises)
        head = PageHead(
            kicker: it.name, heading: it.isOpen ? finding.heading ?? it.title : it.title,
            lead: Self.lead(it, finding), tags: [it.tag],
            actions: mayChange ? Self.actions(it, own) : [])
        addFirmLink = mayChange ? own + "/firms/new" : nil
        addPromiseLink = mayChange ? own + "/promises/new" : nil
        addEntryLink = mayChange && !promises.isEmpty ? own + "/entries/new" : nil
        sums =
            promises.isEmpty
            ? nil
            : Sums(
                rows: promises.map { SumLine($0, own: own, isOpen: it.isOpen, mayChange: mayChange) },
                note:
                    "Committed has a place and a day; what is delivered counts as committed. Delivered is confirmed by the firm or by evidence. Projected is somebody’s forecast and counts nowhere. Units are never added up. On course is what is at most \(it.allowedPercent)% under what is due today."
            )
        nothing = promises.isEmpty ? "Add each thing that was promised, with its number and its day." : nil
        let byOpportunity = Dictionary(placed.map { ($0.opportunity, $0) }) { first, _ in first }
        let chains = promises.map { promise in
            PromiseChain(
                promise, entries, opportunities.filter { $0.promise == promise.id }.map(\.opportunity), byOpportunity,
                for: visit)
        }
        chain = promises.isEmpty ? nil : Chain(chains, isOpen: it.isOpen, isTold: !visit.can(.seePlacements))
        compliance = SummaryList(rows: Self.facts(it, on: visit.today))
        self.firms = firms.map { firm in FirmLine(firm, links.filter { $0.firm == firm.id }, own: own, for: visit) }
        log = entries.isEmpty ? nil : Log(Array(entries.reversed().prefix(8)), of: it.id, for: visit)
        history = mayChange ? Link(label: "History", link: own + "/history") : nil
        removal = mayChange ? Link(label: "Remove this obligation", link: own + "/removal") : nil
    }

    private static func actions(_ it: Obligation, _ own: String) -> [PageAction] {
        [PageAction(label: "Edit", link: own + "/edit")]
            + Obligation.register.steps.filter { $0.isOpen(it) }.map {
                PageAction(label: $0.label, link: own + "/\($0.noun)")
            }
    }

    private static func lead(_ it: Obligation, _ finding: ObligationFinding) -> String {
        let what = [it.source.label, it.valueWords].filter { !$0.isEmpty }.joined(separator: ", ")
        let sentences = [what, it.discharged.map { "Discharged on \($0.longText)" }].compactMap(\.self)
        return sentences.joined(separator: ". ") + "." + (finding.promises.isEmpty ? "" : " " + finding.counts)
    }

    private static func facts(_ it: Obligation, on today: Day) -> [SummaryRow] {
        let next = it.nextStepOn.map { day in
            "\(it.nextStep), by " + (day < today && it.isOpen ? Late(day, on: today).text : day.longText)
        }
        let shown = ["regime", "lead", "agreed", "ends", "terms"]
        return [SummaryRow(label: "Next step", text: next, absent: next == nil ? "Nothing set" : nil)]
            + (it.discharged.map { [SummaryRow(label: "Discharged on", text: $0.longText)] } ?? [])
            + Obligation.fields.filter { shown.contains($0.name) }.map { SummaryRow($0.label, $0.cell(it)) }
    }
}

extension ObligationShow.SumLine {
    fileprivate init(_ promise: ObligationPromise, own: String, isOpen: Bool, mayChange: Bool) {
        let it = promise.standing, unit = promise.unit
        func number(_ value: Double) -> String { unit == .gbp ? unit.text(value) : Quantity.grouped(value) }
        what = promise.what
        under = [
            unit.short == "£"
                ? (promise.isYearly ? "£ a year" : "£") : unit.short + (promise.isYearly ? " a year" : ""),
            promise.firmName,
        ]
        .filter { !$0.isEmpty }.joined(separator: ", ")
        link = "#promise-\(promise.id)"
        promised = promise.amount.map(number) ?? "In words"
        let counts = promise.amount != nil
        committed = counts ? number(it.committed) : nil
        due = it.due.map(number)
        dueAbsent = it.state == .noParts ? "Cannot be told" : "No day set"
        delivered = counts ? number(it.delivered) : nil
        let missing = promise.isYearly ? 0 : (promise.amount ?? 0) - it.committed
        gap = missing > 0 ? "\(number(missing)) without place and day" : nil
        waiting = it.toConfirm > 0 ? "+ \(number(it.toConfirm)) to confirm" : nil
        differs = it.disputed > 0 ? "\(counted(it.disputed, "answer differs", "answers differ"))" : nil
        projected = it.projected > 0 ? number(it.projected) : nil
        bar = DeliveryBar.markup(promise)
        let stand =
            it.state == .behind
            ? Tag(tone: it.state.tone, text: "\(number((it.due ?? 0) - it.delivered)) behind") : it.state.tag
        state = isOpen ? stand : Tag(tone: it.state == .delivered ? stand.tone : "idle", text: stand.text)
        edit = mayChange ? Link(label: "Edit", link: own + "/promises/\(promise.id)/edit") : nil
    }
}

extension ObligationShow.Chain {
    fileprivate init(_ promises: [PromiseChain], isOpen: Bool, isTold: Bool) {
        let broken = promises.reduce(0) { $0 + $1.steps.count { $0.mark == ChainStep.broken } }
        heading =
            broken == 0 || !isOpen
            ? "From promise to person"
            : "From promise to person: the chain breaks in \(counted(broken, "place", "places"))"
        lead =
            isTold
            ? "What became of those placed is told to the nearest five, and five or fewer are not told apart."
            : nil
        self.promises = promises
    }
}

extension ObligationShow.FirmLine {
    fileprivate init(_ firm: Counterparty, _ links: [ConfirmationLink], own: String, for visit: Visit) {
        let mayChange = visit.can(.changeObligations), latest = links.first, today = visit.today
        name = firm.name
        under = firm.lot.isEmpty ? nil : firm.lot
        editLink = mayChange ? own + "/firms/\(firm.id)/edit" : nil
        asked =
            mayChange
            ? Link(label: latest == nil ? "Ask to confirm" : "Ask again", link: own + "/firms/\(firm.id)/confirmation")
            : nil
        state = latest?.tag(on: today)
        words = latest.map { "\($0.period). \($0.words(on: today))." }
        note = latest.flatMap { $0.note.isEmpty ? nil : "“\($0.note)”" }
        endingAction = latest.flatMap { mayChange && $0.isOpen(on: today) ? own + "/links/\($0.id)/ending" : nil }
    }
}

extension ObligationShow.Log {
    fileprivate init(_ entries: [PromiseEntry], of it: ID<Obligation>, for visit: Visit) {
        let mayChange = visit.can(.changeObligations), path = Paths.obligation(it) + "/entries"
        let columns: [ListColumn<PromiseEntry>] = [
            ListColumn("What") { entry in .link(entry.words, mayChange ? path + "/\(entry.id)/edit" : nil) },
            ListColumn("Of") { .text($0.what) },
            ListColumn("By") { .text($0.firmName, absent: "All firms together") },
            ListColumn("Day") { .day($0.day) },
            ListColumn("How much") { .text($0.amountWords) },
            ListColumn("Stands as") { .over(.tags([$0.tag], file: $0.tag.text), Below(quiet: $0.standingWords)) },
            ListColumn("Evidence") { .text($0.evidence, absent: "None recorded") },
        ]
        table = Table("What came of it, the newest first", of: entries, columns, for: visit)
        all = Link(label: "All steps", link: visit.link(path))
    }
}
