import Postgres

/// What histories and the audit call the tables of measures.
extension AuditedTable {
    private static let group = "Measures and readings"

    static let measures = AuditedTable(
        "measures", "Measure", group: group,
        [
            AuditedColumn("title", "Title"), AuditedColumn("unit", "Unit", Unit.self),
            AuditedColumn("comparator", "Compared with"), AuditedColumn("position", "Place in the order"),
        ]
    ) {
        $0.subject = .byName
        $0.links = ["recommendation_id": "recommendations"]
        $0.naming = { "SELECT id, title AS name, plan_id, recommendation_id FROM measures WHERE id = ANY (\($0))" }
        $0.path = { thing, _ in thing?.recommendationPath }
    }

    static let milestones = AuditedTable(
        "milestones", "Milestone", group: group,
        [
            AuditedColumn("value", "To reach"), AuditedColumn("due_on", "By"),
            AuditedColumn("sense", "Sense", Milestone.Sense.self), AuditedColumn("breadth", "Over how many"),
            AuditedColumn("breadth_unit", "Over how many of what"),
            AuditedColumn("due_precision", "Day is known to the"),
        ]
    ) {
        $0.subject = .other("measure_id")
        $0.links = ["measure_id": "measures"]
    }

    static let readings = AuditedTable(
        "readings", "Reading", group: group,
        [
            AuditedColumn("value", "Value"), AuditedColumn("as_of", "As of"),
            AuditedColumn("qualifier", "How exact") {
                Reading.Qualifier(rawValue: $0).map { $0 == .exactly ? "exactly" : $0.words }
            }, AuditedColumn("is_projected", "Projected"), AuditedColumn("breadth", "Over how many"),
            AuditedColumn("subset", "Of those"), AuditedColumn("source", "Source"), AuditedColumn("caveat", "Caveat"),
            AuditedColumn("as_of_precision", "Day is known to the"),
        ]
    ) {
        $0.subject = .other("measure_id")
        $0.links = ["measure_id": "measures"]
    }
}
