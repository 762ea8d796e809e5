import Postgres

/// A person who signs in for a provider and keeps its own record right: they see that provider and nothing else, held by the database
/// (domain.md sections 1 and 4; `Migrations/rules/provider_contacts.sql`).
struct ProviderContact: Record {
    var id = ID<ProviderContact>(0), version = 0
    var person: ID<Person>?, name = "", post = ""
    /// What they change is published at once.
    var isTrusted = false

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        person = try row["person_id"]
        name = try row["name"]
        post = try row["post"]
        isTrusted = try row["is_trusted"]
    }

    static let table: StaticString = "provider_contacts"
    static let words = RecordWords(one: "contact", many: "contacts")
    static let source: SQL =
        "provider_contacts AS x JOIN people AS p ON p.tenant_id = x.tenant_id AND p.id = x.person_id"
    static let order: SQL = "p.name, x.id"
    static let select: SQL = "SELECT \(ownColumns), p.name FROM \(source)"

    static let fields: [Field<ProviderContact>] = [
        .reference(
            \.person, "person", "person_id", "Person", to: "people", none: "Choose one",
            hint: "An administrator adds people, with the role Provider contact.",
            or: "Choose one of the people with the role Provider contact", cell: \.name,
            among: { $0.choices.map(\.option) }),
        .text(
            \.post, "post", "post", "Post", 0...120, hint: "What they do there, such as programme manager.",
            or: "The post must be 120 characters or fewer"),
        .flag(
            \.isTrusted, "trusted", "is_trusted", "Published at once", "What they change is published at once",
            hint: "Else it waits until somebody of the council has read it."),
    ]

    /// Everybody of the role: who is the contact of another provider already is told so when they are chosen.
    static func choices(_ visit: Visit, at home: Home, for contact: ProviderContact?) throws -> [NamedChoice] {
        try visit.db.list(
            """
            SELECT p.id, p.name FROM people AS p
             WHERE p.state = 'active' AND EXISTS (SELECT FROM person_roles r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id
                   AND r.role = \(Role.provider.rawValue))
             ORDER BY p.name, p.id
            """)
    }

    static func check(_ contact: inout ProviderContact, _ check: inout Check, _ context: FormContext<ProviderContact>) {
        if contact.person == nil { check.mistake("person", "Choose the person who keeps the record") }
    }

    static let unique: Unique<ProviderContact>? = Unique(
        "person", { contact, _ in "x.person_id = \(contact.person)" }
    ) { contact, db in
        let provider: String? = try db.value(
            """
            SELECT p.name FROM provider_contacts c JOIN providers p ON p.tenant_id = c.tenant_id AND p.id = c.provider_id
             WHERE c.person_id = \(contact.person)
            """)
        return "Choose somebody else: they are a contact of \(provider ?? "another provider") already"
    }

    static let register: Register<ProviderContact> = Register(
        Paths.providers + "/:provider/contacts", see: .changeProviders, change: .changeProviders,
        title: "People who keep its record",
        empty: EmptyState(
            heading: "No contacts yet",
            text: "Nobody of the provider signs in to keep this record and its offers right.")
    ) {
        $0.home = { try Provider.register.under("contacts", by: "provider_id", $0) }
        $0.newHeading = "Add a contact"
        $0.auditGroup = "Providers"
        $0.removal = { contact, _, _ in
            RemovalTerms(things: [
                "\(contact.name) no longer sees this provider; their account and what they sent stay"
            ])
        }
    }
}
