import Mustache
import Postgres

/// One pledge: whether it is met, six counts kept apart, what they are made of, what papers say, what members are told.
struct PledgeShow: View {
    static let template = "pledges/show"
    let head: PageHead
    let position: Position?
    let counts: [CountLine]
    let quote: String
    let note: String
    let standing: Standing?
    let papers: Papers?
    let meter: Figure?
    let why: String?
    let teams: Teams
    let facts: SummaryList
    let historyLink, removalLink: String?

    /// The day that the numbers are of, for those who may choose it.
    struct Position: Sendable {
        let action: String
        let box: DayBox
        let todayLink: String?
    }

    /// One of the six counts.
    struct CountLine: Sendable {
        let label, unit: String
        let number, absent: String?
        /// Whether the number is words, such as "about 10".
        let isWords: Bool
        let list: Link?
        let detail: String?
        let mark: String?
        let check: String?
    }

    /// The parts that add up to those who took a place up.
    struct Standing: Sendable {
        let heading: String
        let rows: [StandingRow]
        let total: String
        let link: String
    }

    /// People who stand alike.
    struct StandingRow: Sendable {
        let people, label, places: String
        let tiles: Markup
    }

    /// What papers say beside the records.
    struct Papers: Sendable {
        let heading: String
        let isDifferent: Bool
        let groups: [PaperGroup]
        let addLink: String?
        let note: String?
    }

    /// What teams promised towards it.
    struct Teams: Sendable {
        let heading: String
        let lead: String?
        let table: Table?
        let addLink: String?
        let sheet: Link
    }
}

/// What the page of a pledge is made from.
struct PledgeFound {
    let pledge: Pledge
    let day: Day
    let standing: [PledgeStanding]
    let papers: [PaperComparison]
    let teams: [TeamPledge]
    /// What the address asked for, where it is no day of the past.
    var typed: String?
}

extension PledgeShow {
    init(_ found: PledgeFound, for visit: Visit) {
        let it = found.pledge, day = found.day, own = Paths.pledge(it.id)
        let mayChange = visit.can(.changePledges), sees = it.numbers != nil
        head = PageHead(
            kicker: it.name, heading: PledgeFinding(pledge: it, day: day).words,
            tags: [it.state(on: day).tag] + (it.published == nil ? [Tag(tone: "flag", text: "Draft")] : []),
            actions: Self.actions(it, for: visit))
        position = sees ? Position(found, visit) : nil
        let groups = PaperGroup.groups(found.papers)
        let disputed = groups.filter { $0.differ && $0[0].paper.asOf == day }.map(\.[0].paper.figure)
        counts = PledgeCount.allCases.map {
            CountLine($0, it, on: day, isDisputed: disputed.contains($0), for: visit)
        }
        quote = it.words
        note =
            sees
            ? "Counted are the cases that you may open, as at \(day.longText). Small numbers can tell who somebody is: members read numbers to the nearest five, and five or fewer are not told apart."
            : it.told.map {
                "As at \($0.asOf.longText). Numbers are told to the nearest five, five or fewer are not told apart, and figures stay as they were told, so that nobody can be recognised."
            } ?? "Numbers are told from the end of the month in which it was published."
        standing = found.standing.isEmpty ? nil : Standing(found, for: visit)
        papers = groups.isEmpty && !mayChange ? nil : Papers(groups, it, sees: sees, for: visit)
        // Beside numbers of one’s own, those that are told would tell of cases that one may not open.
        meter = sees ? nil : PledgeMeter.figure(it, linked: false, for: visit)
        why = it.why.isEmpty ? nil : it.why
        teams = Teams(found.teams, it, sees: sees, for: visit)
        facts = SummaryList(rows: Self.facts(it, on: day))
        historyLink = mayChange ? visit.link(own + "/history") : nil
        removalLink = mayChange ? visit.link(own + "/removal") : nil
    }

    private static func actions(_ it: Pledge, for visit: Visit) -> [PageAction] {
        let own = visit.link(Paths.pledge(it.id))
        var actions: [PageAction] = []
        if visit.can(.changePlacements), it.published != nil {
            actions.append(PageAction(label: "Say what counts", link: own + "/counted", isPrimary: true))
        }
        guard visit.can(.changePledges) else { return actions }
        return actions
            + [PageAction(label: "Edit", link: own + "/edit", isPrimary: it.published != nil && actions.isEmpty)]
            + Pledge.register.steps.filter { $0.isOpen(it) }.map {
                PageAction(label: $0.label, link: own + "/\($0.noun)", isPrimary: it.published == nil)
            }
    }

