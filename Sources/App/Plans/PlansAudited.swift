import Postgres

/// What histories and the audit call the tables that are rows in the forms of plans, recommendations and actions.
extension AuditedTable {
    static let planGroup = "Plans, decisions and notes"
    static let recommendationGroup = "Recommendations"
    static let actionGroup = "Actions and their leads"

    static let decisions = AuditedTable(of: Decision.self, group: planGroup)

    static let recommendationLinks = AuditedTable(of: LinkLine.self, group: recommendationGroup) {
        $0.links = ["recommendation_id": "recommendations"]
    }

    static let actionLeads = AuditedTable("action_leads", "Lead", group: actionGroup) {
        $0.subject = .pair("lead_id", "action_id")
        $0.links = ["lead_id": "leads", "action_id": "actions", "recommendation_id": "recommendations"]
    }
}

extension AuditedColumn {
    static let position = AuditedColumn("position", "Place in the order")
}

extension NamedThing {
    var planPath: String? { planID.map { Paths.plan(ID($0)) } }
    var recommendationPath: String? {
        guard let planID, let recommendationID else { return planPath }
        return Paths.recommendation(ID(recommendationID), ID(planID))
    }
}
