import Postgres

/// An employer at which an offer takes place: one programme may have many (002.15). Everybody reads its name, and where it is in the
/// register of employers those who see them follow it there.
struct OfferHost: RecordRow {
    var id = ID<OfferHost>(0)
    var name = ""
    var employer: ID<Employer>?
    /// As the register has it now; empty for those who do not see employers.
    var employerName = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
        employer = try row["employer_id"]
        employerName = try row["employer_name"]
    }

    static let table: StaticString = "offer_hosts"
    static let words = RecordWords(one: "host", many: "hosts")
    static let owner: StaticString = "offer_id"
    static let order: SQL = "x.id"
    static let source: SQL =
        "offer_hosts AS x LEFT JOIN employers AS e ON e.tenant_id = x.tenant_id AND e.id = x.employer_id"
    static let select: SQL = "SELECT x.id, x.name, x.employer_id, coalesce(e.name, '') AS employer_name FROM \(source)"

    static let fields: [Field<OfferHost>] = [
        .text(
            \.name, "name", "name", "Host", 0...200,
            hint: "The employer or the site. Leave it empty to take the name of the employer that you choose.",
            or: "Enter the host’s name in up to 200 characters"),
        .reference(
            \.employer, "employer", "employer_id", "Employer in the register", to: "employers",
            none: "Not in the register", or: "Choose one of the employers",
            cell: { $0.employerName.isEmpty ? nil : $0.employerName }, among: { $0.choices.map(\.option) }),
    ]

    static func choices(_ visit: Visit, at home: Home, for host: OfferHost?) throws -> [NamedChoice] {
        try visit.db(employers)
    }

    static var employers: Query<[NamedChoice]> {
        .list("SELECT id, name FROM employers ORDER BY \(SQL.byName(key: "name_key")), id")
    }

    static func check(_ host: inout OfferHost, _ check: inout Check, _ context: FormContext<OfferHost>) {
        guard host.name.isEmpty, let employer = host.employer else { return }
        host.name = context.choices.first { $0.id == employer.value }?.name ?? ""
    }

    static func all(of offer: ID<Offer>) -> Query<[OfferHost]> {
        .list("\(select) WHERE x.offer_id = \(offer) ORDER BY \(order)")
    }
}
