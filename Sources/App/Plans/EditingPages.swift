import Mustache

/// Every change to plans and what hangs on them.
enum EditingPages: Feature {
    static let routes: [Route] = [
        PlanEditing.routes, RecommendationEditing.routes, ActionEditing.routes, MeasureEditing.routes,
        ReadingEditing.routes, PlanHistory.routes,
    ].flatMap(\.self)
    static let registers: [any AnyRegister] = [
        GlossaryEntry.register, Lead.register, Footnote.register, PlanSection.register,
    ]
    static let places = [Place("Teams and leads", Paths.leads, .changePlans, rank: 70)]
    static let audited = AuditedTable.ofPlans
    static let found: [FoundKind] = [.plans, .recommendations, .actions, .footnotes]
    static let dated: [DatedKind] = [.actions, .milestones, .plans]
}
