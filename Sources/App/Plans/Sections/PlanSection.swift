import Postgres

/// A part of the paper that a plan came from, kept as text: the head of the report, its summary, its implications.
package struct PlanSection: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<PlanSection>

    package let id: ID
    /// Counts saves, so that the later of two is told.
    package let version: Int
    package let heading, words: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        heading = try row["heading"]
        words = try row["words"]
    }

    /// In the order of the paper.
    package static func all(of plan: Plan.ID) -> Query<[PlanSection]> {
        .list("SELECT id, version, heading, words FROM plan_sections WHERE plan_id = \(plan) ORDER BY position, id")
    }

    static func find(_ id: ID, of plan: Plan.ID) -> Query<PlanSection?> {
        .first("SELECT id, version, heading, words FROM plan_sections WHERE plan_id = \(plan) AND id = \(id)")
    }

    /// At the end of the plan's sections.
    static func add(_ form: SectionForm, to plan: Plan.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            INSERT INTO plan_sections (plan_id, position, heading, words)
            SELECT \(plan), coalesce(max(position), 0) + 1, \(form.heading), \(form.words) FROM plan_sections WHERE plan_id = \(plan)
            """)
    }

    /// False when somebody saved in between.
    static func change(_ id: ID, to form: SectionForm, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE plan_sections SET heading = \(form.heading), words = \(form.words), version = version + 1
             WHERE id = \(id) AND version = \(version)
            """) == 1
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM plan_sections WHERE id = \(id)")
    }
}
