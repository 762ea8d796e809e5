/// A grade as the rules see it: the council's words, the tone behind them and what they ask for.
struct Grade {
    let words: String
    let tone: Tone
    let needsNewDate, needsWords: Bool

    init(_ words: String, _ tone: Tone, needsNewDate: Bool = false, needsWords: Bool = false) {
        (self.words, self.tone, self.needsNewDate, self.needsWords) = (words, tone, needsNewDate, needsWords)
    }

    init(_ assessment: Assessment) {
        self.init(
            assessment.words, assessment.tone, needsNewDate: assessment.needsNewDate, needsWords: assessment.needsWords)
    }
}

/// What a grade asks for, and where it disagrees with dates and counts (001.22, standards/scrutiny/progress_gradings.csv).
struct GradeRules {
    let grade: Grade
    /// The date in force before this update.
    let due: ApproximateDay?
    /// The day that the grade speaks of.
    let asOf: Day
    let targets: [Target]
    var unfinished: [Unfinished] = []

    /// What is missing before it may be submitted.
    func mistakes(newDueOn: Day?, slipReason: String, explanation: String) -> Mistakes {
        var mistakes = Mistakes()
        if grade.needsNewDate || grade.needsWords, explanation.isEmpty {
            mistakes.add("explanation", "Enter an explanation: “\(grade.words)” asks for one")
        }
        guard grade.needsNewDate else { return mistakes }
        if let newDueOn {
            if let due, newDueOn <= due.lastDay {
                mistakes.add("new_due", "Enter a new date later than \(due.text), the date that has slipped")
            }
        } else {
            mistakes.add("new_due", "Enter the new date: “\(grade.words)” asks for one")
        }
        if slipReason.isEmpty { mistakes.add("slip_reason", "Choose the reason why it slipped") }
        return mistakes
    }

    /// Why dates or counts say something else than the grade, for officers; it may stand all the same.
    var disagreements: [String] { sentences(targets) }

    /// Those of them that may stand beside it wherever members read it: none that tells a number held back from them.
    var toldDisagreements: [String] { sentences(targets.filter(\.isTold)) }

    private func sentences(_ targets: [Target]) -> [String] {
        var sentences: [String] = []
        if grade.tone == .onTrack, let due, due.lastDay < asOf {
            sentences.append("It says “\(grade.words)”, but its date was \(due.text).")
        }
        guard grade.tone == .onTrack || grade.tone == .achieved else { return sentences }
        if grade.tone == .achieved {
            sentences += unfinished.map { "It says “\(grade.words)”, but \($0.name) is “\($0.level)”." }
        }
        for target in targets where !target.isReached {
            let isPast = target.due.map { $0.lastDay < asOf } ?? false
            guard grade.tone == .achieved || isPast else { continue }
            sentences.append(
                "It says “\(grade.words)”, but “\(target.title)” is to reach \(target.words): \(target.standing)."
            )
        }
        return sentences
    }
}

extension GradeRules {
    /// As many whole sentences as are kept with an update.
    static func joined(_ sentences: [String]) -> String {
        var kept = ""
        for (index, sentence) in sentences.enumerated() {
            let more = " And \(sentences.count - index) more."
            guard kept.unicodeScalars.count + sentence.unicodeScalars.count + more.count < 1_000 else {
                return kept + more
            }
            kept += (kept.isEmpty ? "" : " ") + sentence
        }
        return Fields.tidy(kept)
    }
}

extension UpdateSubject {
    /// What a grade of a month is held against.
    func rules(_ grade: Grade, period: Day, about action: Action.ID?, on day: Day) -> GradeRules {
        GradeRules(
            grade: grade, due: due(before: period, about: action), asOf: day, targets: targets(about: action, on: day),
            unfinished: unfinished(about: action))
    }
}

extension Tag {
    /// Beside every grade that its dates, numbers or actions do not bear out; the detail says why.
    static let disagreement = Tag(tone: "flag", text: "Check: does not match the data")
}

/// A milestone on the day that a grade speaks of.
struct Target {
    /// The measure's.
    let title: String
    /// "at least 5 people by April 2023"
    let words: String
    let due: ApproximateDay?
    let isReached: Bool
    /// Whether members may know which it is.
    var isTold = true
    /// "the latest reading is 2 people, July 2022"
    let standing: String
}

/// An action that is not achieved, by its own level.
struct Unfinished {
    /// "action 2, HR,"
    let name: String
    /// "Part met"
    let level: String
}
