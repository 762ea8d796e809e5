import Mustache

/// One meeting: its agenda with what came of it, what is still owed to it, and what members asked.
struct MeetingShow: View {
    static let template = "meetings/show"
    let head: PageHead
    let notes: Markup?
    let steps: Steps?
    let agenda: Agenda
    let owedPart: OwedPart?
    let asked: QuestionPart

    /// What the scrutiny officer may do next.
    struct Steps: Sendable {
        let line: String
        let links: [PageAction]
    }

    /// The items in their order.
    struct Agenda: Sendable {
        let addLink: String?
        let lines: [AgendaLine]
        let noItems: EmptyState?
    }

    /// What is owed and not submitted yet.
    struct OwedPart: Sendable {
        let lead: String
        let table: Table
        let more: Link
    }

    /// What members asked.
    struct QuestionPart: Sendable {
        let addLink: String?
        let lines: [QuestionLine]
    }

    init(_ it: MeetingRecord, for visit: Visit) {
        let meeting = it.meeting, path = Paths.meeting(meeting.id), mayChange = visit.can(.changeMeetings)
        let prose = Prose(glossary: it.glossary)
        let place = meeting.place.isEmpty ? "" : ", \(meeting.place)"
        head = PageHead(
            heading: meeting.body, lead: "\(meeting.heldOn.weekday.name) \(meeting.heldOn.longText)\(place)",
            tags: [meeting.state.tag],
            actions: Self.actions(meeting, visit))
        notes = meeting.notes.isEmpty ? nil : prose.html(meeting.notes)
        let steps = mayChange ? Steps(it, visit) : nil
        self.steps = meeting.state == .held && steps?.links.isEmpty == true ? nil : steps
        let lines = it.items.enumerated().map {
            AgendaLine($1, place: $0 + 1, of: it.items.count, prose, visit, mayChange: mayChange)
        }
        agenda = Agenda(
            addLink: mayChange ? visit.link(path + "/items/new") : nil, lines: lines,
            noItems: lines.isEmpty
                ? EmptyState(
                    heading: "No items yet",
                    text: mayChange
                        ? "Add due items, or one of your own, such as a paper."
                        : "What comes to this meeting appears here.") : nil)
        owedPart = it.owed.isEmpty ? nil : OwedPart(it, visit)
        asked = QuestionPart(
            addLink: mayChange ? visit.link(path + "/questions/new") : nil,
            lines: it.questions.map { QuestionLine($0, atMeeting: true, prose, visit) })
    }
}

extension MeetingShow {
    fileprivate static func actions(_ meeting: Meeting, _ visit: Visit) -> [PageAction] {
        let papers = PageAction(label: "Papers", link: visit.link(Paths.papers) + "?meeting=\(meeting.id)")
        let edit = PageAction(label: "Edit meeting", link: visit.link(Paths.meeting(meeting.id) + "/edit"))
        return (visit.can(.seePapers) ? [papers] : []) + (visit.can(.changeMeetings) ? [edit] : [])
    }
}

extension MeetingShow.Steps {
    init(_ it: MeetingRecord, _ visit: Visit) {
        let path = Paths.meeting(it.meeting.id), today = visit.today
        let left = it.items.contains { !$0.isSettled && $0.outcome == .none }
        var links: [PageAction] = []
        var sentences: [String] = []
        if !it.proposals.isEmpty {
            links.append(
                PageAction(
                    label: "Add due items", link: visit.link(path + "/due"), isPrimary: it.meeting.heldOn > today))
            sentences.append(
                "\(counted(it.proposals.count, "thing is", "things are").sentenceCase) due for this meeting and not on its agenda."
            )
        }
        if it.meeting.heldOn <= today, it.items.contains(where: { !$0.isSettled }) {
            links.append(
                PageAction(
                    label: left ? "Record outcomes" : "Change outcomes", link: visit.link(path + "/outcomes"),
                    isPrimary: left))
            if left {
                sentences.append(
                    it.meeting.state == .planned
                        ? "After the meeting, record what members decided, all items at once."
                        : "Some items have no outcome yet.")
            }
        }
        if it.meeting.heldOn > today, it.proposals.isEmpty {
            sentences.append("Agenda is up to date.")
        }
        if sentences.isEmpty { sentences.append("All outcomes recorded.") }
        (line, self.links) = (sentences.joined(separator: " "), links)
    }
}

extension MeetingShow.OwedPart {
    init(_ it: MeetingRecord, _ visit: Visit) {
        lead = "Updates and reports due for this meeting that nobody has submitted yet."
        table = Table(
            "Still owed for this meeting", of: it.owed, DueItem.columns(visit.today), style: "app-due", for: visit)
        more = Link(
            label: "See it in the due list", link: visit.link(Paths.due + "?meeting=\(it.meeting.id)"))
    }
}
