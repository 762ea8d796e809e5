import HTTP
import Postgres

/// Making, changing and removing meetings.
enum MeetingEditing {
    static let routes: [Route] = [
        .get("/meetings/new", .changeMeetings, new),
        .post("/meetings", .changeMeetings, add),
        .get("/meetings/:meeting/edit", .changeMeetings, edit),
        .post("/meetings/:meeting", .changeMeetings, change),
        .get("/meetings/:meeting/removal", .changeMeetings, removal),
        .post("/meetings/:meeting/removal", .changeMeetings, remove),
    ]

    private static let taken = Mistakes(
        "held_on", "Choose another day: this body’s meeting on that day is there already")

    private static func sheet(_ meeting: Meeting? = nil, _ visit: Visit) throws -> RecordForm {
        let bodies = try visit.db(Meeting.bodies)
        let own = meeting.map { Paths.meeting($0.id) }
        return RecordForm(
            kicker: meeting?.name, heading: meeting == nil ? "New meeting" : "Edit the meeting",
            path: own ?? Paths.meetings,
            back: own.map { Link(label: "Meeting", link: $0) } ?? Link(label: "Meetings", link: Paths.meetings),
            save: meeting == nil ? "Add the meeting" : "Save",
            removal: own.map { Link(label: "Remove this meeting", link: $0 + "/removal") }
        ) { MeetingForm.parts($0, bodies: bodies) }
    }

    private static func new(_ visit: Visit) throws -> Response { try sheet(nil, visit).page(visit, Fields()) }

    private static func add(_ visit: Visit) throws -> Response {
        let form: MeetingForm
        do { form = try MeetingForm(visit.form, today: visit.today) } catch {
            return try sheet(nil, visit).page(visit, visit.form, error)
        }
        guard let id = try Meeting.add(form, in: visit.db) else {
            return try sheet(nil, visit).page(visit, visit.form, taken)
        }
        return visit.redirect(to: Paths.meeting(id), saying: "The meeting is added. Now fill its agenda.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let meeting = try Meeting.asked(visit)
        return try sheet(meeting, visit).page(visit, MeetingForm.fields(meeting))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let meeting = try Meeting.asked(visit)
        let form: MeetingForm
        do { form = try MeetingForm(visit.form, isHeld: meeting.state == .held, today: visit.today) } catch {
            return try sheet(meeting, visit).page(visit, visit.form, error)
        }
        switch try Meeting.change(meeting.id, to: form, version: visit.version, in: visit.db) {
        case .saved: return visit.redirect(to: Paths.meeting(meeting.id), saying: "The meeting is saved.")
        case .taken: return try sheet(meeting, visit).page(visit, visit.form, taken)
        case .stale:
            let (now, last) = try visit.db.all(Meeting.find(meeting.id), LastSave.of("meetings", meeting.id))
            guard let now else { throw Failure.notFound }
            return try sheet(now, visit).stale(visit, theirs: MeetingForm.fields(now), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let meeting = try Meeting.asked(visit)
        let (items, questions, reports, hasPapers) = try visit.db.all(
            MeetingItem.all(of: meeting.id), MemberQuestion.all(of: meeting.id), Meeting.reportCount(meeting.id),
            Query<Bool?>.value(
                """
                SELECT EXISTS (SELECT FROM papers WHERE meeting_id = \(meeting.id))
                    OR EXISTS (SELECT FROM paper_versions WHERE meeting_id = \(meeting.id))
                """))
        let decided = items.contains { $0.outcome == .confirmed || $0.outcome == .notConfirmed }
        return Removal(
            kicker: meeting.name, what: "this meeting",
            things: [
                countedIfAny(items.count, "item of its agenda", "items of its agenda"),
                countedIfAny(questions.count, "question that members asked", "questions that members asked"),
                countedIfAny(
                    reports ?? 0, "report loses its day and is owed with the next update",
                    "reports lose their day and are owed with the next update"),
            ].compactMap { $0?.sentenceCase } + ["The meeting itself"],
            refusal: decided
                ? "Members decided about updates at this meeting, and what they decided is kept."
                : hasPapers == true ? "A paper goes to this meeting. Send it to another one first, or remove it." : nil,
            path: Paths.meeting(meeting.id) + "/removal",
            back: Link(label: "Meeting", link: Paths.meeting(meeting.id)),
            instead: Link(label: "Edit the meeting", link: Paths.meeting(meeting.id) + "/edit"))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try Meeting.remove(visit.id("meeting"), in: visit.db)
        return visit.redirect(to: Paths.meetings, saying: "The meeting is removed.", heading: "Removed")
    }
}

extension Meeting {
    /// The one whose number is in the path.
    static func asked(_ visit: Visit) throws -> Meeting {
        guard let meeting = try visit.db(find(visit.id("meeting"))) else { throw Failure.notFound }
        return meeting
    }
}
