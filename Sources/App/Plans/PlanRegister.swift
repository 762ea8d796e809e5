import PlanReader
import Postgres

extension Plan {
    /// What hangs on a plan that is there already.
    static func choices(_ visit: Visit, at home: Home, for plan: Plan?) throws -> PlanContents? {
        try plan.flatMap { try visit.db(PlanContents.of($0.id)) }
    }

    static let fields: [Field<Plan>] = [
        .text(
            \.title, "title", "title", "Title", PlanLimit.title.range,
            hint: "As on the report, such as “Care leavers into work”.", or: "Enter a title of up to 200 characters"),
        .text(
            \.reference, "reference", "reference", "The council’s reference", PlanLimit.reference.range, width: "20"),
        .text(
            \.body, "body", "body", "Who made it", PlanLimit.body.range,
            hint: "The panel, select committee, task group or working party."),
        .text(
            \.origin, "origin", "origin", "Where it comes from", PlanLimit.origin.range,
            hint: "An earlier review, a strategy or a petition."),
        .text(\.portfolio, "portfolio", "portfolio", "Portfolio", PlanLimit.portfolio.range),
        .text(
            \.linkOfficers, "link_officers", "link_officers", "Link officers", PlanLimit.linkOfficers.range,
            hint: "Their posts, not their names."),
        .area(
            \.targetGroups, "target_groups", "target_groups", "Groups it is for", PlanLimit.targetGroups.range,
            hint: "As the panel defined them.", rows: 3),
        .area(
            \.introduction, "introduction", "introduction", "Introduction", PlanLimit.introduction.range, rows: 6),
        .choice(\.state, "state", "state", "State", or: "Choose where the plan is in its life")
            .asking { form, _ in .branch(states(form)) }.under("Where it is in its life")
            .asked(when: isPublished),
        .text(\.supersededBy, "superseded_by", "superseded_by", "Superseded by", PlanLimit.supersededBy.range)
            .asking { _, _ in nil }.asked(when: isPublished),
        .approximateDay(
            \.agreed, "agreed", ("agreed_on", "agreed_precision"), "Action plan agreed",
            hint: "Needed once the plan is no longer a draft. " + FormBuilder.approximately
        ).neededAtTimes(),
        .day(\.targetOn, "target", "target_on", "To be complete by"),
        .rows(
            \.decisions, "decision", "Decisions",
            hint: "Who approved the report or the plan, and when. Leave a decision empty to remove it."),
    ]

    /// A draft becomes anything else by being published.
    private static let isPublished: @Sendable (FormContext<Plan>) -> Bool = {
        $0.existing.map { $0.state != .draft } ?? false
    }

    private static func states(_ form: FormBuilder) -> BranchField {
        let what = form.text("superseded_by", "Superseded by", hint: "The plan or strategy that took its place.")
        return form.branch(
            "state", "State", State.options.map { ($0.value, $0.text, $0.value == "superseded" ? [.text(what)] : []) },
            hint: "Members see nothing of a plan that is made a draft again.")
    }

    static let whenAgreed = "Enter when the action plan was agreed; the month and year are enough"

    static func check(_ plan: inout Plan, _ check: inout Check, _ context: FormContext<Plan>) {
        if plan.state != .superseded, context.existing?.state != .draft { plan.supersededBy = "" }
        if plan.state == .superseded, plan.supersededBy.isEmpty {
            check.mistake("superseded_by", "Enter what superseded the plan, in up to 300 characters")
        }
        if plan.state != .draft, plan.agreed == nil {
            check.mistake("agreed", whenAgreed)
        }
        if plan.state == .draft, let was = context.existing, was.state != .draft, context.choices?.submitted ?? 0 > 0 {
            check.mistake("state", "Choose another state: the plan has submitted updates, so it is no longer a draft")
        }
    }

    static let unique: Unique<Plan>? = Unique(
        "title", or: "Choose another title: there is already a plan with this one"
    ) { plan, _ in "x.title_key = app.fold(\(plan.title))" }

    static let register = Register<Plan>(
        Paths.plans, see: .seePlans, change: .changePlans, title: "Action plans",
        empty: EmptyState(
            heading: "No action plans yet",
            text: "A plan stands here once the scrutiny team has imported it from its paper, or made it by hand.")
    ) {
        $0.hasList = false
        $0.page = .own
        $0.newHeading = "New action plan"
        $0.formLead = {
            switch $0?.state {
            case nil: "Begin with its title; the rest can follow. Members see nothing of it until you publish it."
            case .draft: "This plan is a draft: members see nothing of it until you publish it."
            default: nil
            }
        }
        $0.saved = { _, id, _, isNew in
            isNew ? (Paths.plan(id), "The plan is made. Now add its recommendations.") : nil
        }
        $0.parts = [("decisions", "plan_id")]
        $0.historyOf = (.seeHistory, { HistorySubject("a.plan_id = \($0.id)") })
        $0.removal = { plan, _, visit in
            let contents = try visit.db(PlanContents.of(plan.id))
            return RemovalTerms(
                things: ["The plan “\(plan.title)”"] + (contents?.things ?? []),
                refusal: plan.reasonToStay,
                instead: Link(label: "Edit the plan", link: Paths.plan(plan.id) + "/edit"))
        }
        $0.auditGroup = AuditedTable.planGroup
        $0.settleAudit = {
            $0.said = ["title", "state"]
            $0.columns += [
                AuditedColumn("published_on", "Published"), AuditedColumn("followed_from", "Followed up from"),
            ]
            $0.naming = {
                "SELECT id, title AS name, id AS plan_id, NULL::bigint AS recommendation_id FROM plans WHERE id = ANY (\($0))"
            }
            $0.path = { thing, _ in thing?.planPath }
        }
    }

    private var reasonToStay: String? {
        if state == .draft, publishedOn == nil { return nil }
        let what = state == .draft ? "Members have seen this plan." : "Only a draft can be removed."
        return "\(what) A plan that was published is kept: edit it and say that it is signed off or superseded."
    }
}
