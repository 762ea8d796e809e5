import Postgres

extension MemberQuestion {
    /// What a question may be about.
    struct Choices: Sendable {
        let items: [MeetingItem]
        let subjects: [AgendaSubject]

        var options: [(value: String, text: String)] {
            [("", "The meeting as a whole")] + items.map { ("item-\($0.id)", "Item: \($0.words)") }
                + subjects.map { ("recommendation-\($0.recommendationID)", $0.label) }
        }
    }

    static func choices(_ visit: Visit, at home: Home, for question: MemberQuestion?) throws -> Choices {
        let id: Meeting.ID = try visit.id("meeting")
        let (items, subjects) = try visit.db.all(MeetingItem.all(of: id), AgendaSubject.all(at: id))
        return Choices(items: items, subjects: subjects)
    }

    static let fields: [Field<MemberQuestion>] = [
        .area(
            \.words, "words", "words", "What was asked", 1...4_000, hint: "No names of young people.",
            or: "Enter what was asked, in up to 4,000 characters", rows: 3),
        .text(
            \.askedBy, "asked_by", "asked_by", "Who asked", 1...120,
            hint: "A role, such as “A member” or “The chair”.", or: "Enter who asked: a role, or “A member”",
            width: "20"),
        about,
        .day(\.promisedOn, "promised_on", "promised_on", "Answer due"),
        .area(
            \.answer, "answer", "answer", "Answer", 0...10_000, or: "The answer must be 10,000 characters or fewer"
        ).under(
            "The answer",
            hint:
                "Everybody who sees the meeting sees it. Never give a number of people small enough to tell who they are."
        ),
        .day(\.answeredOn, "answered_on", "answered_on", "Answered on", hint: "Leave blank for today."),
    ]

    /// About an item, it is about the item's recommendation.
    private static let about = Field<MemberQuestion>(
        name: "about", label: "About", columns: ["item_id", "plan_id", "recommendation_id"],
        question: { form, context in .select(form.select("about", "About", context.choices.options)) },
        read: { check, question, context in
            let wanted = check.fields["about"]
            let item = context.choices.items.first { "item-\($0.id)" == wanted }
            let subject = context.choices.subjects.first { "recommendation-\($0.recommendationID)" == wanted }
            if item == nil, subject == nil, !wanted.isEmpty {
                check.mistake("about", "Choose from the list what it is about")
            }
            question.itemID = item?.id
            question.recommendationID = item?.recommendationID ?? subject?.recommendationID
            question.planID = question.recommendationID == nil ? nil : item?.planID ?? subject?.planID
        },
        fill: { question, fields in
            fields["about"] =
                question.itemID.map { "item-\($0)" } ?? question.recommendationID.map { "recommendation-\($0)" } ?? ""
        },
        bind: { ["\($0.itemID)", "\($0.planID)", "\($0.recommendationID)"] },
        cell: { .text($0.itemWords ?? $0.number.map { "Recommendation \($0)" } ?? "The meeting as a whole") },
        accept: { $1["about"] = $0 })

    static func check(_ question: inout MemberQuestion, _ check: inout Check, _ context: FormContext<MemberQuestion>) {
        if question.answer.isEmpty, question.answeredOn != nil {
            check.mistake("answer", "Enter the answer, or take its day away")
        }
        if let day = question.answeredOn, day > context.today {
            check.mistake("answered_on", "Enter today or an earlier day")
        }
        question.answeredOn = question.answer.isEmpty ? nil : question.answeredOn ?? context.today
    }

    static let register = Register<MemberQuestion>(
        "/meetings/:meeting/questions", see: .seeMeetings, change: .changeMeetings, title: "Members’ questions",
        empty: EmptyState(heading: "No questions", text: "What members ask at the meeting is recorded here.")
    ) {
        $0.hasList = false
        $0.home = { visit in
            let id: Meeting.ID = try visit.id("meeting")
            guard let meeting = try visit.db(Meeting.find(id)) else { throw Failure.notFound }
            return Home(
                path: Paths.meeting(id) + "/questions", back: Link(label: "Meeting", link: Paths.meeting(id)),
                owner: meeting.name, scope: "x.meeting_id = \(id)", keys: [("meeting_id", "\(id)")])
        }
        $0.saved = { _, _, home, isNew in (home.back.link, "The question is \(isNew ? "recorded" : "saved").") }
        $0.naming = "left(x.words, 90)"
        $0.auditGroup = AuditedTable.meetingGroup
        $0.removal = { question, _, _ in
            RemovalTerms(things: ["“\(question.words)”"] + (question.answer.isEmpty ? [] : ["Its answer"]))
        }
        $0.settleAudit = {
            $0.subject = .byName
            $0.links = ["recommendation_id": "recommendations"]
        }
    }
}
