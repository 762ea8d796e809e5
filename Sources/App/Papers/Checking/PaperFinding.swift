/// Something in a paper that is to be mended, or known, before it is published.
struct PaperFinding: Equatable, Sendable {
    /// An error stands in the way; a warning may be acknowledged.
    enum Weight: Sendable { case error, warning }

    /// Where it is mended.
    enum Place: Equatable, Sendable {
        case title
        case heading(PaperHeading.ID)
        case appendix(Int)
        case plan
        case recommendation(Recommendation.ID)
        case glossary
    }

    let weight: Weight
    let words: String
    let place: Place

    static func error(_ words: String, _ place: Place) -> Self { Self(weight: .error, words: words, place: place) }
    static func warning(_ words: String, _ place: Place) -> Self { Self(weight: .warning, words: words, place: place) }
}

/// A text of a paper with its name and the place where it is written.
struct CheckedText: Sendable {
    let name: String
    let text: String
    let place: PaperFinding.Place
}

extension PaperSource {
    /// Every text, in the order of the paper; what comes from the plan is mended there.
    var checkedTexts: [CheckedText] {
        var texts = [CheckedText(name: "The subject", text: paper.title, place: .title)]
        for heading in headings where heading.isAsked {
            texts.append(
                CheckedText(name: "“\(heading.label)”", text: answer(heading).words, place: .heading(heading.id)))
        }
        for it in recommendations {
            let own = actions.filter { $0.recommendationID == it.id }.flatMap { [$0.words, $0.successMeasure] }
            let reported = updates.filter { $0.recommendationID == it.id }.flatMap {
                [$0.evidence, $0.explanation, $0.impact]
            }
            let all = [it.words, it.stateWords] + own + reported
            texts += all.filter { !$0.isEmpty }.map {
                CheckedText(name: "Recommendation \(it.number)", text: $0, place: .recommendation(it.id))
            }
        }
        for (index, appendix) in appendices.enumerated() {
            texts.append(
                CheckedText(
                    name: "Appendix \(index + 1)", text: appendix.title + "\n" + appendix.words,
                    place: .appendix(index + 1)))
        }
        return texts
    }
}
