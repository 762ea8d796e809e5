import Postgres

/// Who answers for what is asked for: lead officers with what each owes, and what nobody can be asked for.
struct OfficersAsked {
    let officers: [OfficerAsked]
    /// Leads with nobody who answers for them, by name.
    let loneLeads: [String]
    /// Who answers for a lead but may not record an update: their account is closed, or they have another role.
    let barred: [(name: String, leads: [String])]
    /// What nobody leads.
    let unled: [DueItem]

    init(_ items: [DueItem], in db: Transaction) throws(PostgresError) {
        let answers = try db(Answer.all(for: Array(Set(items.map(\.recommendationID)))))
        var officers: [OfficerAsked] = [], unled: [DueItem] = [], seen: [Answer] = []
        for item in items {
            let own = answers.filter { $0.answers(for: item) }
            if own.isEmpty { unled.append(item) }
            seen += own
            for person in own.compactMap(\.officer) {
                if let index = officers.firstIndex(where: { $0.id == person.id }) {
                    if officers[index].items.last?.key != item.key { officers[index].items.append(item) }
                } else {
                    officers.append(OfficerAsked(person, item))
                }
            }
        }
        let reached = Set(seen.filter { $0.officer != nil }.map(\.leadID))
        let unreached = seen.filter { !reached.contains($0.leadID) }
        loneLeads = unreached.filter { $0.person == nil }.map(\.lead).once
        barred = unreached.compactMap { $0.person?.name }.once.map { name in
            (name, unreached.filter { $0.person?.name == name }.map(\.lead).once)
        }
        (self.officers, self.unled) = (officers, unled)
    }

    /// That a person answers for a lead of an action, or that nobody does.
    private struct Answer: RowDecodable, Sendable {
        let recommendationID: Recommendation.ID
        let actionID: Action.ID
        let leadID: Lead.ID
        let lead: String
        let person: (id: Person.ID, name: String, email: String)?
        let mayRecord: Bool

        init(row: Row) throws(PostgresError) {
            recommendationID = try row["recommendation_id"]
            actionID = try row["action_id"]
            leadID = try row["lead_id"]
            lead = try row["lead"]
            let id: Person.ID? = try row["person_id"]
            person = if let id { (id, try row["name"], try row["email"]) } else { nil }
            mayRecord = try row["may_record"]
        }

        var officer: (id: Person.ID, name: String, email: String)? { mayRecord ? person : nil }

        func answers(for item: DueItem) -> Bool {
            recommendationID == item.recommendationID && (item.actionID == nil || item.actionID == actionID)
        }

        static func all(for recommendations: [Recommendation.ID]) -> Query<[Answer]> {
            .list(
                """
                SELECT j.recommendation_id, j.action_id, d.id AS lead_id, d.name AS lead, p.id AS person_id, p.name, p.email,
                       coalesce(p.state = 'active' AND EXISTS (SELECT FROM person_roles r
                             JOIN role_abilities a ON a.role = r.role
                            WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id
                              AND a.ability IN (\(Ability.updateLed.rawValue), \(Ability.recordUpdates.rawValue))), false) AS may_record
                  FROM action_leads j
                  JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
                  LEFT JOIN lead_members m ON m.tenant_id = d.tenant_id AND m.lead_id = d.id
                  LEFT JOIN people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
                 WHERE j.recommendation_id = ANY (\(recommendations.map(\.value)))
                 ORDER BY \(SQL.byName("p.name")), p.id, \(SQL.byName(key: "d.name_key")), d.id
                """)
        }
    }
}

/// A lead officer, and what of the chosen they answer for.
struct OfficerAsked {
    let id: Person.ID
    let name, email: String
    fileprivate(set) var items: [DueItem]

    fileprivate init(_ person: (id: Person.ID, name: String, email: String), _ item: DueItem) {
        (id, name, email) = person
        items = [item]
    }
}

extension [String] {
    /// Each once, in the order of the first.
    fileprivate var once: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
