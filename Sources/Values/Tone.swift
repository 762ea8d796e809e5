/// The common meaning behind a council's own word for how far something has come (X.02).
package enum Tone: String, Sendable, Codable, CaseIterable {
    case achieved, onTrack = "on_track", slipped, notAchieved = "not_achieved", notAssessed = "not_assessed"
}
