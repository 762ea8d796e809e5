import HTTP
import Mustache
import Postgres

/// Asking a firm to confirm what it delivered, and the page on which it does.
enum ConfirmationPages {
    static let views: [any View.Type] = [
        ConfirmationAddress.self, ConfirmationForm.self, ConfirmationCopy.self, NoConfirmation.self,
    ]
    static let routes: [Route] = [
        .get(Counterparty.register.one + "/confirmation", .changeObligations, ask),
        .post(Counterparty.register.one + "/confirmation", .changeObligations, make),
        .post(Paths.obligations + "/:obligation/links/:link/ending", .changeObligations, end),
        .get("/confirm/:token", .anyone, show),
        .post("/confirm/:token", .anyone, upTo: 16 * 1024, answer),
    ]

    // MARK: For the council

    private static func ask(_ visit: Visit) throws -> Response {
        let (home, firm) = try firm(visit), quarter = visit.today.quarterBefore
        var fields = Fields()
        fields.set("first", quarter.first)
        fields.set("last", quarter.last)
        fields.set("ends", visit.today.adding(days: 14))
        return try form(firm, home, visit).page(visit, fields)
    }

    private static func firm(_ visit: Visit) throws -> (Home, Counterparty) {
        let home = try Counterparty.register.home(visit)
        return (home, try Counterparty.register.found(visit, home))
    }

    private static func form(_ firm: Counterparty, _ home: Home, _ visit: Visit) -> RecordForm {
        RecordForm(
            kicker: home.owner, heading: "Ask \(firm.name) to confirm",
            lead:
                "You get an address to send. It opens one page without an account: what this firm is recorded to have delivered in these days, and whether that is right. A link that it had before ends.",
            path: Counterparty.register.path(of: firm.id, at: home) + "/confirmation", back: home.back,
            save: "Make the link"
        ) { form in
            [
                FormPart(questions: [
                    .day(form.day("first", "Delivered from")), .day(form.day("last", "Delivered until")),
                    .day(form.day("ends", "The link works until", hint: "At most three months from today.")),
                ])
            ]
        }
    }

    private static func make(_ visit: Visit) throws -> Response {
        let (home, firm) = try firm(visit), today = visit.today
        var check = Check(visit.form)
        let first = check.day("first", on: today, or: "Enter a day, like \(today.longText)")
        let last = check.day("last", on: today, or: "Enter a day, like \(today.longText)")
        let ends = check.day("ends", on: today, or: "Enter a day, like \(today.longText)")
        if check.mistakes.isEmpty {
            if first == nil { check.mistake("first", "Enter the first day that you ask about") }
            if last == nil { check.mistake("last", "Enter the last day that you ask about") }
            if let first, let last, last < first { check.mistake("last", "Enter a day on or after \(first.longText)") }
            if let last, last > today {
                check.mistake("last", "Enter today or an earlier day: what is to come cannot be confirmed")
            }
            if ends.map({ $0 < today || $0 > today.adding(days: 92) }) ?? true {
                check.mistake("ends", "Enter a day from today to \(today.adding(days: 92).longText)")
            }
        }
        guard check.isDone, let first, let last, let ends else {
            return try self.form(firm, home, visit).page(visit, visit.form, check.mistakes)
        }
        let token = Token(), obligation: ID<Obligation> = try visit.id("obligation")
        let key = visit.sent.key?.hash
        let isRepeat: Bool? = try visit.db.value("SELECT true FROM confirmation_links WHERE form_hash = \(key)")
        if isRepeat != nil {
            throw Failure.conflict("This address was shown already, only once. Ask again to make another.")
        }
        try visit.db.run(
            """
            UPDATE confirmation_links SET withdrawn_on = app.today()
             WHERE counterparty_id = \(firm.id) AND withdrawn_on IS NULL AND ends_on >= app.today()
            """)
        try visit.db.run(
            """
            INSERT INTO confirmation_links (obligation_id, counterparty_id, first_on, last_on, token_hash, form_hash, ends_on)
            VALUES (\(obligation), \(firm.id), \(first), \(last), \(token.hash), \(key), \(ends))
            """)
        let address = visit.address(Paths.confirm(token))
        return try visit.page(
            ConfirmationAddress(firm, address, first, last, ends, back: home.back, for: visit),
            title: "Address for \(firm.name)",
            back: Link(label: home.back.label, link: visit.link(home.back.link)))
    }

    private static func end(_ visit: Visit) throws -> Response {
        let obligation: ID<Obligation> = try visit.id("obligation"), link: ID<ConfirmationLink> = try visit.id("link")
        let ended = try visit.db.run(
            """
            UPDATE confirmation_links SET withdrawn_on = app.today()
             WHERE id = \(link) AND obligation_id = \(obligation) AND withdrawn_on IS NULL AND ends_on >= app.today()
            """)
        if ended == 0 {
            let known: Bool? = try visit.db.value(
                "SELECT true FROM confirmation_links WHERE id = \(link) AND obligation_id = \(obligation)")
            throw known == nil
                ? Failure.notFound
                : Failure.conflict("This link has ended already. Open the obligation to see how it stands.")
        }
        return visit.redirect(
            to: Paths.obligation(obligation), saying: "The link opens nothing any more. What was answered by it stays.",
            heading: "Ended")
    }

