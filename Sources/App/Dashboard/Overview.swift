/// What members want to know first, from what was found.
struct Overview {
    /// Those of which there are any, best first.
    let counts: [StandingCount]
    /// Actions that are not achieved after their date.
    let actionsPast: Int

    init(_ counts: [StandingCount], actionsPast: Int) {
        self.counts = Recommendation.Standing.allCases.compactMap { standing in counts.first { $0.standing == standing }
        }
        self.actionsPast = actionsPast
    }

    var total: Int { counts.reduce(0) { $0 + $1.count } }
    var outstanding: Int { counts.reduce(0) { $0 + $1.outstanding } }
    /// Members signed off all that are counted: a plan may end with some that stand elsewhere.
    var isSignedOff: Bool { !counts.isEmpty && counts.allSatisfy { $0.standing == .signedOff } }
    var overdue: Int { counts.reduce(0) { $0 + $1.overdue } }

    private func outstanding(_ standing: Recommendation.Standing) -> Int {
        counts.first { $0.standing == standing }?.outstanding ?? 0
    }

    /// The heading: the one sentence to remember.
    var finding: String {
        if outstanding == 0 { return isSignedOff ? "Every recommendation is signed off" : "Nothing is outstanding" }
        let behind = behind
        if overdue > 0 {
            let late = counted(overdue, "update is", "updates are").sentenceCase + " overdue"
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
        let (slipped, notAchieved) = (outstanding(.slipped), outstanding(.notAchieved))
        if slipped > 0 { parts.append(counted(slipped, "has slipped", "have slipped")) }
        if notAchieved > 0 { parts.append(counted(notAchieved, "is not achieved", "are not achieved")) }
        return parts.joined(separator: " and ")
    }

    /// "1 + 2 + 4 = 7 recommendations, each counted once, by where it stands now."
    var sum: String {
        let all = total == 1 ? "1 recommendation" : "\(total.formatted()) recommendations"
        let parts = counts.count < 2 ? "" : counts.map { $0.count.formatted() }.joined(separator: " + ") + " = "
        return "\(parts)\(all), each counted once, by where it stands now."
    }

    /// Updates and actions told apart: "Five updates are overdue. Two actions are past their date."
    var lateness: String {
        let updates = overdue == 0 ? "No update is" : counted(overdue, "update is", "updates are").sentenceCase
        let actions = counted(actionsPast, "action is past its date", "actions are past their date").sentenceCase
        return "\(updates) overdue. " + (actionsPast == 0 ? "No action is past its date." : actions + ".")
    }
}

/// In which order outstanding recommendations are listed.
enum OverviewOrder: String, CaseIterable {
    case overdue, outstanding, plan

    var label: String {
        switch self {
        case .overdue: "Longest overdue first"
        case .outstanding: "Longest outstanding first"
        case .plan: "By plan, in the order of its report"
        }
    }

    /// After "Showing 1 to 10 of 14 recommendations, ".
    var words: String {
        switch self {
        case .overdue: "the one whose update is longest overdue first"
        case .outstanding: "those of the plan that was agreed first at the top"
        case .plan: "by plan, in the order of its report"
        }
    }
}
