import HTTP
import Mustache
import Postgres

/// The pathway map: what there is on the way to work for a group, where it lacks, and what is being done about each gap.
struct PathwayMapPage: View {
    static let template = "offers/map"
    let head: PageHead
    let nothing: EmptyState?
    let body: Body?

    /// All of it, once there is an offer.
    struct Body: Sendable {
        let pick: Pick
        let stages: [StageBlock]
        let offers: [StageOffers]
        /// The lists that the map is drawn from.
        let lists: [Link]
        let rules: [Rule]
        let short: Short?
        let grids: [PathwayGrid]
        let table: Table
        let leftOut: LeftOut?
        let exports: Exports
    }

    /// Whom the map is for, to choose.
    struct Pick: Sendable {
        let action: String
        let fields: [SelectField]
        let clearLink: String?
        /// "SEND, age 19": beside the word where the choice is folded.
        let words: String
    }

    /// By which rule a kind is a gap.
    struct Rule: Sendable { let number, words: String }

    /// Gaps and what is full, with the plan for each.
    struct Short: Sendable {
        let heading, lead: String
        let table: Table
    }

    /// Offers that a choice leaves out.
    struct LeftOut: Sendable {
        let heading: String
        let table: Table
    }

    init(_ map: PathwayMap, _ found: PathwayFound, for visit: Visit) {
        let mayChange = visit.can(.changeOffers)
        head = PageHead(
            heading: found.offers.isEmpty ? "Pathway map" : map.finding,
            lead: found.offers.isEmpty ? nil : map.planFinding,
            actions: (mayChange
                ? [PageAction(label: "Add an offer", link: visit.link(Paths.offers + "/new"), isPrimary: true)] : [])
                + [PageAction(label: "Plans to expand", link: visit.link(Paths.expansionPlans))])
        nothing =
            found.offers.isEmpty
            ? EmptyState(
                heading: "No offers on record yet",
                text:
                    "The map shows what there is from voluntary work to independent work, and where there are gaps. It is drawn from the offers of providers.",
                next: mayChange
                    ? Link(label: "Add a provider", link: visit.link(Paths.providers + "/new"))
                    : Link(label: "Providers", link: visit.link(Paths.providers))) : nil
        body = found.offers.isEmpty ? nil : Body(map, found, for: visit)
    }
}

/// What the map is drawn from.
struct PathwayFound: Sendable {
    let offers: [Offer]
    let plans: [ExpansionPlan]
    let areas: [Area]

    static func all(_ visit: Visit) throws -> PathwayFound {
        let (offers, plans, areas) = try visit.db.all(
            Offer.all(at: .council), ExpansionPlan.all(at: .council), Area.all(at: .council))
        return PathwayFound(offers: offers, plans: plans, areas: areas)
    }

    var places: [PathwayGroup.Place] { areas.map { .init(id: $0.id.value, name: $0.name, short: $0.short) } }

    /// What the address chooses; what it does not offer is not chosen.
    func group(_ visit: Visit) -> PathwayGroup {
        PathwayGroup(
            cohort: PathwayGroup.Cohort.all.first { $0.value == visit.query("cohort") },
            age: PathwayGroup.ages.first { String($0) == visit.query("age") },
            area: places.first { String($0.id) == visit.query("area") })
    }
}

extension PathwayMapPage {
    static func show(_ visit: Visit) throws -> Response {
        let found = try PathwayFound.all(visit), group = found.group(visit)
        let map = PathwayMap(found.offers, found.plans, for: group)
        return try visit.page(
            PathwayMapPage(map, found, for: visit),
            title: "Pathway map" + (group.isAll ? "" : ": \(group.words)"),
            filters: group.isAll ? nil : "For: \(group.words)")
    }

    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let found = try PathwayFound.all(visit)
        let map = PathwayMap(found.offers, found.plans, for: found.group(visit))
        let list = ListExport<PathwayMap.Line>(
            name: "pathway-map", key: "kinds_of_place", of: PathwayMap.Line.fileColumns, for: visit)
        return try list.answer(map.lines, as: format, for: visit)
    }
}

