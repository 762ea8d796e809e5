import PlanReader
import Postgres

extension Measure {
    static let fields: [Field<Measure>] = [
        .text(
            \.title, "title", "title", "What is measured", PlanLimit.measure.range,
            hint: "Such as “Care leavers in apprenticeships”.", or: "Enter what is measured, in up to 300 characters"),
        .choice(\.unit, "unit", "unit", "The number counts", or: "Choose what the number counts"),
        .text(
            \.comparator, "comparator", "comparator", "Compared with", PlanLimit.comparator.range,
            hint: "Such as “at least the national level in three years”."),
        .rows(
            \.milestones, "milestone", "Milestones",
            hint: "What is to be reached, by when. Leave a milestone empty to remove it.", one: true),
    ]

    static func check(_ measure: inout Measure, _ check: inout Check, _ context: FormContext<Measure>) {
        guard let kept = context.existing, kept.isTied, kept.unit != measure.unit else { return }
        check.mistake(
            "unit", "Leave it at \(kept.unit.label.lowercased()): Waymark counts this measure. Stop that first")
    }

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [home.lastPosition(in: from)] }

    static let register = Register<Measure>(
        "/plans/:plan/recommendations/:recommendation/measures", see: .seePlans, change: .changePlans,
        title: "Measures",
        empty: EmptyState(heading: "No measures", text: "What shows whether an action succeeds is counted here.")
    ) {
        $0.hasList = false
        $0.home = { try RecommendationPlace($0).home("measures") }
        $0.parts = [("milestones", "measure_id")]
        $0.removal = { measure, home, visit in
            let (milestones, readings) = try visit.db.all(
                Query<Int?>.value("SELECT count(*) FROM milestones WHERE measure_id = \(measure.id)"),
                Query<Int?>.value("SELECT count(*) FROM readings WHERE measure_id = \(measure.id)"))
            return RemovalTerms(
                things: [
                    "The measure “\(measure.title)”", countedIfAny(milestones ?? 0, "milestone", "milestones"),
                    countedIfAny(readings ?? 0, "reading", "readings"),
                ].compactMap(\.self))
        }
        $0.auditGroup = AuditedTable.measureGroup
        $0.settleAudit = {
            $0.columns.append(.position)
            $0.subject = .byName
            $0.links = ["recommendation_id": "recommendations"]
            $0.naming = { "SELECT id, title AS name, plan_id, recommendation_id FROM measures WHERE id = ANY (\($0))" }
            $0.path = { thing, _ in thing?.recommendationPath }
        }
    }
}

extension AuditedTable {
    static let measureGroup = "Measures and readings"

    static let milestones = AuditedTable(of: Milestone.self, group: measureGroup) {
        $0.said = ["value", "due_on"]
        $0.subject = .other("measure_id")
        $0.links = ["measure_id": "measures"]
    }
}
