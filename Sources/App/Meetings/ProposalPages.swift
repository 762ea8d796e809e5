import HTTP
import Postgres

/// Putting what is due on the agenda: all of it is ticked, and what should wait is unticked.
enum ProposalPages {
    static let routes: [Route] = [
        .get("/meetings/:meeting/due", .changeMeetings, ask),
        .post("/meetings/:meeting/due", .changeMeetings, fields: 20_000, add),
    ]

    private static func found(_ visit: Visit) throws -> (Meeting, [Proposal]) {
        let id: Meeting.ID = try visit.id("meeting")
        let (meeting, proposals) = try visit.db.all(Meeting.find(id), Proposal.all(at: id))
        guard let meeting else { throw Failure.notFound }
        guard meeting.state == .planned else {
            throw Failure.conflict("This meeting was held: what is due comes to the next one.")
        }
        return (meeting, proposals)
    }

    private static func sheet(_ meeting: Meeting, _ proposals: [Proposal]) -> RecordForm {
        let path = Paths.meeting(meeting.id)
        return RecordForm(
            kicker: meeting.name, heading: "Add due items",
            lead: "Everything that waits for members or is owed by the day of the meeting. Untick what should wait.",
            path: path + "/due", back: Link(label: "Meeting", link: path), save: "Add to the agenda"
        ) { form in
            func part(_ name: String, _ heading: String, _ proposals: [Proposal]) -> FormPart? {
                guard !proposals.isEmpty else { return nil }
                return FormPart(questions: [
                    .checkboxes(form.checkboxes(name, heading, proposals.map { ($0.value, $0.label) }))
                ])
            }
            return [
                part("updates", "Updates that wait for members", proposals.filter { $0.updateID != nil }),
                part("reports", "Reports owed by \(meeting.heldOn.longText)", proposals.filter { $0.updateID == nil }),
            ].compactMap(\.self)
        }
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (meeting, proposals) = try found(visit)
        guard !proposals.isEmpty else {
            throw Failure.conflict("Everything that is due for this meeting is on its agenda already.")
        }
        var fields = Fields()
        fields.set("updates", proposals.filter { $0.updateID != nil }.map(\.value))
        fields.set("reports", proposals.filter { $0.updateID == nil }.map(\.value))
        return try sheet(meeting, proposals).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let (meeting, proposals) = try found(visit)
        let chosen = Set(visit.form.all("updates") + visit.form.all("reports"))
        if visit.form.isHeld { return try sheet(meeting, proposals).page(visit, visit.form) }
        guard !chosen.isEmpty else {
            let field = proposals.contains { $0.updateID != nil } ? "updates" : "reports"
            return try sheet(meeting, proposals).page(
                visit, visit.form, Mistakes(field, "Tick at least one thing to add to the agenda"))
        }
        let added = try proposals.filter { chosen.contains($0.value) }.filter {
            try $0.add(to: meeting.id, in: visit.db)
        }
        let text =
            added.isEmpty
            ? "Nothing was added: somebody else put it on the agenda, or it is no longer due."
            : "\(counted(added.count, "item is", "items are").sentenceCase) on the agenda now."
        return visit.redirect(to: Paths.meeting(meeting.id), saying: text, heading: "Agenda")
    }
}
