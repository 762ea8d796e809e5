import Postgres

/// Where one case stands in its journey, for whoever moves it.
struct CaseStanding: RowDecodable {
    let id: ID<YoungPerson>
    let reference: String
    let isClosed: Bool
    let stage: Stage.ID?
    let stageWords: String
    /// Since when it is there: the day on which the stage was entered, or the attempt before ended.
    let since: Day?
    let attempt: Int
    /// An attempt is open; else the case waits for its next one.
    let isUnderWay: Bool
    let canUndo: Bool
    /// Days until somebody who left early is spoken to again, unless another day is chosen.
    let recontactDays: Int
    let openPlacements: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        reference = try row["reference"]
        isClosed = try row["is_closed"]
        stage = try row["stage_id"]
        stageWords = try row["stage"]
        since = try row["stage_since"]
        attempt = try row["attempt"]
        isUnderWay = try row["is_under_way"]
        canUndo = try row["can_undo"]
        recontactDays = try row["recontact_days"]
        openPlacements = try row["open_placements"]
    }

    static func of(_ person: ID<YoungPerson>) -> Query<CaseStanding?> {
        .first(
            """
            SELECT y.id, y.reference, y.closed_on IS NOT NULL AS is_closed, y.stage_id, coalesce(g.words, '') AS stage, y.stage_since,
                   y.attempt, a.id IS NOT NULL AS is_under_way, app.can_undo(y.id) AS can_undo,
                   coalesce((SELECT s.recontact_days FROM brokerage_settings s), 14) AS recontact_days,
                   (SELECT count(*) FROM placements p WHERE p.tenant_id = y.tenant_id AND p.young_person_id = y.id
                       AND p.started_on IS NOT NULL AND p.ended_on IS NULL) AS open_placements
              FROM young_people y
              LEFT JOIN stages g ON g.tenant_id = y.tenant_id AND g.id = y.stage_id
              LEFT JOIN attempts a ON a.tenant_id = y.tenant_id AND a.young_person_id = y.id AND a.ended_on IS NULL
             WHERE y.id = \(person)
            """)
    }

    /// How a page shows it: a move from another standing is asked about again.
    var seen: String { Self.seen(attempt, stage, since, isUnderWay) }

    static func seen(_ attempt: Int, _ stage: Stage.ID?, _ since: Day?, _ isUnderWay: Bool) -> String {
        "\(attempt)-\(stage?.description ?? "")-\(since?.isoText ?? "")" + (isUnderWay ? "" : "-waiting")
    }

    /// The stages that it may move to.
    func ahead(of all: [Stage]) -> [Stage] {
        let offered = all.filter { !$0.isRetired }
        guard isUnderWay, let here = all.first(where: { $0.id == stage }) else { return [] }
        return here.isRetired ? offered.filter { $0.id != here.id } : offered.filter { $0.position > here.position }
    }
}

extension Check {
    /// A day that must be there and has come; `what` as in "Enter the day of the move".
    mutating func pastDay(_ name: String, on today: Day, _ what: String) -> Day? {
        let day = day(name, on: today, or: "Enter a real date, like 27 3 \(today.year)")
        if let day {
            if day > today { mistake(name, "Enter today or an earlier day") }
        } else {
            mistake(name, "Enter \(what)")
        }
        return day
    }
}
