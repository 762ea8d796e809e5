import Postgres

extension Meeting {
    /// The bodies that are known: those that met, and those that made plans.
    static func choices(_ visit: Visit, at home: Home, for meeting: Meeting?) throws -> [String] {
        try visit.db(Meeting.bodies)
    }

    static let fields: [Field<Meeting>] = [
        Field.text(
            \.body, "body", "body", "Committee", 1...200, or: "Enter the name of the committee in up to 200 characters",
            tidy: { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        ).asking { form, context in
            .text(
                form.text(
                    "body", "Which committee?",
                    hint: "Use the name that its plans use.\(Meeting.known(context.choices))"))
        },
        .day(\.heldOn, "held_on", "held_on", "Day", or: "Enter the day of the meeting"),
        .text(\.place, "place", "place", "Place", 0...200, or: "The place must be 200 characters or fewer"),
        .area(
            \.notes, "notes", "notes", "Notes", 0...4_000, hint: "Members see them too. No names of young people.",
            or: "The notes must be 4,000 characters or fewer", rows: 3),
    ]

    /// What was held was held by today.
    static func check(_ meeting: inout Meeting, _ check: inout Check, _ context: FormContext<Meeting>) {
        guard meeting.state == .held, meeting.heldOn > context.today else { return }
        check.mistake("held_on", "Enter today or an earlier day: its outcomes are recorded, so it has been held")
    }

    static let unique: Unique<Meeting>? = Unique(
        "held_on", or: "Choose another day: this committee’s meeting on that day is there already"
    ) { meeting, _ in "x.body_key = app.fold(\(meeting.body)) AND x.held_on = \(meeting.heldOn)" }

    static let register = Register<Meeting>(
        Paths.meetings, see: .seeMeetings, change: .changeMeetings, title: "Meetings",
        empty: EmptyState(heading: "No meetings yet", text: "Add the next one.")
    ) {
        // Meetings to come and meetings held are two tables, and the page of a meeting is its agenda.
        $0.hasList = false
        $0.page = .own
        $0.naming = "x.body || ', ' || to_char(x.held_on, 'FMDD FMMonth YYYY')"
        $0.search = FoundWords("x.notes", place: "x.place", day: "x.held_on", rank: 60)
        $0.dated = .meetings
        $0.auditGroup = AuditedTable.meetingGroup
        $0.saved = { _, id, _, isNew in
            (
                Paths.meeting(id),
                isNew ? "The meeting is added. Now fill its agenda." : "The meeting is saved."
            )
        }
        $0.removal = removal
        $0.settleAudit = { $0.path = { thing, _ in thing.map { Paths.meeting(ID($0.id)) } } }
    }

    private static let removal: @Sendable (Meeting, Home, Visit) throws -> RemovalTerms = { meeting, _, visit in
        let (items, questions, reports, hasPapers) = try visit.db.all(
            MeetingItem.all(of: meeting.id), MemberQuestion.all(of: meeting.id), Meeting.reportCount(meeting.id),
            Query<Bool?>.value(
                """
                SELECT EXISTS (SELECT FROM papers WHERE meeting_id = \(meeting.id))
                    OR EXISTS (SELECT FROM paper_versions WHERE meeting_id = \(meeting.id))
                """))
        let things = [
            countedIfAny(items.count, "item of its agenda", "items of its agenda"),
            countedIfAny(questions.count, "question that members asked", "questions that members asked"),
            countedIfAny(
                reports ?? 0, "report loses its day and is owed with the next update",
                "reports lose their day and are owed with the next update"),
        ]
        return RemovalTerms(
            things: things.compactMap { $0?.sentenceCase } + ["The meeting itself"],
            refusal: items.contains { $0.outcome == .confirmed || $0.outcome == .notConfirmed }
                ? "Members decided about updates at this meeting, and what they decided is kept."
                : hasPapers == true ? "A paper goes to this meeting. Send it to another one first, or remove it." : nil,
            instead: Link(label: "Edit the meeting", link: Paths.meeting(meeting.id) + "/edit"))
    }
}
