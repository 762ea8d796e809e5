import Mustache

/// Support plans with their goals, reviews, and personal budgets: what goes with a young person's way into work.
enum SupportPages: Feature {
    static let registers: [any AnyRegister] = [
        SupportPlan.register, Goal.register, Review.register, BudgetLine.register,
    ]
    static let routes: [Route] = ReviewRecording.routes + BudgetPages.routes
    static let views: [any View.Type] = [BudgetPage.self]
    static let audited = [
        AuditedTable(of: BudgetCap.self, group: "Young people") {
            $0.thing = "Cap of a personal budget"
            $0.many = $0.thing
        }
    ]
}
