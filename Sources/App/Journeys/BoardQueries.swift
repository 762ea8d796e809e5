import Postgres

/// How many cases one stage holds, of those whom the person asking may open.
struct BoardCounts: RowDecodable {
    let stage: Stage.ID
    let all, mine, flagged, review, contact, time: Int
    /// Of those that the filters leave, all and flagged.
    let shown, shownFlagged: Int

    init(row: Row) throws(PostgresError) {
        stage = try row["counted"]
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

/// What the board shows: how many each stage holds, and the cases that are picked of them.
struct BoardAnswer {
    /// A stage without cases is not among them.
    let counts: [BoardCounts]
    let cases: [BoardCase]

    fileprivate init(_ rows: [BoardRow]) {
        var stages: Set<Stage.ID> = []
        counts = rows.map(\.counts).filter { stages.insert($0.stage).inserted }
        cases = rows.compactMap(\.picked)
    }
}

/// A case beside the counts of its stage, or a stage of which none is picked.
private struct BoardRow: RowDecodable {
    let counts: BoardCounts
    let picked: BoardCase?

    init(row: Row) throws(PostgresError) {
        counts = try BoardCounts(row: row)
        let id: ID<YoungPerson>? = try row["id"]
        picked = try id == nil ? nil : BoardCase(row: row)
    }
}

extension BoardSearch {
    /// What a column shows before it is unfolded, what then, and what a page of the table shows.
    static let most = 20, mostUnfolded = 200, perPage = 50

    /// The first cases of each stage: one that was just moved, what is late, what is over its time, the longest. No history is read:
    /// where a case is and since when is kept on its row.
    func columns(moved: ID<YoungPerson>?, unfolded: Stage.ID?) -> Query<BoardAnswer> {
        answer(
            """
            SELECT f.id, f.place FROM (
                SELECT x.id, x.stage_id, row_number() OVER (PARTITION BY x.stage_id ORDER BY x.id IS DISTINCT FROM \(moved),
                       l.young_person_id IS NULL, NOT \(Self.isOver(today)), x.stage_since, x.id) AS place
                  FROM \(Self.source) WHERE \(list.condition)) AS f
             WHERE f.place <= CASE WHEN f.stage_id = \(unfolded) THEN \(Int64(Self.mostUnfolded)) ELSE \(Int64(Self.most)) END
            """)
    }

    /// One page of the table.
    func rows(from offset: Int) -> Query<BoardAnswer> {
        answer(
            """
            SELECT x.id, row_number() OVER (ORDER BY \(list.order)) AS place
              FROM \(Self.source) WHERE \(list.condition) ORDER BY place LIMIT \(Self.perPage) OFFSET \(offset)
            """)
    }

    /// The counts and what is picked in one statement, so that what is late is looked for once.
    private func answer(_ picked: SQL) -> Query<BoardAnswer> {
        let over = Self.isOver(today)
        let flagged: SQL = "(l.young_person_id IS NOT NULL OR \(over))"
        let rows: Query<[BoardRow]> = .list(
            """
            WITH \(Self.late(today)), picked AS (\(picked)), counts AS (
                SELECT x.stage_id AS counted, count(*) AS all_cases, count(*) FILTER (WHERE x.worker_id = (SELECT app.person())) AS mine,
                       count(*) FILTER (WHERE \(flagged)) AS flagged, count(*) FILTER (WHERE l.review) AS reviews,
                       count(*) FILTER (WHERE l.contact) AS contacts, count(*) FILTER (WHERE \(over)) AS over,
                       count(*) FILTER (WHERE \(list.condition)) AS shown,
                       count(*) FILTER (WHERE \(list.condition) AND \(flagged)) AS shown_flagged
                  FROM \(Self.source) WHERE \(list.scope) GROUP BY x.stage_id),
            cases AS (
                SELECT r.place, \(BoardCase.columns)
                  FROM picked r JOIN \(Self.source) ON x.id = r.id
                  LEFT JOIN people w ON w.tenant_id = x.tenant_id AND w.id = x.worker_id)
            SELECT n.*, c.* FROM counts n LEFT JOIN cases c ON c.stage_id = n.counted ORDER BY c.place, c.id
            """)
        return rows.map(BoardAnswer.init)
    }

    /// Whether the person asking may take the latest move of this case back now.
    static func canUndo(_ person: ID<YoungPerson>?) -> Query<Bool?> { .value("SELECT app.can_undo(\(person))") }

    /// Open cases that are in no stage, because nobody referred them.
    static var unplaced: Query<Int?> {
        .value("SELECT count(*) FROM young_people WHERE closed_on IS NULL AND stage_id IS NULL")
    }
}
