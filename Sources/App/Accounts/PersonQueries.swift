import Postgres

extension Person: RowDecodable {
    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        email = try row["email"]
        name = try row["name"]
        state = try row["state"]
        let names: [String] = try row["roles"]
        roles = names.compactMap(Role.init(rawValue:))
    }

    private static let columns: SQL = """
        id, version, email, name, state, ARRAY(SELECT r.role FROM person_roles r
         WHERE r.tenant_id = people.tenant_id AND r.person_id = people.id ORDER BY r.role) AS roles
        """

    /// Everybody of the council, by name.
    package static func all(in db: Transaction) throws(PostgresError) -> [Person] {
        try db.list("SELECT \(columns) FROM people ORDER BY \(SQL.byName("name")), id")
    }

    package static func find(email: String, in db: Transaction) throws(PostgresError) -> Person? {
        try db.first("SELECT \(columns) FROM people WHERE email = \(EmailAddress.read(email) ?? email.lowercased())")
    }

    /// Nil when the council already has a person with this e-mail.
    package static func add(email: String, name: String, roles: [Role], in db: Transaction)
        throws(PostgresError) -> ID?
    {
        let id: ID? = try db.value(
            "INSERT INTO people (email, name) VALUES (\(email.lowercased()), \(name)) ON CONFLICT (tenant_id, email) DO NOTHING RETURNING id"
        )
        guard let id else { return nil }
        try db.run(
            "INSERT INTO person_roles (person_id, role) SELECT \(id), r FROM unnest(\(roles.map(\.rawValue))) AS r")
        return id
    }

    /// The same from the command line, with the password that the person signs in with; a temporary one only the first time.
    package static func add(
        email: String, name: String, roles: [Role], passwordHash: String, isTemporary: Bool = false, in db: Transaction
    ) throws(PostgresError) -> ID? {
        guard let id = try add(email: email, name: name, roles: roles, in: db) else { return nil }
        try setPassword(id, hash: passwordHash, isTemporary: isTemporary, in: db)
        return id
    }

    static func find(_ id: ID, in db: Transaction) throws(PostgresError) -> Person? {
        try db.first("SELECT \(columns) FROM people WHERE id = \(id)")
    }

    /// The next version of a person, for whoever saw this one; false when somebody changed the person in between.
    static func claim(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("UPDATE people SET version = version + 1 WHERE id = \(id) AND version = \(version)") == 1
    }

    /// Which administrator changed a person last: what people do with their own password and appearance is no such change.
    static func lastSave(_ id: ID) -> Query<LastSave?> {
        LastSave.last(
            """
            a.entity_id = \(id) AND (a.entity = 'person_roles' OR (a.entity = 'people' AND a.after ? 'version')
              OR (a.entity = 'passwords' AND a.person_id IS DISTINCT FROM a.entity_id))
            """)
    }

    /// What stays the same is left alone, so that nobody is signed out for nothing.
    static func change(_ id: ID, to form: PersonForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let other: ID? = try db.value("SELECT id FROM people WHERE email = \(form.email) AND id <> \(id)")
        if other != nil { return .taken }
        let names = form.roles.map(\.rawValue)
        let changed = try db.run(
            """
            UPDATE people SET email = \(form.email), name = \(form.name), version = version + 1
             WHERE id = \(id) AND version = \(version)
            """)
        if changed == 0 { return .stale }
        try db.run("DELETE FROM person_roles WHERE person_id = \(id) AND NOT role = ANY (\(names))")
        try db.run(
            "INSERT INTO person_roles (person_id, role) SELECT \(id), r FROM unnest(\(names)) AS r ON CONFLICT DO NOTHING"
        )
        return .saved
    }

    /// From the command line: false when somebody has the new address already.
    package static func change(_ id: ID, toEmail email: String, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE people SET email = \(email), version = version + 1 WHERE id = \(id)
               AND NOT EXISTS (SELECT FROM people o WHERE o.email = \(email) AND o.id <> \(id))
            """) == 1
    }

    /// Ends every session of the person. With a temporary password nothing opens until they chose one of their own.
    package static func setPassword(
        _ id: ID, hash: String, isTemporary: Bool = false, in db: Transaction
    ) throws(PostgresError) {
        try db.run("SELECT app.set_password(\(id), \(hash), \(isTemporary))")
    }

    /// A suspended person is out at once: the door asks for the state at every visit.
    package static func set(_ state: State, for id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("UPDATE people SET state = \(state), version = version + 1 WHERE id = \(id) AND state <> \(state)")
    }
}

extension Person {
    /// One administrator of a council after another, so that no two shut each other out: whoever waited is asked again for.
    static func takeTurn(_ visit: Visit) throws {
        try visit.db.run("SELECT pg_advisory_xact_lock(hashtext('people'), app.tenant())")
        let asking = try find(visit.person().id, in: visit.db)
        guard let asking, asking.state == .active,
            asking.roles.contains(where: { $0.abilities.contains(.managePeople) })
        else { throw Failure.conflict("Another administrator has just changed your own account. Nothing was saved.") }
    }
}

extension Session: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        agent = try row["agent"]
        beganAt = try row["began_at"]
        seenAt = try row["seen_at"]
    }

    /// The sessions of the person asking.
    static func mine(in db: Transaction) throws(PostgresError) -> [Session] {
        try db.list(
            """
            SELECT id, agent, to_char(began_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS began_at,
                   to_char(seen_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS seen_at FROM app.my_sessions()
            """)
    }
}
