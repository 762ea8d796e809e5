/// Where a council's settings are, and its audit.
extension Paths {
    static let settings = "/settings"
    /// What a council does first.
    static let start = "/start"
    static let statusWords = "/settings/assessments"
    static let slipReasons = "/settings/reasons"
    static let cycles = "/settings/cycles"
    static let stages = "/settings/stages"
    static let fiveStages = "/settings/five-stages"
    static let brokerage = "/settings/brokerage"
    static let labels = "/settings/headings"
    static let settingsHistory = "/settings/history"

    static func labels(_ plan: Plan.ID) -> String { Self.plan(plan) + "/headings" }
}
