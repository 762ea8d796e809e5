import Postgres

/// What histories and the audit call that somebody was asked for an update.
extension AuditedTable {
    static let updateRequests = AuditedTable(
        "update_requests", "Request for an update", group: updateGroup,
        [
            AuditedColumn("officer_id", "Asked", references: "people"),
            AuditedColumn("asked_on", "Asked on"),
        ]
    ) {
        $0.subject = .byName
        $0.links = ["recommendation_id": "recommendations", "action_id": "actions", "asked_by": "people"]
        $0.naming = {
            """
            SELECT q.id, 'recommendation ' || r.number AS name, q.plan_id, r.id AS recommendation_id
              FROM update_requests q
              JOIN recommendations r ON r.tenant_id = q.tenant_id AND r.plan_id = q.plan_id AND r.id = q.recommendation_id
             WHERE q.id = ANY (\($0))
            """
        }
        $0.path = { thing, _ in thing?.recommendationPath }
    }
}
