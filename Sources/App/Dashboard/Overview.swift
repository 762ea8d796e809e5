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

    /// "6 years and 9 months", "3 months", "12 days": how long from one day to another.
    static func span(from start: Day, to end: Day) -> String {
        let (a, b) = (start.parts, end.parts)
        let months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
        guard months > 0 else { return number(max(0, start.days(to: end)), "day") }
        let parts = [(months / 12, "year"), (months % 12, "month")].filter { $0.0 > 0 }.map(number)
        return parts.joined(separator: " and ")
    }

    private static func number(_ count: Int, _ unit: String) -> String { "\(count) \(unit)" + (count == 1 ? "" : "s") }

    /// The first words of a text, cut between two of them.
    static func firstWords(_ text: String, upTo length: Int) -> String {
        let words = text.filter { $0 != "*" }.split(whereSeparator: \.isWhitespace)
        var short = ""
        for word in words {
            if short.count + word.count + 1 > length { return short + " …" }
            short += (short.isEmpty ? "" : " ") + word
        }
        return short
    }
}

extension GradeCount {
    /// "2 On-track", or that nobody has said.
    var label: String { words ?? "Not assessed" }
}
