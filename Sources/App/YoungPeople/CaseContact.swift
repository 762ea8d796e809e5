import HTTP
import Postgres

/// What was said to a young person, or that nobody was reached, and when to speak to them next.
struct CaseContact: Record {
    enum Kind: String, Choice { case call, text, email = "e-mail", visit, meeting, other }

    var id = ID<CaseContact>(0), version = 0
    var madeOn = Day.first
    var kind = Kind.call
    var wasReached = true
    var words = ""
    var next: Day?
    var maker: String?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        madeOn = try row["made_on"]
        kind = try row["kind"]
        wasReached = try row["was_reached"]
        words = try row["words"]
        next = try row["next_on"]
        maker = try row["maker"]
    }

    var name: String { "\(kind.label) on \(madeOn.longText)" }
    var mention: String { "this contact" }

    static let table: StaticString = "case_contacts"
    static let words = RecordWords(one: "contact", many: "contacts")
    static let order: SQL = "x.made_on DESC, x.id DESC"
    static let source: SQL =
        "case_contacts AS x LEFT JOIN people AS w ON w.tenant_id = x.tenant_id AND w.id = x.made_by"
    static let select: SQL = "SELECT \(ownColumns), w.name AS maker FROM \(source)"

    static func begin(_ context: FormContext<CaseContact>) -> CaseContact {
        var contact = CaseContact()
        contact.madeOn = context.today
        return contact
    }

    static func choices(_ visit: Visit, at home: Home, for contact: CaseContact?) throws -> NoChoices {
        try YoungPerson.inPath(of: visit).mustBeWorkedWith()
        return NoChoices()
    }

    static let fields: [Field<CaseContact>] = [
        .day(\.madeOn, "made_on", "made_on", "Day", or: "Enter the day of the contact"),
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose what kind of contact it was", radios: true),
        .flag(\.wasReached, "reached", "was_reached", "Reached", "They were reached"),
        .area(
            \.words, "words", "words", "What was said", 0...2_000, hint: "No names of other young people.",
            or: "What was said must be 2,000 characters or fewer", rows: 4
        ).personal(),
        .due(\.next, "next", "next_on", "Next contact", hint: "Leave empty if nothing is arranged."),
    ]

    static func check(_ contact: inout CaseContact, _ check: inout Check, _ context: FormContext<CaseContact>) {
        if contact.madeOn > context.today { check.mistake("made_on", "Enter today or an earlier day") }
        if let next = contact.next, next < contact.madeOn {
            check.mistake("next", "Enter a day that is not before \(contact.madeOn.longText), the day of this contact")
        }
    }

    static let register = Register<CaseContact>(
        "/young-people/:young_person/contacts", see: .seeYoungPeople, change: .changeYoungPeople, title: "Contact log",
        empty: EmptyState(
            heading: "No contacts yet", text: "Calls, texts, visits and meetings are recorded here, the latest first.")
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            return .under(person.id, person.reference, "contacts")
        }
        $0.columns.append(ListColumn("Made by", "made_by") { .text($0.maker ?? "") })
        $0.naming = "to_char(x.made_on, 'FMDD FMMonth YYYY')"
        $0.auditGroup = "Young people"
    }
}

extension YoungPerson {
    /// The young person whose number is in the path; whoever asks for them is entered as having looked.
    static func inPath(of visit: Visit) throws -> YoungPerson {
        guard let person = try visit.db(find(visit.id("young_person"), at: .council)) else { throw Failure.notFound }
        visit.noteLook(at: person.id, as: visit.lookWay)
        return person
    }
}

extension Home {
    /// A list under a young person, called by the council's reference; `back` is what its forms lead back to, where that is not the
    /// young person's page.
    static func under(_ person: YoungPerson.ID, _ reference: String, _ list: String, back: Link? = nil) -> Home {
        let page = Link(label: reference, link: Paths.youngPerson(person))
        return Home(
            path: page.link + "/" + list, back: back ?? page, up: page, owner: reference,
            scope: "x.young_person_id = \(person)", keys: [("young_person_id", "\(person)")])
    }
}

/// A contact in one tap: spoke, or no answer.
enum QuickContact {
    /// What the buttons send as `to`, and what they say.
    static let choices = [("spoke", "Spoke"), ("no_answer", "No answer")]
    static let routes: [Route] = [.post("/young-people/:young_person/quick-contact", .changeYoungPeople, record)]

    static func path(_ person: YoungPerson.ID) -> String { Paths.youngPerson(person) + "/quick-contact" }

    /// After an answer nothing is arranged until somebody says so; without one it is tried again on the next working day. Goes back to
    /// where the button was, which sends its own path as `back`.
    private static func record(_ visit: Visit) throws -> Response {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        guard let choice = choices.first(where: { $0.0 == visit.form["to"] }) else {
            throw Failure.badRequest("Choose whether you spoke to them.")
        }
        let isReached = choice.0 == "spoke"
        let next = isReached ? nil : visit.today.nextWorkingDay
        try visit.db.run(
            """
            INSERT INTO case_contacts (young_person_id, made_on, kind, was_reached, next_on)
            VALUES (\(person.id), \(visit.today), 'call', \(isReached), \(next))
            """)
        let words = isReached ? "you spoke today." : "no answer today. To be tried again on \(next?.longText ?? "")."
        let own = visit.link(Paths.youngPerson(person.id))
        let back = OwnPath(visit.form["back"], in: visit.council)?.text ?? own
        return visit.redirect(
            to: String(back.dropFirst(visit.link("/").count)), saying: "\(person.reference): \(words)",
            heading: "Contact recorded")
    }
}

extension Day {
    /// Monday to Friday.
    var nextWorkingDay: Day {
        switch weekday {
        case .friday: adding(days: 3)
        case .saturday: adding(days: 2)
        default: adding(days: 1)
        }
    }
}
