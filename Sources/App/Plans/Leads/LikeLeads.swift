import PlanReader
import Postgres

/// A lead that came with a draft, and leads of the council that may be the same: "Head of Inclusion" and "Head of Service
/// (Inclusion)". Whether they are is asked before the plan is published.
struct LikeLeads: Sendable {
    let lead: Lead.ID, name: String
    let others: [NamedChoice]

    private static let mostOthers = 8, mostAsked = 20, mostAlike = 50

    /// Of the leads that this plan brought: those that lead nothing elsewhere and that nobody answers for yet.
    static func of(_ plan: Plan.ID, in db: Transaction) throws -> [LikeLeads] {
        let all: [Known] = try db.list(
            """
            SELECT l.id, l.name, a.here AND NOT a.elsewhere AND \(Lead.isNamedNowhereElse) AS is_new
              FROM leads l
              LEFT JOIN LATERAL (SELECT coalesce(bool_or(a.plan_id = \(plan)), false) AS here,
                                        coalesce(bool_or(a.plan_id <> \(plan)), false) AS elsewhere
                                   FROM action_leads a WHERE a.tenant_id = l.tenant_id AND a.lead_id = l.id) a ON true
             ORDER BY l.id
            """)
        var byWord: [String: [Int]] = [:]
        for (index, lead) in all.enumerated() { for word in lead.words { byWord[word, default: []].append(index) } }
        let asked = all.indices.filter { all[$0].isNew }.lazy.compactMap { index -> LikeLeads? in
            let lead = all[index]
            // A word of many says little.
            let told = lead.words.compactMap { byWord[$0] }.filter { $0.count <= mostAlike }
            let near = Set(told.joined()).sorted().filter { other in
                // Of two that are both new it is asked once.
                other != index && (!all[other].isNew || other < index) && lead.isLike(all[other])
            }
            let others = near.prefix(mostOthers).map { NamedChoice(id: all[$0].id.value, name: all[$0].name) }
            return others.isEmpty ? nil : LikeLeads(lead: lead.id, name: lead.name, others: others)
        }
        return Array(asked.prefix(mostAsked))
    }

    private struct Known: RowDecodable {
        let id: Lead.ID, name: String, isNew: Bool
        let words: Set<String>

        init(row: Row) throws(PostgresError) {
            (id, name, isNew) = (try row["id"], try row["name"], try row["is_new"])
            words = Set(folded(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)).subtracting(Self.general)
        }

        /// Half of the words that tell one from another are the same.
        func isLike(_ other: Known) -> Bool {
            2 * words.intersection(other.words).count >= max(1, max(words.count, other.words.count))
        }

        /// They stand in the names of many.
        private static let general: Set = [
            "head", "director", "team", "teams", "service", "services", "officer", "officers", "manager", "board",
            "group", "assistant", "lead", "leads", "department", "directorate", "unit", "council", "of", "for", "and",
            "the", "with", "all", "senior", "deputy", "corporate", "strategic",
        ]
    }
}

extension Lead {
    /// Nobody answers for it, and it leads no pledge and no indicator.
    fileprivate static let isNamedNowhereElse: SQL = """
        NOT EXISTS (SELECT FROM lead_members m WHERE m.tenant_id = l.tenant_id AND m.lead_id = l.id)
        AND NOT EXISTS (SELECT FROM pledges p WHERE p.tenant_id = l.tenant_id AND p.lead_id = l.id)
        AND NOT EXISTS (SELECT FROM indicator_leads i WHERE i.tenant_id = l.tenant_id AND i.lead_id = l.id)
        """

    /// One lead from now on: what the first leads in the plan, the second leads. The first goes where it leads nothing else.
    static func join(_ id: ID, into other: ID, of plan: Plan.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            DELETE FROM action_leads a WHERE a.plan_id = \(plan) AND a.lead_id = \(id)
               AND EXISTS (SELECT FROM action_leads b WHERE b.tenant_id = a.tenant_id AND b.plan_id = a.plan_id
                                                        AND b.action_id = a.action_id AND b.lead_id = \(other))
            """)
        try db.run("UPDATE action_leads SET lead_id = \(other) WHERE plan_id = \(plan) AND lead_id = \(id)")
        try db.run(
            """
            DELETE FROM leads l WHERE l.id = \(id)
               AND NOT EXISTS (SELECT FROM action_leads a WHERE a.tenant_id = l.tenant_id AND a.lead_id = l.id)
               AND \(isNamedNowhereElse)
            """)
    }
}
