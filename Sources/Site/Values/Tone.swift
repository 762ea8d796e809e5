import Postgres

extension Tone: SQLValue {
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
