/// Reads a paper before it is published, as a careful clerk would (003.22, 004.06).
enum PaperCheck {
    /// Errors first, each kind in the order of the paper.
    static func findings(_ source: PaperSource) -> [PaperFinding] {
        let texts = source.checkedTexts
        var found = filled(source)
        found += texts.flatMap { text in
            Residue.find(in: text.text).map { .error("\(text.name) still says “\($0)”", text.place) }
        }
        found += texts.compactMap { text in
            Totals.doubled(in: text.text).map {
                .error("\(text.name) has the number \($0) twice or out of order", text.place)
            }
        }
        found += totals(texts, source.readings)
        found += StatedCounts.findings(source)
        found += abbreviations(texts, source)
        found += youngPeople(source)
        found += progress(source)
        var seen: [PaperFinding] = []
        for finding in found where !seen.contains(finding) { seen.append(finding) }
        return seen.filter { $0.weight == .error } + seen.filter { $0.weight == .warning }
    }

    /// What must be filled in; an implication says something or says "none" (003.05).
    static func filled(_ source: PaperSource) -> [PaperFinding] {
        var found: [PaperFinding] = []
        if source.plan.state == .draft {
            found.append(.error("The plan is a draft: publish it to members first", .plan))
        }
        for heading in source.headings where !heading.isRetired && heading.kind.isAnswered {
            if heading.known != .nothing {
                if heading.isRequired, source.known(heading.known).isEmpty {
                    found.append(.error("“\(heading.label)” is empty: it comes from the plan", .plan))
                }
                continue
            }
            let answer = source.answer(heading)
            if let words = missing(heading, answer) { found.append(.error(words, .heading(heading.id))) }
        }
        return found
    }

    /// Why an answer is not whole; nil when it is.
    static func missing(_ heading: PaperHeading, _ answer: Paper.Answer) -> String? {
        if heading.kind == .approval {
            if answer.isEmpty && !heading.isRequired { return nil }
            if answer.words.isEmpty { return "“\(heading.label)”: enter the post that approved" }
            return answer.givenOn == nil ? "“\(heading.label)”: enter the day of the approval" : nil
        }
        guard heading.isRequired, answer.isEmpty else { return nil }
        return heading.noneWords.isEmpty
            ? "“\(heading.label)” is empty"
            : "“\(heading.label)” is empty: write it, or say “\(heading.noneWords)”"
    }

    /// Counts that cannot all be true.
    static func totals(_ texts: [CheckedText], _ readings: [CountedReading]) -> [PaperFinding] {
        var found: [PaperFinding] = []
        for text in texts {
            for claim in Totals.claims(in: text.text) {
                if claim.part > claim.whole {
                    found.append(.error("\(text.name) says \(claim.part) of \(claim.whole)", text.place))
                } else if let (word, sum) = Totals.disagreement(claim, readings) {
                    found.append(
                        .error(
                            "\(text.name) says \(claim.part) of \(claim.whole), but the readings that say “\(word)” make \(sum)",
                            text.place))
                }
            }
        }
        return found + Totals.overfull(readings)
    }

    static func abbreviations(_ texts: [CheckedText], _ source: PaperSource) -> [PaperFinding] {
        let known = Set(source.glossary.map(\.abbreviation) + source.notes.map(\.term))
        let whole = texts.map(\.text).joined(separator: "\n")
        var seen = known
        var found: [PaperFinding] = []
        for text in texts {
            for word in Abbreviations.candidates(in: text.text) where seen.insert(word).inserted {
                if Abbreviations.isExpanded(word, in: whole) { continue }
                found.append(
                    .error(
                        "\(text.name) uses \(word): write it out where it first stands, or add it to the glossary",
                        .glossary))
            }
        }
        return found
    }

    /// Long sentences where young people are to read them (003.03).
    static func youngPeople(_ source: PaperSource) -> [PaperFinding] {
        source.headings.filter { $0.kind == .youngPeople }.compactMap { heading in
            let sentences = source.answer(heading).words.split { ".!?\n".contains($0) }
            let longest = sentences.map { $0.split(separator: " ").count }.max() ?? 0
            guard longest > 25 else { return nil }
            return .warning(
                "“\(heading.label)” has a sentence of \(longest) words: make it shorter", .heading(heading.id))
        }
    }

    /// Grades that disagree with their dates or counts, and gaps in the numbers that nobody explains (004.10).
    static func progress(_ source: PaperSource) -> [PaperFinding] {
        var found: [PaperFinding] = []
        for it in source.recommendations where it.state == .open {
            let latest = source.updates.last { $0.recommendationID == it.id && $0.actionID == nil && $0.grade != nil }
            if let latest, !latest.disagreement.isEmpty {
                found.append(
                    .warning(
                        "Recommendation \(it.number): the grade and the record disagree. \(latest.disagreement)",
                        .recommendation(it.id)))
            }
        }
        let numbers = Set(source.recommendations.compactMap { Int($0.number.prefix { $0.isNumber }) })
        let gaps = (1...max(1, numbers.max() ?? 1)).filter { !numbers.contains($0) }
        // One recommendation of many may be all that is still reported on (seed 001).
        if !gaps.isEmpty, numbers.count > 1 {
            found.append(
                .warning(
                    "The numbers \(gaps.map(String.init).joined(separator: ", ")) are missing: add each to the plan with the reason",
                    .plan))
        }
        return found
    }
}
