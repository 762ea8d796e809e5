import HTTP
import Mustache

/// The address of a link: on this answer and nowhere else.
struct ConfirmationAddress: View {
    static let template = "obligations/address"
    let head: PageHead
    let address: String
    let mail: Link
    let until: String

    init(_ firm: Counterparty, _ address: String, _ first: Day, _ last: Day, _ ends: Day, back: Link, for visit: Visit)
    {
        head = PageHead(
            kicker: back.label, heading: "Address for \(firm.name)",
            lead: "Copy it or send it now: it is shown only this once. Only its fingerprint is kept.")
        self.address = address
        until =
            "It works until \(ends.longText), opens this firm’s deliveries from \(first.longText) to \(last.longText) and nothing else, and you see on the obligation’s page whether it was opened and answered."
        let subject = "\(visit.council.name): please confirm \(first.longText) to \(last.longText)"
        let body =
            "Please open this page and say whether what it lists was delivered. It needs no account and works until \(ends.longText).\n\n\(address)"
        mail = .mail(
            firm.email.isEmpty ? "Write an e-mail with it" : "Write to \(firm.email)", to: firm.email, subject: subject,
            body: body)
    }
}

/// What a firm is asked.
struct ConfirmationForm: View {
    static let template = "obligations/confirm"
    let kicker, heading, lead, label: String
    let problems: ErrorSummary?
    let facts: SummaryList
    let action: String
    let nothing: String?
    let questions: [Question]
    let seen: [KeptValue]
    let note: TextArea
    let name, post: TextField
    let may: CheckboxField
    let after: String

    init(
        _ asked: ConfirmationAsked, _ questions: [ConfirmationQuestion], _ form: FormBuilder, action: String,
        for visit: Visit
    ) {
        kicker = [asked.obligation, asked.lot].filter { !$0.isEmpty }.joined(separator: ", ")
        heading = "\(asked.firm): confirm what was delivered from \(asked.first.longText) to \(asked.last.longText)"
        lead =
            questions.isEmpty
            ? "\(visit.council.name) has nothing on record that it would ask you about."
            : "\(visit.council.name)’s records say what is below. Say of each whether it is right: \(counted(questions.count, "question", "questions"))."
        label = "Send to \(visit.council.name)"
        problems = form.problems
        facts = SummaryList(rows: [
            SummaryRow(label: "This link is for", text: "\(asked.firm). It works until \(asked.ends.longText)"),
            SummaryRow(label: "You need", text: "No account. Give no names of young people"),
        ])
        self.action = action
        nothing =
            questions.isEmpty ? "Tell the council below if something was delivered that it does not know of." : nil
        self.questions = questions.enumerated().map { place, question in
            question.asked(place + 1, of: questions.count, form)
        }
        seen = questions.map { KeptValue(name: $0.name + "_seen", value: $0.seen) }
        note = form.area(
            "note", "Anything the council should know", hint: "No names of young people.", optional: true, rows: 3,
            limit: 1_000)
        name = form.text("name", "Your name", width: "20", autocomplete: "name")
        post = form.text("post", "Your job", width: "20", autocomplete: "organization-title")
        may = form.checkboxes(
            "may", "Your answer",
            [("1", "I may answer for \(asked.firm), and these answers are true to the best of my knowledge")])
        after =
            "The council counts what you confirm towards what was agreed. A different number does not change its record: it stands beside it until you have settled it together. Until \(asked.ends.longText) you can open this link again and change an answer."
    }
}

extension ConfirmationQuestion {
    fileprivate func asked(_ place: Int, of all: Int, _ form: FormBuilder) -> Question {
        .branch(
            form.branch(
                name, "\(place) of \(all): \(what), \(unit.text(amount))?",
                [
                    ("yes", "Yes, \(unit.text(amount))", []),
                    (
                        "other", "A different number",
                        [
                            .text(
                                form.text(
                                    name + "_n", "How much: \(unit.unit.label)", width: "10", inputMode: "decimal"))
                        ]
                    ),
                    ("none", "No, none", []),
                ], hint: "\(words). By \(day.longText)."))
    }
}

/// What was sent, to print and to keep.
struct ConfirmationCopy: View {
    static let template = "obligations/copy"
    let head: PageHead
    let table: Table?
    let note: String?
    let changeLink: String

    init(_ asked: ConfirmationAsked, _ given: [ConfirmationGiven], change: String, for visit: Visit) {
        head = PageHead(
            kicker: asked.firm, heading: "Sent to \(visit.council.name)",
            lead:
                "Answered on \(asked.answered?.longText ?? "") by \(asked.answeredBy), \(asked.post), for \(asked.obligation). Until \(asked.ends.longText) you can open this link again and change an answer."
        )
        let columns: [ListColumn<ConfirmationGiven>] = [
            ListColumn("What") { .text($0.asked) }, ListColumn("As the council had it") { .text($0.unit.text($0.was)) },
            ListColumn("Your answer") { .text($0.answer) },
        ]
        table = given.isEmpty ? nil : Table("What you answered", of: given, columns, for: visit)
        note = asked.note.isEmpty ? nil : asked.note
        changeLink = change
    }
}

/// Where a link opens nothing: no word of what it was for.
struct NoConfirmation: View {
    static let template = "obligations/no-link"
    let council: String
}
