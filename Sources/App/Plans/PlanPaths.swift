/// Where the pages of a plan are. An update's and a lead's part of the due list are here too: what is below them links there by number alone.
extension Paths {
    static let plans = "/plans"
    static let glossary = "/glossary"
    static let leads = "/leads"
    static func due(of lead: Lead.ID) -> String { "/due?lead=\(lead)" }

    static func plan(_ plan: Plan.ID) -> String { "/plans/\(plan)" }
    static func history(_ plan: Plan.ID) -> String { "/plans/\(plan)/history" }
    static func publication(_ plan: Plan.ID) -> String { "/plans/\(plan)/publication" }
    static func footnotes(_ plan: Plan.ID) -> String { "/plans/\(plan)/footnotes" }
    static func recommendations(_ plan: Plan.ID) -> String { "/plans/\(plan)/recommendations" }

    static func recommendation(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        "/plans/\(plan)/recommendations/\(recommendation)"
    }
    static func history(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.recommendation(recommendation, plan) + "/history"
    }
    static func actions(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.recommendation(recommendation, plan) + "/actions"
    }
    static func action(_ action: Action.ID, _ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        actions(recommendation, plan) + "/\(action)"
    }
    static func measures(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.recommendation(recommendation, plan) + "/measures"
    }
    static func measure(_ measure: Measure.ID, _ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        measures(recommendation, plan) + "/\(measure)"
    }
    static func readings(_ measure: Measure.ID, _ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.measure(measure, recommendation, plan) + "/readings"
    }
    /// How Waymark counts it.
    static func counts(_ measure: Measure.ID, _ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.measure(measure, recommendation, plan) + "/counts"
    }
    static func updates(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.recommendation(recommendation, plan) + "/updates"
    }
    static func update(_ update: Update.ID, _ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        updates(recommendation, plan) + "/\(update)"
    }
}
