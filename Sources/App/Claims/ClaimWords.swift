/// What a claim is told in.
extension Claim {
    /// How far the clock is: "13 weeks reached on 16 November 2026", "From 9 December 2026, in 12 days".
    func clockWords(on today: Day) -> String {
        guard let spell else { return "No such work on record" }
        let length = rule.length == 0 ? "Started" : "\(rule.lengthWords.sentenceCase) reached"
        if let ended = spell.ended, let resume = spell.resumeBy {
            return resume < today || isClaimedElsewhere
                ? "Ended on \(ended.longText), before \(spell.reach.longText)"
                : "Ended on \(ended.longText); goes on if work begins by \(resume.longText)"
        }
        if spell.reach > today {
            return "From \(spell.reach.longText), \(Self.away(spell.reach, today))"
        }
        return "\(length) on \(spell.reach.longText)"
    }

    /// "in 12 days", "tomorrow".
    private static func away(_ day: Day, _ today: Day) -> String {
        let days = today.days(to: day)
        return days == 1 ? "tomorrow" : "in \(days.formatted()) days"
    }

    /// What happened last, or what is to be done.
    func story(on today: Day) -> String {
        switch state {
        case .submitted: submission.map { "Submitted on \($0.on.longText) by \($0.by)" } ?? ""
        case .validated: validated.map { "Validated on \($0.on.longText) by \($0.by); not paid yet" } ?? ""
        case .refused: refused.map { "Refused on \($0.on.longText): \(refusedBecause)" } ?? ""
        case .paid: paid.map { "Paid on \($0.on.longText)" } ?? ""
        case .claimable: "Nobody has submitted it yet"
        case .evidenceMissing: "Nothing confirms yet that the work went on until then"
        case .cannot: cannotWords
        case .notYet:
            spell.map {
                $0.resumeBy != nil
                    ? "The work is interrupted" : $0.gapDays == 0 ? "No break so far" : gapWords($0)
            } ?? ""
        }
    }

    private var cannotWords: String {
        isClaimedElsewhere ? "The same milestone was claimed already" : "A shorter spell cannot be claimed"
    }

    private func gapWords(_ spell: Spell) -> String {
        "\(counted(spell.gapDays, "day", "days").sentenceCase) of breaks moved it from \(spell.reach.adding(days: -spell.gapDays).longText)"
    }

    /// What the page says first.
    func finding(on today: Day) -> String {
        switch state {
        case .cannot where isClaimedElsewhere: story(on: today) + "."
        case .notYet, .cannot: clockWords(on: today) + ". " + story(on: today) + "."
        case .claimable: clockWords(on: today) + ", and \(shownBy). It can be submitted."
        case .evidenceMissing:
            clockWords(on: today)
                + ". \(story(on: today)): an in-work check of that day or later does, or other evidence."
        case .refused, .submitted, .validated, .paid: story(on: today).sentenceCase.trimmedStop + "."
        }
    }

    /// What shows that the work went on.
    var shownBy: String {
        if let checked { return "an in-work check confirmed it on \(checked.longText)" }
        if let evidenceOn { return "other evidence shows it on \(evidenceOn.longText)" }
        return "the recorded start is enough"
    }
}

extension String {
    /// Without a full stop at its end.
    fileprivate var trimmedStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
