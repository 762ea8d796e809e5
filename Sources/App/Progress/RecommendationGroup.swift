import Mustache

/// One recommendation in a plan's table, with a row for each action.
struct RecommendationGroup: Sendable {
    let anchor, number, link: String
    /// Nil for one that is no longer followed up: a quiet row says why.
    let open: OpenRow?
    let gap: GapRow?
    let actions: [ActionRow]

    /// Still followed up.
    struct OpenRow: Sendable {
        let words: Markup
        let marks: Markup?
        let tags: [Tag]
        /// What the council's word does not say.
        let stands: String?
        let due: Late?
    }

    /// Absorbed, withdrawn, signed off or reported elsewhere.
    struct GapRow: Sendable {
        let why: Markup
        let words: Markup?
        let tags: [Tag]
    }

    /// One of its actions.
    struct ActionRow: Sendable {
        let workstream: String?
        let words: Markup
        let leads: [String]
        var tags: [Tag]
        let marks: Markup?
        let due: Late?
        let dueWords: String?
    }

    init(
        _ recommendation: Recommendation, _ actions: [Action], _ disagreements: [Disagreement], _ notes: [Footnote],
        _ prose: inout NotedProse, for visit: Visit
    ) {
        anchor = "recommendation-\(recommendation.id)"
        number = recommendation.number
        link = visit.link(Paths.recommendation(recommendation.id, recommendation.planID))
        let onWords = notes.on(recommendation.id, .words) + notes.on(recommendation.id, .plan)
        guard recommendation.state == .open else {
            open = nil
            gap = GapRow(
                why: prose.inline(recommendation.stateWords, notes: notes.on(recommendation.id, .status)),
                words: recommendation.words.isEmpty ? nil : prose.html(recommendation.words, notes: onWords),
                tags: [recommendation.stateTag])
            self.actions = []
            return
        }
        gap = nil
        open = OpenRow(
            words: prose.html(recommendation.words, notes: onWords),
            marks: prose.marks(notes.on(recommendation.id, .status)),
            tags: [recommendation.tag] + (disagreements.words(of: recommendation).isEmpty ? [] : [.disagreement]),
            stands: recommendation.stand?.beyondGrade, due: recommendation.nextDueOn.map { Late($0, on: visit.today) })
        var rows: [ActionRow] = []
        for action in actions {
            var row = ActionRow(action, recommendation, isOnly: actions.count == 1, notes, &prose, for: visit)
            if !disagreements.words(of: action).isEmpty { row.tags.append(.disagreement) }
            rows.append(row)
        }
        self.actions = rows
    }
}

extension RecommendationGroup.ActionRow {
    init(
        _ action: Action, _ recommendation: Recommendation, isOnly: Bool, _ notes: [Footnote],
        _ prose: inout NotedProse, for visit: Visit
    ) {
        workstream = action.label
        leads = action.leads
        // The recommendation's own grade says it already.
        tags = action.statusTags.filter { !(isOnly && $0 == recommendation.tag) }
        let onStatus = notes.on(action.id, status: true)
        let onWords = notes.on(action.id, status: false) + (tags.isEmpty ? onStatus : [])
        words = prose.html(action.words, notes: onWords)
        marks = tags.isEmpty ? nil : prose.marks(onStatus)
        due = action.nextReportOn.map { Late($0, on: visit.today) }
        dueWords = action.dueText
    }
}
