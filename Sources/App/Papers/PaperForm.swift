import Postgres

/// What a paper begins with.
struct PaperStart: Sendable {
    let plan: Plan.ID
    let meeting: Meeting.ID
    let title: String

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        let plan: Plan.ID? = check.id("plan", or: "Choose the plan that it reports on")
        if plan == nil { check.mistake("plan", "Choose the plan that it reports on") }
        let meeting: Meeting.ID? = check.id("meeting", or: "Choose the meeting that it goes to")
        if meeting == nil { check.mistake("meeting", "Choose the meeting that it goes to") }
        title = check.text("title", 1...200, or: "Enter the subject of the paper, in up to 200 characters")
        try check.finish()
        guard let plan, let meeting else { throw check.mistakes }
        (self.plan, self.meeting) = (plan, meeting)
    }

    init(plan: Plan.ID, meeting: Meeting.ID, title: String) {
        (self.plan, self.meeting, self.title) = (plan, meeting, title)
    }
}

/// What may be typed into a paper: its title and meeting, an answer under each heading, and appendices.
struct PaperForm: Sendable {
    let title: String
    let meeting: Meeting.ID
    let answers: [Paper.Answer]
    let appendices: [Paper.Appendix]

    init(_ fields: Fields, _ headings: [PaperHeading], today: Day) throws(Mistakes) {
        var check = Check(fields)
        title = check.text("title", 1...200, or: "Enter the subject of the paper, in up to 200 characters")
        let meeting: Meeting.ID? = check.id("meeting", or: "Choose the meeting that it goes to")
        if meeting == nil { check.mistake("meeting", "Choose the meeting that it goes to") }
        var answers: [Paper.Answer] = []
        for heading in headings where heading.isAsked { answers.append(Self.answer(heading, fields, &check, today)) }
        self.answers = answers
        var appendices: [Paper.Appendix] = []
        for row in fields.rows("appendix", with: Self.appendixParts) {
            appendices.append(
                .init(
                    title: check.text(
                        "appendix_\(row)_title", 1...200, or: "Enter the title of the appendix, in up to 200 characters"
                    ),
                    words: check.text(
                        "appendix_\(row)_words", 1...40_000, or: "Enter the appendix, in up to 40,000 characters")))
        }
        self.appendices = appendices
        try check.finish()
        guard let meeting else { throw check.mistakes }
        self.meeting = meeting
    }

    static let appendixParts = ["title", "words"]

    private static func answer(_ heading: PaperHeading, _ fields: Fields, _ check: inout Check, _ today: Day)
        -> Paper.Answer
    {
        var answer = Paper.Answer(heading: heading.id)
        let limit = heading.kind == .fact || heading.kind == .approval ? 300 : 20_000
        answer.words = check.text(heading.field, upTo: limit, "“\(heading.label)”")
        if !heading.noneWords.isEmpty { answer.isNone = fields["none_\(heading.id)"] == "yes" }
        if answer.isNone, !answer.words.isEmpty {
            check.mistake(
                heading.field, "Take out the words or the tick: “\(heading.label)” cannot say nothing and something")
        }
        if heading.kind == .approval {
            answer.givenOn = check.day(
                "given_\(heading.id)", on: today, or: "Enter the day of the approval, such as 12 1 2027")
        }
        return answer
    }

    static func fields(_ paper: Paper, _ answers: [Paper.Answer], _ appendices: [Paper.Appendix]) -> Fields {
        var fields = Fields()
        fields["version"] = String(paper.version)
        fields["title"] = paper.title
        fields["meeting"] = String(paper.meetingID.value)
        for answer in answers {
            fields["answer_\(answer.heading)"] = answer.words
            fields["none_\(answer.heading)"] = answer.isNone ? "yes" : ""
            fields.set("given_\(answer.heading)", answer.givenOn)
        }
        for (index, appendix) in appendices.enumerated() {
            fields["appendix_\(index + 1)_title"] = appendix.title
            fields["appendix_\(index + 1)_words"] = appendix.words
        }
        return fields
    }
}

/// The questions of a paper, in the order of the council's headings.
struct PaperQuestions: Sendable {
    let headings: [PaperHeading]
    let meetings: [Meeting]

    func parts(_ form: FormBuilder) -> [FormPart] {
        var parts = [
            FormPart(questions: [
                .text(form.text("title", "Subject", hint: "The title of the paper.")),
                .select(form.select("meeting", "Meeting", meetings.map { (String($0.id.value), $0.name) })),
            ])
        ]
        var kind: PaperHeading.Kind?
        for heading in headings {
            if heading.kind == .group { parts.append(FormPart(heading: heading.name)) }
            guard heading.isAsked else { continue }
            if heading.kind == .fact, kind != .fact { parts.append(FormPart(heading: "Front page")) }
            if [.section, .youngPeople].contains(heading.kind), kind == nil || ![.section, .youngPeople].contains(kind)
            {
                parts.append(FormPart(heading: "Sections from “\(heading.label)” on"))
            }
            kind = heading.kind
            parts[parts.count - 1].questions += questions(heading, form)
        }
        parts.removeAll { $0.heading != nil && $0.questions.isEmpty }
        parts.append(
            .repeating(
                "appendix", with: PaperForm.appendixParts, in: form, "Appendix", heading: "Appendices",
                hint: "Each begins on a page of its own. They are numbered in this order."
            ) { prefix in
                [
                    .text(form.text(prefix + "title", "Title")),
                    .area(form.area(prefix + "words", "Words", rows: 8, limit: 40_000)),
                ]
            })
        return parts
    }

    private func questions(_ heading: PaperHeading, _ form: FormBuilder) -> [Question] {
        let hint = heading.hint.isEmpty ? nil : heading.hint
        var questions: [Question] = []
        switch heading.kind {
        case .fact:
            questions.append(.text(form.text(heading.field, heading.name, hint: hint, optional: !heading.isRequired)))
        case .approval:
            questions.append(
                .text(
                    form.text(
                        heading.field, heading.name, hint: hint ?? "The post that approves.",
                        optional: !heading.isRequired)))
            questions.append(
                .day(
                    form.day(
                        "given_\(heading.id)", "\(heading.label): approved on", hint: "For example, 12 1 2027",
                        optional: !heading.isRequired)))
        default:
            let isLong = heading.kind == .section || heading.kind == .youngPeople
            questions.append(
                .area(
                    form.area(
                        heading.field, heading.name, hint: hint, optional: !heading.isRequired, rows: isLong ? 8 : 4)))
        }
        if !heading.noneWords.isEmpty {
            questions.append(
                .checkboxes(
                    form.checkboxes(
                        "none_\(heading.id)", "\(heading.label): none to report",
                        [("yes", "Say “\(heading.noneWords)”")])))
        }
        return questions
    }
}
