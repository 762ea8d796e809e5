import Postgres

/// A number that an update stood on when it was submitted (X.03).
struct UpdateFigure: Sendable, RowDecodable {
    let updateID: Update.ID
    let measureID: Measure.ID
    let title: String
    let unit: Unit
    let breadthUnit: String
    /// Nil where nothing had been read.
    let reading: Reading?

    init(row: Row) throws(PostgresError) {
        updateID = try row["update_id"]
        measureID = try row["measure_id"]
        title = try row["title"]
        unit = try row["unit"]
        breadthUnit = try row["breadth_unit"]
        let id: Reading.ID? = try row["id"]
        reading = id == nil ? nil : try Reading(row: row)
    }

    /// In the order of the measures, parts after their whole.
    static func all(of update: Update.ID) -> Query<[UpdateFigure]> { all("update_id = \(update)") }

    /// What Waymark counted for the updates of a plan.
    static func counted(in plan: Plan.ID) -> Query<[UpdateFigure]> { all("plan_id = \(plan) AND is_counted") }

    private static func all(_ condition: SQL) -> Query<[UpdateFigure]> {
        .list(
            """
            SELECT update_id, measure_id, title, unit, breadth_unit, reading_id AS id, 0 AS version, whole_id, value, breadth, qualifier,
                   is_projected, as_of, as_of_precision, subset, source, caveat, is_counted
              FROM update_figures WHERE \(condition) ORDER BY update_id, position
            """)
    }

    /// Keeps these readings with a submitted update, and which measures had none.
    static func freeze(_ readings: [Reading], with update: Update.ID) -> Query<Int> {
        .run(
            """
            INSERT INTO update_figures (plan_id, update_id, measure_id, position, title, unit, breadth_unit, reading_id, whole_id, value,
                                        breadth, qualifier, is_projected, as_of, as_of_precision, subset, source, caveat, is_counted)
            SELECT u.plan_id, u.id, q.id, row_number() OVER (ORDER BY q.position, q.id, coalesce(g.whole_id, g.id), g.whole_id NULLS FIRST, g.id),
                   q.title, q.unit, coalesce((SELECT max(m.breadth_unit) FROM milestones m WHERE m.tenant_id = q.tenant_id
                       AND m.plan_id = q.plan_id AND m.measure_id = q.id), ''),
                   g.id, g.whole_id, g.value, g.breadth, g.qualifier, g.is_projected, g.as_of, g.as_of_precision, g.subset, g.source, g.caveat,
                   coalesce(g.is_counted, false)
              FROM updates u
              JOIN measures q ON q.tenant_id = u.tenant_id AND q.plan_id = u.plan_id AND q.recommendation_id = u.recommendation_id
              LEFT JOIN readings g ON g.tenant_id = q.tenant_id AND g.plan_id = q.plan_id AND g.measure_id = q.id
                   AND g.id = ANY (\(readings.map(\.id)))
             WHERE u.id = \(update)
            """)
    }
}
