import HTTP
import Postgres

/// All that one meeting's page shows.
struct MeetingRecord {
    let meeting: Meeting
    let items: [MeetingItem]
    let questions: [MemberQuestion]
    let glossary: [GlossaryEntry]
    /// What is due for it and not on its agenda.
    let proposals: [Proposal]
    /// What is owed to it and not submitted; empty for a visitor who may not see the due list.
    let owed: [DueItem]

    init(_ visit: Visit) throws {
        let id: Meeting.ID = try visit.id("meeting")
        let due = DueFilter(meeting: id, for: visit)
        let (meeting, items, questions, glossary, proposals, owed) = try visit.db.all(
            Meeting.find(id), MeetingItem.all(of: id), MemberQuestion.all(of: id), GlossaryEntry.all,
            Proposal.all(at: id), due.items(today: visit.today, limit: 100))
        guard let meeting else { throw Failure.notFound }
        (self.meeting, self.items, self.questions, self.glossary) = (meeting, items, questions, glossary)
        self.proposals = meeting.state == .planned && visit.can(.changeMeetings) ? proposals : []
        self.owed = meeting.state == .planned && visit.can(.seeDueList) ? owed : []
    }
}

extension MeetingShow {
    static func show(_ visit: Visit) throws -> Response {
        let record = try MeetingRecord(visit)
        return try visit.page(
            MeetingShow(record, for: visit), title: record.meeting.name,
            back: Link(label: "Meetings", link: visit.link(Paths.meetings)))
    }
}
