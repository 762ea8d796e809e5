import Postgres

/// One kind of thing that stands in the calendar.
struct DatedKind: Sendable {
    /// In an event's own number; never changed once calendars hold it.
    let name: String
    /// Rows of: id, plan_id, recommendation_id, action_id, plan, number, words, on_day, precision.
    let rows: SQL
    /// Of whom a dated thing `d` is, where only a person's own are asked for; nil: of nobody.
    var mine: SQL?
    /// Without anybody's name: what, and of which record.
    let summary: @Sendable (DatedThing) -> String
    let path: @Sendable (DatedThing) -> String

    init(
        _ name: String, rows: SQL, mine: SQL? = nil, summary: @escaping @Sendable (DatedThing) -> String,
        path: @escaping @Sendable (DatedThing) -> String
    ) {
        (self.name, self.rows, self.mine, self.summary, self.path) = (name, rows, mine, summary, path)
    }
}

/// Something with a day in front of it.
struct DatedThing: Sendable, RowDecodable {
    /// Its place in the kinds that were asked for.
    let kind: Int
    let id: Int64
    let planID, recommendationID: Int64?
    let plan, number, words: String
    let day: ApproximateDay

    init(row: Row) throws(PostgresError) {
        kind = Int(try row["kind"] as Int64)
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        plan = try row["plan"]
        number = try row["number"]
        words = try row["words"]
        day = ApproximateDay(try row["on_day"], try row["precision"])
    }

    private static let most = 5_000

    /// All that the person may see, or only what is theirs; of one recommendation, or of every kind.
    static func all(_ kinds: [DatedKind], isMine: Bool = false, of recommendation: Int64? = nil) -> Query<[DatedThing]>
    {
        let parts: [SQL] = kinds.enumerated().map { place, kind in
            let mine: SQL = isMine ? kind.mine ?? "false" : "true"
            let one: SQL = recommendation.map { "d.recommendation_id = \($0)" } ?? "true"
            return """
                SELECT \(Int64(place))::bigint AS kind, \(kind.name)::text AS name, d.* FROM (\(kind.rows)) AS d WHERE \(mine) AND \(one)
                """
        }
        return .list(
            """
            SELECT * FROM (\(.join(parts, " UNION ALL "))) AS d
             ORDER BY d.on_day, d.plan_id, d.recommendation_id, d.name, d.id LIMIT \(most)
            """)
    }
}
