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
        var batch = Batch()
        let meeting = batch.ask(Meeting.find(id))
        let items = batch.ask(MeetingItem.all(of: id))
        let questions = batch.ask(MemberQuestion.all(of: id))
        let glossary = batch.ask(GlossaryEntry.all)
        let proposals = batch.ask(Proposal.all(at: id))
        let owed = batch.ask(DueItem.due(to: id, upTo: 100, for: visit))
        let answer = try visit.db.all(batch)
        guard let meeting = try answer(meeting) else { throw Failure.notFound }
        self.meeting = meeting
        self.items = try answer(items)
        self.questions = try answer(questions)
        self.glossary = try answer(glossary)
        self.proposals = meeting.state == .planned && visit.can(.changeMeetings) ? try answer(proposals) : []
        self.owed = meeting.state == .planned && visit.can(.seeDueList) ? try answer(owed) : []
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
