import Postgres

/// A young person, or somebody for them, asks for all that is held about them (UK GDPR Article 15): answered within one calendar month
/// (Article 12(3)), or three where that was told within the first.
struct AccessRequest: Record {
    var id = ID<AccessRequest>(0), version = 0
    var askedOn = Day.first
    /// Themselves, or who asks for them; may be a name.
    var askedBy = ""
    /// Who answers it: a post, a team.
    var answerer = ""
    /// As the database computed it.
    var dueOn = Day.first
    var answeredOn: Day?
    /// When who asked was told that it takes two months more, and why.
    var extendedOn: Day?
    var extendedWhy = ""
    var notes = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        askedOn = try row["asked_on"]
        askedBy = try row["asked_by"]
        answerer = try row["answerer"]
        dueOn = try row["due_on"]
        answeredOn = try row["answered_on"]
        extendedOn = try row["extended_on"]
        extendedWhy = try row["extended_why"]
        notes = try row["notes"]
    }

    var name: String { "Request of \(askedOn.longText)" }
    var mention: String { "this request" }

    static let table: StaticString = "access_requests"
    static let words = RecordWords(one: "subject access request", many: "subject access requests")
    static let order: SQL = "x.answered_on IS NOT NULL, x.asked_on DESC, x.id DESC"
    static let select: SQL = "SELECT \(ownColumns), x.due_on FROM \(source)"

    static func begin(_ context: FormContext<AccessRequest>) -> AccessRequest {
        var request = AccessRequest()
        request.askedOn = context.today
        return request
    }

    /// A closed case and one that is only kept are asked for too.
    static func choices(_ visit: Visit, at home: Home, for request: AccessRequest?) throws -> NoChoices {
        try YoungPerson.inPath(of: visit).mustBeItsOwn()
        return NoChoices()
    }

    static let fields: [Field<AccessRequest>] = [
        .day(
            \.askedOn, "asked_on", "asked_on", "Asked on",
            hint: "The day on which the request came in. The month runs from it.",
            or: "Enter the day on which it was asked"),
        .text(
            \.askedBy, "asked_by", "asked_by", "Who asked", 1...200,
            hint: "The young person, or who asks for them and by what authority.",
            or: "Enter who asked, in up to 200 characters"
        ).personal(),
        .text(
            \.answerer, "answerer", "answerer", "Who answers it", 1...120,
            hint: "A post or a team, such as: information governance officer.",
            or: "Enter who answers it, in up to 120 characters"),
        .day(
            \.answeredOn, "answered_on", "answered_on", "Answered on",
            hint: "The day on which the bundle was handed over. Leave it empty until then.", absent: "Not yet"),
        .day(
            \.extendedOn, "extended_on", "extended_on", "Two months more, told on",
            hint:
                "Only where requests are complex or many. Who asked has to be told, and why, within the first month (UK GDPR Article 12(3)).",
            absent: "No"
        ).under("If it takes longer").unlisted(),
        .text(
            \.extendedWhy, "extended_why", "extended_why", "Why it takes longer", 0...500,
            hint: "As it was told to who asked. No names."
        ).neededAtTimes().unlisted(),
        .area(
            \.notes, "notes", "notes", "Notes", 0...2_000,
            hint: "Such as how they showed who they are, how it was handed over, and what was taken out and why.",
            rows: 4
        ).personal().unlisted(),
    ]

    static func check(_ it: inout AccessRequest, _ check: inout Check, _ context: FormContext<AccessRequest>) {
        if it.askedOn > context.today { check.mistake("asked_on", "Enter today or an earlier day") }
        checkExtension(it, &check)
        guard let answered = it.answeredOn else { return }
        if answered > context.today {
            check.mistake("answered_on", "Enter today or an earlier day, or leave it empty until it is answered")
        } else if answered < it.askedOn {
            check.mistake(
                "answered_on", "Enter a day that is not before \(it.askedOn.longText), when it was asked")
        }
    }

    private static func checkExtension(_ it: AccessRequest, _ check: inout Check) {
        let last = it.askedOn.adding(months: 1)
        if let told = it.extendedOn, told < it.askedOn || told > last {
            check.mistake(
                "extended_on",
                "Enter a day from \(it.askedOn.longText) to \(last.longText): who asked is told within the first month, later it cannot be extended"
            )
        }
        if it.extendedOn != nil, it.extendedWhy.isEmpty {
            check.mistake("extended_why", "Enter why it takes longer, as who asked was told")
        }
        if it.extendedOn == nil, !it.extendedWhy.isEmpty {
            check.mistake("extended_on", "Enter when who asked was told, or take out why it takes longer")
        }
    }

    /// Whether it is answered, or by when it has to be.
    private static let dueColumn = ListColumn<AccessRequest>("Due", "due_on", sort: "x.due_on") { request in
        request.answeredOn == nil ? .due(request.dueOn, absent: "") : .day(request.dueOn)
    }

    static let register = Register<AccessRequest>(
        "/young-people/:young_person/subject-access", see: .seeYoungPeople, change: .changeYoungPeople,
        title: "Subject access",
        empty: EmptyState(
            heading: "Nobody has asked yet", text: "Record the request on the day on which it comes in.")
    ) {
        $0.hasList = false
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            let page = Link(label: "Subject access", link: Paths.subjectAccess(person.id))
            return .under(person.id, person.reference, "subject-access", back: page)
        }
        $0.newHeading = "Record a request"
        $0.columns.insert(dueColumn, at: 1)
        $0.naming = "to_char(x.asked_on, 'FMDD FMMonth YYYY')"
        $0.auditGroup = YoungPerson.register.auditGroup
        $0.settleAudit = { $0.many = "Subject access requests" }
    }
}

extension YoungPerson {
    /// What was merged into another record is asked for there.
    func mustBeItsOwn() throws(Failure) {
        guard standing.mergedInto != nil else { return }
        throw .conflict(
            "\(reference) was merged into another record. Open it, follow its link, and answer the request there: that bundle holds both."
        )
    }
}

extension Paths {
    /// What is held about a young person, and who asked for it.
    static func subjectAccess(_ id: YoungPerson.ID, _ part: String = "") -> String {
        youngPerson(id) + "/subject-access" + part
    }
}
