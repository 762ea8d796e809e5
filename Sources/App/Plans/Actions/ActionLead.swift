import Postgres

/// Who leads an action.
struct ActionLead: RowDecodable {
    let actionID: Action.ID
    let id: Lead.ID
    let name: String

    init(row: Row) throws(PostgresError) {
        actionID = try row["action_id"]
        id = try row["id"]
        name = try row["name"]
    }

    /// Of every action of a plan, each in the order of the paper.
    static func all(of plan: Plan.ID) -> Query<[Action.ID: [ActionLead]]> {
        Query<[ActionLead]>.list(
            """
            SELECT j.action_id, d.id, d.name FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
             WHERE j.plan_id = \(plan) ORDER BY j.action_id, j.position
            """
        ).map { leads throws(PostgresError) in Dictionary(grouping: leads, by: \.actionID) }
    }
}

extension Field<Action> {
    /// Who leads it, one a line; a name that is new makes the lead.
    static var leads: Field {
        var field = Field(
            name: "leads", label: "Leads", columns: [],
            question: { form, context in
                .area(
                    form.area(
                        "leads", "Leads",
                        hint: "Posts, teams or boards, one a line, not people’s names. \(known(context.choices.leads))",
                        optional: true, rows: max(3, form.fields["leads"].split(separator: "\n").count + 1)))
            },
            read: { check, action, context in
                action.leads = names(check.fields["leads"])
                if action.leads.count > 40 || action.leads.contains(where: { $0.unicodeScalars.count > 200 }) {
                    check.mistake("leads", "Enter up to 40 leads, one a line, each in up to 200 characters")
                }
                let known = Set(context.choices.leads.map { folded($0.name) })
                action.namesNewLeads = action.leads.contains { !known.contains(folded($0)) }
            },
            fill: { $1["leads"] = $0.leads.joined(separator: "\n") }, bind: { _ in [] },
            cell: { .texts($0.leads) }, accept: { $1["leads"] = $0 })
        field.keep = keep
        return field
    }

    private static func keep(_ action: Action, as id: Action.ID, in db: Transaction) throws {
        let kept: [String] = try db.values(
            """
            SELECT d.name FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
             WHERE j.action_id = \(id) ORDER BY j.position
            """)
        if kept == action.leads { return }
        try db.run("DELETE FROM action_leads WHERE action_id = \(id)")
        for (index, name) in action.leads.enumerated() {
            let lead = try Lead.named(name, in: db)
            try db.run(
                """
                INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position)
                SELECT plan_id, recommendation_id, id, \(lead), \(index + 1) FROM actions WHERE id = \(id) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// One a line, each once.
    private static func names(_ text: String) -> [String] {
        var names: [String] = []
        for line in text.split(separator: "\n") {
            let name = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !name.isEmpty, !names.contains(where: { folded($0) == folded(name) }) { names.append(name) }
        }
        return names
    }

    private static func known(_ leads: [Lead]) -> String {
        guard !leads.isEmpty else { return "A new name makes the lead." }
        let names = leads.prefix(30).map(\.name).joined(separator: "; ")
        return "A new name makes the lead. Known here: \(names)\(leads.count > 30 ? "; …" : "")."
    }
}
