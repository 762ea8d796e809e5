import Postgres

extension YoungPerson {
    /// What the form chooses from, and whether somebody of that name and birthday is there already.
    struct Choices: Sendable {
        /// Who may have them in their caseload: people of the council who work with young people.
        let workers: [Worker]
        let likeness: Likeness?
    }

    /// Somebody who works with young people; a file may name them by their e-mail address.
    struct Worker: RowDecodable {
        let choice: NamedChoice
        let email: String

        init(row: Row) throws(PostgresError) { (choice, email) = (try NamedChoice(row: row), try row["email"]) }

        var address: (value: String, text: String) { (choice.option.value, email) }
    }

    /// Others with the name and the date of birth that were typed.
    struct Likeness: Sendable {
        /// Their references; empty of a record that the person asking may not open.
        let references: [String]
        /// What the tick says it was asked about.
        let typed: String

        /// In a file, where nothing is typed.
        init(references: [String]) { (self.references, typed) = (references, "") }

        init?(_ visit: Visit, besides person: YoungPerson?) throws {
            let name = visit.form["name"], day = TypedDay(visit.form, "born")
            guard !name.isEmpty, let born = day.exact else { return nil }
            references = try visit.db.values("SELECT * FROM app.same_person(\(name), \(born), \(person?.id))")
            if references.isEmpty { return nil }
            typed = "\(day.text) \(name)"
        }

        /// "DCY-0417 and one that you cannot open have the same name and date of birth."
        var sentence: String {
            let open = references.filter { !$0.isEmpty }, hidden = references.count - open.count
            let all = open + (hidden > 0 ? ["\(counted(hidden, "record", "records")) that you cannot open"] : [])
            let verb = references.count == 1 ? "has" : "have"
            return all.joined(separator: " and ").sentenceCase + " \(verb) the same name and date of birth."
        }
    }

    static func choices(_ visit: Visit, at home: Home, for person: YoungPerson?) throws -> Choices {
        try person?.mustBeWorkedWith()
        return Choices(
            workers: try visit.db(workers(besides: person?.worker)), likeness: try Likeness(visit, besides: person))
    }

    static func workers(besides one: Person.ID? = nil) -> Query<[Worker]> {
        .list(
            """
            SELECT p.id, p.name, p.email FROM people p
             WHERE p.id = \(one) OR (p.state = 'active' AND EXISTS (
                   SELECT FROM person_roles r JOIN role_abilities a ON a.role = r.role
                    WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND a.ability = 'change_young_people'))
             ORDER BY \(SQL.byName("p.name")), p.id
            """)
    }

    /// Nothing of a record that is kept and no longer worked with is changed; the database refuses it too.
    func mustBeWorkedWith() throws(Failure) {
        if standing.mergedInto != nil {
            throw .conflict(
                "\(reference) was merged into another record. Open it, follow its link, and change that one.")
        }
        if let day = standing.endedOn {
            throw .conflict(
                "\(reference) is kept and no longer worked with since \(day.longText). Take it up again before you change it."
            )
        }
    }