    // MARK: For the firm

    /// What a link of this visit opens; nil where it ended, was withdrawn or never was.
    private static func asked(_ visit: Visit) throws -> (Token, ConfirmationAsked, [ConfirmationQuestion])? {
        guard let token = Token(cookie: visit.word("token")) else { return nil }
        let (asked, questions) = try visit.db.all(ConfirmationAsked.by(token), ConfirmationQuestion.all(by: token))
        return asked.map { (token, $0, questions) }
    }

    private static func nothing(_ visit: Visit) throws -> Response {
        try visit.page(NoConfirmation(council: visit.council.name), title: "This link opens nothing", status: .notFound)
    }

    private static func show(_ visit: Visit) throws -> Response {
        guard let (token, asked, questions) = try asked(visit) else { return try nothing(visit) }
        visit.afterwards.append { council in "SELECT app.note_link_opened(\(council), \(token.hash))" }
        if asked.answered != nil, visit.query("change").isEmpty {
            let given = try visit.db(ConfirmationGiven.all(by: token))
            return try visit.page(
                ConfirmationCopy(asked, given, change: visit.link(Paths.confirm(token)) + "?change=1", for: visit),
                title: "Sent to \(visit.council.name)")
        }
        var fields = Fields()
        (fields["name"], fields["post"], fields["note"]) = (asked.answeredBy, asked.post, asked.note)
        for question in questions {
            guard let said = question.said else { continue }
            fields[question.name] = said == question.amount ? "yes" : said == 0 ? "none" : "other"
            if said != question.amount, said != 0 { fields[question.name + "_n"] = said.plain }
        }
        return try page(visit, token, asked, questions, FormBuilder(fields))
    }

    private static func page(
        _ visit: Visit, _ token: Token, _ asked: ConfirmationAsked, _ questions: [ConfirmationQuestion],
        _ form: FormBuilder,
        status: Status = .ok
    ) throws -> Response {
        try visit.page(
            ConfirmationForm(asked, questions, form, action: visit.link(Paths.confirm(token)), for: visit),
            title: form.title("\(asked.firm): confirm \(asked.first.longText) to \(asked.last.longText)"),
            status: status)
    }

    /// A page of before this browser forgot it was open, or that it never opened: again, as it was typed.
    private static func outdated(_ visit: Visit) throws -> Response {
        guard let (token, asked, questions) = try asked(visit) else { throw Failure.staleForm }
        let mistakes = Mistakes(
            "name",
            "Send it once more: the page was out of date. If that does not help, let your browser keep cookies of this site"
        )
        return try page(visit, token, asked, questions, FormBuilder(visit.form, mistakes), status: .forbidden)
    }

    /// All answers at once, from a page that this browser opened.
    private static func answer(_ visit: Visit) throws -> Response {
        guard visit.sent.isOwn else { return try outdated(visit) }
        guard let (token, asked, questions) = try asked(visit) else { return try nothing(visit) }
        var check = Check(visit.form)
        let amounts = questions.map { $0.read(&check) }
        let name = check.text("name", 1...200, or: "Enter your name")
        let post = check.text("post", 1...200, or: "Enter your job")
        let note = check.text("note", upTo: 1_000, "What the council should know")
        if visit.form["may"] != "1" { check.mistake("may", "Tick that you may answer for \(asked.firm)") }
        guard check.isDone else {
            return try page(
                visit, token, asked, questions, FormBuilder(visit.form, check.mistakes), status: .unprocessableContent)
        }
        let taken: Bool? = try visit.db.value(
            """
            SELECT app.answer_confirmation(\(token.hash), \(name), \(post), \(note), \(questions.map(\.id)), \(questions.map(\.amount))::numeric[],
                                           \(amounts.map { $0 ?? 0 })::numeric[])
            """)
        guard taken == true else { return try nothing(visit) }
        return .redirect(to: visit.link(Paths.confirm(token)))
    }
}

extension ConfirmationQuestion {
    /// The amount that was answered.
    fileprivate func read(_ check: inout Check) -> Double? {
        if check.fields[name + "_seen"] != seen {
            check.mistake(name, "The council changed this after you opened the page. Look at it again and choose")
            return nil
        }
        switch check.fields[name] {
        case "yes": return amount
        case "none": return 0
        case "other":
            let number = check.number(name + "_n", or: "\(what): enter a number, such as 5 or 2.5")
            if number == nil { check.mistake(name + "_n", "Enter how much it was: \(unit.unit.label)") }
            return number
        default:
            check.mistake(name, "Choose whether it was \(unit.text(amount)): \(words)")
            return nil
        }
    }
}

extension Day {
    /// The calendar quarter that was over before this day.
    fileprivate var quarterBefore: (first: Day, last: Day) {
        let first = Day(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? self
        return (first.adding(months: -3), first.adding(days: -1))
    }
}

extension Paths {
    /// The page of a link, for whoever holds it.
    static func confirm(_ token: Token) -> String { "/confirm/\(token.cookie)" }
}
