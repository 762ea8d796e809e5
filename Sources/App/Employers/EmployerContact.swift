import Postgres

/// One entry of an employer's log: a call, a visit, an event.
struct EmployerContact: Record {
    enum Kind: String, Choice { case call, email = "e-mail", visit, event, openDay = "open_day" }

    var id = ID<EmployerContact>(0), version = 0
    var madeOn = Day.first
    var kind = Kind.call
    var words = ""
    /// How many came to an event or an open day.
    var attended: Int?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        madeOn = try row["made_on"]
        kind = try row["kind"]
        words = try row["words"]
        attended = try row["attended"]
    }

    var name: String { "\(kind.label) on \(madeOn.longText)" }
    var mention: String { "this contact" }

    static let table: StaticString = "employer_contacts"
    static let words = RecordWords(one: "contact", many: "contacts")
    static let order: SQL = "x.made_on DESC, x.id DESC"

    static func begin(_ context: FormContext<EmployerContact>) -> EmployerContact {
        var contact = EmployerContact()
        contact.madeOn = context.today
        return contact
    }

    /// A call has no number, which is not one that nobody recorded.
    private static let attendance: Field<EmployerContact> = {
        var field = Field<EmployerContact>.whole(
            \.attended, "attended", "attended", "How many came", 0...99_999, hint: "To an event or an open day.",
            or: "Enter how many people came, or leave it empty")
        field.cell = { contact in contact.attended.map { .whole($0) } ?? .text("", absent: "") }
        return field
    }()

    static let fields: [Field<EmployerContact>] = [
        .day(\.madeOn, "made_on", "made_on", "Day", or: "Enter the day of the contact"),
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose what kind of contact it was").filtered(any: "All kinds"),
        .area(
            \.words, "words", "words", "What was said", 1...2_000, hint: "No names of young people.",
            or: "Enter what was said, in up to 2,000 characters", rows: 4),
        attendance,
    ]

    static func check(_ contact: inout EmployerContact, _ check: inout Check, _ context: FormContext<EmployerContact>) {
        if contact.madeOn > context.today { check.mistake("made_on", "Enter today or an earlier day") }
    }

    static let register = Register<EmployerContact>(
        "/employers/:employer/contacts", see: .seeEmployers, change: .changeEmployers, title: "Contact log",
        empty: EmptyState(
            heading: "No contacts yet", text: "Calls, visits and events are recorded here, the latest first.")
    ) {
        $0.home = { try Employer.register.under("contacts", by: "employer_id", $0) }
        $0.naming = "to_char(x.made_on, 'FMDD FMMonth YYYY')"
    }
}
