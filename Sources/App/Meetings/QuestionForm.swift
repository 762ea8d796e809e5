/// What may be typed about a members' question.
struct QuestionForm {
    let words, askedBy, answer: String
    let promisedOn, answeredOn: Day?
    let item: MeetingItem?
    let subject: AgendaSubject?

    init(_ fields: Fields, items: [MeetingItem], subjects: [AgendaSubject], today: Day) throws(Mistakes) {
        var check = Check(fields)
        words = check.text("words", 1...4_000, or: "Enter what was asked, in up to 4,000 characters")
        askedBy = check.text("asked_by", 1...120, or: "Enter who asked: a role, or “A member”")
        item = items.first { "item-\($0.id)" == fields["about"] }
        subject = subjects.first { "recommendation-\($0.recommendationID)" == fields["about"] }
        if item == nil, subject == nil, !fields["about"].isEmpty {
            check.mistake("about", "Choose from the list what it is about")
        }
        promisedOn = check.day("promised_on", or: "Enter a real day, like 27 3 \(today.year)")
        answer = check.text("answer", upTo: 10_000, "The answer")
        let day = check.day("answered_on", or: "Enter a real day, like 27 3 \(today.year)")
        if answer.isEmpty, day != nil { check.mistake("answer", "Enter the answer, or take its day away") }
        if let day, day > today { check.mistake("answered_on", "Enter today or an earlier day") }
        answeredOn = answer.isEmpty ? nil : day ?? today
        try check.finish()
    }

    static func fields(_ question: MemberQuestion) -> Fields {
        var fields = Fields()
        fields["version"] = String(question.version)
        fields["words"] = question.words
        fields["asked_by"] = question.askedBy
        fields["about"] =
            question.itemID.map { "item-\($0)" } ?? question.recommendationID.map { "recommendation-\($0)" } ?? ""
        fields.set("promised_on", question.promisedOn)
        fields["answer"] = question.answer
        fields.set("answered_on", question.answeredOn)
        return fields
    }

    static func parts(_ form: FormBuilder, items: [MeetingItem], subjects: [AgendaSubject]) -> [FormPart] {
        let about =
            [("", "The meeting as a whole")] + items.map { ("item-\($0.id)", "Item: \($0.words)") }
            + subjects.map { ("recommendation-\($0.recommendationID)", $0.label) }
        return [
            FormPart(questions: [
                .area(form.area("words", "What was asked", hint: "No names of young people.", rows: 3, limit: 4_000)),
                .text(
                    form.text("asked_by", "Who asked", hint: "A role, such as “A member” or “The chair”.", width: "20")),
                .select(form.select("about", "About", about)),
                .day(form.day("promised_on", "Answer promised by", optional: true)),
            ]),
            FormPart(
                heading: "The answer",
                hint:
                    "Everybody who sees the meeting sees it. Never give a number of people small enough to tell who they are.",
                questions: [
                    .area(form.area("answer", "Answer", optional: true, rows: 5, limit: 10_000)),
                    .day(form.day("answered_on", "Answered on", hint: "Empty: today.", optional: true)),
                ]),
        ]
    }
}
