import Values

/// A tracker of several reviews, each numbered for itself: one plan whose later numbers say their part, or a plan for each.
extension PlanFile {
    /// Each part as a plan of its own, with the numbers as printed and what stands above it as its title.
    package var separated: [PlanFile] {
        parts.enumerated().compactMap { index, title in
            var part = self
            part.parts = []
            part.title = title.isEmpty ? self.title : title.cut(to: PlanLimit.title.most)
            part.fingerprint = fingerprint.map { "\($0)-\(index + 1)" }
            part.recommendations = recommendations.filter { $0.part == index + 1 }
            let numbers = Set(part.recommendations.map(\.number))
            part.footnotes = footnotes.filter { $0.recommendation.map(numbers.contains) ?? true }
            for place in part.recommendations.indices where !part.recommendations[place].printed.isEmpty {
                part.renumber(place, to: part.recommendations[place].printed)
            }
            return part.recommendations.isEmpty ? nil : part
        }
    }

    /// Notes and links follow the number.
    private mutating func renumber(_ place: Int, to number: String) {
        let old = recommendations[place].number
        recommendations[place].number = number
        for index in footnotes.indices where footnotes[index].recommendation == old {
            footnotes[index].recommendation = number
        }
        for index in recommendations.indices {
            for link in recommendations[index].links.indices where recommendations[index].links[link].number == old {
                recommendations[index].links[link].number = number
            }
        }
    }
}

extension ImportedPaper {
    /// Gives the numbers of later parts the name of their part, and asks whether these are plans of their own.
    mutating func divide(_ draft: PlanDraft) {
        guard draft.hasParts, draft.recommendations.count == plan.recommendations.count else { return }
        var seen: Set<String> = [], isRepeated = false
        for recommendation in plan.recommendations where !recommendation.number.isEmpty {
            if !seen.insert(folded(recommendation.number)).inserted { isRepeated = true }
        }
        guard isRepeated else { return }
        var before: Set<String> = [], own: Set<String> = []
        for (index, read) in draft.recommendations.enumerated() {
            if index == 0 || read.part != draft.recommendations[index - 1].part {
                plan.parts.append(read.part ?? "")
                before.formUnion(own)
                own = []
            }
            let part = plan.parts.count, number = plan.recommendations[index].number
            plan.recommendations[index].part = part
            own.insert(folded(number))
            if !number.isEmpty, before.contains(folded(number)) {
                plan.recommendations[index].printed = number
                plan.recommendations[index].number = "\(number) (part \(part))"
            }
        }
        doubts.removeAll { $0.kind == .twin }
        // So many are asked about; more stay one plan, whose numbers say their part.
        let isAsked = plan.parts.count <= Self.mostParts
        let names = plan.parts.prefix(10).joined(separator: "; ")
        doubts.insert(
            .init(
                lines: draft.recommendations.first?.lines.first ?? SourceLines(1), text: names,
                question:
                    "Is each part a plan of its own? The paper has \(plan.parts.count), and they use the same numbers: where a number was there already, “(part 2)” and so on stands behind it",
                kind: isAsked ? .parts : .look), at: 0)
        if !isAsked { plan.parts = [] }
    }

    private static let mostParts = 20
}
