/// What members want to know first, from what was found.
struct Overview {
    let counts: [GradeCount]
    let today: Day

    var outstanding: Int { counts.reduce(0) { $0 + $1.outstanding } }
    var overdue: Int { counts.reduce(0) { $0 + $1.overdue } }
    var slipped: Int { outstanding(.slipped) }
    var notAchieved: Int { outstanding(.notAchieved) }

    private func outstanding(_ tone: Tone) -> Int {
        counts.filter { $0.tone == tone }.reduce(0) { $0 + $1.outstanding }
    }

    /// The heading: the one sentence to remember.
    var finding: String {
        if counts.isEmpty { return "No action plan has been agreed yet" }
        if outstanding == 0 { return "Every recommendation is signed off" }
        let behind = behind
        if overdue > 0 {
            let late = counted(overdue, "recommendation is", "recommendations are").sentenceCase + " overdue"
            return behind.isEmpty ? late : late + "; " + behind
        }
        if !behind.isEmpty { return "No update is overdue; " + behind }
        return outstanding == 1
            ? "The one outstanding recommendation is on time"
            : "All \(counted(outstanding)) outstanding recommendations are on time"
    }

    /// "two have slipped and one is not achieved"
    private var behind: String {
        var parts: [String] = []
        if slipped > 0 { parts.append(counted(slipped, "has slipped", "have slipped")) }
        if notAchieved > 0 { parts.append(counted(notAchieved, "is not achieved", "are not achieved")) }
        return parts.joined(separator: " and ")
    }
}

extension GradeCount {
    /// "2 On-track", or that nobody has said.
    var label: String { words ?? "Not assessed" }
}
