import Mustache

/// A plan with all of its recommendations: the council's progress table.
struct PlanPage: View {
    static let template = "plans/show"
    let head: PageHead
    let summary: SummaryList
    let introduction: Markup?
    let tableHeading: String
    let planMarks: Markup?
    let table: ProgressTable?
    let nothing: EmptyState?
    let paper: FromThePaper?
    /// What it was imported from.
    let file: DocumentLines?
    let next: NextStep
    let counts: [CountedTag]
    let exports: Exports
    let documentsLink: String
    let historyLink, headingsLink: String?
    /// Where nothing of the paper is kept yet.
    let firstSectionLink: String?
    let footnotes: Footnotes?

    /// Rows, each recommendation with its actions.
    struct ProgressTable: Sendable {
        let labels: Labels
        let groups: [RecommendationGroup]
    }

    /// What the council calls the columns.
    struct Labels: Sendable { let recommendation, first, leads, due, status: String }

    /// What is due next in the plan.
    struct NextStep: Sendable {
        let due: Late?
        let text: String
        let link: Link?
        let lastUpdate: String?
    }

    /// How many recommendations stand somewhere.
    struct CountedTag: Sendable {
        let tags: [Tag]
        let count: String
    }

    init(_ it: PlanRecord, for visit: Visit) {
        let (plan, recommendations, notes) = (it.plan, it.recommendations, it.notes)
        var prose = NotedProse(glossary: it.glossary, notes: notes)
        head = PageHead(
            kicker: plan.body.isEmpty ? nil : plan.body, heading: plan.title, tags: [plan.state.tag],
            actions: Self.sitting(plan, it.isLed, visit)
                + Self.actions(plan, hasRecommendations: !recommendations.isEmpty, visit))
        summary = SummaryList(rows: Self.facts(plan, it.decisions, it.glossary))
        introduction = plan.introduction.isEmpty ? nil : prose.html(plan.introduction)
        planMarks = prose.marks(notes.onPlan)
        tableHeading = Self.heading(plan, recommendations)
        let byRecommendation = Dictionary(grouping: it.actions, by: \.recommendationID)
        let groups = recommendations.map { recommendation in
            RecommendationGroup(
                recommendation, byRecommendation[recommendation.id] ?? [], it.disagreements, notes, &prose, for: visit)
        }
        let columns = Labels(
            recommendation: it.labels(.recommendation), first: it.labels.recommendationAndActions,
            leads: it.labels(.leads), due: it.labels(.due), status: it.labels(.status))
        table = groups.isEmpty ? nil : ProgressTable(labels: columns, groups: groups)
        nothing = groups.isEmpty ? Self.nothing(plan, visit) : nil
        file = DocumentLines(it.file.map { [$0] } ?? [], removable: visit.can(.importPlans), for: visit)
        paper = FromThePaper(it.sections, of: plan.id, for: visit)
        next = Self.nextStep(plan, recommendations, it.actions, visit)
        counts = Self.counts(recommendations)
        exports = Self.exports(plan, visit)
        documentsLink = visit.link(Paths.documents(of: plan.id))
        historyLink = visit.can(.seeHistory) ? visit.link(Paths.history(plan.id)) : nil
        headingsLink = visit.can(.changeWords) ? visit.link(Paths.labels(plan.id)) : nil
        firstSectionLink =
            it.sections.isEmpty && visit.can(.changePlans) ? visit.link(Paths.sections(plan.id) + "/new") : nil
        footnotes = prose.foot { note in note.recommendationID.map { "#recommendation-\($0)" } ?? "#main" }
    }

    private static func heading(_ plan: Plan, _ recommendations: [Recommendation]) -> String {
        switch (plan.openCount, plan.openCount + plan.closedCount) {
        case (_, 0): "Recommendations"
        case (0, let all):
            all == 1 && recommendations.allSatisfy { $0.state == .signedOff }
                ? "The recommendation is signed off"
                : all == 1 ? "The recommendation is not outstanding" : "None of \(all) recommendations is outstanding"
        case (let open, let all) where open == all:
            all == 1 ? "1 recommendation, outstanding" : "All \(all) recommendations are outstanding"
        case (let open, let all): "\(open) of \(all) recommendations \(open == 1 ? "is" : "are") outstanding"
        }
    }

    private static func sitting(_ plan: Plan, _ isLed: Bool, _ visit: Visit) -> [PageAction] {
        guard plan.state.isFollowed, plan.openCount > 0, visit.can(.recordUpdates) || isLed else { return [] }
        return [PageAction(label: "Update the plan", link: visit.link(Paths.updates(plan.id)), isPrimary: true)]
    }

    private static func actions(_ plan: Plan, hasRecommendations: Bool, _ visit: Visit) -> [PageAction] {
        let seen = PageAction(label: "Committee papers", link: visit.link(Paths.papers) + "?plan=\(plan.id)")
        guard visit.can(.changePlans) else { return visit.can(.seePapers) ? [seen] : [] }
        let path = Paths.plan(plan.id)
        let publish =
            plan.state == .draft && hasRecommendations
            ? [PageAction(label: "Publish to members", link: visit.link(Paths.publication(plan.id)), isPrimary: true)]
            : []
        return publish + [
            seen, PageAction(label: "Edit plan", link: visit.link(path + "/edit")),
            PageAction(label: "Notes", link: visit.link(Paths.footnotes(plan.id))),
            PageAction(
                label: "Add a recommendation", link: visit.link(Paths.recommendations(plan.id) + "/new"),
                isPrimary: !hasRecommendations),
        ]
    }

    private static func nothing(_ plan: Plan, _ visit: Visit) -> EmptyState {
        let link = visit.link(Paths.recommendations(plan.id) + "/new")
        return EmptyState(
            heading: "No recommendations yet",
            text: "A plan is followed by its recommendations, each under the number in the report.",
            next: visit.can(.changePlans) ? Link(label: "Add a recommendation", link: link) : nil)
    }

    private static func exports(_ plan: Plan, _ visit: Visit) -> Exports {
        let lists = [("actions", "Every action"), ("updates", "Every update"), ("readings", "Measures and readings")]
        let whole = ExportLink(
            label: "The whole plan", link: visit.link(Paths.file(plan.id)),
            detail: "to bring in again, here or in another council")
        return Exports(
            label: "Download this plan",
            files: lists.flatMap { name, words in
                [("CSV", "csv"), ("JSON", "json")].map { label, ending in
                    ExportLink(
                        label: "\(words), \(label)", link: visit.link(Paths.plan(plan.id)) + "/\(name).\(ending)")
                }
            } + (visit.can(.seeDrafts) ? [whole] : []))
    }
}
