import Postgres

/// That somebody saw a protected record: who, when, in what way, and how often within ten minutes.
struct Look: RowDecodable, Sendable {
    /// In what a record was seen.
    enum Way: String, Choice {
        /// It was opened: its page, its form, its history.
        case page
        /// It was named in a list, a search or a choice.
        case list
        /// It went out in a file.
        case file

        var label: String {
            switch self {
            case .page: "Opened"
            case .list: "Named in a list"
            case .file: "Taken in a file"
            }
        }
    }

    /// A record that an answer shows.
    struct Seen: Hashable {
        let table: String
        let number: Int64
        let way: Way
    }

    let id: Int64
    /// When in London, for a person; and for a file.
    let madeAt, stamp, lastStamp: String
    let person: String
    let entity: String
    let entityID: Int64
    let way: Way
    let times: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        madeAt = try row["made_at"]
        stamp = try row["stamp"]
        lastStamp = try row["last_stamp"]
        person = try row["person"]
        entity = try row["entity"]
        entityID = try row["entity_id"]
        way = try row["way"]
        times = try row["times"]
    }

    /// Without a condition; the table is `l`.
    static let select: SQL = """
        SELECT l.id, to_char(l.first_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS made_at,
               to_char(l.first_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS') AS stamp,
               to_char(l.last_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS') AS last_stamp,
               coalesce(p.name, 'somebody who is no longer here') AS person, l.entity, l.entity_id, l.way, l.times::bigint AS times
          FROM looks l LEFT JOIN people p ON p.tenant_id = l.tenant_id AND p.id = l.person_id
        """

    /// Who saw one record, newest first: for whoever changes records of its kind, and for who sees the audit.
    static func at<R: Record>(_ record: ID<R>, most: Int = 20, from offset: Int = 0) -> Query<[Look]> {
        .list("\(select) WHERE \(condition(record)) ORDER BY l.id DESC LIMIT \(most) OFFSET \(offset)")
    }

    static func count<R: Record>(at record: ID<R>) -> Query<Int?> {
        .value("SELECT count(*) FROM looks l WHERE \(condition(record))")
    }

    private static func condition<R: Record>(_ record: ID<R>) -> SQL {
        "l.entity = \(R.table.description) AND l.entity_id = \(record.value)"
    }

    /// "3 times, the last at 2026-11-28 09:14:03"; empty for one look.
    var again: String {
        times > 1 ? "\(times.formatted()) times, the last at \(lastStamp.dropFirst(11).prefix(5))" : ""
    }
}

extension Visit {
    /// In what the answer shows its records: a file where the address ends as one.
    var lookWay: Look.Way {
        let name = request.segments.last ?? ""
        return ListFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) } ? .file : .page
    }

    /// The person asking sees this record: entered before the answer leaves. A second look within ten minutes counts up.
    func noteLook<R: Record>(at record: ID<R>, as way: Look.Way = .page) {
        noteLooks(at: [record], as: way)
    }

    /// The same of several: those that a list names, or a file holds.
    func noteLooks<R: Record>(at records: [ID<R>], as way: Look.Way) {
        noteLooks(at: R.table.description, records.map(\.value), as: way)
    }

    /// The same by the name of the table, where only that is known.
    func noteLooks(at table: String, _ numbers: [Int64], as way: Look.Way) {
        guard visitor != nil else { return }
        seen.formUnion(numbers.map { Look.Seen(table: table, number: $0, way: way) })
    }
}