    static let fields: [Field<YoungPerson>] = [
        .text(
            \.reference, "reference", "reference", "Reference", 1...40,
            hint: "The council’s own. It stands wherever no name may.",
            or: "Enter the council’s reference, in up to 40 characters", width: "20"),
        namesAreHidden,
        .text(\.fullName, "name", "name", "Name", 1...120, or: "Enter their name, in up to 120 characters").personal(),
        .text(\.preferredName, "preferred_name", "preferred_name", "Preferred name", 0...60, width: "20").personal(),
        .day(\.born, "born", "born_on", "Date of birth", or: "Enter their date of birth").personal(),
        samePerson,
        .text(\.pronouns, "pronouns", "pronouns", "Pronouns", 0...40, width: "20"),
        .reference(
            \.worker, "worker", "worker_id", "Worker", to: "people", none: "Nobody yet",
            hint: "In whose caseload they are.", optional: true, or: "Choose one of the workers",
            cell: { $0.workerName }, known: { $0.choices.workers.map(\.address) },
            among: { $0.choices.workers.map(\.choice.option) }),
        .text(
            \.adviser, "adviser", "adviser", "Personal adviser", 0...120, hint: "A post, or a name given for work.",
            width: "20"),
        .rows(
            \.cohorts, "cohorts", "Groups",
            hint: "Each with its days, as far as they are known. How long the record is kept follows from them."),
        .telephone(\.telephone, "telephone", "telephone", "Telephone").under("How to reach them").personal(),
        .email(\.email, "email", "email", "E-mail address").personal(),
        .text(
            \.contactWords, "contact_words", "contact_words", "What to know before", 0...200,
            hint: "Such as: text first, not before 11."
        ).personal(),
        .area(\.strengths, "strengths", "strengths", "Strengths", 0...2_000, rows: 3)
            .under("What they bring and what they want"),
        .area(\.skills, "skills", "skills", "Skills", 0...2_000, rows: 3),
        .area(\.aspirations, "aspirations", "aspirations", "Aspirations", 0...2_000, rows: 3),
        .area(\.supportNeeds, "support_needs", "support_needs", "Support needs", 0...2_000, rows: 3),
        .area(\.whatWorks, "what_works", "what_works", "What works", 0...2_000, rows: 3),
        .rows(
            \.wishes, "wishes", "Work they would like",
            hint: "Suggestions go by these: a kind of work, a sector, or both."),
        Readiness.field.under("Before they start"),
        .choice(\.consent, "consent", "consent", "Consent to share with employers", or: "Choose what they said")
            .under("Consent"),
        .day(\.consentOn, "consent_on", "consent_on", "Day of the answer"),
        .choice(\.basis, "basis", "basis", "Basis for the rest of the record", or: "Choose the basis"),
    ]

    /// Says why some questions are not there.
    private static let namesAreHidden: Field<YoungPerson> = {
        var field = Field<YoungPerson>(
            name: "names", label: "Names", columns: [], question: { _, _ in nil }, read: { _, _, _ in },
            fill: { _, _ in }, bind: { _ in [] }, cell: { _ in .text("") }, accept: { _, _ in })
        field.rows = { _, _ in
            FormPart(
                heading: "Names are hidden",
                hint:
                    "Name, date of birth and how to reach them are not asked while names are hidden, and stay as they are."
            )
        }
        return field.unfiled().asked { !$0.showsNames && $0.existing != nil }
    }()

    /// Asked only when there is somebody like them; nothing is ever merged by itself.
    private static let samePerson = Field<YoungPerson>(
        name: "same_person", label: "Same person", columns: [],
        question: { form, context in
            context.choices.likeness.map { likeness in
                .checkboxes(
                    form.checkboxes(
                        "same_person", "Is this the same person?",
                        [(likeness.typed, "No, this is another person")], hint: likeness.sentence))
            }
        },
        read: { check, _, context in
            guard let likeness = context.choices.likeness, check.fields["same_person"] != likeness.typed else { return }
            check.mistake(
                "same_person",
                "\(likeness.sentence) Use that record if it is the same person, or tick below if it is another")
        },
        fill: { _, _ in }, bind: { _ in [] }, cell: { _ in .text("") }, accept: { _, _ in }
    ).unfiled()

    static func check(_ person: inout YoungPerson, _ check: inout Check, _ context: FormContext<YoungPerson>) {
        if person.born > context.today { check.mistake("born", "Enter a date of birth that is not in the future") }
        var seen: Set<String> = []
        person.wishes = person.wishes.filter { seen.insert($0.inWords).inserted }
        switch (person.consent, person.consentOn) {
        case (.notAsked, _?): check.mistake("consent", "Choose what they said on that day, or leave the day empty")
        case (.notAsked, nil): break
        case (_, nil): check.mistake("consent_on", "Enter the day on which they said so")
        case (_, let day?):
            if day > context.today { check.mistake("consent_on", "Enter today or an earlier day") }
        }
    }

    static let unique: Unique<YoungPerson>? = Unique(
        "reference", or: "Enter another reference: this one is taken", key: { folded($0.reference) }
    ) { person, _ in "x.reference_key = app.fold(\(person.reference))" }
}
