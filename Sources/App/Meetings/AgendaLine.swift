import Mustache

/// One item on a meeting's page.
struct AgendaLine: Sendable {
    let anchor, words: String
    let link: String?
    let kind: String
    let leads: String?
    let tags: [Tag]
    let disagreement: String?
    let outcome: Outcome?
    let editing: Editing?

    /// What came of it.
    struct Outcome: Sendable {
        let tags: [Tag]
        let minute: String?
        let words: Markup?
    }

    /// How the officer changes it.
    struct Editing: Sendable {
        let editLink, placeAction: String
        /// Where it stands, as the page shows it.
        let place: String
        let isFirst, isLast: Bool
    }

    init(_ item: MeetingItem, place: Int, of count: Int, _ prose: Prose, _ visit: Visit, mayChange: Bool) {
        anchor = "item-\(item.id)"
        words = item.words
        link = Self.path(item).map { visit.link($0) }
        kind = item.kind.label
        leads = item.leads.isEmpty ? nil : item.leads.joined(separator: ", ")
        var tags = item.assessmentWords.map { [Tag(tone: item.tone.look, text: $0)] } ?? []
        if !item.disagreement.isEmpty { tags.append(.disagreement) }
        // What happened elsewhere to an update of which this meeting has decided nothing.
        if let state = item.updateState, state != .submitted, item.outcome == .none {
            tags.append(Tag(tone: "idle", text: state.label))
        }
        self.tags = tags
        disagreement = item.disagreement.isEmpty ? nil : item.disagreement
        outcome = item.outcome.tag.map { tag in
            Outcome(
                tags: [tag], minute: item.minute.isEmpty ? nil : item.minute,
                words: item.outcomeWords.isEmpty ? nil : prose.html(item.outcomeWords))
        }
        let path = Paths.item(item.id, of: item.meetingID)
        editing =
            mayChange
            ? Editing(
                editLink: visit.link(path + "/edit"), placeAction: visit.link(path + "/place"), place: String(place),
                isFirst: place == 1,
                isLast: place == count) : nil
    }

    private static func path(_ item: MeetingItem) -> String? {
        guard let plan = item.planID else { return nil }
        guard let recommendation = item.recommendationID else { return Paths.plan(plan) }
        return item.updateID.map { Paths.update($0, recommendation, plan) }
            ?? Paths.recommendation(recommendation, plan)
    }
}

/// One members' question with its answer, on the meeting's page or the recommendation's.
struct QuestionLine: Sendable {
    let anchor, heading: String
    /// The other page that it belongs to.
    let place: Link?
    let words: Markup
    let answer: Markup?
    let answered: String?
    let waits: Late?
    let editLink: String?

    init(_ question: MemberQuestion, atMeeting: Bool, _ prose: Prose, _ visit: Visit) {
        anchor = "question-\(question.id)"
        heading = "\(question.askedBy) asked"
        if atMeeting {
            place = Self.about(question, visit)
        } else {
            place = Link(
                label: "\(question.meetingBody), \(question.meetingOn.longText)",
                link: visit.link(Paths.meeting(question.meetingID)) + "#question-\(question.id)")
        }
        words = prose.html(question.words)
        answer = question.answer.isEmpty ? nil : prose.html(question.answer)
        answered = question.answeredOn.map { "Answered on \($0.longText)" }
        waits = question.answer.isEmpty ? question.promisedOn.map { Late($0, on: visit.today) } : nil
        editLink =
            visit.can(.changeMeetings)
            ? visit.link(Paths.question(question.id, of: question.meetingID) + "/edit") : nil
    }

    private static func about(_ question: MemberQuestion, _ visit: Visit) -> Link? {
        if let plan = question.planID, let recommendation = question.recommendationID, let number = question.number {
            return Link(
                label: "Recommendation \(number), \(question.planTitle ?? "")",
                link: visit.link(Paths.recommendation(recommendation, plan)))
        }
        guard let item = question.itemID, let words = question.itemWords else { return nil }
        return Link(label: words, link: "#item-\(item)")
    }
}
