import Postgres

extension PathwayMap {
    /// "For SEND, age 19: six of 16 kinds of place are gaps, and two are full".
    var finding: String {
        let whom = group.isAll ? "" : "For \(group.words): "
        let gaps = gaps.count, all = lines.count.formatted()
        let found =
            gaps == 0
            ? "none of \(all) kinds of place is a gap"
            : "\(counted(gaps)) of \(all) kinds of place \(gaps == 1 ? "is a gap" : "are gaps")"
        let full = full.count == 0 ? "" : ", and \(counted(full.count, "is", "are")) full"
        let words = whom + found + full
        return words.sentenceCase
    }

    /// What is planned for the gaps, in a sentence: "For two of the gaps something is planned and for four of the gaps only the whole stage has a plan."
    var planFinding: String? {
        let own = gaps.count { !$0.plans.isEmpty || !$0.planned.isEmpty }
        let staged = gaps.count { $0.plans.isEmpty && $0.planned.isEmpty && !$0.stagePlans.isEmpty }
        let parts = [
            (own, "something is planned"), (staged, "only the whole stage has a plan"),
            (gaps.count - own - staged, "nothing is planned"),
        ]
        .filter { $0.0 > 0 }
        guard let first = parts.first else { return nil }
        if parts.count == 1 { return (gaps.count == 1 ? "For it " : "For all of these gaps ") + first.1 + "." }
        let words = parts.map { "for \(counted($0.0)) of the gaps \($0.1)" }.listed
        return words.sentenceCase + "."
    }
}

extension PathwayMap.Line {
    /// "Rule 1: nothing of this kind is on record"; empty where it is no gap.
    var ruleWords: String { rule.map { "Rule \($0.rawValue): \($0.reason.lowercasedFirst)" } ?? "" }

    /// Why it stands as it does.
    private var why: String {
        switch standing {
        case .gap: ruleWords
        case .full: "No place is free in what is running"
        case .pilot, .open: ""
        }
    }

    /// "Work experience, 19 to 25: planned from 12 January 2027", "SEN work experience: ages: 16 to 19".
    private func nearest(on today: Day) -> [String] {
        planned.map { "\($0.name): \($0.plannedWords(on: today).lowercasedFirst)" }
            + leftOut.map { "\($0.offer.name): \($0.why.lowercasedFirst)" }
    }

    private func oldest(_ day: KeyPath<Offer, Day?>) -> Day? { running.compactMap { $0[keyPath: day] }.min() }

    private static let kindColumn = ListColumn<PathwayMap.Line>("Kind of place", "kind_of_place") {
        .text($0.kind.label)
    }
    private static let stageColumn = ListColumn<PathwayMap.Line>("Stage", "stage") { .text($0.kind.stage.label) }
    private static let stateColumn = ListColumn<PathwayMap.Line>("State", "state") {
        .tags([$0.standing.tag], file: $0.standing.tag.text)
    }

    /// The map as a table.
    static let tableColumns: [ListColumn<PathwayMap.Line>] = [
        kindColumn, stageColumn, stateColumn,
        ListColumn("Why it is a gap", "rule") { .text($0.ruleWords, absent: "No gap") },
        ListColumn("Current and pilot offers", "running") { .texts($0.running.map(\.withProvider)) },
        ListColumn("Planned offers", "planned") { .texts($0.planned.map(\.withProvider)) },
        ListColumn("Places", "places") { $0.capacity.map { .whole($0) } ?? .text("") },
        ListColumn("Free", "free") { $0.freeOfCapacity.map { .whole($0) } ?? .text("") },
        ListColumn("Offers without numbers", "without_numbers") { .whole($0.withoutNumbers) },
    ]

    /// In a file, what is planned too.
    static let fileColumns: [ListColumn<PathwayMap.Line>] =
        tableColumns + [
            ListColumn("Free as of, the oldest", "counted") { .day($0.oldest(\.counted)) },
            ListColumn("Left out", "left_out") { .texts($0.leftOut.map { "\($0.offer.withProvider): \($0.why)" }) },
            ListColumn("Plan", "plan") { .text($0.anyPlan?.words ?? "") },
            ListColumn("Plan for", "plan_for") { .text($0.anyPlan?.aim.label ?? "") },
            ListColumn("By whom", "owner") { .text($0.anyPlan?.owner ?? "") },
            ListColumn("By", "due") { .day($0.anyPlan?.due) },
            ListColumn("Plan stands as", "plan_state") { line, visit in
                .text(line.anyPlan?.tag(on: visit.today).text ?? "")
            },
        ]

    /// Gaps and what is full.
    static func shortColumns(mayChange: Bool) -> [ListColumn<PathwayMap.Line>] {
        [
            ListColumn("Kind of place") { .over(.text($0.kind.label), Below(quiet: $0.kind.stage.label)) },
            ListColumn("State") { line in
                .over(.tags([line.standing.tag], file: ""), Below(quiet: line.why))
            },
            ListColumn("What comes nearest") { line, visit in
                .text(line.nearest(on: visit.today).joined(separator: ". "), absent: "Nothing near")
            },
            ListColumn("What is planned") { $0.planCell(mayChange: mayChange) },
            ListColumn("By whom and when") { line, visit in
                .text(line.whoAndWhen(on: visit.today) ?? "", absent: "–")
            },
            ListColumn("Plan stands as") { line, visit in
                let tag: Tag? = line.nearestPlan?.tag(on: visit.today) ?? line.planned.first?.tag
                return tag.map { .tags([$0], file: "") } ?? .text("", absent: "–")
            },
        ]
    }

    /// A plan for the kind, else an offer that is planned, else a plan for its stage.
    private func planCell(mayChange: Bool) -> Cell {
        let aim = ExpansionPlan.Aim(stage: kind.stage, kind: kind)
        let add = mayChange ? Link(label: "Add a plan", link: Paths.newPlan(for: aim)) : nil
        if let plan = nearestPlan {
            let isOwn = !plans.isEmpty, more = (isOwn ? plans : stagePlans).count - 1
            let words =
                (isOwn ? "" : "For the whole stage. ") + (more > 0 ? "\(counted(more).sentenceCase) more." : "")
            return .over(.link(plan.words, Paths.expansionPlan(plan.id)), Below(quiet: words.isEmpty ? nil : words))
        }
        if let offer = planned.first {
            let words = "A planned offer." + (stagePlans.isEmpty ? "" : " The whole stage has a plan too.")
            return .over(.link(offer.name, Paths.offer(offer.id)), Below(quiet: words, link: add))
        }
        let none = Cell.text("", absent: "No plan recorded")
        return add.map { .over(none, Below(quiet: "What would close it?", link: $0)) } ?? none
    }

    private func whoAndWhen(on today: Day) -> String? {
        nearestPlan?.whoAndWhen(on: today)
            ?? planned.first.map { "\($0.providerName), \($0.plannedWords(on: today).lowercasedFirst)" }
    }
}

extension Offer {
    /// "Project Search, West London College"
    var withProvider: String { providerName.isEmpty ? name : "\(name), \(providerName)" }
}
