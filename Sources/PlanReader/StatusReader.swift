import Values

/// Words of achievement that councils use, and what they come to.
package enum Achievement {
    private static let tones: [(tone: Tone, words: [String])] = [
        (
            .achieved,
            [
                "met", "fully met", "achieved", "fully achieved", "complete", "completed", "done", "implemented",
                "fully implemented", "delivered", "blue", "closed", "signed off", "recommendation achieved",
                "finished",
            ]
        ),
        (
            .achievedInPart,
            [
                "part met", "partly met", "partially met", "partially achieved", "part achieved", "partly achieved",
                "achieved in part", "met in part", "partially complete", "partly complete", "partially completed",
                "partially implemented", "partly implemented", "acceptable progress", "amber acceptable progress",
            ]
        ),
        (
            .onTrack,
            [
                "on track", "in progress", "ongoing", "on going", "ongoing on track", "under way", "underway",
                "on target", "started", "green", "on schedule",
            ]
        ),
        (
            .slipped,
            [
                "slipped", "delayed", "ongoing delayed", "behind", "behind schedule", "overdue", "at risk", "late",
                "off track", "amber", "yellow",
                "on hold", "paused",
            ]
        ),
        (
            .notAchieved,
            [
                "not met", "not achieved", "not implemented", "not completed", "failed", "red", "unacceptable progress",
                "not delivered", "not complete",
            ]
        ),
        (
            .notAssessed,
            [
                "not assessed", "not started", "not yet started", "not due", "not yet due", "withdrawn", "superseded",
                "tbc",
                "to be confirmed", "other", "absorbed", "pending",
            ]
        ),
    ]

    private static let byWords: [String: Tone] = {
        var all: [String: Tone] = [:]
        for (tone, words) in tones { for word in words { all[word] = tone } }
        return all
    }()

    static func tone(of words: String) -> Tone? { byWords[words.folded] }

    /// Of the whole, else of the words that it begins with.
    package static func tone(within words: String) -> Tone? {
        if let tone = tone(of: words) { return tone }
        let parts = words.words[...]
        return count(parts).flatMap { byWords[parts.prefix($0).joined(separator: " ").folded] }
    }

    /// How many words from the first are an achievement, at most four.
    static func count(_ words: ArraySlice<Substring>) -> Int? {
        for count in stride(from: min(4, words.count), to: 0, by: -1)
        where byWords[words.prefix(count).joined(separator: " ").folded] != nil {
            return count
        }
        return nil
    }
}

/// Takes apart what papers print in one cell: what was achieved, and what must yet be reported.
enum StatusReader {
    struct Cell {
        var status = PlanDraft.Status()
        /// Words that say neither.
        var rest = ""
    }

    static func read(_ text: String, gradings: [PlanDraft.Grading] = []) -> Cell {
        var cell = Cell()
        cell.status.words = text
        var words = text.words[...]
        let grade = words.first.flatMap { Int($0.bare) }
        if grade != nil, words.count > 1 { words = words.dropFirst().drop { $0.folded.isEmpty } }
        if let count = Achievement.count(words) {
            let rest = words.dropFirst(count).drop { $0.folded.isEmpty }
            // "Green – on track" says one thing twice.
            let isTwice = !rest.isEmpty && Achievement.count(rest) == rest.count
            take(isTwice ? words : words.prefix(count), &cell.status)
            words = isTwice ? [] : rest
        } else if let at = words.indices.dropFirst().first(where: {
            Achievement.count(words[$0...]) == words.endIndex - $0
        }) {
            take(words[at...], &cell.status)
            words = words[..<at]
        } else if let words = gradings.first(where: { $0.number == grade })?.words {
            cell.status.achievement = text
            cell.status.tone = Achievement.tone(of: words)
            return cell
        }
        let left = words.joined(separator: " ").trimmedOfStops
        if let duty = DutyReader.read(left) { cell.status.duty = duty } else { cell.rest = left }
        return cell
    }

    private static func take(_ words: ArraySlice<Substring>, _ status: inout PlanDraft.Status) {
        let printed = words.joined(separator: " ").trimmedOfStops
        status.achievement = printed
        status.tone = Achievement.tone(within: printed)
    }
}

/// Reads "Report back to Scrutiny" and "Will be reported annually from March 2018".
enum DutyReader {
    static func read(_ text: String) -> PlanDraft.Report? {
        let words = text.words.prefix(30)
        let folded = words.map(\.folded)
        guard folded.contains(where: { $0.hasPrefix("report") }) || months(text) != nil && folded.contains("update")
        else { return nil }
        if let months = months(text) {
            return .init(
                duty: .recurring, words: text, everyMonths: months,
                by: date(after: ["from", "starting", "beginning"], words))
        }
        let day = date(after: ["by", "in", "before", "on"], words)
        return .init(duty: .once, words: text, by: day, to: receiver(Array(words)))
    }

    /// "…submit six monthly monitoring reports…"
    static func recurring(in text: String) -> PlanDraft.Report {
        let words = text.folded.words
        let asks = words.contains { $0.hasPrefix("report") || $0 == "update" || $0 == "updates" }
        guard asks, let (months, phrase) = frequency(text) else { return .init() }
        return .init(duty: .recurring, words: phrase, everyMonths: months)
    }

    private static func months(_ text: String) -> Int? { frequency(text)?.months }

    private static func frequency(_ text: String) -> (months: Int, phrase: String)? {
        let words = " " + text.folded + " "
        for (months, phrases) in frequencies {
            if let phrase = phrases.first(where: { words.contains(" " + $0 + " ") }) { return (months, phrase) }
        }
        return nil
    }

    private static let frequencies: [(Int, [String])] = [
        (
            6,
            [
                "six monthly", "6 monthly", "every six months", "every 6 months", "twice a year", "half yearly",
                "biannually",
            ]
        ),
        (3, ["quarterly", "every quarter", "each quarter", "every three months", "every 3 months"]),
        (4, ["termly", "every term", "each term"]),
        (12, ["annually", "annual", "yearly", "every year", "each year", "every 12 months", "every twelve months"]),
        (1, ["monthly", "every month", "each month"]),
    ]

    private static func date(after openings: Set<String>, _ words: ArraySlice<Substring>) -> ApproximateDay? {
        for (index, word) in words.enumerated() where openings.contains(word.folded) {
            let next = words.dropFirst(index + 1)
            for count in [3, 2, 1] where next.count >= count {
                if let day = ApproximateDay.read(next.prefix(count).joined(separator: " ").trimmedOfStops) {
                    return day
                }
            }
        }
        return nil
    }

    private static func receiver(_ words: [Substring]) -> String? {
        guard let to = words.firstIndex(where: { $0 == "to" }) else { return nil }
        let after = words[(to + 1)...].prefix { !["by", "in", "before", "on"].contains($0) }
        return after.isEmpty ? nil : after.joined(separator: " ").trimmedOfStops
    }
}

extension String {
    /// Without a closing stop or comma.
    package var trimmedOfStops: String {
        var text = self.drop { " -–,;:".contains($0) }
        while let last = text.last, " .,;:-–".contains(last) { text.removeLast() }
        return String(text)
    }
}
