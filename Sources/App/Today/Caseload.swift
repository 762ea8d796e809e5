import Mustache
import Postgres

/// The open cases of a worker by stage, and how many they should have at most (004.28).
struct Caseload {
    /// How many stand at one stage.
    struct Stage: RowDecodable {
        let words: String
        let cases: Int

        init(row: Row) throws(PostgresError) {
            words = try row["words"]
            cases = try row["cases"]
        }
    }

    let stages: [Stage]
    let limit: Int
    let whose: DayStep.Whose

    var cases: Int { stages.map(\.cases).reduce(0, +) }

    static func stages(of whose: DayStep.Whose) -> Query<[Stage]> {
        .list(
            """
            SELECT coalesce(g.words, 'Not referred yet') AS words, count(*) AS cases
              FROM young_people y LEFT JOIN stages g ON g.tenant_id = y.tenant_id AND g.id = y.stage_id
             WHERE y.closed_on IS NULL AND \(whose.condition)
             GROUP BY g.id, g.words, g.position ORDER BY g.position NULLS FIRST, g.id
            """)
    }

    static var limit: Query<Int?> {
        .value("SELECT caseload_limit FROM brokerage_settings")
    }

    /// Everybody who may have young people in their caseload, and whoever has some.
    static var workers: Query<[NamedChoice]> {
        .list(
            """
            SELECT p.id, p.name FROM people p
             WHERE (p.state = 'active' AND EXISTS (SELECT FROM person_roles r JOIN role_abilities a ON a.role = r.role
                            WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND a.ability = 'change_young_people'))
                OR EXISTS (SELECT FROM young_people y WHERE y.tenant_id = p.tenant_id AND y.worker_id = p.id AND y.closed_on IS NULL)
             ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    /// "Room for two more", "Full", "Over the limit by two".
    static func room(_ cases: Int, of limit: Int) -> String {
        if cases > limit { return "Over the limit by \(counted(cases - limit))" }
        return cases == limit ? "Full" : "Room for \(counted(limit - cases)) more"
    }

    private var finding: String {
        let room =
            whose == .mine && cases > limit
            ? "Over your limit by \(counted(cases - limit))" : Self.room(cases, of: limit)
        return "\(room): \(counted(cases, "case", "cases")), limit \(limit)"
    }

    /// Nil for everybody's, who have no limit together.
    var figure: Figure? {
        if whose == .everybody { return nil }
        return Figure(
            id: "load", caption: finding, subtitle: "Open cases; a box is a case.", svg: drawing,
            table: DataTable(
                caption: "Open cases by stage",
                heads: [DataHead(label: "Stage"), DataHead(label: "Cases", isNumber: true)],
                rows: (stages.map { ($0.words, $0.cases) } + [("All", cases)]).map { words, count in
                    DataRow(head: words, cells: [DataCell(text: count.formatted(), isNumber: true)])
                }))
    }

    var note: String? {
        whose == .everybody
            ? "\(counted(cases, "open case", "open cases").sentenceCase) in all, as far as you may open them." : nil
    }

    /// A box a case, those over the limit in another colour; nothing where they would be too many to count by eye.
    private var drawing: Markup? {
        let most = max(cases, limit), perRow = 25
        guard 1...75 ~= most else { return nil }
        var content: Markup = ""
        for place in 0..<most {
            let (x, y) = (place % perRow * 16 + 1, place / perRow * 28 + 2)
            let look: Markup =
                place >= cases
                ? "fill=\"none\" stroke=\"var(--edge)\" stroke-width=\"1.5\" stroke-dasharray=\"3 2\""
                : place >= limit ? "fill=\"var(--stop)\"" : "fill=\"var(--brand)\""
            content = "\(content)<rect x=\"\(x)\" y=\"\(y)\" width=\"13\" height=\"22\" rx=\"1.5\" \(look)/>"
        }
        return ToneMark.drawing(
            "load", name: finding, width: 400, height: (most - 1) / perRow * 28 + 26, content)
    }
}
