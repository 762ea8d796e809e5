/// What a council cannot say with the status words that it has on offer, and a word that would say it.
struct StatusWordGap: Sendable {
    /// What is missing, as in “no word for not achieved”.
    enum Kind: String, CaseIterable, Sendable {
        case achieved, between = "achieved_in_part", notAchieved = "not_achieved"

        var tone: Tone {
            switch self {
            case .achieved: .achieved
            case .between: .achievedInPart
            case .notAchieved: .notAchieved
            }
        }

        var label: String { self == .between ? "on the way" : tone.label.lowercased() }

        /// Any word of these will do.
        fileprivate var tones: [Tone] { self == .between ? [.achievedInPart, .onTrack, .slipped] : [tone] }
    }

    let kind: Kind
    /// As the council’s other words go: “Not met” beside “Met”. Nil where the council uses that word for something else.
    let offer: String?

    /// Best first.
    static func all(among words: [StatusWord]) -> [StatusWordGap] {
        let offered = words.filter { !$0.isRetired }
        return Kind.allCases.filter { kind in !offered.contains { kind.tones.contains($0.tone) } }.map { kind in
            let offer = offer(kind, offered)
            let isTaken = words.contains { $0.goes(by: offer) && $0.tone != kind.tone }
            return StatusWordGap(kind: kind, offer: isTaken ? nil : offer)
        }
    }

    private static func offer(_ kind: Kind, _ offered: [StatusWord]) -> String {
        let keys = offered.map { Assessment.key($0.words).split(separator: " ").map(String.init) }
        let saysMet = offered.isEmpty || keys.contains { $0.contains("met") }
        let words =
            switch kind {
            case .achieved: saysMet ? "Met" : "Achieved"
            case .between: saysMet ? "Part met" : "Partly achieved"
            case .notAchieved: saysMet ? "Not met" : "Not achieved"
            }
        // A scale with numbers goes on with the next one.
        let numbers = keys.compactMap { $0.first.flatMap { Int($0) } }.filter { (0...999).contains($0) }
        guard kind == .notAchieved, !numbers.isEmpty, numbers.count == offered.count else { return words }
        return "\((numbers.max() ?? 0) + 1) \(words)"
    }
}
