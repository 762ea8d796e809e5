import Postgres

/// When updates fall due: so many months after a plan is agreed, and so many after each update (001.02, 001.22).
struct Cycles: RowDecodable, Equatable {
    let version, first, again: Int

    init(version: Int, first: Int, again: Int) { (self.version, self.first, self.again) = (version, first, again) }

    init(row: Row) throws(PostgresError) {
        version = try row["version"]
        first = try row["first_update_months"]
        again = try row["repeat_months"]
    }

    static var now: Query<Cycles?> {
        .first("SELECT version, first_update_months, repeat_months FROM tenants WHERE id = (SELECT app.tenant())")
    }

    var text: String {
        let cycle = counted(again, "month", "months")
        return
            "First update \(counted(first, "month", "months")) after a plan is agreed, then every \(again == 1 ? "month" : cycle); where it is followed up only from when it is published, first \(cycle) after that"
    }

    /// How many recommendations would be due on another day, and how many of all would then be overdue.
    func preview(on today: Day) -> Query<Preview?> {
        .first(
            """
            SELECT count(*) FILTER (WHERE becomes <> next_due_on) AS changed,
                   count(*) FILTER (WHERE next_due_on < \(today)) AS overdue_now,
                   count(*) FILTER (WHERE becomes < \(today)) AS overdue_then
              FROM (SELECT r.next_due_on,
                           app.next_update(p.agreed_on, r.last_update_on, \(Int32(first)), \(Int32(again)),
                                           p.followed_from) AS becomes
                      FROM recommendations r JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
                     WHERE r.next_due_on IS NOT NULL) AS due
            """)
    }

    struct Preview: RowDecodable {
        let changed, overdueNow, overdueThen: Int

        init(row: Row) throws(PostgresError) {
            changed = try row["changed"]
            overdueNow = try row["overdue_now"]
            overdueThen = try row["overdue_then"]
        }

        var text: String {
            guard changed > 0 else { return "No due date changes." }
            let due = counted(changed, "recommendation gets a new due date", "recommendations get a new due date")
            let overdue =
                overdueNow == overdueThen
                ? "" : " \(overdueThen.formatted()) will be overdue instead of \(overdueNow.formatted())."
            return due.sentenceCase + "." + overdue
        }
    }

    /// False when somebody changed them meanwhile.
    func save(in db: Transaction) throws(PostgresError) -> Bool {
        try db.value("SELECT app.change_cycles(\(Int32(first)), \(Int32(again)), \(Int32(version)))") ?? false
    }
}
