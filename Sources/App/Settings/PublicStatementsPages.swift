import HTTP

/// What the accessibility statement and the privacy notice say of the council, as one form.
enum PublicStatementsPages {
    static let routes: [Route] = [
        .get(Paths.publicStatements, .changeSettings, edit),
        .post(Paths.publicStatements, .changeSettings, save),
    ]

    private static var sheet: RecordForm {
        RecordForm(
            kicker: "Settings", heading: "Accessibility and privacy",
            lead:
                "The law asks every council for an accessibility statement of its websites and for a privacy notice. Both pages say plainly what is not filled in here. Save as often as you like.",
            path: Paths.publicStatements, back: Link(label: "Settings", link: Paths.settings),
            links: [
                Link(label: "The accessibility statement", link: Paths.accessibility),
                Link(label: "The privacy notice", link: Paths.privacy),
            ]
        ) { form in accessibility(form) + privacy(form) }
    }

    private static func accessibility(_ form: FormBuilder) -> [FormPart] {
        [
            FormPart(
                heading: "How accessible it is",
                questions: [
                    .select(
                        form.select(
                            "compliance", "With the Web Content Accessibility Guidelines 2.2, level AA",
                            [("", "Not said yet")] + PublicStatements.Compliance.options)),
                    .area(
                        form.area(
                            "gaps", "What does not work, and why",
                            hint:
                                "For each: what does not comply, is a disproportionate burden to mend, or is outside the regulations, such as older papers.",
                            optional: true, limit: 4000)),
                    .area(
                        form.area(
                            "tested_how", "How it was tested", hint: "Who tested which pages, and with what.",
                            optional: true, rows: 3, limit: 1000)),
                    .day(form.day("tested_on", "Last tested on", optional: true)),
                    .day(form.day("prepared_on", "Statement prepared on", optional: true)),
                    .day(form.day("reviewed_on", "Statement last reviewed on", optional: true)),
                ]),
            FormPart(
                heading: "Whom to tell of a problem",
                hint: "A team, not a person. It also gives the information in another format.",
                questions: [
                    .text(form.text("email", "E-mail", optional: true, type: "email")),
                    .text(form.text("telephone", "Telephone", optional: true, width: "20", type: "tel")),
                ]),
        ]
    }

    private static func privacy(_ form: FormBuilder) -> [FormPart] {
        [
            FormPart(
                heading: "Personal data",
                questions: [
                    .area(
                        form.area(
                            "controller", "Controller", hint: "The council’s name and postal address.", optional: true,
                            rows: 3, limit: 500)),
                    .area(
                        form.area(
                            "officer", "Data protection officer", hint: "How to reach them: post, e-mail, telephone.",
                            optional: true, rows: 3, limit: 500)),
                    .area(
                        form.area(
                            "lawful_basis", "Why personal data are used, and on what lawful basis",
                            hint: "The article of the UK GDPR and the Act that gives the task.", optional: true,
                            limit: 4000)),
                    .area(
                        form.area(
                            "recipients", "Who receives them",
                            hint: "Such as providers, and whoever runs this installation.", optional: true, limit: 4000)
                    ),
                    .area(
                        form.area(
                            "retention", "How long they are kept", hint: "As your retention schedule says.",
                            optional: true, limit: 4000)),
                ])
        ]
    }

    private static func fields(_ statements: PublicStatements) -> Fields {
        var fields = Fields()
        fields["version"] = String(statements.version)
        fields["compliance"] = statements.compliance?.rawValue ?? ""
        (fields["gaps"], fields["tested_how"]) = (statements.gaps, statements.testedHow)
        fields.set("tested_on", statements.testedOn)
        fields.set("prepared_on", statements.preparedOn)
        fields.set("reviewed_on", statements.reviewedOn)
        (fields["email"], fields["telephone"]) = (statements.email, statements.telephone)
        (fields["controller"], fields["officer"]) = (statements.controller, statements.officer)
        (fields["lawful_basis"], fields["recipients"]) = (statements.lawfulBasis, statements.recipients)
        fields["retention"] = statements.retention
        return fields
    }

    private static func edit(_ visit: Visit) throws -> Response {
        try sheet.page(visit, fields(PublicStatements.now(visit)))
    }

    private static func save(_ visit: Visit) throws -> Response {
        let wanted: PublicStatements
        do { wanted = try read(visit) } catch { return try sheet.page(visit, visit.form, error) }
        guard try wanted.save(in: visit.db) else {
            let last = try visit.db(LastSave.of("public_statements"))
            return try sheet.stale(visit, theirs: fields(PublicStatements.now(visit)), by: last)
        }
        let missing = wanted.missing()
        return visit.redirect(
            to: Paths.settings,
            saying: missing.isEmpty
                ? "Both pages are complete." : "Not filled in yet: \(missing.map(\.rawValue).listed).")
    }

    private static func read(_ visit: Visit) throws(Mistakes) -> PublicStatements {
        var check = Check(visit.form), wanted = PublicStatements()
        func day(_ name: String) -> Day? {
            let day = check.day(name, on: visit.today, or: "Enter a real date, like 27 3 2026")
            if let day, day > visit.today { check.mistake(name, "Enter a date that is not in the future") }
            return day
        }
        wanted.version = visit.version
        if !visit.form["compliance"].isEmpty {
            wanted.compliance = check.choice("compliance", or: "Choose how far the site complies")
        }
        wanted.gaps = check.text("gaps", upTo: 4000, "What does not work")
        wanted.testedHow = check.text("tested_how", upTo: 1000, "How it was tested")
        wanted.testedOn = day("tested_on")
        wanted.preparedOn = day("prepared_on")
        wanted.reviewedOn = day("reviewed_on")
        wanted.email = check.email("email", or: "Enter an e-mail address, like name@example.gov.uk")
        wanted.telephone = check.telephone("telephone")
        wanted.controller = check.text("controller", upTo: 500, "The controller")
        wanted.officer = check.text("officer", upTo: 500, "The data protection officer")
        wanted.lawfulBasis = check.text("lawful_basis", upTo: 4000, "The lawful basis")
        wanted.recipients = check.text("recipients", upTo: 4000, "Who receives them")
        wanted.retention = check.text("retention", upTo: 4000, "How long they are kept")
        if let compliance = wanted.compliance, compliance != .full, wanted.gaps.isEmpty {
            check.mistake("gaps", "Enter what does not work: the site is said not to be fully compliant")
        }
        if let prepared = wanted.preparedOn, let reviewed = wanted.reviewedOn, reviewed < prepared {
            check.mistake(
                "reviewed_on",
                "Enter the day of the review: it is not before the day on which the statement was prepared")
        }
        if wanted.reviewedOn != nil, wanted.preparedOn == nil {
            check.mistake("prepared_on", "Enter when the statement was prepared: it was reviewed after that")
        }
        try check.finish()
        return wanted
    }
}
