import Glibc
import Postgres

/// Which database, and as whom: the owner migrates, the site serves, the door is the part of it that hashes passwords, the
/// administration is the command line.
package struct Database: Sendable {
    package enum Role: String, Sendable, CaseIterable {
        case owner = "waymark_owner", site = "waymark_site", door = "waymark_door", admin = "waymark_admin"
    }

    /// Goes to libpq as it is.
    package let conninfo: String
    /// The login of the workers that hash passwords, where it is another one: the site's cannot become the door then.
    package let door: String?

    package init(conninfo: String, door: String? = nil) { (self.conninfo, self.door) = (conninfo, door) }

    /// The same database for serving alone, where the site's role and the door's are logins that need no password.
    package var serving: Database {
        Database(conninfo: conninfo + " user=waymark_site", door: conninfo + " user=waymark_door")
    }

    /// Lets these two roles sign in to a cluster of our own: they do so through its private socket only.
    package func admitServing() throws(PostgresError) {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        try connection.run("SELECT pg_advisory_lock(7239146)")
        try connection.run("ALTER ROLE waymark_site LOGIN")
        try connection.run("ALTER ROLE waymark_door LOGIN")
    }

    /// Whose account runs this program, for the audit: as it is set, else who called sudo, else whose process it is.
    private static let operatorName: String = {
        for name in ["WAYMARK_OPERATOR", "SUDO_USER"] {
            if let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty { return value }
        }
        return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(getuid())"
    }()

    /// A connection that acts as one of the roles; the login must be a member of it.
    package func connect(as role: Role, statementTimeout: Duration = .seconds(4)) throws(PostgresError) -> Connection {
        var options = Connection.Options()
        options.settings["role"] = role.rawValue
        options.statementTimeout = statementTimeout
        options.timeLimit = statementTimeout + .seconds(1)
        // As in the functions of the database: those that have none of their own are planned once, whoever calls them.
        if role == .site || role == .door { options.settings["search_path"] = "pg_catalog, public, app, pg_temp" }
        if role == .owner || role == .admin { options.idleInTransactionTimeout = .seconds(600) }
        if role == .admin { options.settings["app.operator"] = Self.operatorName }
        return try Connection(role == .door ? door ?? conninfo : conninfo, options: options)
    }

    /// Makes the roles where the login may, gives the owner its rights, and brings the tables up to date.
    /// Throws a sentence when the login may not and the roles are not there.
    package func migrate(directory: String, log: (String) -> Void = { _ in }) throws {
        try prepare()
        let connection = try connect(as: .owner, statementTimeout: .seconds(600))
        defer { connection.close() }
        try Migrator(directory: directory, role: Role.owner.rawValue).migrate(on: connection, log: log)
        try connection.transaction { db in
            // Two migrations at once write the list one after the other; visits read on.
            try db.run("LOCK TABLE role_abilities IN SHARE ROW EXCLUSIVE MODE")
            // So that the site and the command line can tell whether they fit the database.
            try db.run("GRANT SELECT ON public.waymark_migrations TO waymark_site, waymark_admin")
            try db.run("DELETE FROM role_abilities")
            let pairs = App.Role.allCases.flatMap { role in role.abilities.map { (role.rawValue, $0.rawValue) } }
            try db.run(
                """
                INSERT INTO role_abilities (role, ability)
                SELECT * FROM unnest(\(pairs.map(\.0))::text[], \(pairs.map(\.1))::text[])
                """)
            try db.run("SELECT app.renew_abilities()")
        }
    }

    /// Migrates when the login may, else makes sure that nothing is missing: the site's own login only serves.
    package func bringUpToDate(directory: String, log: (String) -> Void = { _ in }) throws {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        if try Self.mayMigrate(connection) { return try migrate(directory: directory, log: log) }
        let pending = try Migrator(directory: directory).pending(on: connection)
        guard pending.isEmpty else { throw Outdated(count: pending.count, first: pending[0].name) }
    }

    /// What the database still lacks, in order; throws when it is newer than these files, or was made by others.
    package func pending(directory: String) throws -> [Migration] {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        return try Migrator(directory: directory).pending(on: connection)
    }

    /// How every migration stands with the database; refuses nothing.
    package func standings(directory: String) throws -> [Standing] {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        return try Migrator(directory: directory).standings(on: connection)
    }

    /// The database is older than the program, and this login may not mend that.
    package struct Outdated: Error, CustomStringConvertible {
        let count: Int
        let first: String
        package var description: String {
            "The database lacks \(count) migrations, the first is \(first): run `waymark migrate` with the owner's login first"
        }
    }

    private static func mayMigrate(_ connection: Connection) throws -> Bool {
        try connection.transaction(readOnly: true) { db in
            try db.value(
                """
                SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'waymark_owner' AND pg_has_role(oid, 'MEMBER'))
                    OR EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole))
                """) ?? false
        }
    }

    /// A role that is not there, and this login may not make.
    package struct Roleless: Error, CustomStringConvertible {
        let role: String
        package var description: String {
            "The database lacks the role \(role), and this login may not make roles: make it as docker/roles.sh does"
        }
    }

    private func requireRoles(_ present: [String], in db: Transaction) throws {
        guard let missing = Role.allCases.first(where: { !present.contains($0.rawValue) }) else { return }
        let may: Bool? = try db.value(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if may != true { throw Roleless(role: missing.rawValue) }
    }

    private func prepare() throws {
        let connection = try Connection(conninfo)
        defer { connection.close() }
        try connection.transaction { db in
            // Two starts at once must not both make the roles.
            try db.run("SELECT pg_advisory_xact_lock(7239146)")
            let names: [String] = Role.allCases.map(\.rawValue)
            let present: [String] = try db.values("SELECT rolname::text FROM pg_roles WHERE rolname = ANY (\(names))")
            try requireRoles(present, in: db)
            if !present.contains(Role.owner.rawValue) { try db.run("CREATE ROLE waymark_owner NOLOGIN") }
            if !present.contains(Role.site.rawValue) { try db.run("CREATE ROLE waymark_site NOLOGIN") }
            if !present.contains(Role.admin.rawValue) { try db.run("CREATE ROLE waymark_admin NOLOGIN") }
            if !present.contains(Role.door.rawValue) { try db.run("CREATE ROLE waymark_door NOLOGIN") }
            // What the site may, the door may too; never the other way about.
            let isSite: Bool = try db.value("SELECT pg_has_role('waymark_door', 'waymark_site', 'MEMBER')") ?? false
            if !isSite { try db.run("GRANT waymark_site TO waymark_door") }
            let isMember: Bool = try db.value("SELECT pg_has_role('waymark_owner', 'MEMBER')") ?? false
            if !isMember { try db.run("GRANT waymark_owner, waymark_door, waymark_admin TO CURRENT_USER") }
            let ready: Bool =
                try db.value(
                    """
                    SELECT has_database_privilege('waymark_owner', current_database(), 'CREATE')
                       AND has_schema_privilege('waymark_owner', 'public', 'CREATE')
                    """) ?? false
            if !ready {
                try db.run(
                    "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO waymark_owner', current_database()); GRANT CREATE, USAGE ON SCHEMA public TO waymark_owner; END $$"
                )
            }
            // A temporary table could stand in for a real one inside a function.
            let mayHide: Bool =
                try db.value("SELECT has_database_privilege('waymark_site', current_database(), 'TEMPORARY')") ?? false
            if mayHide {
                try db.run(
                    "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$"
                )
            }
        }
    }
}

extension Day: SQLValue {
    package static var sqlType: SQLType { .date }
    package func write(to text: inout [UInt8]) { text += Array(isoText.utf8) }
    package init?(sqlText: Span<UInt8>) {
        guard sqlText.count == 10 else { return nil }
        var digits = [0, 0, 0]
        var part = 0
        for index in 0..<10 {
            let byte = sqlText[index]
            if byte == UInt8(ascii: "-") {
                part += 1
                if part > 2 { return nil }
            } else {
                guard (48...57).contains(byte) else { return nil }
                digits[part] = digits[part] * 10 + Int(byte - 48)
            }
        }
        self.init(year: digits[0], month: digits[1], day: digits[2])
    }
}

extension ApproximateDay.Precision: SQLValue {}
