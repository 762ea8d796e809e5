import Postgres

/// How many cases one stage holds, of those whom the person asking may open.
struct BoardCounts: RowDecodable {
    let stage: Stage.ID
    let all, mine, flagged, review, contact, time: Int
    /// Of those that the filters leave, all and flagged.
    let shown, shownFlagged: Int

    init(row: Row) throws(PostgresError) {
        stage = try row["stage_id"]
        all = try row["all_cases"]
        mine = try row["mine"]
        flagged = try row["flagged"]
        review = try row["reviews"]
        contact = try row["contacts"]
        time = try row["over"]
        shown = try row["shown"]
        shownFlagged = try row["shown_flagged"]
    }
}

extension BoardSearch {
    /// What a column shows before it is unfolded, what then, and what a page of the table shows.
    static let most = 20, mostUnfolded = 200, perPage = 50

    /// By stage; a stage without cases is not among them.
    var counts: Query<[BoardCounts]> {
        let over = Self.isOver(today)
        let flagged: SQL = "(l.young_person_id IS NOT NULL OR \(over))"
        return .list(
            """
            WITH \(Self.late(today))
            SELECT x.stage_id, count(*) AS all_cases, count(*) FILTER (WHERE x.worker_id = (SELECT app.person())) AS mine,
                   count(*) FILTER (WHERE \(flagged)) AS flagged, count(*) FILTER (WHERE l.review) AS reviews,
                   count(*) FILTER (WHERE l.contact) AS contacts, count(*) FILTER (WHERE \(over)) AS over,
                   count(*) FILTER (WHERE \(list.condition)) AS shown,
                   count(*) FILTER (WHERE \(list.condition) AND \(flagged)) AS shown_flagged
              FROM \(Self.source) WHERE \(list.scope) GROUP BY x.stage_id
            """)
    }

    /// The first cases of each stage: one that was just moved, what is late, what is over its time, the longest. No history is read:
    /// where a case is and since when is kept on its row.
    func cases(moved: ID<YoungPerson>?, unfolded: Stage.ID?) -> Query<[BoardCase]> {
        .list(
            """
            WITH \(Self.late(today)), ranked AS (
                SELECT x.id, x.stage_id, row_number() OVER (PARTITION BY x.stage_id ORDER BY x.id IS DISTINCT FROM \(moved),
                       l.young_person_id IS NULL, NOT \(Self.isOver(today)), x.stage_since, x.id) AS place
                  FROM \(Self.source) WHERE \(list.condition))
            SELECT \(BoardCase.columns)
              FROM ranked r JOIN \(Self.source) ON x.id = r.id
              LEFT JOIN people w ON w.tenant_id = x.tenant_id AND w.id = x.worker_id
             WHERE r.place <= CASE WHEN r.stage_id = \(unfolded) THEN \(Int64(Self.mostUnfolded)) ELSE \(Int64(Self.most)) END
             ORDER BY g.position, r.place
            """)
    }

    /// One page of the table.
    func rows(from offset: Int) -> Query<[BoardCase]> {
        .list(
            """
            WITH \(Self.late(today))
            SELECT \(BoardCase.columns)
              FROM \(Self.source) LEFT JOIN people w ON w.tenant_id = x.tenant_id AND w.id = x.worker_id
             WHERE \(list.condition) ORDER BY \(list.order) LIMIT \(Self.perPage) OFFSET \(offset)
            """)
    }

    /// Whether the person asking may take the latest move of this case back now.
    static func canUndo(_ person: ID<YoungPerson>?) -> Query<Bool?> { .value("SELECT app.can_undo(\(person))") }

    /// Open cases that are in no stage, because nobody referred them.
    static var unplaced: Query<Int?> {
        .value("SELECT count(*) FROM young_people WHERE closed_on IS NULL AND stage_id IS NULL")
    }
}
