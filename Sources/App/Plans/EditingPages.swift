import Mustache

/// Every change to plans and what hangs on them.
enum EditingPages: Feature {
    static let registers: [any AnyRegister] = [
        Plan.register, Recommendation.register, Action.register, Measure.register, Reading.register,
        GlossaryEntry.register, Lead.register, Footnote.register, PlanSection.register,
    ]
    static let places = [Place("Teams and leads", Paths.leads, .changePlans, rank: 70, in: .plans)]
    static let audited: [AuditedTable] = [.decisions, .recommendationLinks, .actionLeads, .milestones]
    static let found: [FoundKind] = [.plans, .recommendations, .actions, .footnotes]
    static let dated: [DatedKind] = [.actions, .milestones, .plans]
}
