import PlanReader
import Postgres

extension Action {
    /// Who may lead it, how far it may be, and to which meeting it may be reported.
    struct Choices: Sendable {
        let leads: [Lead]
        let assessments: [Assessment]
        let meetings: [Meeting]
    }

    static func choices(_ visit: Visit, at home: Home, for action: Action?) throws -> Choices {
        let (leads, assessments, meetings) = try visit.db.all(
            Lead.all, Assessment.all, Meeting.offered(to: action?.id))
        let offered = Assessment.offered(assessments, besides: action?.assessmentID?.description ?? "")
        return Choices(leads: leads, assessments: offered, meetings: meetings)
    }

    static let fields: [Field<Action>] = [
        .text(
            \.workstream, "workstream", "workstream", "Workstream", PlanLimit.workstream.range,
            hint: "The label as printed, such as HR or Procurement.", width: "20"),
        .area(
            \.words, "words", "words", "Action", PlanLimit.action.range,
            or: "Enter the words of the action, in up to 10,000 characters", rows: 6),
        .leads,
        .area(
            \.successMeasure, "success_measure", "success_measure", "Agreed success measure",
            PlanLimit.successMeasure.range, rows: 3),
        .approximateDay(\.due, "due", ("due_on", "due_precision"), "Due"),
        .text(
            \.dueWords, "due_words", "due_words", "Due, in words", PlanLimit.dueWords.range,
            hint: "As printed, when it says more than a date: “By the end of the pilot”."),
        .reference(
            \.assessmentID, "assessment", "assessment_id", "Status", to: "assessments",
            none: "Not assessed", or: "Choose one of the council’s words", cell: { $0.assessmentWords }
        ) { $0.choices.assessments.map { ($0.id.description, $0.words) } },
        .reportDuty, .reportMeeting, .everyMonths, .reportDay,
        .text(
            \.reportWords, "report_words", "report_words", "As printed", PlanLimit.reportWords.range,
            hint: "Such as “Report back to Scrutiny annually from March 2018”."),
        .choice(
            \.recordability, "recordability", "recordability", "Its numbers",
            hint: "What cannot be recorded is never shown as zero.", or: "Choose whether it can be counted"
        ).under("Can it be counted?"),
        .area(
            \.recordabilityWords, "recordability_words", "recordability_words", "Why, or with what caveat",
            PlanLimit.recordability.range, rows: 2),
    ]

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [home.lastPosition(in: from)] }

    static let register = Register<Action>(
        "/plans/:plan/recommendations/:recommendation/actions", see: .seePlans, change: .changePlans, title: "Actions",
        empty: EmptyState(heading: "No actions", text: "What is done about a recommendation is kept here.")
    ) {
        $0.hasList = false
        $0.home = { try RecommendationPlace($0).home("actions") }
        $0.saved = { action, _, home, isNew in
            let hint = action.namesNewLeads ? " New leads: say who answers under Teams and leads." : ""
            return (home.back.link, "The action is \(isNew ? "added" : "saved").\(hint)")
        }
        $0.parts = [("action_leads", "action_id")]
        $0.removal = removal
        $0.auditGroup = AuditedTable.actionGroup
        $0.settleAudit = {
            $0.columns.append(.position)
            $0.said = ["words", "workstream"]
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
    }

    private static let removal: @Sendable (Action, Home, Visit) throws -> RemovalTerms = { action, home, visit in
        let (updates, notes, requests) = try visit.db.all(
            Query<Int?>.value(
                "SELECT count(*) FROM updates WHERE plan_id = \(action.planID) AND action_id = \(action.id)"),
            Query<Int?>.value(
                "SELECT count(*) FROM footnotes WHERE plan_id = \(action.planID) AND action_id = \(action.id)"),
            Query<Int?>.value(
                "SELECT count(*) FROM update_requests WHERE plan_id = \(action.planID) AND action_id = \(action.id)"))
        let refusal =
            (updates ?? 0) == 0
            ? nil
            : "There are updates on this action, and they are kept. Edit the action instead, or remove the drafts among them first."
        return RemovalTerms(
            things: [
                "“\(Excerpt.opening(action.words, upTo: 160))”", countedIfAny(notes ?? 0, "footnote", "footnotes"),
                countedIfAny(
                    requests ?? 0, "record that a report was asked for", "records that a report was asked for"),
            ].compactMap(\.self),
            refusal: refusal, instead: Link(label: "Edit the action", link: home.path + "/\(action.id)/edit"))
    }
}
