import Values

/// Finds quantities to be reached: "3 by April 2022 and minimum of 5 by April 2023 across minimum of 4 areas".
struct MilestoneReader {
    typealias Milestone = PlanDraft.Milestone

    static func read(_ paragraphs: [String]) -> [Milestone] {
        paragraphs.flatMap { paragraph in
            var reader = MilestoneReader(words: paragraph.words.prefix(2_000).map { String($0) })
            return reader.read()
        }
    }

    /// The same milestone said twice is one, with the unit that either gives.
    static func merged(_ milestones: [Milestone]) -> [Milestone] {
        var all: [Milestone] = []
        for milestone in milestones.prefix(200) {
            if let same = all.firstIndex(where: {
                $0.sense == milestone.sense && $0.value == milestone.value && $0.by == milestone.by
                    && $0.byWords == milestone.byWords
            }) {
                all[same].unit = all[same].unit ?? milestone.unit
                all[same].breadth = all[same].breadth ?? milestone.breadth
            } else {
                all.append(milestone)
            }
        }
        return all
    }

    private let words: [String]
    private var subject: String?

    private init(words: [String]) { self.words = words }

    private mutating func read() -> [Milestone] {
        var found: [Milestone] = []
        for at in words.indices {
            if at > 1, words[at - 1] == "of", ["number", "numbers"].contains(words[at - 2].lowercased()) {
                subject = unit(from: at, stop: false)
            }
            guard let value = value(at) else { continue }
            let (sense, isMore) = sense(before: at)
            if isBreadth(at), !found.isEmpty, found[found.count - 1].breadth == nil {
                found[found.count - 1].breadth = .init(sense: sense, value: value, unit: unit(from: at + 1) ?? "")
                continue
            }
            let (by, byWords) = term(after: at)
            guard by != nil || byWords != nil || sense != .exactly || isNearly(at) else { continue }
            found.append(
                .init(
                    sense: sense, value: isMore ? value + 1 : value, unit: unit(from: at + 1) ?? subject, by: by,
                    byWords: byWords))
        }
        return found
    }

    /// A number that is no year, no day of a month and no part of a name.
    private func value(_ at: Int) -> Int? {
        let digits = words[at].bare.filter { $0 != "," }
        guard 1...9 ~= digits.count, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(digits) else {
            return nil
        }
        let next = at + 1 < words.count ? words[at + 1] : "", previous = at > 0 ? words[at - 1] : ""
        if Day.month(named: next.bare) != nil || Day.month(named: previous.bare) != nil && value < 3_000 { return nil }
        let isNamed = ["recommendation", "section", "page", "appendix", "phase", "grade", "year"].contains(
            previous.folded)
        return isNamed || (1900...2100 ~= value && ["in", "by", "from", "since"].contains(previous.lowercased()))
            ? nil : value
    }

    private func follows(_ at: Int, _ openings: String...) -> Bool {
        let before = words[max(0, at - 3)..<at].map(\.folded).joined(separator: " ")
        return openings.contains { before == $0 || before.hasSuffix(" " + $0) }
    }

    private func isNearly(_ at: Int) -> Bool { follows(at, "nearly", "almost") }

    /// More than 5 is at least 6.
    private func sense(before at: Int) -> (sense: PlanFile.Milestone.Sense, isMore: Bool) {
        let after = words.dropFirst(at + 1).prefix(2).map(\.folded).joined(separator: " ")
        if follows(at, "minimum of", "at least", "no fewer than", "not less than", "minimum", "no less than")
            || after == "or more"
        {
            return (.atLeast, false)
        }
        if follows(at, "up to", "maximum of", "no more than", "not more than", "at most") { return (.upTo, false) }
        let isMore = follows(at, "more than", "over", "in excess of")
        return (isMore ? .atLeast : .exactly, isMore)
    }

    /// "across", "over" or "in" stands before the number, maybe with "minimum of" between.
    private func isBreadth(_ at: Int) -> Bool {
        let before = words[max(0, at - 3)..<at].map(\.folded)
        return before.contains("across") || before.contains("covering")
            || before.first == "over" && before.count == 3 && before.last != "over"
    }

    /// The nouns from here on; nil when there are none.
    private func unit(from at: Int, stop atSmallWords: Bool = true) -> String? {
        let ends: Set = [
            "by", "in", "across", "working", "are", "is", "within", "to", "have", "has", "will", "over", "per", "were",
            "or",
            "from", "with", "at", "for", "on", "be", "a", "the", "each", "that", "who", "during", "before",
        ]
        var unit: [String] = []
        for word in words.dropFirst(at).prefix(5) {
            let bare = word.bare
            if ends.contains(bare.lowercased()) || (atSmallWords && bare.lowercased() == "and") || Int(bare) != nil {
                break
            }
            unit.append(bare)
            if bare != word { break }
        }
        return unit.isEmpty ? nil : unit.joined(separator: " ")
    }

    /// "by April 2023", or "in first year" as words; not beyond the sentence or the next number to be reached.
    private func term(after at: Int) -> (ApproximateDay?, String?) {
        var index = at + 1
        while index < min(words.count, at + 14) {
            let word = words[index].folded
            if word == "by" {
                for count in [3, 2, 1] where index + count < words.count {
                    let date = words[(index + 1)...(index + count)].joined(separator: " ").trimmedOfStops
                    if let day = ApproximateDay.read(date) { return (day, nil) }
                }
            } else if ["in", "within", "during"].contains(word), let words = span(from: index) {
                return (nil, words)
            }
            if words[index].hasSuffix(".") || value(index) != nil { break }
            index += 1
        }
        return (nil, nil)
    }

    private func span(from at: Int) -> String? {
        let next = words.dropFirst(at).prefix(4)
        guard
            let end = next.firstIndex(where: { word in
                ["year", "years", "yea", "month", "months", "quarter", "term"].contains(word.folded)
            })
        else { return nil }
        return words[at...end].joined(separator: " ").trimmedOfStops
    }
}