extension PathwayMapPage.Body {
    init(_ map: PathwayMap, _ found: PathwayFound, for visit: Visit) {
        pick = PathwayMapPage.Pick(map.group, found, visit)
        stages = PathwayStage.allCases.map { StageBlock($0, map, for: visit) }
        offers = PathwayStage.allCases.compactMap { StageOffers($0, map, for: visit) }
        lists = [("All offers", Paths.offers), ("Providers", Paths.providers), ("Areas", Paths.areas)].map {
            Link(label: $0, link: visit.link($1))
        }
        rules = PathwayMap.GapRule.allCases.map {
            PathwayMapPage.Rule(number: String($0.rawValue), words: $0.words.sentenceCase)
        }
        let lines = map.gaps + map.full
        short =
            lines.isEmpty
            ? nil
            : PathwayMapPage.Short(
                heading: "What is planned where it is short",
                lead: map.full.isEmpty
                    ? "Every gap, by which rule it is one, and what is being done about it."
                    : "Every gap, by which rule it is one, then what is full, and what is being done about each.",
                table: Table(
                    "Gaps and what is full, with the plan for each", of: lines,
                    PathwayMap.Line.shortColumns(mayChange: visit.can(.changeOffers)), for: visit))
        grids = PathwayGrid.all(map, found.places)
        table = Table("The pathway map as a table", of: map.lines, PathwayMap.Line.tableColumns, for: visit)
        let out = map.lines.flatMap(\.leftOut)
        leftOut =
            out.isEmpty
            ? nil
            : PathwayMapPage.LeftOut(
                heading:
                    "\(counted(out.count, "offer is", "offers are").sentenceCase) left out by what was chosen, and why",
                table: Table(
                    "Offers left out by what was chosen", of: out,
                    [
                        ListColumn("Offer") { .link($0.offer.name, Paths.offer($0.offer.id)) },
                        ListColumn("Provider") { .text($0.offer.providerName) },
                        ListColumn("Kind of place") { .text($0.offer.kind.withStage) },
                        ListColumn("Why") { .text($0.why) },
                        ListColumn("Free") { $0.offer.vacancies.map { .whole($0) } ?? .text("") },
                    ], for: visit))
        exports = Exports("Download the map", of: map.group.address(visit))
    }
}

extension PathwayGroup {
    /// The map of this group, as it was understood.
    fileprivate func address(_ visit: Visit) -> ListAddress {
        let chosen = [("cohort", cohort?.value), ("age", age.map(String.init)), ("area", area.map { String($0.id) })]
        return ListAddress(
            path: visit.link(Paths.pathway), query: Form(chosen.compactMap { name, value in value.map { (name, $0) } }))
    }
}

extension PathwayMapPage.Pick {
    init(_ group: PathwayGroup, _ found: PathwayFound, _ visit: Visit) {
        func field(
            _ name: String, _ label: String, any: String, _ chosen: String?, _ options: [(value: String, text: String)]
        ) -> SelectField {
            SelectField(
                id: name, name: name, label: label,
                options: ([("", any)] + options).map {
                    SelectOption(value: $0.0, text: $0.1, isSelected: $0.0 == (chosen ?? ""))
                })
        }
        action = visit.link(Paths.pathway)
        fields =
            [
                field(
                    "cohort", "Group", any: "Any group", group.cohort?.value,
                    PathwayGroup.Cohort.all.map { ($0.value, $0.label) }),
                field(
                    "age", "Age", any: "Any age", group.age.map(String.init),
                    PathwayGroup.ages.map { (String($0), PathwayGroup.ageLabel($0)) }),
            ]
            + (found.areas.isEmpty
                ? []
                : [
                    field(
                        "area", "Area", any: "Anywhere", group.area.map { String($0.id) },
                        found.places.map { (String($0.id), $0.name) })
                ])
        clearLink = group.isAll ? nil : action
        words = group.isAll ? "any group, age and area" : group.words
    }
}
