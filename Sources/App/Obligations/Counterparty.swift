import Postgres

/// Who owes what an obligation says: one firm, or several with a lot each.
struct Counterparty: Record {
    var id = ID<Counterparty>(0), version = 0
    var name = "", lot = "", email = "", telephone = ""
    var employer: ID<Employer>?, employerName = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        lot = try row["lot"]
        email = try row["email"]
        telephone = try row["telephone"]
        employer = try row["employer_id"]
        employerName = try row["employer_name"]
    }

    static let table: StaticString = "counterparties"
    static let words = RecordWords(one: "firm", many: "firms")
    static let order: SQL = "x.id"
    static let source: SQL =
        "counterparties AS x LEFT JOIN employers AS e ON e.tenant_id = x.tenant_id AND e.id = x.employer_id"
    static let select: SQL = "SELECT \(ownColumns), coalesce(e.name, '') AS employer_name FROM \(source)"

    static let fields: [Field<Counterparty>] = [
        .text(\.name, "name", "name", "Name", 1...200, or: "Enter the firm’s name in up to 200 characters"),
        .text(
            \.lot, "lot", "lot", "Its part", 0...200, hint: "Such as: lot 1, electrical.",
            or: "Its part must be 200 characters or fewer"),
        .reference(
            \.employer, "employer", "employer_id", "Employer in the register", to: "employers",
            none: "Not in the register", or: "Choose one of the employers",
            cell: { $0.employerName.isEmpty ? nil : $0.employerName }, among: { $0.choices.map(\.option) }),
        .email(\.email, "email", "email", "E-mail address"),
        .telephone(\.telephone, "telephone", "telephone", "Telephone"),
    ]

    static func choices(_ visit: Visit, at home: Home, for firm: Counterparty?) throws -> [NamedChoice] {
        try visit.db(.list("SELECT id, name FROM employers ORDER BY \(SQL.byName(key: "name_key")), id"))
    }

    static let unique: Unique<Counterparty>? = Unique(
        "name", or: "Enter another name: this firm is listed here already", key: { folded($0.name) }
    ) { firm, home in "x.name_key = app.fold(\(firm.name)) AND \(home.scope)" }

    static let register = Register<Counterparty>(
        Paths.obligations + "/:obligation/firms", see: .seeObligations, change: .changeObligations, title: "Firms",
        empty: EmptyState(
            heading: "No firms yet", text: "Add the contractor or the developer that owes this, or several.")
    ) {
        $0.home = { try Obligation.register.under("firms", by: "obligation_id", $0) }
        $0.hasList = false
        $0.naming = "x.name"
        $0.auditGroup = Obligation.register.title
        $0.saved = { _, _, home, isNew in (home.back.link, isNew ? "The firm is added." : "The firm is saved.") }
        $0.removal = { firm, home, visit in
            let promises: Int =
                try visit.db.value(
                    """
                    SELECT (SELECT count(*) FROM promises WHERE counterparty_id = \(firm.id))
                         + (SELECT count(*) FROM promise_entries WHERE counterparty_id = \(firm.id))
                    """) ?? 0
            return promises == 0
                ? RemovalTerms(things: ["“\(firm.name)”", "Links by which it confirmed what it delivered"])
                : RemovalTerms(
                    refusal:
                        "\(counted(promises, "promise or step is", "promises and steps are").sentenceCase) this firm’s. Choose another firm there first.",
                    instead: home.back)
        }
    }

    static func all(of obligation: ID<Obligation>) -> Query<[Counterparty]> {
        .list("\(select) WHERE x.obligation_id = \(obligation) ORDER BY \(order)")
    }
}
