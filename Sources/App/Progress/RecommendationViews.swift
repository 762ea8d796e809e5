import Mustache

/// One recommendation: its words, where it stands and how it came there.
struct RecommendationPage: View {
    static let template = "plans/recommendation"
    let head: PageHead
    let words: Markup
    let closed: Warning?
    let summary: SummaryList?
    let next: NextPanel
    let ladder: Figure?
    let actionPart: ActionPart?
    let measures: MeasurePart?
    let updatePart: UpdatePart?
    let asked: Asked?
    let historyLink: String?
    let before: Link?
    let after: Link?
    let footnotes: Footnotes?

    /// The actions; nil when there are none and it is no longer followed up.
    struct ActionPart: Sendable {
        let name: String
        let cards: [ActionCard]
        let addLink: String?
    }

    /// The updates; nil when there are none and it is no longer followed up.
    struct UpdatePart: Sendable {
        let record: Link?
        let timeline: Timeline?
        let noUpdates: EmptyState?
    }

    /// What members asked about it; nil when nothing.
    struct Asked: Sendable { let lines: [QuestionLine] }

    /// What is due, who leads, what to do about it.
    struct NextPanel: Sendable {
        let due: Late?
        let text: String?
        let record: Link?
        let datesLink: String?
        let leads: [String]
        let lastUpdate: String?
        let asked: String?
    }

    init(_ it: RecommendationRecord, for visit: Visit) {
        let (plan, recommendation) = (it.plan, it.recommendation)
        var prose = NotedProse(glossary: it.glossary, notes: it.notes)
        words = Self.words(recommendation, it.notes, &prose)
        head = Self.head(it, visit)
        closed =
            recommendation.state == .open
            ? nil : Warning(tone: "idle", heading: recommendation.state.label, text: recommendation.stateWords)
        summary = Self.summary(it, &prose, visit)
        let isOpen = recommendation.state == .open
        var cards: [ActionCard] = []
        for action in it.actions {
            cards.append(ActionCard(action, isOnly: it.actions.count == 1, it, &prose, for: visit))
        }
        let addLink = visit.link(Paths.actions(recommendation.id, plan.id) + "/new")
        actionPart =
            cards.isEmpty && !isOpen
            ? nil
            : ActionPart(
                name: cards.isEmpty ? "No actions yet" : cards.count == 1 ? "The action" : "\(cards.count) actions",
                cards: cards,
                addLink: isOpen && visit.can(.changePlans) ? addLink : nil)
        measures = MeasurePart(it, for: visit)
        let entries = Self.entries(it, &prose, visit)
        let mayRecord =
            isOpen && plan.state.isFollowed && (visit.can(.recordUpdates) || visit.can(.updateLed) && it.isLed)
        let record =
            mayRecord
            ? Link(
                label: "Record an update", link: visit.link(Paths.updates(recommendation.id, plan.id) + "/new")) : nil
        updatePart =
            entries.isEmpty && !isOpen
            ? nil
            : UpdatePart(
                record: record, timeline: entries.isEmpty ? nil : Timeline(entries: entries),
                noUpdates: entries.isEmpty ? Self.noUpdates(it, on: visit.today) : nil)
        let plain = Prose(glossary: it.glossary)
        asked =
            it.questions.isEmpty
            ? nil : Asked(lines: it.questions.map { QuestionLine($0, atMeeting: false, plain, visit) })
        let points = Self.points(it.updates)
        let rungs = it.assessments.filter { rung in !rung.isRetired || points.contains { $0.words == rung.words } }
        ladder = Ladder.figure(
            id: "ladder", scale: rungs.map { Ladder.Rung(words: $0.words, tone: $0.tone) }, points: points)
        next = Self.next(it, record, visit)
        historyLink = visit.can(.seeHistory) ? visit.link(Paths.history(recommendation.id, plan.id)) : nil
        (before, after) = Self.neighbours(it, visit)
        footnotes = prose.foot { $0.actionID.map { "#action-\($0)" } ?? "#main" }
    }

    private static func words(_ recommendation: Recommendation, _ notes: [Footnote], _ prose: inout NotedProse)
        -> Markup
    {
        let hung = notes.on(recommendation.id, .words) + notes.on(recommendation.id, .plan)
        guard !recommendation.words.isEmpty else {
            return Markup(html: "<p class=\"app-absent\">The words of this recommendation were not printed.</p>")
        }
        return prose.html(recommendation.words, notes: hung)
    }

    private static func head(_ it: RecommendationRecord, _ visit: Visit) -> PageHead {
        var actions: [PageAction] = []
        if visit.can(.changePlans) {
            let path = Paths.recommendation(it.recommendation.id, it.plan.id)
            actions.append(PageAction(label: "Edit recommendation", link: visit.link(path + "/edit")))
        }
        var tags = [it.recommendation.stateTag]
        if refused(it) != nil { tags.append(Update.refusedTag) }
        if latest(it)?.disagreement.isEmpty == false {
            tags.append(.disagreement)
        }
        return PageHead(
            kicker: it.plan.title, heading: "Recommendation \(it.recommendation.number)", tags: tags, actions: actions)
    }

    /// The update that the grade comes from.
    static func latest(_ it: RecommendationRecord) -> Update? {
        it.updates.first {
            $0.actionID == nil && ($0.state == .submitted || $0.state == .agreed) && $0.assessmentID != nil
        }
    }

    /// What members did not confirm of it: that update, or the one of its only action that says where it stands.
    static func refused(_ it: RecommendationRecord) -> Update? {
        let spoken = it.recommendation.stand?.updateID
        return [latest(it), it.updates.first { $0.id == spoken }].compactMap(\.self).first(where: \.isRefused)
    }

    private static func next(_ it: RecommendationRecord, _ record: Link?, _ visit: Visit) -> NextPanel {
        var leads: [String] = []
        for lead in it.actions.flatMap(\.leads) where !leads.contains(lead) { leads.append(lead) }
        let due = it.recommendation.nextDueOn
        let text: String? =
            if due != nil { nil } else if it.recommendation.state != .open {
                "It is no longer followed up."
            } else if it.plan.state == .draft {
                "Nothing is due until the plan is published to members."
            } else { "Nothing is due." }
        return NextPanel(
            due: due.map { Late($0, on: visit.today) }, text: text, record: record,
            datesLink: due == nil ? nil : visit.link(Paths.dates(it.recommendation.id, it.plan.id)), leads: leads,
            lastUpdate: it.recommendation.lastUpdateOn?.monthText, asked: it.requests.latest(nil)?.text)
    }

    private static func neighbours(_ it: RecommendationRecord, _ visit: Visit) -> (Link?, Link?) {
        guard let place = it.neighbours.firstIndex(where: { $0.id == it.recommendation.id }) else { return (nil, nil) }
        func link(_ index: Int) -> Link? {
            guard it.neighbours.indices.contains(index) else { return nil }
            let other = it.neighbours[index]
            return Link(
                label: "Recommendation \(other.number)", link: visit.link(Paths.recommendation(other.id, it.plan.id)))
        }
        return (link(place - 1), link(place + 1))
    }

    private static func noUpdates(_ it: RecommendationRecord, on today: Day) -> EmptyState {
        EmptyState(
            heading: "No update yet",
            text: it.recommendation.nextDueOn.map { "The first \($0 < today ? "was" : "is") due on \($0.longText)." }
                ?? "Each update will stand here with its evidence.",
            next: nil)
    }
}
