/// A table with a column for each kind of offer and the same question in every cell: "What is the plan to expand this offer:".
/// What answers a question about a plan becomes actions, one a column.
struct OfferGrid {
    private var heads: [String] = []
    private var found: (question: String, lines: SourceLines, answers: [(head: String, words: String)])?

    mutating func take(_ cells: [String], _ lines: SourceLines, _ reader: inout PlanReader) {
        guard cells.count > 1 else { return heads = [] }
        if heads.count != cells.count { heads = cells }
        guard found == nil, let question = OfferGrid.question(cells) else { return }
        let answers = zip(heads, cells).compactMap { head, cell -> (head: String, words: String)? in
            guard let range = cell.firstRange(of: question) else { return nil }
            let words = cell[range.upperBound...].trimmed
            return words.isEmpty ? nil : (head, words)
        }
        found = (question.trimmedOfColon, lines, answers)
    }

    /// After the paper's own recommendations, as one more that carries the plans.
    func finish(_ reader: inout PlanReader) {
        guard let found, !found.answers.isEmpty else { return }
        let lines = found.lines
        var recommendation = CellDraft.Recommendation(
            number: "", text: .init(text: CellText(paragraphs: [found.question]), lines: [lines]))
        for answer in found.answers {
            var action = CellDraft.Action()
            action.text = .init(text: CellText(paragraphs: [answer.words]), lines: [lines])
            action.workstream = .init(text: CellText(paragraphs: [answer.head]), lines: [lines])
            recommendation.actions.append(action)
            if !isFinished(answer.words), isContinued(answer.words, by: "A") {
                reader.doubt(lines, answer.words, "Does this go on? It ends in the middle of a sentence")
            }
        }
        reader.draft.recommendations.append(recommendation)
        reader.doubt(
            lines, found.question,
            "Shall this stay a recommendation? The paper has it as a question in a table; its answers became actions")
    }

    /// No cell asks more.
    private static let mostQuestions = 20

    /// The last words before a colon that most cells share, when they speak of what is planned.
    private static func question(_ cells: [String]) -> String? {
        guard let sample = cells.first(where: { $0.contains(":") }) else { return nil }
        for piece in sample.split(separator: ":", maxSplits: mostQuestions).dropLast() {
            let words = piece.words
            for count in stride(from: min(12, words.count), to: 1, by: -1) {
                let candidate = words.suffix(count).joined(separator: " ") + ":"
                let asked = " \(candidate.folded) "
                guard [" plan ", " plans ", " next steps ", " to do "].contains(where: { asked.holds($0) }) else {
                    continue
                }
                let shared = cells.count { $0.holds(candidate) }
                if shared > 1, shared * 2 >= cells.count { return candidate }
            }
        }
        return nil
    }
}
