import Postgres

/// What histories and the audit call the table of updates.
extension AuditedTable {
    static let updateGroup = "Updates"

    static let updates = AuditedTable(
        "updates", "Update", group: updateGroup,
        [
            AuditedColumn("assessment_id", "Assessment", references: "assessments"),
            AuditedColumn("evidence", "Evidence of progress"), AuditedColumn("state", "State", Update.State.self),
            AuditedColumn("explanation", "Explanation"), AuditedColumn("impact", "Evidence of impact"),
            AuditedColumn("as_of", "Evidence date"), AuditedColumn("period_on", "Update"),
            AuditedColumn("is_context", "No progress to report"), AuditedColumn("new_due_on", "New due date"),
            AuditedColumn("slip_reason", "Reason why it slipped"),
            AuditedColumn("disagreement", "Grade and record disagree"),
            AuditedColumn("correction_reason", "Reason for the correction"),
            AuditedColumn("agreed_on", "Agreed on"), AuditedColumn("agreed_at", "Agreed at"),
            AuditedColumn("minute", "Minute"), AuditedColumn("agreed_by", "Recorded by", references: "people"),
        ]
    ) {
        $0.subject = .byName
        $0.links = ["recommendation_id": "recommendations"]
        $0.naming = {
            """
            SELECT u.id, to_char(u.period_on, 'FMMonth YYYY') || ', recommendation ' || r.number AS name, u.plan_id,
                   r.id AS recommendation_id
              FROM updates u JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.id = u.recommendation_id
             WHERE u.id = ANY (\($0))
            """
        }
        $0.path = { thing, _ in
            guard let thing, let plan = thing.planID, let recommendation = thing.recommendationID else { return nil }
            return Paths.update(ID(thing.id), ID(recommendation), ID(plan))
        }
    }
}
