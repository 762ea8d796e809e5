import Postgres

/// What the pathway has for a group: each kind of place with its offers, whether it is a gap and by which rule, and what is planned.
/// Computed from offers and plans alone: nobody says that something is a gap.
struct PathwayMap: Sendable {
    /// The rules by which a kind of place is a gap, the first that holds.
    enum GapRule: Int, CaseIterable, Sendable {
        case nothing = 1, ended, planned, leftOut

        /// Where it holds.
        var reason: String {
            switch self {
            case .nothing: "Nothing of this kind is on record"
            case .ended: "All that there was has ended"
            case .planned: "Only planned, not begun"
            case .leftOut: "What there is takes others"
            }
        }

        /// As it is said under the map.
        var words: String {
            switch self {
            case .nothing: "no offer of this kind is on record."
            case .ended: "every offer of this kind has ended, or is past its last day."
            case .planned:
                "an offer of this kind takes the group, but it is only planned; it closes the gap once somebody says that it is current, not when its day comes."
            case .leftOut:
                "offers of this kind are running or planned, and none of them takes the group that was chosen."
            }
        }
    }

    enum Standing: Equatable, Sendable {
        case open, pilot, full
        case gap(GapRule)
    }

    /// One kind of place.
    struct Line: Sendable {
        let kind: PlaceKind
        let standing: Standing
        /// Those that take the group: running first, then planned.
        let offers: [Offer]
        /// Running or planned ones that do not, each with the reason.
        let leftOut: [(offer: Offer, why: String)]
        /// Plans for this kind that are open.
        let plans: [ExpansionPlan]
        /// Plans for its whole stage that are open.
        let stagePlans: [ExpansionPlan]

        var running: [Offer] { offers.filter(\.isRunning) }
        var planned: [Offer] { offers.filter { $0.standing == .planned } }
        var isGap: Bool { rule != nil }
        var rule: GapRule? { if case .gap(let rule) = standing { rule } else { nil } }
        /// Free places, as far as they are recorded.
        var free: Int? { running.compactMap(\.vacancies).total }
        /// Those of which both places and free places are recorded: of others they cannot be set side by side.
        private var numbered: [Offer] { running.filter { $0.capacity != nil && $0.vacancies != nil } }
        var capacity: Int? { numbered.compactMap(\.capacity).total }
        var freeOfCapacity: Int? { numbered.compactMap(\.vacancies).total }
        /// How many are running whose numbers are in neither.
        var withoutNumbers: Int { running.count - numbered.count }
        /// "11 of 40 free", of those whose free places are recorded; nil where none are.
        var roomWords: String? {
            let counted = running.filter { $0.vacancies != nil }, left = running.count - counted.count
            guard let free else { return nil }
            let all = counted.compactMap(\.capacity)
            let words =
                all.count == counted.count
                ? "\(free.formatted()) of \(all.reduce(0, +).formatted()) free" : "\(free.formatted()) free"
            return words + (left == 0 ? "" : ", \(App.counted(left, "offer", "offers")) not recorded")
        }
        /// What is to be done about it, for its own kind or for its stage.
        var anyPlan: ExpansionPlan? { plans.first ?? stagePlans.first }
        /// The same where a planned offer says nothing nearer.
        var nearestPlan: ExpansionPlan? { plans.first ?? (planned.isEmpty ? stagePlans.first : nil) }
    }

    let group: PathwayGroup
    let lines: [Line]
    private let all: [Offer]
    private let plans: [ExpansionPlan]

    init(_ offers: [Offer], _ plans: [ExpansionPlan], for group: PathwayGroup = PathwayGroup()) {
        (self.group, all) = (group, offers)
        self.plans = plans.filter(\.isOpen)
        let open = self.plans
        lines = PlaceKind.allCases.map { kind in
            Line(kind, offers.filter { $0.kind == kind }, open.filter { $0.aim.stage == kind.stage }, for: group)
        }
    }

    /// The same for another group.
    func drawn(for group: PathwayGroup) -> PathwayMap { PathwayMap(all, plans, for: group) }

    var gaps: [Line] { lines.filter(\.isGap) }
    var full: [Line] { lines.filter { $0.standing == .full } }

    func lines(of stage: PathwayStage) -> [Line] { lines.filter { $0.kind.stage == stage } }
    /// Open plans for a stage as a whole.
    func plans(of stage: PathwayStage) -> [ExpansionPlan] {
        plans.filter { $0.aim == ExpansionPlan.Aim(stage: stage) }
    }
}

extension PathwayMap.Line {
    /// `all` are the offers of this kind, `open` the open plans of its stage.
    fileprivate init(_ kind: PlaceKind, _ all: [Offer], _ open: [ExpansionPlan], for group: PathwayGroup) {
        let there = all.filter { $0.standing != .ended }
        let fitting = there.filter { group.leavesOut($0) == nil }
        let running = fitting.filter(\.isRunning)
        self.kind = kind
        offers = running + fitting.filter { !$0.isRunning }
        leftOut = there.compactMap { offer in group.leavesOut(offer).map { (offer, $0) } }
        plans = open.filter { $0.aim.kind == kind }
        stagePlans = open.filter { $0.aim.kind == nil }
        standing =
            if !running.isEmpty {
                running.allSatisfy { $0.vacancies == 0 }
                    ? .full : running.allSatisfy { $0.standing == .pilot } ? .pilot : .open
            } else if !fitting.isEmpty {
                .gap(.planned)
            } else if !there.isEmpty {
                .gap(.leftOut)
            } else {
                .gap(all.isEmpty ? .nothing : .ended)
            }
    }
}

extension PathwayMap.Standing {
    var tag: Tag {
        switch self {
        case .open: Tag(tone: "good", text: "Current")
        case .pilot: Tag(tone: "part", text: "Pilot only")
        case .full: Tag(tone: "caution", text: "Full")
        case .gap: Tag(tone: "stop", text: "Gap")
        }
    }
}

extension [Int] {
    /// Nil of none: what is not recorded is not nought.
    fileprivate var total: Int? { isEmpty ? nil : reduce(0, +) }
}
