import Values

/// What the text around the recommendations says of the plan's life: who approved it when, and why numbers are missing.
enum LineageFinder {
    static func read(_ reader: inout PlanReader) {
        let passages =
            reader.plan.introduction.map { ($0.text, $0.lines) }
            + reader.plan.sections.flatMap { section in section.paragraphs.map { ($0, section.lines) } }
        for (text, lines) in passages {
            for sentence in text.sentences {
                if let decision = decision(sentence, lines) {
                    reader.plan.decisions.append(decision)
                } else if reader.plan.agreed == nil, sentence.folded.hasPrefix("agreed on "),
                    let day = day(in: sentence)
                {
                    // By whom is not said.
                    reader.plan.agreed = ApproximateDay(day)
                }
            }
            if reader.plan.body.isEmpty, let body = requester(text) { reader.plan.body = body }
        }
        for decision in reader.plan.decisions
        where reader.plan.agreed == nil
            && (decision.words.folded.contains("action plan") && decision.words.contains("agreed")
                || decision.words.folded.hasPrefix("agreed by "))
        {
            reader.plan.agreed = ApproximateDay(decision.on)
        }
        explainGaps(passages, &reader)
        close(passages, &reader)
    }

    /// "Agreed by Cabinet on 4 March 2026", "Cabinet approved on 5th December 2013 …" and "… was agreed by the Cabinet Member at the meeting of 10th April 2014".
    static func decision(_ printed: String, _ lines: SourceLines) -> PlanDraft.Decision? {
        guard let day = day(in: printed) else { return nil }
        let sentence = " " + printed.prefix(1).lowercased() + printed.dropFirst()
        for verb in ["approved", "agreed", "endorsed", "adopted"] {
            var body = ""
            if let by = sentence.firstRange(of: " \(verb) by ") {
                let rest = sentence[by.upperBound...]
                let end = [" at ", " on "].compactMap { rest.firstRange(of: $0)?.lowerBound }.min() ?? rest.endIndex
                body = String(rest[..<end])
            } else if let at = sentence.firstRange(of: " \(verb) "), sentence[at.upperBound...].contains("on ") {
                body = String(printed.prefix(max(0, sentence[..<at.lowerBound].count - 1)))
            }
            if body.lowercased().hasPrefix("the ") { body = String(body.dropFirst(4)) }
            if body.first?.isUppercase == true, body.words.count < 9 {
                return .init(body: body, on: day, words: String(printed.prefix(1_000)), lines: lines)
            }
        }
        return nil
    }

    private static func day(in sentence: String) -> Day? {
        let words = sentence.words.prefix(200).map(\.trimmedOfStop)
        for at in words.indices where at + 2 < words.count && words[at].first?.isNumber == true {
            if let day = ApproximateDay.read(words[at...(at + 2)].joined(separator: " ")), day.precision == .day {
                return day.day
            }
        }
        return nil
    }

    /// "… as requested by the Corporate Parenting Committee"
    private static func requester(_ text: String) -> String? {
        guard let range = text.firstRange(of: "requested by the ") else { return nil }
        let name = text[range.upperBound...].prefix { !".,;(".contains($0) }.trimmed
        return 1...80 ~= name.count && name.first?.isUppercase == true ? name : nil
    }

    /// Numbers between the first and the last that are not there.
    private static func explainGaps(_ passages: [(String, SourceLines)], _ reader: inout PlanReader) {
        let numbers = Set(reader.draft.recommendations.compactMap { Int($0.number) })
        guard let first = numbers.min(), let last = numbers.max(), last - first < 100, numbers.count > 1 else { return }
        let missing = (first...last).filter { !numbers.contains($0) }.map(String.init)
        guard !missing.isEmpty else { return }
        let said = passages.flatMap { text, lines in
            text.sentences.filter(speaksOfGaps).map { ($0, lines) }
        }
        let lines = said.first?.1 ?? reader.draft.recommendations.first?.text.lines.first ?? SourceLines(1)
        if said.isEmpty {
            let them =
                missing.count == 1
                ? "recommendation \(missing[0]), which is not in this paper"
                : "recommendations \(missing.joined(separator: ", ")), which are not in this paper"
            reader.doubt(lines, "", "What became of \(them)?")
        } else {
            let words = said.map(\.0).joined(separator: " ")
            reader.plan.gaps = .init(numbers: missing, words: String(words.prefix(1_000)), lines: lines)
        }
    }

    private static func speaksOfGaps(_ sentence: String) -> Bool {
        let words = sentence.folded
        return [
            "numbering has been", "numbers have been kept", "rolled together", "no longer reported",
            "original numbering",
        ]
        .contains { words.contains($0) }
    }

    /// "… future reporting on employment actions form a part of …": the plan is to end in another.
    private static func close(_ passages: [(String, SourceLines)], _ reader: inout PlanReader) {
        for (text, lines) in passages {
            guard let sentence = text.sentences.first(where: { $0.folded.contains("future reporting") }) else {
                continue
            }
            reader.plan.introduction.append(
                .init(text: ReportItem(CellText(paragraphs: [sentence])).text.joined, lines: lines))
            return reader.doubt(
                lines, sentence, "Has this happened? Then edit the plan: it is superseded, and by what")
        }
    }
}