    private static func facts(_ it: Pledge, on day: Day) -> [SummaryRow] {
        let shown = ["measure", "kinds", "cohorts", "body", "lead"]
        let rows = Pledge.fields.filter { shown.contains($0.name) }.map { field in
            let text = field.cell(it).shown
            return SummaryRow(
                label: field.label, text: text.isEmpty ? nil : text,
                absent: text.isEmpty ? field.name == "lead" ? "Nobody yet" : "Not recorded" : nil)
        }
        let state = it.state(on: day).words(it, it.numbers?.toStart ?? 0)
        return [SummaryRow(label: "State", text: state), SummaryRow(label: "Period", text: it.periodWords)] + rows
            + [
                SummaryRow(
                    label: "Published", text: it.published?.longText, absent: it.published == nil ? "Draft" : nil)
            ]
    }
}

extension PledgeShow.Position {
    init(_ found: PledgeFound, _ visit: Visit) {
        let own = visit.link(Paths.pledge(found.pledge.id))
        action = own
        box = DayBox(
            id: "at", name: "at", label: "Position at",
            error: found.typed == nil ? nil : "Enter today or an earlier day, like 30 Nov or 30/11/17",
            value: found.typed ?? found.day.longText)
        todayLink = found.day == visit.today ? nil : own
    }
}

extension PledgeShow.CountLine {
    init(_ count: PledgeCount, _ it: Pledge, on day: Day, isDisputed: Bool, for visit: Visit) {
        (label, unit) = (count.label, count.unit)
        let exact = it.numbers.map { $0[count] }, told = it.told?.words(count)
        let words = exact.map { $0?.formatted() } ?? told
        number = words == "not recorded" ? nil : words
        absent = number != nil ? nil : it.told == nil && exact == nil ? "Not told yet" : "Not recorded"
        isWords = exact == nil
        list =
            (exact ?? nil).flatMap { $0 > 0 && count != .madeAvailable ? $0 : nil }.map {
                Link(
                    label: "List of \($0.formatted())",
                    link: visit.link(Paths.people(behind: count, of: it.id, on: day)))
            }
        detail = Self.detail(count, it)
        mark = count == it.measure ? "The target counts this" : nil
        check = isDisputed ? it.numbers == nil ? "Papers differ" : "Papers and records differ" : nil
    }

    private static func detail(_ count: PledgeCount, _ it: Pledge) -> String? {
        guard let numbers = it.numbers else { return nil }
        switch count {
        case .takenUp where numbers.toStart > 0: return "\(numbers.toStart.formatted()) still to start"
        case .applied where numbers.applied == nil: return "No opportunity counts, so nobody’s application does."
        default: return nil
        }
    }
}

extension PledgeShow.Standing {
    init(_ found: PledgeFound, for visit: Visit) {
        let all = found.standing.reduce(0) { $0 + $1.people }
        let parts = found.standing.map { $0.people.formatted() }
        heading =
            "Where \(all == 1 ? "the one is" : "the \(counted(all)) are")"
            + (parts.count > 1 ? ": \(parts.joined(separator: " + ")) = \(all.formatted())" : "")
        rows = found.standing.map {
            PledgeShow.StandingRow(
                people: $0.people.formatted(), label: $0.label,
                places: $0.places.filter { !$0.isEmpty }.joined(separator: ", "), tiles: $0.tiles)
        }
        total = all.formatted()
        link = visit.link(Paths.people(behind: .takenUp, of: found.pledge.id, on: found.day))
    }
}

extension PledgeShow.Papers {
    init(_ groups: [[PaperComparison]], _ it: Pledge, sees: Bool, for visit: Visit) {
        self.groups = groups.map { PaperGroup($0, it, for: visit) }
        let different = groups.count { $0.differ }
        isDifferent = different > 0
        heading =
            different > 0
            ? "\(counted(different, "count", "counts").sentenceCase) on which \(sees ? "papers and records" : "papers") differ"
            : groups.isEmpty ? "What papers say" : sees ? "Papers and records agree" : "What papers say"
        addLink = visit.can(.changePledges) ? visit.link(Paths.pledge(it.id) + "/figures/new") : nil
        note =
            groups.isEmpty
            ? "A number that a paper says can be kept here with its words, beside what the records say."
            : sees
                ? "Nothing is put right by this: papers stay as they were written, and the records as they are."
                : "Brokers see beside each what the records say of the same day."
    }
}
