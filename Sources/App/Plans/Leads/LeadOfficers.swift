import Postgres

/// Who answers for the leads that lead something, all together: the form with a row for each.
struct LeadOfficers {
    let leads: [Lead]
    /// Those who may be chosen.
    let officers: [NamedChoice]
    /// How many of them have nobody who answers for it.
    let loneCount: Int

    private static let mayUpdate: SQL = """
        SELECT r.person_id FROM person_roles r
          JOIN role_abilities a ON a.role = r.role AND a.ability = \(Ability.updateLed.rawValue)
        """

    /// Everybody who may update what their team leads.
    static var active: Query<[NamedChoice]> {
        .list(
            """
            SELECT p.id, p.name FROM people p WHERE p.state = 'active' AND p.id IN (\(mayUpdate))
             ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    /// The names of those who may add people.
    static var administrators: Query<[String]> {
        .values(
            """
            SELECT p.name FROM people p WHERE p.state = 'active' AND p.id IN (
                   SELECT r.person_id FROM person_roles r
                     JOIN role_abilities a ON a.role = r.role AND a.ability = \(Ability.managePeople.rawValue))
             ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    private static let leading: SQL =
        "\(Lead.select) WHERE x.id IN (SELECT lead_id FROM action_leads) ORDER BY \(Lead.order)"

    /// As they are now. A change holds them until its end, so that two who save come one after the other.
    init(_ visit: Visit, holding: Bool = false) throws {
        if holding {
            try visit.db.run("SELECT FROM leads WHERE id IN (SELECT lead_id FROM action_leads) ORDER BY id FOR UPDATE")
        }
        let lone: Int?
        (leads, officers, lone) = try visit.db.all(Query<[Lead]>.list(Self.leading), Self.active, Self.lone)
        loneCount = lone ?? 0
    }

    /// How many lead something and have nobody who answers for it: who may not sign in, or is no lead officer any more, does not.
    static let countOfLone: SQL = """
        (SELECT count(*) FROM leads AS x WHERE x.id IN (SELECT lead_id FROM action_leads)
            AND x.id NOT IN (SELECT m.lead_id FROM lead_members m JOIN people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
                              WHERE p.state = 'active' AND p.id IN (\(mayUpdate))))
        """

    static var lone: Query<Int?> { .value("SELECT \(countOfLone)") }

    /// One row's names in the form.
    static func field(_ lead: Lead) -> String { "lead_\(lead.id)" }
    static func was(_ lead: Lead) -> String { field(lead) + "_was" }
    static func version(_ lead: Lead) -> String { field(lead) + "_version" }

    /// What the form begins with.
    var fields: Fields {
        var fields = Fields()
        for lead in leads where lead.isOneRow {
            (fields[Self.field(lead)], fields[Self.was(lead)]) = (lead.officer, lead.officer)
            fields[Self.version(lead)] = String(lead.version)
        }
        return fields
    }

    func asked(_ sent: Fields) -> Asked {
        var asked = Asked(fields: fields)
        for lead in leads {
            let name = Self.field(lead), typed = sent[name]
            guard sent.has(name), typed != sent[Self.was(lead)], !(lead.isOneRow && typed == lead.officer) else {
                continue
            }
            asked.fields[name] = typed
            let chosen = officers.first { String($0.id) == typed }
            if !typed.isEmpty, chosen == nil {
                asked.mistakes.add(name, "\(lead.name): choose a lead officer from the list, or “Nobody yet”")
            } else if sent[Self.version(lead)] != String(lead.version) {
                asked.isStale = true
                asked.mistakes.add(name, lead.changedMeanwhile(wanted: chosen?.name ?? "nobody"))
            } else {
                asked.changes.append((lead, chosen.map { Person.ID($0.id) }))
            }
        }
        return asked
    }

    /// What a form asks for: the rows in which another was chosen. What somebody else saved meanwhile, and who is no lead officer,
    /// are mistakes by the row; the fields then hold what was typed, over what is kept now.
    struct Asked {
        var changes: [(lead: Lead, to: Person.ID?)] = []
        var mistakes = Mistakes()
        var isStale = false
        var fields: Fields
    }

    /// The lead's version counts on, so that an open form of the lead itself is refused.
    static func save(_ changes: [(lead: Lead, to: Person.ID?)], in db: Transaction) throws {
        for (lead, person) in changes {
            var lead = lead
            lead.members = person.map { [$0] } ?? []
            try lead.keep(as: lead.id, in: db)
            try db.run("UPDATE leads SET version = version + 1 WHERE id = \(lead.id)")
        }
    }
}

extension Lead {
    /// Nobody or one answers for it; more are kept on its own page.
    var isOneRow: Bool { members.count < 2 }
    /// Whose option is chosen.
    fileprivate var officer: String { isOneRow ? members.first?.description ?? "" : "" }

    fileprivate func changedMeanwhile(wanted: String) -> String {
        let who =
            members.isEmpty
            ? "Nobody answers" : "\(memberNames.listed) \(members.count == 1 ? "answers" : "answer")"
        let words = "\(name): somebody changed it after you opened this page. \(who) for it now"
        return isOneRow ? "\(words). Save again to have \(wanted) instead" : words
    }
}
