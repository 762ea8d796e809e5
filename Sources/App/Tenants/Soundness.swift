import Postgres

/// What can be seen from inside the database of whether its guards stand.
package enum Soundness {
    /// What the server says of itself and of our clock.
    package struct Server: RowDecodable {
        /// As in 150004.
        package let version: Int
        /// By how many seconds its clock is ahead of ours, at the most a trip wrong.
        package let secondsAhead: Double
        /// Whether it knows the clock of London.
        package let knowsLondon: Bool

        package init(row: Row) throws(PostgresError) {
            version = try row["version"]
            secondsAhead = try row["seconds_ahead"]
            knowsLondon = try row["knows_london"]
        }

        package static func seen(at unixTime: Double, in db: Transaction) throws(PostgresError) -> Server? {
            try db.first(
                """
                SELECT current_setting('server_version_num')::bigint AS version,
                       extract(epoch FROM clock_timestamp())::float8 - \(unixTime) AS seconds_ahead,
                       EXISTS (SELECT 1 FROM pg_timezone_names WHERE name = 'Europe/London') AS knows_london
                """)
        }
    }

    /// What is wrong with the roles, as sentences; empty when nothing is.
    package static func rolesAmiss(in db: Transaction) throws(PostgresError) -> [String] {
        try db.values(
            """
            SELECT CASE WHEN r.oid IS NULL THEN n.name || ' is not there'
                        WHEN r.rolsuper OR r.rolbypassrls THEN n.name || ' passes row-level security'
                        WHEN n.name = 'waymark_site' AND pg_has_role(r.oid, 'waymark_door', 'MEMBER')
                        THEN n.name || ' may become waymark_door'
                        ELSE n.name || ' owns tables' END
              FROM unnest(ARRAY['waymark_owner', 'waymark_site', 'waymark_door', 'waymark_admin']) AS n (name)
              LEFT JOIN pg_roles r ON r.rolname = n.name
             WHERE r.oid IS NULL OR r.rolsuper OR r.rolbypassrls
                OR (n.name = 'waymark_site' AND EXISTS (SELECT 1 FROM pg_roles d
                     WHERE d.rolname = 'waymark_door' AND pg_has_role(r.oid, d.oid, 'MEMBER')))
                OR (n.name <> 'waymark_owner' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid))
             ORDER BY 1
            """)
    }

    /// Tables of councils without forced row-level security or without a policy.
    package static func unguardedTables(in db: Transaction) throws(PostgresError) -> [String] {
        try db.values(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
               AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
               AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
             ORDER BY 1
            """)
    }

    /// How many tables of councils there are.
    package static func tables(in db: Transaction) throws(PostgresError) -> Int {
        try db.value(
            """
            SELECT count(DISTINCT a.attrelid) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attname = 'tenant_id' AND NOT a.attisdropped
            """) ?? 0
    }

    /// Whether the database's list of abilities is the program's.
    package static func hasOurAbilities(in db: Transaction) throws(PostgresError) -> Bool {
        let theirs: [String] = try db.values("SELECT role || ' ' || ability FROM role_abilities")
        let ours = Role.allCases.flatMap { role in role.abilities.map { "\(role.rawValue) \($0.rawValue)" } }
        return Set(theirs) == Set(ours)
    }

    /// Where a council's audit ends: the hash of its last entry, which stands for every entry before it.
    package struct AuditHead: Codable, Sendable, RowDecodable {
        package let entry: Int64
        /// In hexadecimal digits.
        package let hash: String

        package init(row: Row) throws(PostgresError) {
            entry = try row["id"]
            hash = try row["hash"]
        }
    }

    /// Nil while nothing was changed in the council.
    package static func auditHead(of slug: String, in db: Transaction) throws(PostgresError) -> AuditHead? {
        guard try Tenant.open(slug, in: db) else { return nil }
        return try db.first("SELECT id, encode(hash, 'hex') AS hash FROM audit ORDER BY id DESC LIMIT 1")
    }

    /// Whether the council's audit still holds the entry that it once ended with. One who owns the database can compute every
    /// hash anew, but not make them what they were.
    package static func holds(_ head: AuditHead, of slug: String, in db: Transaction) throws(PostgresError) -> Bool {
        guard try Tenant.open(slug, in: db) else { return false }
        return try db.value(
            "SELECT EXISTS (SELECT FROM audit WHERE id = \(head.entry) AND encode(hash, 'hex') = \(head.hash))")
            ?? false
    }

    /// The first entry of the council's audit whose hash does not hold; 0 when the end is missing, nil when all hold.
    package static func brokenSeal(of slug: String, in db: Transaction) throws(PostgresError) -> Int64? {
        guard try Tenant.open(slug, in: db) else { return nil }
        return try db.value("SELECT app.first_broken_entry()")
    }
}
