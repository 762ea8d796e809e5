import Postgres

/// Which looks at protected records are asked for.
struct LookSearch {
    static let names = ["person", "kind", "record", "way", "from", "to"]
    /// The most looks of a file.
    static let most = 20_000

    private let person: Person.ID?
    private let kind: String
    private let record: Int64?
    private let way: Look.Way?
    let from, to: Day?
    /// The newest look when the list was first opened, so that its pages stay where they are.
    let newest: Int64?

    init(_ visit: Visit) {
        let fields = Fields(visit.request.query), today = visit.today
        person = Person.ID(fields["person"])
        kind = fields["kind"]
        record = Int64(fields["record"])
        way = Look.Way(rawValue: fields["way"])
        from = Day.read(typed: fields["from"], near: today)
        to = Day.read(typed: fields["to"], near: today)
        newest = Int64(fields["newest"])
    }

    private var condition: SQL {
        var all: [SQL] = ["true"]
        if let person { all.append("l.person_id = \(person)") }
        if !kind.isEmpty { all.append("l.entity = \(kind)") }
        if let record { all.append("l.entity_id = \(record)") }
        if let way { all.append("l.way = \(way)") }
        if let from { all.append("l.first_at >= (\(from)::timestamp AT TIME ZONE 'Europe/London')") }
        if let to { all.append("l.first_at < ((\(to) + 1)::timestamp AT TIME ZONE 'Europe/London')") }
        if let newest { all.append("l.id <= \(newest)") }
        return SQL.join(all, " AND ")
    }

    func looks(_ count: Int, from offset: Int = 0) -> Query<[Look]> {
        .list("\(Look.select) WHERE \(condition) ORDER BY l.id DESC LIMIT \(count) OFFSET \(offset)")
    }

    var count: Query<Int?> { .value("SELECT count(*) FROM looks l WHERE \(condition)") }

    /// The kinds of record that anybody looked at: one step of the index for each.
    static var kinds: Query<[String]> {
        .values(
            """
            WITH RECURSIVE kinds AS (
                SELECT min(entity) AS entity FROM looks
                UNION ALL
                SELECT (SELECT min(l.entity) FROM looks l WHERE l.entity > k.entity) FROM kinds k WHERE k.entity IS NOT NULL)
            SELECT entity FROM kinds WHERE entity IS NOT NULL ORDER BY entity
            """)
    }
}
