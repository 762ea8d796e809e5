import HTTP
import Mustache
import Postgres

/// One claim: how it stands, the rule with the days that it was applied to, the evidence, and what was done by whom.
struct ClaimShow: View {
    static let template = "claims/show"
    let head: PageHead
    let finding: String
    let disagreement: String?
    let links: [PageAction]
    let clock: Markup?
    let applied: Table
    let stays: Table?
    let facts: SummaryList
    let moves: Timeline?

    init(_ claim: Claim, _ moves: [ClaimMove], for visit: Visit) {
        let today = visit.today
        head = PageHead(
            kicker: "Claims", heading: "\(claim.rule.name) for placement \(claim.reference)", tags: claim.tags)
        finding =
            claim.finding(on: today)
            + (claim.isOwn(visit) && claim.state == .submitted
                ? " You submitted it, so somebody else validates it." : "")
        disagreement = claim.contradiction ?? claim.correction
        links = Self.links(claim, for: visit)
        clock = ClaimClock.drawing(of: claim, on: today, isWide: true)
        applied = Self.applied(claim, for: visit)
        stays = Self.stays(claim, for: visit)
        facts = SummaryList(rows: Self.facts(claim, for: visit))
        self.moves = moves.isEmpty ? nil : Timeline(entries: moves.map(\.entry))
    }

    private static func links(_ claim: Claim, for visit: Visit) -> [PageAction] {
        let own = Paths.claim(claim.id)
        func action(_ step: (noun: String, label: String, isOpen: Bool), isPrimary: Bool = false) -> PageAction? {
            step.isOpen
                ? PageAction(label: step.label, link: visit.link(own + "/" + step.noun), isPrimary: isPrimary) : nil
        }
        func of(_ step: Step<Claim>) -> (String, String, Bool) { (step.noun, step.label, step.isOpen(claim)) }
        func asked(_ step: AskedStep<Claim>) -> (String, String, Bool) { (step.noun, step.label, step.isOpen(claim)) }
        let submits = visit.can(.submitClaims), decides = visit.can(.changeClaims)
        return [
            submits ? action(of(ClaimSteps.submission), isPrimary: true) : nil,
            submits ? action(asked(ClaimSteps.evidence), isPrimary: !claim.isReady) : nil,
            decides && claim.mayBeValidated(by: visit) ? action(of(ClaimSteps.validation), isPrimary: true) : nil,
            decides && claim.contradiction == nil ? action(asked(ClaimSteps.payment), isPrimary: true) : nil,
            decides ? action(asked(ClaimSteps.refusal)) : nil,
        ].compactMap(\.self)
    }

    /// A step of the rule, as the records have it and as it was claimed.
    private struct Line {
        let label: String
        let now: Cell, claimed: Cell
    }

    private static func applied(_ claim: Claim, for visit: Visit) -> Table {
        let spell = claim.spell, submission = claim.submission, rule = claim.rule
        func day(_ day: Day?, _ absent: String = "No such work") -> Cell { .day(day, absent: absent) }
        var lines = [Line(label: "First day of work", now: day(spell?.from), claimed: day(submission?.from))]
        if rule.length > 0 {
            lines += [
                Line(
                    label: "\(rule.lengthWords.sentenceCase) from then",
                    now: day(spell.map { $0.reach.adding(days: -$0.gapDays) }),
                    claimed: .text("", absent: "")),
                Line(
                    label: "Days of breaks, which do not count", now: .whole(spell?.gapDays ?? 0),
                    claimed: .text("", absent: "")),
            ]
        }
        lines += [
            Line(label: "Reached on", now: day(spell?.reach), claimed: day(submission?.reach)),
            Line(
                label: "Work ended", now: day(spell?.ended, spell == nil ? "No such work" : "Goes on"),
                claimed: .text("", absent: "")),
        ]
        let columns: [ListColumn<Line>] =
            [
                ListColumn("The rule, step by step") { .text($0.label) },
                // Not as numbers: days and counts stand in one column.
                ListColumn("By the records today") { .text($0.now.shown, absent: $0.now.absent) },
            ]
            + (submission == nil
                ? [] : [ListColumn("As it was submitted") { .text($0.claimed.shown, absent: $0.claimed.absent) }])
        return Table("The rule, step by step", of: lines, columns, for: visit)
    }

