import Mustache

/// One stage of the map.
struct StageBlock: Sendable {
    let id, heading, detail: String
    /// "social-enterprise": for the style sheet.
    let style: String
    let cells: [KindCell]
    let plans: [PlanBlock]
    let noPlan: NoPlan?

    /// In place of a plan for the stage.
    struct NoPlan: Sendable { let addLink: String? }

    init(_ stage: PathwayStage, _ map: PathwayMap, for visit: Visit) {
        let lines = map.lines(of: stage), gaps = lines.count(where: \.isGap)
        (id, heading, style) = ("stage-\(stage.rawValue)", stage.label, stage.rawValue.replacing("_", with: "-"))
        let found =
            gaps == 0
            ? "no gap"
            : gaps == lines.count
                ? "gaps: all \(counted(lines.count)) kinds"
                : "gaps: \(counted(gaps)) of \(counted(lines.count)) kinds"
        detail = "\(stage.pay); \(found)"
        cells = lines.map { KindCell($0, for: visit) }
        let open = map.plans(of: stage)
        plans = open.map { PlanBlock($0, for: visit) }
        noPlan =
            open.isEmpty
            ? NoPlan(
                addLink: visit.can(.changeOffers) ? visit.link(Paths.newPlan(for: .init(stage: stage))) : nil) : nil
    }
}

/// One kind of place as a cell of the map: what there is, or by which rule there is nothing, and what is planned.
struct KindCell: Sendable {
    let label: String
    /// Where its offers are further down; nil where it has none for the group.
    let link: String?
    /// "open", "pilot", "full", "planned" or "gap".
    let style: String
    /// "Gap", "11 of 40 free", "Current"
    let word: String
    let rule: Rule?
    let plan: Plan?

    /// By which rule it is a gap.
    struct Rule: Sendable { let number, reason: String }

    /// What is planned for just this kind.
    struct Plan: Sendable {
        let words: String
        let link: String
    }

    init(_ line: PathwayMap.Line, for visit: Visit) {
        label = line.kind.label
        link = line.offers.isEmpty ? nil : "#" + line.kind.anchor
        rule = line.rule.map { Rule(number: String($0.rawValue), reason: $0.reason) }
        let places = line.roomWords
        (style, word) =
            switch line.standing {
            case .gap(.planned): ("planned", "Gap")
            case .gap: ("gap", "Gap")
            case .full: ("full", "Full")
            case .pilot: ("pilot", "Pilot, " + (places ?? "places not recorded"))
            case .open: ("open", places ?? "Places not recorded")
            }
        plan =
            line.plans.first.map { plan in
                let when = plan.due.map { " by \($0.longText)" } ?? ", no day set"
                return Plan(
                    words: "Plan\(when): \(plan.tag(on: visit.today).text.lowercasedFirst)",
                    link: visit.link(Paths.expansionPlan(plan.id)))
            }
            ?? line.planned.first.map { offer in
                Plan(
                    words: offer.plannedWords(on: visit.today), link: visit.link(Paths.offer(offer.id)))
            }
    }
}

extension PlaceKind {
    /// Where its offers stand on the page.
    var anchor: String { "kind-" + rawValue.replacing("_", with: "-") }
}

/// The offers of one stage, by kind.
struct StageOffers: Sendable {
    let heading: String
    let kinds: [KindBlock]

    init?(_ stage: PathwayStage, _ map: PathwayMap, for visit: Visit) {
        let lines = map.lines(of: stage).filter { !$0.offers.isEmpty }
        if lines.isEmpty { return nil }
        let count = lines.reduce(0) { $0 + $1.offers.count }
        heading = "\(stage.label): \(counted(count, "offer", "offers"))"
        kinds = lines.map { KindBlock($0, for: visit) }
    }
}

/// The offers of one kind of place.
struct KindBlock: Sendable {
    let id, label: String
    let tag: Tag
    let offers: [OfferBlock]

    init(_ line: PathwayMap.Line, for visit: Visit) {
        (id, label, tag) = (line.kind.anchor, line.kind.label, line.standing.tag)
        offers = line.offers.map { OfferBlock($0, for: visit) }
    }
}

/// One offer on the map.
struct OfferBlock: Sendable {
    let name, link: String
    /// "planned" or "pilot" where it is one.
    let style: String?
    let seats: Markup?
    let places: String?
    let meta: String
    let marks: [Mark]

    /// Something to know of it: what is late is told as such.
    struct Mark: Sendable {
        let words: String
        let isLate: Bool
    }

    init(_ offer: Offer, for visit: Visit) {
        let today = visit.today
        (name, link) = (offer.name, visit.link(Paths.offer(offer.id)))
        style = offer.standing == .planned || offer.standing == .pilot ? offer.standing.rawValue : nil
        seats = SeatBar.drawing(of: offer)
        places = offer.placesWords.isEmpty ? nil : offer.placesWords
        let hosts =
            offer.hostNames.isEmpty
            ? nil : offer.hostNames.count == 1 ? "at \(offer.hostNames[0])" : "\(offer.hostNames.count) hosts"
        let where_ = offer.areaShortNames.isEmpty ? [] : [offer.areaShortNames.joined(separator: ", ")]
        let who = [offer.providerName, hosts].compactMap(\.self)
        meta = (who + offer.whom + where_).joined(separator: " · ")
        marks = Self.marks(offer, on: today)
    }

    private static func marks(_ offer: Offer, on today: Day) -> [Mark] {
        var marks: [Mark] = []
        switch offer.standing {
        case .planned:
            marks.append(Mark(words: offer.plannedWords(on: today), isLate: offer.isStartLate(on: today)))
        case .pilot:
            marks.append(Mark(words: "Pilot" + (offer.ends.map { ", until \($0.longText)" } ?? ""), isLate: false))
        case .current, .ended:
            if let ends = offer.ends { marks.append(Mark(words: "Until \(ends.longText)", isLate: false)) }
        }
        if offer.isCountOld(on: today), let counted = offer.counted {
            marks.append(Mark(words: "Places as of \(counted.longText): out of date", isLate: true))
        }
        if offer.assurance.isOverdue(on: today), let again = offer.assurance.again {
            marks.append(Mark(words: "To be assured again by \(Late(again, on: today).text)", isLate: true))
        }
        return marks
    }
}

/// One plan on the map.
struct PlanBlock: Sendable {
    let words, link, detail: String
    let tag: Tag

    init(_ plan: ExpansionPlan, for visit: Visit) {
        (words, link) = (plan.words, visit.link(Paths.expansionPlan(plan.id)))
        detail = plan.whoAndWhen(on: visit.today)
        tag = plan.tag(on: visit.today)
    }
}
