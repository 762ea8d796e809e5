import Postgres

/// The common meaning behind a council's own word for how far something has come (X.02).
package enum Tone: String, SQLValue, Codable, CaseIterable {
    case achieved, achievedInPart = "achieved_in_part", onTrack = "on_track", slipped, notAchieved = "not_achieved"
    case notAssessed = "not_assessed"

    /// The name of its look: tag, mark and hatch (design-language.md section 2).
    var look: String {
        switch self {
        case .achieved: "good"
        case .achievedInPart: "part"
        case .onTrack: "steady"
        case .slipped: "caution"
        case .notAchieved: "stop"
        case .notAssessed: "idle"
        }
    }
}
