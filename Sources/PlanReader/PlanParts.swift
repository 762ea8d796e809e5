import Values

/// A tracker of several reviews, each numbered for itself: one plan whose later numbers say their part, or a plan for each.
extension ImportedPaper {
    /// What stands above the parts, in order; empty where the paper has one.
    package var parts: [String] { ranges.map(\.title) }

    /// Each part as a plan of its own, with the numbers as printed.
    package var separatePlans: [PlanFile] {
        ranges.map { title, range in
            var part = plan
            part.title = title.isEmpty ? plan.title : title.cut(to: PlanLimit.title.most)
            part.fingerprint = plan.fingerprint.map { "\($0)-\(range.lowerBound)" }
            part.recommendations = Array(plan.recommendations[range])
            for index in part.recommendations.indices {
                let place = range.lowerBound + index
                part.recommendations[index].number = printedNumbers[place] ?? part.recommendations[index].number
            }
            let numbers = Set(plan.recommendations[range].map(\.number))
            part.footnotes = plan.footnotes.filter { $0.recommendation.map(numbers.contains) ?? true }
            return part
        }
    }

    /// Gives the numbers of later parts the name of their part, and asks whether these are plans of their own.
    mutating func divide(_ draft: PlanDraft) {
        guard draft.hasParts, draft.recommendations.count == plan.recommendations.count else { return }
        var seen: Set<String> = [], isRepeated = false
        for recommendation in plan.recommendations where !recommendation.number.isEmpty {
            if !seen.insert(folded(recommendation.number)).inserted { isRepeated = true }
        }
        guard isRepeated else { return }
        var start = 0
        for index in draft.recommendations.indices {
            let isLast = index + 1 == draft.recommendations.count
            guard isLast || draft.recommendations[index + 1].part != draft.recommendations[index].part else { continue }
            ranges.append((draft.recommendations[index].part ?? "", start..<(index + 1)))
            start = index + 1
        }
        var taken: Set<String> = []
        for (place, part) in ranges.enumerated() {
            for index in part.range where !plan.recommendations[index].number.isEmpty {
                let printed = plan.recommendations[index].number
                if place > 0, taken.contains(folded(printed)) {
                    printedNumbers[index] = printed
                    plan.recommendations[index].number = "\(printed) (part \(place + 1))"
                }
            }
            for index in part.range {
                taken.insert(folded(printedNumbers[index] ?? plan.recommendations[index].number))
            }
        }
        doubts.removeAll { $0.question.hasPrefix("Is this another recommendation ") }
        let names = ranges.prefix(10).map(\.title).joined(separator: "; ")
        doubts.insert(
            .init(
                lines: draft.recommendations.first?.lines.first ?? SourceLines(1), text: names,
                question:
                    "Is each part a plan of its own? The paper has \(ranges.count), and they use the same numbers: where a number was there already, “(part 2)” and so on stands behind it"
            ), at: 0)
    }
}
