/// Where a council's settings are, and its audit.
extension Paths {
    static let settings = "/settings"
    static let cycles = "/settings/cycles"
    static let labels = "/settings/headings"
    static let settingsHistory = "/settings/history"

    static func labels(_ plan: Plan.ID) -> String { Self.plan(plan) + "/headings" }
    static func words(_ list: WordList) -> String { "/settings/" + list.place }
    static func word(_ word: OwnWord.ID, _ list: WordList) -> String { words(list) + "/\(word)" }
}
