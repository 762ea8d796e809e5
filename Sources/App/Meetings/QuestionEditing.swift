import HTTP
import Postgres

/// Recording what members asked, and what was answered.
enum QuestionEditing {
    private static let all = "/meetings/:meeting/questions"
    static let routes: [Route] = [
        .get(all + "/new", .changeMeetings, new),
        .post(all, .changeMeetings, add),
        .get(all + "/:question/edit", .changeMeetings, edit),
        .post(all + "/:question", .changeMeetings, change),
        .get(all + "/:question/removal", .changeMeetings, removal),
        .post(all + "/:question/removal", .changeMeetings, remove),
    ]

    /// A meeting, what it talked about and what was asked there.
    private struct Loaded {
        let meeting: Meeting
        let items: [MeetingItem]
        let subjects: [AgendaSubject]
        let questions: [MemberQuestion]

        init(_ visit: Visit) throws {
            let id: Meeting.ID = try visit.id("meeting")
            let (meeting, items, subjects, questions) = try visit.db.all(
                Meeting.find(id), MeetingItem.all(of: id), AgendaSubject.all(at: id), MemberQuestion.all(of: id))
            guard let meeting else { throw Failure.notFound }
            (self.meeting, self.items, self.subjects, self.questions) = (meeting, items, subjects, questions)
        }

        var path: String { Paths.meeting(meeting.id) }

        func question(_ visit: Visit) throws(Failure) -> MemberQuestion {
            let id: MemberQuestion.ID = try visit.id("question")
            guard let question = questions.first(where: { $0.id == id }) else { throw .notFound }
            return question
        }

        func form(_ visit: Visit) throws(Mistakes) -> QuestionForm {
            try QuestionForm(visit.form, items: items, subjects: subjects, today: visit.today)
        }

        func sheet(_ question: MemberQuestion? = nil) -> RecordForm {
            let own = question.map { Paths.question($0.id, of: meeting.id) }
            return RecordForm(
                kicker: meeting.name, heading: question == nil ? "New members’ question" : "Edit the members’ question",
                path: own ?? path + "/questions",
                back: Link(label: "Meeting", link: path), save: question == nil ? "Add the question" : "Save",
                removal: own.map { Link(label: "Remove this question", link: $0 + "/removal") }
            ) { QuestionForm.parts($0, items: items, subjects: subjects) }
        }
    }

    private static func new(_ visit: Visit) throws -> Response {
        var fields = Fields()
        fields["asked_by"] = "A member"
        return try Loaded(visit).sheet().page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let form: QuestionForm
        do { form = try loaded.form(visit) } catch { return try loaded.sheet().page(visit, visit.form, error) }
        try MemberQuestion.add(form, to: loaded.meeting.id, in: visit.db)
        return visit.redirect(to: loaded.path, saying: "The question is recorded.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), question = try loaded.question(visit)
        return try loaded.sheet(question).page(visit, QuestionForm.fields(question))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), question = try loaded.question(visit)
        let form: QuestionForm
        do { form = try loaded.form(visit) } catch { return try loaded.sheet(question).page(visit, visit.form, error) }
        switch try MemberQuestion.change(question.id, to: form, version: visit.version, in: visit.db) {
        case .saved, .taken: return visit.redirect(to: loaded.path, saying: "The question is saved.")
        case .stale:
            let now = try Loaded(visit), theirs = try now.question(visit)
            let last = try visit.db(LastSave.of("meeting_questions", question.id))
            return try now.sheet(theirs).stale(visit, theirs: QuestionForm.fields(theirs), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let loaded = try Loaded(visit), question = try loaded.question(visit)
        return Removal(
            kicker: loaded.meeting.name, what: "this question",
            things: ["“\(question.words)”"] + (question.answer.isEmpty ? [] : ["Its answer"]),
            path: Paths.question(question.id, of: loaded.meeting.id) + "/removal",
            back: Link(label: "Meeting", link: loaded.path))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try MemberQuestion.remove(visit.id("question"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The question is removed.", heading: "Removed")
    }
}

extension MemberQuestion {
    /// About an item, it is about the item's recommendation.
    static func add(_ form: QuestionForm, to meeting: Meeting.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            INSERT INTO meeting_questions (meeting_id, item_id, plan_id, recommendation_id, asked_by, words, promised_on, answer, answered_on)
            VALUES (\(meeting), \(form.item?.id), \(form.planID), \(form.recommendationID), \(form.askedBy), \(form.words),
                    \(form.promisedOn), \(form.answer), \(form.answeredOn))
            """)
    }

    static func change(_ id: ID, to form: QuestionForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let changed = try db.run(
            """
            UPDATE meeting_questions SET item_id = \(form.item?.id), plan_id = \(form.planID),
                   recommendation_id = \(form.recommendationID), asked_by = \(form.askedBy), words = \(form.words),
                   promised_on = \(form.promisedOn), answer = \(form.answer), answered_on = \(form.answeredOn), version = version + 1
             WHERE id = \(id) AND version = \(version)
            """)
        return changed == 0 ? .stale : .saved
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM meeting_questions WHERE id = \(id)")
    }
}

extension QuestionForm {
    var recommendationID: Recommendation.ID? { item?.recommendationID ?? subject?.recommendationID }
    var planID: Plan.ID? { recommendationID == nil ? nil : item?.planID ?? subject?.planID }
}
