import HTTP
import Mustache
import Postgres

/// One placement: what is next for it, what it is, how its start moved, whether the work lasts.
struct PlacementShow: View {
    static let template = "placements/show"
    let head: PageHead
    let next: Next?
    let facts: SummaryList
    let moved: Table?
    let checks: Table?
    let claims: Table?
    let historyLink, removalLink: String?

    /// What is to be said of it now.
    struct Next: Sendable {
        let line: String
        let links: [PageAction]
    }

    init(
        _ it: Placement, _ moved: [Rearrangement], _ checks: [WorkCheck], _ pledges: [SummaryRow] = [],
        _ milestones: PlacementMilestones? = nil, for visit: Visit
    ) {
        let own = Paths.placement(it.id, of: it.person), mayChange = visit.can(.changePlacements)
        func action(_ label: String, _ noun: String, isPrimary: Bool = false) -> PageAction {
            PageAction(label: label, link: visit.link(own + "/" + noun), isPrimary: isPrimary)
        }
        head = PageHead(
            kicker: visit.naming(it.called, it.reference), heading: it.name, tags: [it.state.tag],
            actions: mayChange ? [action("Edit", "edit")] : [])
        let links: [PageAction] =
            switch it.state {
            case .planned, .shouldHaveStarted:
                [
                    action("It started", "start", isPrimary: true), action("Move the start", "rearrangement"),
                    action("It did not start", "ending"),
                ]
            case .underWay: [action("It ended", "ending", isPrimary: true), action("Correct the start", "start")]
            case .ended, .didNotStart: [action("Change how it ended", "ending"), action("It goes on", "resumption")]
            }
        next = Next(line: Self.line(it, on: visit.today), links: mayChange ? links : [])
        facts = SummaryList(rows: Self.facts(it, visit) + pledges)
        self.moved =
            moved.isEmpty
            ? nil
            : Table(
                "Planned starts before this one", of: moved,
                [
                    ListColumn("Planned for") { .text($0.was.longText) },
                    ListColumn("Moved to") { .text($0.new.longText) }, ListColumn("Why") { .text($0.reason) },
                    ListColumn("Recorded") {
                        .text([$0.made.longText, $0.by].filter { !$0.isEmpty }.joined(separator: ", "))
                    },
                ], for: visit)
        self.checks = checks.isEmpty ? nil : Table(checks, of: own, mayChange: mayChange && it.ended == nil, for: visit)
        claims = milestones?.table(for: it, visit)
        historyLink = mayChange ? visit.link(own + "/history") : nil
        removalLink = mayChange ? visit.link(own + "/removal") : nil
    }

    /// "Planned for 7 December 2026, in 9 days."
    static func line(_ it: Placement, on today: Day) -> String {
        switch it.state {
        case .planned:
            let days = today.days(to: it.planned)
            let away = days == 0 ? "today" : days == 1 ? "tomorrow" : "in \(days.formatted()) days"
            return "Planned for \(it.planned.longText), \(away)."
        case .shouldHaveStarted: return "It should have started on \(Late(it.planned, on: today).text). Did it?"
        case .underWay:
            let start = it.started.map { "Since \($0.longText)." } ?? ""
            guard let end = it.plannedEnd else { return start }
            return start
                + (end < today
                    ? " It should have ended on \(Late(end, on: today).text)." : " Planned until \(end.longText).")
        case .didNotStart: return "It did not start: known on \(it.ended?.longText ?? "")."
        case .ended:
            let reason = it.exitReason.map { " (\($0.label.lowercasedFirst))" } ?? ""
            return "\(it.outcome.label)\(reason), \(it.ended?.longText ?? "")."
        }
    }

