import HTTP
import Postgres

/// Recording the outcomes of a meeting in one sitting.
enum OutcomePages {
    static let routes: [Route] = [
        .get("/meetings/:meeting/outcomes", .changeMeetings, ask),
        // A long agenda: four fields for each item.
        .post("/meetings/:meeting/outcomes", .changeMeetings, upTo: 8 << 20, fields: 20_000, record),
    ]

    /// What members decided about an update stays as it is once it led to an agreement or a correction, and is not asked again.
    private static func found(_ visit: Visit) throws -> (Meeting, [MeetingItem]) {
        let id: Meeting.ID = try visit.id("meeting")
        let (meeting, items) = try visit.db.all(Meeting.find(id), MeetingItem.all(of: id))
        guard let meeting else { throw Failure.notFound }
        guard meeting.heldOn <= visit.today else {
            throw Failure.conflict(
                "This meeting is on \(meeting.heldOn.longText). Its outcomes are recorded once it was held.")
        }
        return (meeting, items.filter { !$0.isSettled })
    }

    private static func sheet(_ meeting: Meeting, _ items: [MeetingItem]) -> RecordForm {
        let path = Paths.meeting(meeting.id)
        return RecordForm(
            kicker: meeting.name, heading: "Record outcomes",
            lead: "From the minutes. Leave undecided items at “Nothing recorded yet”.",
            path: path + "/outcomes", back: Link(label: "Meeting", link: path), save: "Record the outcomes"
        ) { OutcomeForm.parts($0, items) }
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (meeting, items) = try found(visit)
        guard !items.isEmpty else {
            throw Failure.conflict("There is nothing on the agenda of which an outcome is still to be recorded.")
        }
        return try sheet(meeting, items).page(visit, OutcomeForm.fields(meeting, items))
    }

    private static func record(_ visit: Visit) throws -> Response {
        let (meeting, items) = try found(visit)
        let form: OutcomeForm
        do { form = try OutcomeForm(visit.form, of: items) } catch {
            return try sheet(meeting, items).page(visit, visit.form, error)
        }
        guard try Meeting.begin(meeting.id, version: visit.version, in: visit.db) else {
            let (now, left) = try found(visit)
            let last = try visit.db(LastSave.of("meetings", meeting.id, with: [("meeting_items", "meeting_id")]))
            return try sheet(now, left).stale(visit, theirs: OutcomeForm.fields(now, left), by: last)
        }
        let person = try visit.person().id
        for (item, resolution) in form.resolutions {
            try keep(resolution, of: item, at: meeting, by: person, in: visit.db)
        }
        return visit.redirect(to: Paths.meeting(meeting.id), saying: Self.text(form), heading: "Outcomes recorded")
    }

    private static func keep(
        _ resolution: Resolution, of item: MeetingItem, at meeting: Meeting, by person: Person.ID, in db: Transaction
    ) throws {
        guard let update = item.updateID, let recommendation = item.recommendationID else {
            return try resolution.record(of: item.id, in: db)
        }
        let isRecorded = try resolution.record(
            of: item.id, about: update, of: recommendation, at: meeting, by: person, in: db)
        guard isRecorded else {
            throw Failure.conflict(
                "An update was corrected or agreed meanwhile, so nothing is recorded. Open the meeting again to see what it says now."
            )
        }
    }

    private static func text(_ form: OutcomeForm) -> String {
        let outcomes = form.resolutions.map(\.resolution)
        let parts = [
            countedIfAny(outcomes.count { $0.outcome == .confirmed }, "assessment confirmed", "assessments confirmed"),
            countedIfAny(
                outcomes.count { $0.outcome == .notConfirmed }, "not confirmed: officers correct it",
                "not confirmed: officers correct them"),
            countedIfAny(outcomes.count { $0.outcome == .noted }, "item noted", "items noted"),
            countedIfAny(outcomes.count { $0.outcome == .deferred }, "item deferred", "items deferred"),
        ]
        return parts.compactMap(\.self).joined(separator: "; ").sentenceCase + "."
    }
}

extension MeetingItem {
    var isSettled: Bool { outcome == .confirmed || outcome == .notConfirmed && updateState != .submitted }
}
