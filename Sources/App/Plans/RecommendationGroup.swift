import Mustache

/// One recommendation in a plan's table, with a row for each action.
struct RecommendationGroup: Codable, Sendable {
    let anchor, number, link: String
    /// Nil for one that is no longer followed up: a quiet row says why.
    let open: OpenRow?
    let gap: GapRow?
    let actions: [ActionRow]

    /// Still followed up.
    struct OpenRow: Codable, Sendable {
        let words: Markup
        /// Shown in print only; the link leads to it on the screen.
        let rest: Markup?
        let marks: Markup?
        let tags: [Tag]
        let due: Late?
    }

    /// Absorbed, withdrawn, signed off or reported elsewhere.
    struct GapRow: Codable, Sendable {
        let why: Markup
        let words: Markup?
        let tags: [Tag]
    }

    /// One of its actions.
    struct ActionRow: Codable, Sendable {
        let workstream: String?
        let words: Markup
        let rest: Markup?
        let leads: [String]
        let tags: [Tag]
        let marks: Markup?
        let due: Late?
        let dueWords: String?
    }

    init(
        _ recommendation: Recommendation, _ actions: [Action], _ notes: [Footnote], _ prose: inout NotedProse,
        for visit: Visit
    ) {
        anchor = "recommendation-\(recommendation.id)"
        number = recommendation.number
        link = visit.link(Paths.recommendation(recommendation.id, recommendation.planID))
        let onWords = notes.on(recommendation.id, .words) + notes.on(recommendation.id, .plan)
        guard recommendation.state == .open else {
            open = nil
            gap = GapRow(
                why: prose.inline(recommendation.stateWords, notes: notes.on(recommendation.id, .status)),
                words: recommendation.words.isEmpty
                    ? nil : prose.inline(Self.start(recommendation.words), notes: onWords),
                tags: [recommendation.standing])
            self.actions = []
            return
        }
        gap = nil
        let excerpt = Excerpt(recommendation.words)
        open = OpenRow(
            words: prose.inline(excerpt.start, notes: onWords), rest: excerpt.rest.map { prose.inline($0) },
            marks: prose.marks(notes.on(recommendation.id, .status)), tags: [recommendation.tag],
            due: recommendation.nextDueOn.map { Late($0, on: visit.today) })
        var rows: [ActionRow] = []
        for action in actions {
            rows.append(ActionRow(action, recommendation, isOnly: actions.count == 1, notes, &prose, for: visit))
        }
        self.actions = rows
    }

    private static func start(_ words: String) -> String {
        let excerpt = Excerpt(words, upTo: 120)
        return excerpt.start + (excerpt.rest == nil ? "" : " …")
    }
}

extension RecommendationGroup.ActionRow {
    init(
        _ action: Action, _ recommendation: Recommendation, isOnly: Bool, _ notes: [Footnote],
        _ prose: inout NotedProse, for visit: Visit
    ) {
        workstream = action.workstream.isEmpty ? nil : action.workstream
        let excerpt = Excerpt(action.words, upTo: 240)
        words = prose.inline(excerpt.start, notes: notes.on(action.id, status: false))
        rest = excerpt.rest.map { prose.inline($0) }
        leads = action.leads
        // The recommendation's own grade says it already.
        tags = action.tags.filter { tag in
            !(tag.text == "Not assessed" && action.assessmentID == nil) && !(isOnly && tag == recommendation.tag)
        }
        marks = prose.marks(notes.on(action.id, status: true))
        due = action.nextReportOn.map { Late($0, on: visit.today) }
        dueWords = Self.due(action)
    }

    /// As the paper has it, or the day.
    static func due(_ action: Action) -> String? {
        action.dueWords.isEmpty ? action.due.map { "By \($0.text)" } : action.dueWords
    }
}
