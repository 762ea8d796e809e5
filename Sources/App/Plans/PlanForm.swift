import PlanReader
import Postgres

/// What may be typed about a plan.
struct PlanForm {
    let title, reference, body, origin, portfolio, linkOfficers, targetGroups, introduction: String
    let agreed: ApproximateDay?
    let targetOn: Day?
    let state: Plan.State
    let supersededBy: String
    let decisions: [Decision]

    /// An approving decision (001.01).
    struct Decision: Equatable {
        let body: String
        let decidedOn: Day
        let words: String
    }

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        title = check.text("title", PlanLimit.title.range, or: "Enter a title of up to 200 characters")
        reference = check.text("reference", upTo: PlanLimit.reference.most, "The reference")
        body = check.text("body", upTo: PlanLimit.body.most, "The body that made it")
        origin = check.text("origin", upTo: PlanLimit.origin.most, "Where it comes from")
        portfolio = check.text("portfolio", upTo: PlanLimit.portfolio.most, "The portfolio")
        linkOfficers = check.text("link_officers", upTo: PlanLimit.linkOfficers.most, "Link officers")
        targetGroups = check.text("target_groups", upTo: PlanLimit.targetGroups.most, "The groups it is for")
        introduction = check.text("introduction", upTo: PlanLimit.introduction.most, "The introduction")
        let state: Plan.State? = check.choice("state", or: "Choose where the plan is in its life")
        supersededBy =
            state == .superseded
            ? check.text(
                "superseded_by", 1...PlanLimit.supersededBy.most,
                or: "Enter what superseded the plan, in up to 300 characters") : ""
        agreed = check.approximateDay("agreed", or: "Enter a real day or month, such as 27 3 2026")
        if let state, state != .draft, agreed == nil {
            check.mistake("agreed", "Enter when the action plan was agreed; the month and year are enough")
        }
        targetOn = check.day("target", or: "Enter a real day, such as 31 3 2027")
        decisions = fields.rows("decision", with: Self.decisionParts).compactMap { Self.decision($0, &check) }
        self.state = state ?? .draft
        try check.finish()
    }

    static let decisionParts = ["body", "on", "words"]

    private static func decision(_ row: Int, _ check: inout Check) -> Decision? {
        let name = "decision_\(row)_"
        let body = check.text(
            name + "body", PlanLimit.decisionBody.range, or: "Enter who decided, in up to 200 characters")
        let on = check.day(name + "on", or: "Enter the day of the decision, such as 11 12 2017")
        if on == nil { check.mistake(name + "on", "Enter the day of the decision") }
        let words = check.text(name + "words", upTo: PlanLimit.decisionWords.most, "The words of the decision")
        return on.map { Decision(body: body, decidedOn: $0, words: words) }
    }

    /// A plan as its form begins.
    static func fields(_ plan: Plan, _ decisions: [Decision]) -> Fields {
        var fields = Fields()
        fields["version"] = String(plan.version)
        fields["title"] = plan.title
        fields["reference"] = plan.reference
        fields["body"] = plan.body
        fields["origin"] = plan.origin
        fields["portfolio"] = plan.portfolio
        fields["link_officers"] = plan.linkOfficers
        fields["target_groups"] = plan.targetGroups
        fields["introduction"] = plan.introduction
        fields.set("agreed", plan.agreed)
        fields.set("target", plan.targetOn)
        fields["state"] = plan.state.rawValue
        fields["superseded_by"] = plan.supersededBy
        for (index, decision) in decisions.enumerated() {
            fields["decision_\(index + 1)_body"] = decision.body
            fields.set("decision_\(index + 1)_on", decision.decidedOn)
            fields["decision_\(index + 1)_words"] = decision.words
        }
        return fields
    }

    static func parts(_ form: FormBuilder) -> [FormPart] {
        [
            FormPart(questions: [
                .text(form.text("title", "Title", hint: "As on the report, such as “Care leavers into work”.")),
                .text(form.text("reference", "The council’s reference", optional: true, width: "20")),
                .text(
                    form.text(
                        "body", "Who made it", hint: "The panel, select committee, task group or working party.",
                        optional: true)),
                .text(
                    form.text(
                        "origin", "Where it comes from", hint: "An earlier review, a strategy or a petition.",
                        optional: true)),
                .text(form.text("portfolio", "Portfolio", optional: true)),
                .text(
                    form.text("link_officers", "Link officers", hint: "Their posts, not their names.", optional: true)),
                .area(
                    form.area(
                        "target_groups", "Groups it is for", hint: "As the panel defined them.", optional: true,
                        rows: 3, limit: PlanLimit.targetGroups.most)),
                .area(
                    form.area(
                        "introduction", "Introduction", optional: true, rows: 6, limit: PlanLimit.introduction.most)),
            ]),
            FormPart(
                heading: "Where it is in its life",
                questions: [
                    .branch(
                        form.branch(
                            "state", "State",
                            Plan.State.allCases.map { state in
                                (
                                    state.rawValue, state.label,
                                    state == .superseded
                                        ? [
                                            InnerQuestion.text(
                                                form.text(
                                                    "superseded_by", "Superseded by",
                                                    hint: "The plan or strategy that took its place."))
                                        ] : []
                                )
                            }, hint: "Members see a plan once it is no longer a draft.")),
                    .day(form.day("agreed", "Action plan agreed", hint: FormBuilder.approximately, optional: true)),
                    .day(form.day("target", "To be complete by", optional: true)),
                ]),
            .repeating(
                "decision", with: decisionParts, in: form, "Decision", heading: "Decisions",
                hint: "Who approved the report or the plan, and when. Leave a decision empty to remove it."
            ) { name in
                [
                    .text(form.text(name + "body", "Who decided", hint: "Such as Cabinet, or Cabinet Member.")),
                    .day(form.day(name + "on", "Day of the decision")),
                    .area(form.area(name + "words", "What was decided", optional: true, rows: 2)),
                ]
            },
        ]
    }
}
