import Postgres

/// What may be typed about a lead, and who answers for it.
struct LeadForm {
    let name: String
    let kind: Lead.Kind
    let members: [Person.ID]

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        name = check.text("name", 1...200, or: "Enter a name of up to 200 characters")
        let kind: Lead.Kind? = check.choice("kind", or: "Choose what kind of lead it is")
        members = fields.all("members").compactMap { Person.ID($0) }
        self.kind = kind ?? .team
        try check.finish()
    }

    static func fields(_ lead: LeadLine) -> Fields {
        var fields = Fields()
        fields["version"] = String(lead.edition)
        fields["name"] = lead.name
        fields["kind"] = lead.kind.rawValue
        fields.set("members", lead.memberIDs.map(\.description))
        return fields
    }

    static func parts(_ form: FormBuilder, _ people: [LeadLine.Candidate]) -> [FormPart] {
        var members = form.checkboxes(
            "members", "Lead officers who answer for it", people.map { ($0.id.description, $0.name) },
            hint: "They find its actions in their due list and record its updates and readings.", optional: true)
        if people.isEmpty { members.hint = "Nobody is a lead officer yet. An administrator gives people that role." }
        return [
            FormPart(questions: [
                .text(form.text("name", "Name", hint: "A post, a team or a board, not a person’s name.")),
                .radios(form.radios("kind", "Kind", Lead.Kind.allCases.map { ($0.rawValue, $0.label) })),
                .checkboxes(members),
            ])
        ]
    }
}

/// A lead with who answers for it and how much it leads.
struct LeadLine: RowDecodable {
    let id: Lead.ID
    let edition: Int
    let name: String
    let kind: Lead.Kind
    let members: [String]
    let memberIDs: [Person.ID]
    let actionCount: Int

    /// A person who may be a member.
    struct Candidate: RowDecodable {
        let id: Person.ID
        let name: String

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            name = try row["name"]
        }

        /// Active people who may update what their team leads, and those who are members already.
        static func of(_ lead: Lead.ID?) -> Query<[Candidate]> {
            .list(
                """
                SELECT p.id, p.name FROM people p
                 WHERE p.id IN (SELECT person_id FROM lead_members WHERE lead_id = \(lead))
                    OR (p.state = 'active' AND p.id IN (SELECT r.person_id FROM person_roles r
                          JOIN role_abilities a ON a.role = r.role AND a.ability = \(Ability.updateLed.rawValue)))
                 ORDER BY p.name, p.id
                """)
        }
    }

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        edition = try row["edition"]
        name = try row["name"]
        kind = try row["kind"]
        members = try row["members"]
        memberIDs = try row["member_ids"]
        actionCount = try row["action_count"]
    }

    private static func select(_ condition: SQL) -> SQL {
        """
        SELECT l.id, l.version AS edition, l.name, l.kind, coalesce(m.names, '{}') AS members,
               coalesce(m.ids, '{}') AS member_ids, coalesce(a.actions, 0) AS action_count
          FROM leads l
          LEFT JOIN (SELECT m.lead_id, array_agg(p.name ORDER BY p.name, p.id) AS names, array_agg(p.id ORDER BY p.name, p.id) AS ids
                       FROM lead_members m JOIN people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
                      GROUP BY m.lead_id) m ON m.lead_id = l.id
          LEFT JOIN (SELECT lead_id, count(*) AS actions FROM action_leads GROUP BY lead_id) a ON a.lead_id = l.id
         WHERE \(condition) ORDER BY l.name_key, l.id
        """
    }

    static var all: Query<[LeadLine]> { .list(select("true")) }
    static func find(_ id: Lead.ID) -> Query<LeadLine?> { .first(select("l.id = \(id)")) }
}

extension Lead {
    /// Nil when there is already a lead of this name.
    static func add(_ form: LeadForm, in db: Transaction) throws(PostgresError) -> ID? {
        let id: ID? = try db.value(
            """
            INSERT INTO leads (name, kind) VALUES (\(form.name), \(form.kind))
            ON CONFLICT (tenant_id, name_key) DO NOTHING RETURNING id
            """)
        if let id { try set(form.members, of: id, in: db) }
        return id
    }

    /// The row is written even when only its members change, so that the later of two saves is told.
    static func change(_ id: ID, to form: LeadForm, edition: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let key = folded(form.name)
        let (other, changed) = try db.all(
            Query<ID?>.value("SELECT id FROM leads WHERE name_key = \(key) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE leads SET name = \(form.name), kind = \(form.kind), version = version + 1
                 WHERE id = \(id) AND version = \(edition)
                   AND NOT EXISTS (SELECT FROM leads o WHERE o.name_key = \(key) AND o.id <> \(id))
                """))
        if other != nil { return .taken }
        if changed == 0 { return .stale }
        try set(form.members, of: id, in: db)
        return .saved
    }

    private static func set(_ members: [Person.ID], of id: ID, in db: Transaction) throws(PostgresError) {
        _ = try db.all(
            Query<Int>.run("DELETE FROM lead_members WHERE lead_id = \(id) AND person_id <> ALL (\(members))"),
            Query<Int>.run(
                """
                INSERT INTO lead_members (lead_id, person_id) SELECT \(id), p.id FROM people p WHERE p.id = ANY (\(members))
                ON CONFLICT DO NOTHING
                """))
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM leads WHERE id = \(id)")
    }
}
