import Postgres

extension YoungPerson {
    /// Who may have them in their caseload: people of the council who work with young people.
    struct Choices: Sendable {
        let workers: [NamedChoice]
    }

    static func choices(_ visit: Visit, at home: Home, for person: YoungPerson?) throws -> Choices {
        Choices(
            workers: try visit.db(
                .list(
                    """
                    SELECT p.id, p.name FROM people p
                     WHERE p.id = \(person?.worker) OR (p.state = 'active' AND EXISTS (
                           SELECT FROM person_roles r JOIN role_abilities a ON a.role = r.role
                            WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND a.ability = 'change_young_people'))
                     ORDER BY \(SQL.byName("p.name")), p.id
                    """)))
    }

    static let fields: [Field<YoungPerson>] = [
        .text(
            \.reference, "reference", "reference", "Reference", 1...40,
            hint: "The council’s own. It stands wherever no name may.",
            or: "Enter the council’s reference, in up to 40 characters", width: "20"),
        .text(\.fullName, "name", "name", "Name", 1...120, or: "Enter their name, in up to 120 characters"),
        .text(\.preferredName, "preferred_name", "preferred_name", "Preferred name", 0...60, width: "20"),
        .day(\.born, "born", "born_on", "Date of birth", or: "Enter their date of birth"),
        .text(\.pronouns, "pronouns", "pronouns", "Pronouns", 0...40, width: "20").unlisted(),
        .reference(
            \.worker, "worker", "worker_id", "Worker", to: "people", none: "Nobody yet",
            hint: "In whose caseload they are.", optional: true, or: "Choose one of the workers",
            cell: { $0.workerName }, among: { $0.choices.workers.map(\.option) }),
        .text(
            \.adviser, "adviser", "adviser", "Personal adviser", 0...120, hint: "A post, or a name given for work.",
            width: "20"),
        .telephone(\.telephone, "telephone", "telephone", "Telephone").under("How to reach them").unlisted(),
        .email(\.email, "email", "email", "E-mail address").unlisted(),
        .text(
            \.contactWords, "contact_words", "contact_words", "What to know before", 0...200,
            hint: "Such as: text first, not before 11."
        ).unlisted(),
        .area(\.strengths, "strengths", "strengths", "Strengths", 0...2_000, rows: 3)
            .under("What they bring and what they want").unlisted(),
        .area(\.skills, "skills", "skills", "Skills", 0...2_000, rows: 3).unlisted(),
        .area(\.aspirations, "aspirations", "aspirations", "Aspirations", 0...2_000, rows: 3).unlisted(),
        .area(\.supportNeeds, "support_needs", "support_needs", "Support needs", 0...2_000, rows: 3).unlisted(),
        .area(\.whatWorks, "what_works", "what_works", "What works", 0...2_000, rows: 3).unlisted(),
        .choice(\.consent, "consent", "consent", "Consent to share with employers", or: "Choose what they said")
            .under("Consent").unlisted(),
        .day(\.consentOn, "consent_on", "consent_on", "Day of the answer").unlisted(),
        .choice(\.basis, "basis", "basis", "Basis for the rest of the record", or: "Choose the basis").unlisted(),
    ]

    static func check(_ person: inout YoungPerson, _ check: inout Check, _ context: FormContext<YoungPerson>) {
        if person.born > context.today { check.mistake("born", "Enter a date of birth that is not in the future") }
        switch (person.consent, person.consentOn) {
        case (.notAsked, _?): check.mistake("consent", "Choose what they said on that day, or leave the day empty")
        case (.notAsked, nil): break
        case (_, nil): check.mistake("consent_on", "Enter the day on which they said so")
        case (_, let day?):
            if day > context.today { check.mistake("consent_on", "Enter today or an earlier day") }
        }
    }

    static let unique: Unique<YoungPerson>? = Unique(
        "reference", or: "Enter another reference: this one is taken"
    ) { person, _ in "x.reference_key = app.fold(\(person.reference))" }

    static let register = Register<YoungPerson>(
        "/young-people", see: .seeYoungPeople, change: .changeYoungPeople, title: "Young people",
        empty: EmptyState(
            heading: "No young people yet", text: "Add a young person when they are referred for work, or before.")
    ) {
        $0.lead = "For whom the council brokers work. Every look at a record is kept."
        $0.page = .made
        $0.naming = "x.reference"
        $0.search = FoundWords("''", rank: 20)
        $0.removal = nil
        $0.isWatched = true
        $0.auditGroup = "Young people"
    }
}

/// Young people and their cases.
enum YoungPeoplePages: Feature {
    static let registers: [any AnyRegister] = [YoungPerson.register]
    static let places = [Place("Young people", "/young-people", .seeYoungPeople, rank: 30)]
}
