import Postgres

extension Tenant.State: SQLValue {}

extension Tenant: RowDecodable {
    package init(row: Row) throws(PostgresError) {
        slug = try row["slug"]
        name = try row["name"]
        state = try row["state"]
        firstUpdateMonths = try row["first_update_months"]
        repeatMonths = try row["repeat_months"]
        (people, plans) = (try row["people"], try row["plans"])
    }

    /// Every council, by name; how many people and plans each has is counted inside it.
    package static func all(in db: Transaction) throws(PostgresError) -> [Tenant] {
        let slugs: [String] = try db.values("SELECT slug FROM tenants ORDER BY \(SQL.byName("name")), slug")
        var tenants: [Tenant] = []
        for slug in slugs {
            if try open(slug, in: db), let tenant = try current(in: db) { tenants.append(tenant) }
        }
        return tenants
    }

    /// Enters a council for the rest of the transaction; false when there is none of this name.
    package static func open(_ slug: String, in db: Transaction) throws(PostgresError) -> Bool {
        let id: Int32? = try db.value("SELECT app.open_council(\(slug))")
        return id != nil
    }

    /// The council that the transaction is in.
    package static func current(in db: Transaction) throws(PostgresError) -> Tenant? {
        try db.first(
            """
            SELECT slug, name, state, first_update_months::bigint, repeat_months::bigint,
                   (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM plans) AS plans
              FROM tenants WHERE id = (SELECT app.tenant())
            """)
    }

    /// False when there is already a council of this short name.
    package static func add(
        _ slug: String, name: String, firstUpdateMonths: Int = 12, repeatMonths: Int = 3, in db: Transaction
    ) throws(PostgresError) -> Bool {
        let count = try db.run(
            """
            INSERT INTO tenants (slug, name, first_update_months, repeat_months)
            VALUES (\(slug), \(name), \(firstUpdateMonths), \(repeatMonths)) ON CONFLICT (slug) DO NOTHING
            """)
        return count == 1
    }

    /// Suspends or resumes the council that the transaction is in; false when it already is as wanted. Suspending ends every session.
    package static func set(_ state: State, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("UPDATE tenants SET state = \(state) WHERE id = (SELECT app.tenant()) AND state <> \(state)") == 1
    }
}
