import Mustache

/// What a feature adds to the site. Each says it of itself; nothing is listed a second time.
protocol Feature: SendableMetatype {
    static var routes: [Route] { get }
    static var views: [any View.Type] { get }
    static var registers: [any AnyRegister] { get }
    /// Addresses that its pages had before.
    static var moved: [Moved] { get }
    /// Its places in the navigation.
    static var places: [Place] { get }
    /// What its tables and columns are called in histories and in the audit.
    static var audited: [AuditedTable] { get }
    /// What of it the search finds.
    static var found: [FoundKind] { get }
    /// What of it stands in the calendar.
    static var dated: [DatedKind] { get }
}

extension Feature {
    static var routes: [Route] { [] }
    static var views: [any View.Type] { [] }
    static var registers: [any AnyRegister] { [] }
    static var moved: [Moved] { [] }
    static var places: [Place] { [] }
    static var audited: [AuditedTable] { [] }
    static var found: [FoundKind] { [] }
    static var dated: [DatedKind] { [] }
}

/// A place in the navigation, for those who have the ability.
struct Place: Sendable {
    let label, path: String
    let ability: Ability
    /// Where it stands among the others; the first that a person may see is their home.
    let rank: Int
    /// With which others it stands, for those who have too many places for one row.
    let section: Section?

    /// What belongs together.
    enum Section: String, Sendable {
        case plans = "Action plans"
        case figures = "Pledges and figures"
        case people = "Young people"
        case employers = "Employers"
        case offers = "Local offer"
        case contracts = "Contracts"
        case settings = "Settings"
    }

    init(_ label: String, _ path: String, _ ability: Ability, rank: Int, in section: Section? = nil) {
        (self.label, self.path, self.ability, self.rank, self.section) = (label, path, ability, rank, section)
    }
}

/// All features together, as the site asks them.
struct Features: Sendable {
    let routes: [Route]
    let views: [any View.Type]
    let registers: [any AnyRegister]
    let moved: [Moved]
    let places: [Place]
    /// By the table's name.
    let audited: [String: AuditedTable]
    /// What the audit can be filtered by, in the order of the features.
    let auditGroups: [String]
    let found: [FoundKind]
    let dated: [DatedKind]

    init(_ all: [any Feature.Type]) {
        registers = all.flatMap { $0.registers }
        routes = all.flatMap { feature in feature.routes + feature.registers.flatMap(\.routes) }
        views =
            [
                ErrorPage.self, FormPage.self, RemovalPage.self, HistoryPage.self, RegisterIndex.self,
                RegisterShow.self, RegisterImportPage.self,
            ]
            + all.flatMap { $0.views }
        moved = all.flatMap { $0.moved }
        places = all.flatMap { $0.places }.sorted { $0.rank < $1.rank }
        let tables = all.flatMap { feature in feature.audited + feature.registers.compactMap(\.audited) }
        audited = Dictionary(tables.map { ($0.table, $0) }) { first, _ in first }
        var groups: [String] = []
        for table in tables where !groups.contains(table.group) { groups.append(table.group) }
        auditGroups = groups
        found = all.flatMap { feature in feature.found + feature.registers.compactMap(\.found) }.sorted {
            $0.rank < $1.rank
        }
        dated = all.flatMap { feature in feature.dated + feature.registers.compactMap(\.dated) }
    }
}
