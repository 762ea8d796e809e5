import Postgres

/// What histories and the audit call the tables of action plans.
extension AuditedTable {
    static let ofPlans = [
        plans, decisions, recommendations, recommendationLinks, actions, actionLeads, measures, milestones, readings,
    ]
    static let planGroup = "Plans, decisions and notes"

    private static let plans = AuditedTable(
        "plans", "Plan", group: planGroup,
        [
            AuditedColumn("title", "Title"), AuditedColumn("state", "State", Plan.State.self),
            AuditedColumn("reference", "Reference"), AuditedColumn("body", "Made by"),
            AuditedColumn("origin", "Comes from"), AuditedColumn("agreed_on", "Agreed"),
            AuditedColumn("agreed_precision", "Agreed is known to the"), AuditedColumn("target_on", "To be completed"),
            AuditedColumn("portfolio", "Portfolio"), AuditedColumn("link_officers", "Link officers"),
            AuditedColumn("target_groups", "Who it is for"), AuditedColumn("introduction", "Introduction"),
            AuditedColumn("superseded_by", "Superseded by"),
        ]
    ) {
        $0.naming = {
            "SELECT id, title AS name, id AS plan_id, NULL::bigint AS recommendation_id FROM plans WHERE id = ANY (\($0))"
        }
        $0.path = { thing, _ in thing?.planPath }
    }

    private static let decisions = AuditedTable(
        "decisions", "Decision", group: planGroup,
        [AuditedColumn("body", "Body"), AuditedColumn("decided_on", "Day"), AuditedColumn("words", "Words")])

    private static let recommendations = AuditedTable(
        "recommendations", "Recommendation", group: "Recommendations",
        [
            AuditedColumn("words", "Words"), AuditedColumn("state_words", "Why it is no longer followed up"),
            AuditedColumn("number", "Number"), AuditedColumn("kind", "What it does", Recommendation.Kind.self),
            AuditedColumn("state", "State", Recommendation.State.self),
            AuditedColumn("response", "Executive’s answer", Recommendation.Response.self),
            AuditedColumn("response_words", "Words of the answer"), AuditedColumn("response_on", "Day of the answer"),
            AuditedColumn("position", "Place in the order"),
        ]
    ) {
        $0.subject = .nameAlone
        $0.naming = {
            "SELECT id, 'Recommendation ' || number AS name, plan_id, id AS recommendation_id FROM recommendations WHERE id = ANY (\($0))"
        }
        $0.path = { thing, _ in thing?.recommendationPath }
    }

    private static let recommendationLinks = AuditedTable(
        "recommendation_links", "Link", group: "Recommendations",
        [
            AuditedColumn("kind", "How") { RecommendationLink.Kind(rawValue: $0)?.label(fromHere: true) },
            AuditedColumn("other_id", "Other recommendation", references: "recommendations"),
            AuditedColumn("words", "Words"),
        ]
    ) { $0.links = ["recommendation_id": "recommendations"] }

    private static let actions = AuditedTable(
        "actions", "Action", group: "Actions and their leads",
        [
            AuditedColumn("words", "Words"), AuditedColumn("workstream", "Workstream"),
            AuditedColumn("success_measure", "Measure of success"), AuditedColumn("due_on", "Due"),
            AuditedColumn("due_precision", "Due is known to the"), AuditedColumn("due_words", "Due, as printed"),
            AuditedColumn("assessment_id", "Grade", references: "assessments"),
            AuditedColumn("report_duty", "Report to scrutiny", Action.ReportDuty.self),
            AuditedColumn("report_words", "Report, as printed"), AuditedColumn("report_on", "Report due"),
            AuditedColumn("report_precision", "Report day is known to the"),
            AuditedColumn("report_meeting_id", "Report goes to", references: "meetings"),
            AuditedColumn("report_every_months", "Months between reports"),
            AuditedColumn("recordability", "Can be counted", Action.Recordability.self),
            AuditedColumn("recordability_words", "Why not"), AuditedColumn("position", "Place in the order"),
        ]
    ) {
        $0.subject = .byName
        $0.links = ["recommendation_id": "recommendations"]
        $0.naming = {
            """
            SELECT a.id, coalesce(nullif(a.workstream, ''), 'Action ' || a.position) || ' of recommendation ' || r.number AS name,
                   a.plan_id, r.id AS recommendation_id
              FROM actions a JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.id = a.recommendation_id
             WHERE a.id = ANY (\($0))
            """
        }
        $0.path = { thing, _ in thing?.recommendationPath }
    }

    private static let actionLeads = AuditedTable("action_leads", "Lead", group: "Actions and their leads") {
        $0.subject = .pair("lead_id", "action_id")
        $0.links = ["lead_id": "leads", "action_id": "actions", "recommendation_id": "recommendations"]
    }
}

extension NamedThing {
    var planPath: String? { planID.map { Paths.plan(ID($0)) } }
    var recommendationPath: String? {
        guard let planID, let recommendationID else { return planPath }
        return Paths.recommendation(ID(recommendationID), ID(planID))
    }
}
