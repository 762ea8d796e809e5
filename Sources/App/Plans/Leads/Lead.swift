import PlanReader
import Postgres

/// Whoever may lead an action: a post, a team, a board, "all officers who …" (000.07), and which lead officers answer for it.
package struct Lead: Record {
    package typealias ID = Postgres.ID<Lead>
    package typealias Kind = PlanFile.Leader.Kind

    package var id = ID(0), version = 0
    package var name = "", kind = Kind.team
    var members: [Person.ID] = [], memberNames: [String] = []
    var actionCount = 0

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        kind = try row["kind"]
        members = try row["member_ids"]
        memberNames = try row["members"]
        actionCount = try row["action_count"]
    }

    static let table: StaticString = "leads"
    static let words = RecordWords(one: "lead", many: "leads")
    static let select: SQL = """
        SELECT x.id, x.version, x.name, x.kind, coalesce(m.names, '{}') AS members, coalesce(m.ids, '{}') AS member_ids,
               coalesce(a.actions, 0) AS action_count
          FROM leads x
          LEFT JOIN (SELECT m.lead_id, array_agg(p.name ORDER BY \(SQL.byName("p.name")), p.id) AS names, array_agg(p.id ORDER BY \(SQL.byName("p.name")), p.id) AS ids
                       FROM lead_members m JOIN people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
                      GROUP BY m.lead_id) m ON m.lead_id = x.id
          LEFT JOIN (SELECT lead_id, count(*) AS actions FROM action_leads GROUP BY lead_id) a ON a.lead_id = x.id
        """
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"

    /// People who may be members: those who may update what their team leads, and those who are members already.
    static func choices(_ visit: Visit, at home: Home, for lead: Lead?) throws -> [NamedChoice] {
        try visit.db(
            .list(
                """
                SELECT p.id, p.name FROM people p
                 WHERE p.id IN (SELECT person_id FROM lead_members WHERE lead_id = \(lead?.id))
                    OR (p.state = 'active' AND p.id IN (SELECT r.person_id FROM person_roles r
                          JOIN role_abilities a ON a.role = r.role AND a.ability = \(Ability.updateLed.rawValue)))
                 ORDER BY \(SQL.byName("p.name")), p.id
                """))
    }

    static let fields: [Field<Lead>] = [
        .text(
            \.name, "name", "name", "Name", PlanLimit.lead.range,
            hint: "A post, a team or a board, not a person’s name.",
            or: "Enter a name of up to 200 characters"),
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose what kind of lead it is", radios: true).filtered(
            any: "All kinds"),
        Field(
            name: "members", label: "Lead officers", columns: [],
            question: { form, context in
                let hint =
                    context.choices.isEmpty
                    ? "Nobody is a lead officer yet. An administrator gives people that role."
                    : "They find its actions in their due list and record its updates and readings."
                return .checkboxes(
                    form.checkboxes(
                        "members", "Lead officers who answer for it", context.choices.map(\.option), hint: hint,
                        optional: true))
            },
            read: { check, lead, _ in lead.members = check.fields.all("members").compactMap { Person.ID($0) } },
            fill: { $1.set("members", $0.members.map(\.description)) }, bind: { _ in [] },
            cell: { .texts($0.memberNames, absent: "Nobody yet") }, accept: { _, _ in }),
    ]

    static let unique: Unique<Lead>? = Unique("name", or: "Enter another name: there is already a lead with this one") {
        lead, _ in "x.name_key = \(folded(lead.name))"
    }

    func keep(as id: ID, in db: Transaction) throws {
        _ = try db.all(
            Query<Int>.run("DELETE FROM lead_members WHERE lead_id = \(id) AND person_id <> ALL (\(members))"),
            Query<Int>.run(
                """
                INSERT INTO lead_members (lead_id, person_id) SELECT \(id), p.id FROM people p WHERE p.id = ANY (\(members))
                ON CONFLICT DO NOTHING
                """))
    }

    package static var all: Query<[Lead]> { .list("\(select) ORDER BY \(order)") }

    /// The lead of this name, made when there is none yet.
    package static func named(_ name: String, kind: Kind = .team, in db: Transaction) throws(PostgresError) -> ID {
        let key = folded(name)
        if let id: ID = try db.value("SELECT id FROM leads WHERE name_key = \(key)") { return id }
        let id: ID? = try db.value(
            """
            INSERT INTO leads (name, kind) VALUES (\(name), \(kind))
            ON CONFLICT (tenant_id, name_key) DO UPDATE SET name = leads.name RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a lead was neither found nor made") }
        return id
    }
}

extension Lead {
    static let register = Register<Lead>(
        Paths.leads, see: .seeDrafts, change: .changePlans, title: "Teams and leads",
        empty: EmptyState(
            heading: "No teams or leads yet",
            text: "They come with the actions: whoever is named as a lead is listed here.")
    ) {
        $0.columns += [
            ListColumn("Actions", "actions", sort: "coalesce(a.actions, 0)") { .whole($0.actionCount) }
        ]
        $0.waiting = { visit in
            let alone = try visit.db(LeadOfficers.lone)
            guard let alone, alone > 0 else { return nil }
            return "\(alone) of these \(alone == 1 ? "leads" : "lead") actions without a lead officer yet."
        }
        $0.actions = { visit in
            visit.can(.changePlans)
                ? [PageAction(label: "Choose lead officers", link: visit.link(Paths.leadOfficers))] : []
        }
        $0.newHeading = "New team or lead"
        $0.parts = [("lead_members", "lead_id")]
        $0.naming = "x.name"
        $0.search = FoundWords(
            "''", plan: "SELECT max(l.plan_id) FROM action_leads l WHERE l.tenant_id = x.tenant_id AND l.lead_id = x.id"
        )
        $0.foundPath = { found, visit in
            visit.can(.seeDueList) ? Paths.due(of: Lead.ID(found.id)) : found.planPath
        }
        $0.auditGroup = AuditedTable.settingsGroup
        $0.removal = { lead, _, _ in
            RemovalTerms(
                what: "this lead", things: ["“\(lead.name)”"] + lead.memberNames.map { "That \($0) answers for it" },
                refusal: countedIfAny(lead.actionCount, "action", "actions").map {
                    "It leads \($0). Give them another lead first."
                })
        }
    }
}

extension Lead.Kind: Choice {
    package var label: String {
        switch self {
        case .post: "Person’s post"
        case .group: "Partnership group"
        case .class: "Group of officers"
        default: rawValue.sentenceCase
        }
    }
}
