import Postgres

/// Which entries of the council's audit are asked for.
struct AuditSearch {
    static let names = ["person", "kind", "operation", "plan", "from", "to"]
    /// The most entries of a file.
    static let most = 20_000

    private let person: Person.ID?
    private let isByCommandLine: Bool
    private let group: String
    private let tables: [String: AuditedTable]
    /// What entries are about, to choose from.
    let groups: [String]
    private let operation: String
    private let plan: Plan.ID?
    let from, to: Day?
    /// The newest entry when the list was first opened, so that its pages stay where they are.
    let newest: Int64?

    init(_ fields: Fields, _ visit: Visit) {
        let today = visit.today
        (tables, groups) = (visit.site.features.audited, visit.site.features.auditGroups)
        person = Person.ID(fields["person"])
        isByCommandLine = fields["person"] == "none"
        group = fields["kind"]
        operation = fields["operation"]
        plan = Plan.ID(fields["plan"])
        from = Day.read(typed: fields["from"], near: today)
        to = Day.read(typed: fields["to"], near: today)
        newest = Int64(fields["newest"])
    }

    private var condition: SQL {
        var all: [SQL] = ["true"]
        if let person { all.append("(a.person_id = \(person) OR (a.entity = 'sign_ins' AND a.entity_id = \(person)))") }
        if isByCommandLine { all.append("a.person_id IS NULL") }
        if group == "other" {
            all.append("a.entity <> ALL (\(tables.keys.sorted()))")
        } else if !group.isEmpty {
            all.append("a.entity = ANY (\(tables.values.filter { $0.group == group }.map(\.table).sorted()))")
        }
        if !operation.isEmpty { all.append("a.operation = \(operation)") }
        if let plan { all.append("a.plan_id = \(plan)") }
        if let from { all.append("a.made_at >= (\(from)::timestamp AT TIME ZONE 'Europe/London')") }
        if let to { all.append("a.made_at < ((\(to) + 1)::timestamp AT TIME ZONE 'Europe/London')") }
        if let newest { all.append("a.id <= \(newest)") }
        return SQL.join(all, " AND ")
    }

    func changes(_ count: Int, from offset: Int = 0) -> Query<[Change]> {
        .list("\(Change.select) WHERE \(condition) ORDER BY a.id DESC LIMIT \(count) OFFSET \(offset)")
    }

    var count: Query<Int?> { .value("SELECT count(*) FROM audit a WHERE \(condition)") }

    /// Everybody whose changes may be asked for.
    static var people: Query<[NamedChoice]> { .list("SELECT id, name FROM people ORDER BY \(SQL.byName("name")), id") }
}