    /// Those of its kind; what was never asked is left out.
    private static func facts(_ it: Placement, _ visit: Visit) -> [SummaryRow] {
        let always = ["kind", "where", "start", "started", "hours"]
        return Placement.fields.compactMap { field in
            let cell = field.cell(it)
            let isFalse = if case .truth(false) = cell { true } else { false }
            let isDefault =
                isFalse || cell.shown.isEmpty || ["Not known", "Not recorded"].contains(cell.shown)
            if isDefault, !always.contains(field.name) { return nil }
            if field.name == "role" || (field.name == "outcome" && it.outcome == .none) { return nil }
            var row = SummaryRow(label: field.name == "start" ? "Planned start" : field.label, text: cell.shown)
            if cell.shown.isEmpty { (row.text, row.absent) = (nil, cell.absent.isEmpty ? "Not recorded" : cell.absent) }
            if field.name == "provider_contract", visit.can(.seeContracts) {
                row.link = it.providerContract.map { visit.link(Paths.contract($0)) }
            }
            if field.name == "opportunity" { row.link = it.opportunity.map { visit.link(Paths.opportunity($0)) } }
            return row
        }
    }
}

extension Table {
    /// Checks with their answers, or with the two buttons that answer them.
    fileprivate init(_ checks: [WorkCheck], of own: String, mayChange: Bool, for visit: Visit) {
        self.init(
            "In work still", of: checks,
            [
                ListColumn("After") { .text("\($0.weeks) weeks") },
                ListColumn("Due") { $0.answered == nil ? .due($0.due, absent: "") : .day($0.due) },
                ListColumn("Answer") { check in
                    guard check.answered == nil, mayChange else {
                        let answer = check.isWorking.map { $0 ? "Still in work" : "Left" } ?? ""
                        return .text(
                            answer + (check.answered.map { ", \($0.longText)" } ?? ""), absent: "Not asked yet")
                    }
                    let seen = KeptValue(name: "weeks", value: String(check.weeks)), action = own + "/work-checks"
                    return .buttons([
                        RowButton(
                            label: "Still in work", about: " after \(check.weeks) weeks", action: action, to: "working",
                            seen: seen),
                        RowButton(
                            label: "Left", about: " by \(check.weeks) weeks", action: action, to: "left", seen: seen),
                    ])
                },
            ], for: visit)
    }
}

/// Placements: under a young person, of the whole council, and what happens to each.
enum PlacementPages: Feature {
    static let registers: [any AnyRegister] = [PlacementRegister(), PlacementList.register]
    static let views: [any View.Type] = [PlacementForm.self, PlacementShow.self]
    static let places = [Place("Placements", Paths.placements, .seePlacements, rank: 50, in: .people)]
    static let routes: [Route] =
        [.get(PlacementRegister.list.one, .seePlacements, show), WorkCheck.route] + PlacementSteps.routes
    static let audited = [
        AuditedTable(
            "rearrangements", "Moved start", group: "Placements",
            [
                AuditedColumn("was_on", "Planned for"), AuditedColumn("is_on", "Moved to"),
                AuditedColumn("reason", "Why"),
                AuditedColumn("placement_id", "Placement", references: "placements"),
            ]
        ) { $0.many = "Moved starts" },
        AuditedTable(
            "work_checks", "In-work check", group: "Placements",
            [
                AuditedColumn("weeks", "Weeks"), AuditedColumn("due_on", "Due"),
                AuditedColumn("answered_on", "Answered"),
                AuditedColumn("is_working", "Still in work") { ["true": "Yes", "false": "No"][$0] },
                AuditedColumn("placement_id", "Placement", references: "placements"),
            ]
        ) { $0.many = "In-work checks" },
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let register = PlacementRegister.list
        let home = try register.home(visit), placement = try register.found(visit, home)
        let (moved, checks) = try visit.db.all(Rearrangement.all(of: placement.id), WorkCheck.all(of: placement.id))
        let pledges = try CountsTowards.placement(placement.id, visit)
        let milestones = try PlacementMilestones.of(placement, visit)
        return try visit.page(
            PlacementShow(placement, moved, checks, pledges, milestones, for: visit),
            title: "\(placement.name) – \(home.owner)",
            back: Link(label: "Placements of \(placement.reference)", link: visit.link(home.path)))
    }
}
