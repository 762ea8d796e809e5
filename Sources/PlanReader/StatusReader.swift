import Values

/// Words of achievement that councils use, and what they come to.
package enum Achievement {
    private static let tones: [(tone: Tone, words: [String])] = [
        (
            .achieved,
            [
                "met", "fully met", "achieved", "fully achieved", "complete", "completed", "done", "implemented",
                "fully implemented", "delivered", "blue", "closed", "signed off", "recommendation achieved",
                "finished", "actioned", "fully complete", "fully completed", "fully delivered", "business as usual",
                "embedded", "discharged", "resolved", "action complete", "action completed", "complete and closed",
                "completed and closed",
            ]
        ),
        (
            .achievedInPart,
            [
                "part met", "partly met", "partially met", "partially achieved", "part achieved", "partly achieved",
                "achieved in part", "met in part", "partially complete", "partly complete", "partially completed",
                "partially implemented", "partly implemented", "acceptable progress", "amber acceptable progress",
                "implemented in part", "completed in part", "complete in part", "delivered in part", "done in part",
                "part complete", "part completed", "part implemented", "part delivered", "partly completed",
                "partially delivered", "partly delivered", "mostly complete", "mostly completed", "largely complete",
                "largely completed", "substantially complete", "substantially completed", "partial", "in part",
            ]
        ),
        (
            .onTrack,
            [
                "on track", "in progress", "ongoing", "on going", "ongoing on track", "under way", "underway",
                "on target", "started", "green", "on schedule", "progressing", "progressing well", "in hand",
                "commenced", "in development", "in train", "good progress", "nearly complete", "nearly completed",
                "almost complete", "almost completed", "near completion", "nearing completion", "live",
            ]
        ),
        (
            .slipped,
            [
                "slipped", "delayed", "ongoing delayed", "behind", "behind schedule", "overdue", "at risk", "late",
                "off track", "amber", "yellow",
                "on hold", "paused", "deferred", "stalled", "slipping", "some slippage", "some concerns",
            ]
        ),
        (
            .notAchieved,
            [
                "not met", "not achieved", "not implemented", "not completed", "failed", "red", "unacceptable progress",
                "not delivered", "not complete", "incomplete", "not progressed", "not actioned", "no progress",
                "not done", "outstanding", "not yet complete", "not yet completed", "not fully complete",
            ]
        ),
        (
            .notAssessed,
            [
                "not assessed", "not started", "not yet started", "not due", "not yet due", "withdrawn", "superseded",
                "tbc",
                "to be confirmed", "other", "absorbed", "pending", "grey", "cancelled", "not applicable",
                "no longer required",
                "yet to start", "to be started", "not commenced", "scheduled", "planned",
            ]
        ),
    ]

    private static let byWords: [String: Tone] = {
        var all: [String: Tone] = [:]
        for (tone, words) in tones { for word in words { all[word] = tone } }
        return all
    }()

    /// Letters that stand for colours, where they are all that is said.
    private static let letters: [String: Tone] = ["g": .onTrack, "a": .slipped, "r": .notAchieved, "b": .achieved]

    static func tone(of words: String) -> Tone? {
        let folded = words.folded
        return byWords[folded] ?? letters[folded] ?? percent(words)
    }

    /// "60% complete" is under way, whatever word follows: only all of it is achieved.
    private static func percent(_ words: String) -> Tone? {
        let text = words.trimmed, digits = text.prefix { $0.isASCII && $0.isNumber }
        guard 1...3 ~= digits.count, let value = Int(digits), value <= 100 else { return nil }
        let rest = text.dropFirst(digits.count).drop { $0 == " " }
        guard rest.hasPrefix("%") || ["percent", "per cent"].contains(where: { rest.lowercased().hasPrefix($0) }) else {
            return nil
        }
        return value == 100 ? .achieved : value == 0 ? .notAssessed : .onTrack
    }

    /// Nothing else is said.
    static func isWhole(_ words: String) -> Bool { words.utf8.count <= 60 && tone(of: words) != nil }

    /// What takes back, behind it, part of what was said: "Complete in part", "Completed except for two".
    static let limits: Set<String> = ["except", "excluding", "apart", "but", "partially", "partly", "subject"]

    /// What says that it is still to come, is not so or is of something else: "Completed by March 2027", "Complete: 50%", "Met with them".
    static func takesBack(_ rest: ArraySlice<Substring>) -> Bool {
        let words = rest.prefix(8)
        return pending.contains(words.first { !$0.folded.isEmpty }?.folded ?? "")
            || words.contains { $0.contains("%") || remaining.contains($0.folded) }
    }

    private static let pending: Set<String> = [
        "by", "before", "when", "once", "if", "until", "after", "within", "with", "no", "not", "pending",
    ]
    private static let remaining: Set<String> = ["outstanding", "remaining", "remain", "remains", "incomplete"]

    /// Of the whole, else of the words that it begins with; none where what follows takes that back.
    package static func tone(within words: String) -> Tone? {
        if let tone = tone(of: words) { return tone }
        if let tone = percent(words) { return tone }
        let parts = words.words[...]
        guard let count = count(parts), let tone = byWords[parts.prefix(count).joined(separator: " ").folded] else {
            return nil
        }
        if tone == .achieved, takesBack(parts.dropFirst(count)) { return nil }
        let next = parts.dropFirst(count).first { !$0.folded.isEmpty }?.folded ?? ""
        return tone == .achieved && limits.contains(next) ? .achievedInPart : tone
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

    /// A line that says how it is counted.
    static func cannotBeRecorded(_ line: String) -> Bool {
        ["cannot be recorded", "can not be recorded", "not recordable"].contains(line.folded)
    }

    /// The lines of a cell: as one, else the first for itself where a duty to report stands below it.
    static func read(_ lines: [String], gradings: [PlanDraft.Grading]) -> Cell {
        let whole = read(lines.joined(separator: " "), gradings: gradings)
        guard whole.status.achievement == nil, lines.count > 1, lines[0].unicodeScalars.count <= PlanLimit.status.most
        else { return whole }
        var cell = read(lines[0], gradings: gradings)
        let below = lines.dropFirst().joined(separator: " ").trimmedOfStops
        guard cell.status.duty.duty == .none, let duty = DutyReader.read(below) else { return whole }
        cell.status.achievement = cell.status.achievement ?? lines[0].trimmedOfStops
        (cell.status.duty, cell.rest) = (duty, "")
        return cell
    }

    static func read(_ text: String, gradings: [PlanDraft.Grading] = []) -> Cell {
        var cell = Cell()
        cell.status.words = text
        var words = text.words[...]
        if Achievement.isWhole(text), Int(text.bare) == nil {
            take(words, &cell.status)
            return cell
        }
        let grade = words.first.flatMap { Int($0.bare) }
        if grade != nil, words.count > 1 { words = words.dropFirst().drop { $0.folded.isEmpty } }
        if let count = Achievement.count(words) {
            let rest = words.dropFirst(count).drop { $0.folded.isEmpty }
            // "Green – on track" says one thing twice.
            let isTwice = !rest.isEmpty && Achievement.count(rest) == rest.count
            let isLimited = Achievement.limits.contains(rest.first?.folded ?? "") && text.utf8.count <= 60
            if Achievement.tone(of: words.prefix(count).joined(separator: " ")) == .achieved,
                Achievement.takesBack(rest)
            {
                if text.utf8.count <= 60 { take(text.words[...], &cell.status) }
                cell.rest = text.trimmedOfStops
                return cell
            }
            take(isTwice || isLimited ? words : words.prefix(count), &cell.status)
            words = isTwice || isLimited ? [] : rest
        } else if let at = words.indices.dropFirst().first(where: {
            Achievement.count(words[$0...]) == words.endIndex - $0 && closes(words[..<$0])
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

    /// Whether something was said before that has come to its end: "Report back to Panel. Partly met", not "nearly complete".
    private static func closes(_ words: ArraySlice<Substring>) -> Bool {
        guard let last = words.last?.last,
            !words.contains(where: { $0.contains("%") || ["not", "no", "never"].contains($0.folded) })
        else { return false }
        return ".;:,–-—)".contains(last) || DutyReader.read(words.joined(separator: " ").trimmedOfStops) != nil
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
        guard
            folded.contains(where: { $0.hasPrefix("report") })
                || months(text) != nil && (folded.contains("update") || folded.count <= 3)
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
