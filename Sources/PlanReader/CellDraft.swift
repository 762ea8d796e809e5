import Values

/// A plan half read: its cells are where they belong, but not yet taken apart.
struct CellDraft {
    struct Cell {
        var text = CellText()
        var lines: [SourceLines] = []

        var isEmpty: Bool { text.isEmpty }

        /// A longer paragraph was joined often enough.
        private static let longestJoined = 4_000

        /// Joins on what stands below, as the same sentence when a page broke in the middle of it.
        mutating func append(_ more: CellText, _ moreLines: SourceLines) {
            guard !more.isEmpty else { return }
            var more = more
            var shift = (paragraphs: text.paragraphs.count, scalars: 0)
            if let last = text.paragraphs.last, last.utf8.count < Cell.longestJoined,
                isContinued(last, by: more.paragraphs[0])
            {
                shift = (shift.paragraphs - 1, last.unicodeScalars.count + 1)
                text.paragraphs[shift.paragraphs] += " " + more.paragraphs.removeFirst()
            }
            text.paragraphs += more.paragraphs
            for marker in more.markers {
                var marker = marker
                if marker.paragraph == 0 { marker.at += shift.scalars }
                marker.paragraph += shift.paragraphs
                text.markers.append(marker)
            }
            text.links += more.links
            if lines.last != moreLines { lines.append(moreLines) }
        }
    }

    struct Action {
        var text = Cell(), workstream = Cell(), leads = Cell(), status = Cell(), due = Cell(), measure = Cell()
    }

    struct Update {
        var action: Int?
        var period: ApproximateDay?
        /// Which of the actions the paper says that it is about.
        var part = ""
        var evidence = Cell(), assessment = Cell(), impact = Cell()
        /// Its grade, where the paper says it in so many words.
        var grade: String?
        var decided = PlanDraft.Decided()
    }

    struct Recommendation {
        var number: String
        var text = Cell(), response = Cell()
        var actions: [Action] = []
        var updates: [Update] = []
        /// What the report itself counts, and of when.
        var counts: [PlanDraft.Count] = []
        var asOf: ApproximateDay?
        var responseOn = Cell()
        /// What stands above its table, and in the table above its row.
        var part: String?, theme: String?
        /// What the paper's other columns say, each under its name.
        var kept: [String] = []
        var state = PlanFile.Recommendation.State.open, stateWords: [String] = []
        /// It only holds actions that stand under no recommendation.
        var isHolder = false

        /// Merged cells say the same in each of their rows.
        mutating func keep(_ words: [String]) {
            for words in words where !kept.suffix(Recommendation.lookedBack).contains(words) { kept.append(words) }
        }

        private static let lookedBack = 20
    }

    var recommendations: [Recommendation] = []
    /// The one that a later table comes back to; nil while the last is being read.
    var earlier: Int?

    /// Where each number stands, as the tables gave them.
    private(set) var places: [String: Int] = [:]

    /// Begins the next recommendation of a table.
    mutating func add(_ recommendation: Recommendation) {
        earlier = nil
        let key = folded(recommendation.number)
        if places[key] == nil { places[key] = recommendations.count }
        recommendations.append(recommendation)
    }

    /// The one that rows without a number belong to.
    var current: Int? { earlier ?? recommendations.indices.last }

    var cells: [Cell] {
        recommendations.flatMap { recommendation in
            [recommendation.text, recommendation.response]
                + recommendation.actions.flatMap { [$0.text, $0.workstream, $0.leads, $0.status, $0.due, $0.measure] }
                + recommendation.updates.flatMap { [$0.evidence, $0.assessment, $0.impact] }
        }
    }

    mutating func changeCells(_ change: (inout Cell) -> Void) {
        for index in recommendations.indices {
            change(&recommendations[index].text)
            change(&recommendations[index].response)
            for action in recommendations[index].actions.indices {
                for path in [\Action.text, \.workstream, \.leads, \.status, \.due, \.measure] {
                    change(&recommendations[index].actions[action][keyPath: path])
                }
            }
            for update in recommendations[index].updates.indices {
                for path in [\Update.evidence, \.assessment, \.impact] {
                    change(&recommendations[index].updates[update][keyPath: path])
                }
            }
        }
    }
}

/// Whether a text goes on in the next one rather than beginning a paragraph there.
func isContinued(_ text: String, by next: String) -> Bool {
    if next.startsInLowerCase && !next.hasPrefix("•") { return true }
    guard let last = text.last, !next.hasPrefix("•") else { return false }
    let small: Set = ["the", "of", "and", "to", "in", "a", "an", "for", "with", "by", "or", "on", "at", "from"]
    return last == "," || last == "-"
        || small.contains(text.suffix(12).words.last.map(String.init) ?? "")
}

/// Whether it ends as sentences end.
func isFinished(_ text: String) -> Bool { text.last.map { ".!?:;)”\"".contains($0) } ?? true }
