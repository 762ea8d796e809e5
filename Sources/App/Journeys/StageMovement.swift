import Postgres

/// How the cases of one stage changed between two days: those there before the first, who came in, who left and how, those there at the
/// end of the last. It adds up for each stage and for all.
struct StageMovement: RowDecodable {
    let stage: Stage.ID
    let before, cameIn, new, back, movedOn, early, closed, after: Int

    init(row: Row) throws(PostgresError) {
        stage = try row["stage_id"]
        before = try row["before"]
        cameIn = try row["came_in"]
        new = try row["new"]
        back = try row["back"]
        movedOn = try row["moved_on"]
        early = try row["early"]
        closed = try row["closed"]
        after = try row["after"]
    }

    /// A spell is the time of one case in one stage. Between an early exit and the next attempt a case waits in the first stage, as its row
    /// says too; a case that was opened again is new there.
    static func between(_ from: Day, _ to: Day) -> Query<[StageMovement]> {
        let cameIn: SQL = "s.began BETWEEN \(from) AND \(to)", left: SQL = "s.ended BETWEEN \(from) AND \(to)"
        return .list(
            """
            WITH spells AS (
                SELECT e.stage_id, e.entered_on AS began, e.left_on AS ended,
                       CASE WHEN a.ended_on IS NULL OR lead(e.id) OVER journey IS NOT NULL THEN 'moved'
                            WHEN a.ending = 'early_exit' THEN 'early' ELSE 'closed' END AS how,
                       lag(e.id) OVER journey IS NULL AND b.ending IS DISTINCT FROM 'early_exit' AS is_new, false AS is_back
                  FROM stage_entries e
                  JOIN attempts a ON a.tenant_id = e.tenant_id AND a.id = e.attempt_id
                  LEFT JOIN attempts b ON b.tenant_id = a.tenant_id AND b.young_person_id = a.young_person_id AND b.number = a.number - 1
                WINDOW journey AS (PARTITION BY e.attempt_id ORDER BY e.id)
                UNION ALL
                SELECT (SELECT app.first_stage()), a.ended_on, coalesce(n.began_on, y.closed_on),
                       CASE WHEN n.id IS NOT NULL THEN 'moved' ELSE 'closed' END, a.ending <> 'early_exit', a.ending = 'early_exit'
                  FROM attempts a
                  JOIN young_people y ON y.tenant_id = a.tenant_id AND y.id = a.young_person_id
                  LEFT JOIN attempts n ON n.tenant_id = a.tenant_id AND n.young_person_id = a.young_person_id AND n.number = a.number + 1
                 WHERE a.ended_on IS NOT NULL AND (a.ending = 'early_exit' OR (n.id IS NULL AND y.closed_on IS NULL))
                UNION ALL
                SELECT y.stage_id, y.stage_since, NULL, 'moved', true, false FROM young_people y
                 WHERE y.attempt = 0 AND y.stage_id IS NOT NULL AND y.closed_on IS NULL)
            SELECT s.stage_id, count(*) FILTER (WHERE s.began < \(from) AND coalesce(s.ended >= \(from), true)) AS before,
                   count(*) FILTER (WHERE \(cameIn)) AS came_in, count(*) FILTER (WHERE \(cameIn) AND s.is_new) AS new,
                   count(*) FILTER (WHERE \(cameIn) AND s.is_back) AS back,
                   count(*) FILTER (WHERE \(left) AND s.how = 'moved') AS moved_on,
                   count(*) FILTER (WHERE \(left) AND s.how = 'early') AS early,
                   count(*) FILTER (WHERE \(left) AND s.how = 'closed') AS closed,
                   count(*) FILTER (WHERE s.began <= \(to) AND coalesce(s.ended > \(to), true)) AS after
              FROM spells s WHERE coalesce(s.ended >= \(from), true) AND s.began <= \(to) GROUP BY s.stage_id
            """)
    }
}

/// Movement as a table, with its sentence.
struct MovementTable {
    let rows: [(stage: Stage, movement: StageMovement)]
    let from, to: Day

    init(_ movements: [StageMovement], _ stages: [Stage], from: Day, to: Day) {
        (self.from, self.to) = (from, to)
        let known = Dictionary(movements.map { ($0.stage, $0) }) { first, _ in first }
        rows = stages.compactMap { stage in known[stage.id].map { (stage, $0) } }
    }

    private func sum(_ part: KeyPath<StageMovement, Int>) -> Int { rows.reduce(0) { $0 + $1.movement[keyPath: part] } }

    /// "109 became 118: 16 new, 7 closed, 8 left early"
    var sentence: String {
        let parts = [
            countedIfAny(sum(\.new), "new", "new"), countedIfAny(sum(\.closed), "closed", "closed"),
            countedIfAny(
                sum(\.early), "left early and went back to the first stage",
                "left early and went back to the first stage"),
        ].compactMap(\.self)
        let (before, after) = (sum(\.before), sum(\.after))
        return before == after && parts.isEmpty
            ? "\(counted(before, "case", "cases").sentenceCase), as before"
            : "\(before.formatted()) became \(after.formatted())"
                + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }

    var table: DataTable {
        func cell(_ number: Int, _ more: String? = nil) -> DataCell {
            DataCell(text: number.formatted() + (more ?? ""), isNumber: true)
        }
        let stages = rows.map { row in
            let m = row.movement
            return DataRow(
                head: row.stage.words,
                cells: [
                    cell(m.before), cell(m.cameIn, m.back > 0 ? ", \(m.back.formatted()) of them back" : nil),
                    cell(m.movedOn), cell(m.early), cell(m.closed), cell(m.after),
                ])
        }
        let all = DataRow(
            head: "All",
            cells: [
                cell(sum(\.before)), cell(sum(\.new), " new"), DataCell(text: "–", isNumber: true), cell(sum(\.early)),
                cell(sum(\.closed)), cell(sum(\.after)),
            ])
        let heads = [from.longText, "Came in", "Moved on", "Left early", "Closed", to.longText]
        return DataTable(
            caption: sentence,
            heads: [DataHead(label: "Stage")] + heads.map { DataHead(label: $0, isNumber: true) }, rows: stages + [all])
    }
}