    /// A placement of the spell, with the days of the break before it; nil before the first.
    private struct StayLine {
        let stay: Claim.Stay
        let pause: Int?
    }

    private static func stays(_ claim: Claim, for visit: Visit) -> Table? {
        guard let spell = claim.spell, spell.stays.count > 1 else { return nil }
        let last = visit.today
        let lines = zip(spell.stays, spell.breaks).enumerated().map { index, one in
            StayLine(stay: one.0, pause: index == 0 ? nil : one.1.map { $0.out.days(to: $0.back) } ?? 0)
        }
        let columns: [ListColumn<StayLine>] = [
            ListColumn("From") { .text($0.stay.from.longText) },
            ListColumn("To") { .day($0.stay.to, absent: "Goes on") },
            ListColumn("Days in work") { .whole($0.stay.from.days(to: $0.stay.to ?? last) + 1) },
            ListColumn("Break before it") { line in
                .text(line.pause.map { counted($0, "day", "days").sentenceCase } ?? "", absent: "The first")
            },
        ]
        return Table("Placements that are one spell", of: lines, columns, for: visit)
    }

    private static func facts(_ claim: Claim, for visit: Visit) -> [SummaryRow] {
        let rule = claim.rule
        var rows = [
            SummaryRow(label: "Provider", text: claim.provider),
            SummaryRow(
                label: "Contract", text: "\(claim.contractReference), \(claim.contractName)",
                link: visit.can(.seeContracts) ? visit.link(Paths.contract(claim.contract)) : nil),
            SummaryRow(label: "Rule", text: rule.ruleWords + (rule.benefitWords.map { "; \($0)" } ?? "")),
            SummaryRow(
                label: claim.submission == nil ? "It would pay" : "Amount, frozen when it was submitted",
                text: claim.amount.text),
            SummaryRow(
                label: "Evidence needed",
                text: rule.evidence.isEmpty
                    ? (rule.needsCheck ? "An in-work check on the day or later" : "The recorded start") : rule.evidence),
            SummaryRow(
                label: "In-work check", text: claim.checked.map { "Still in work, answered on \($0.longText)" },
                absent: claim.checked == nil ? rule.needsCheck ? "None on the day or later" : "Not needed" : nil),
        ]
        if let on = claim.evidenceOn {
            rows.append(SummaryRow(label: "Other evidence", text: "\(claim.evidence) (shows \(on.longText))"))
        }
        if visit.can(.seePlacements) {
            rows.append(
                SummaryRow(
                    label: "Placement", text: claim.reference,
                    link: visit.link("/young-people/\(claim.person)/placements/\(claim.placement)")))
        } else {
            rows.append(
                SummaryRow(label: "Placement", text: "\(claim.reference), which brokers keep; claims carry no name")
            )
        }
        return rows
    }
}

/// Something that was done with a claim.
struct ClaimMove: RowDecodable, Sendable {
    private enum Kind: String, Choice {
        case evidence, submitted, validated, refused, paid

        var label: String { self == .evidence ? "Evidence recorded" : rawValue.sentenceCase }
        var tone: String {
            switch self {
            case .evidence, .submitted: "steady"
            case .validated, .paid: "good"
            case .refused: "stop"
            }
        }
    }

    private let id: Int64, kind: Kind
    private let on: Day, by, words: String

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        kind = try row["move"]
        on = try row["made_on"]
        by = try row["name"]
        words = try row["words"]
    }

    static func all(of claim: ID<Claim>) -> Query<[ClaimMove]> {
        .list(
            """
            SELECT v.id, v.move, v.made_on, v.words, coalesce(w.name, '') AS name
              FROM claim_moves AS v LEFT JOIN people AS w ON w.tenant_id = v.tenant_id AND w.id = v.made_by
             WHERE v.claim_id = \(claim) ORDER BY v.id DESC
            """)
    }

    var entry: TimelineEntry {
        TimelineEntry(
            id: "move-\(id)", tone: kind.tone, heading: kind.label, when: on.longText, who: by.isEmpty ? nil : by,
            note: words.isEmpty ? nil : words)
    }
}
