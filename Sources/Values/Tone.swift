/// The common meaning behind a council's own word for how far something has come (X.02).
package enum Tone: String, Sendable, Codable, CaseIterable {
    case achieved, achievedInPart = "achieved_in_part", onTrack = "on_track", slipped, notAchieved = "not_achieved"
    case notAssessed = "not_assessed"
}
