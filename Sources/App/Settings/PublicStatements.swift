import Postgres

/// What a council says of itself in its accessibility statement and its privacy notice; what is empty is not filled in yet.
struct PublicStatements: RowDecodable, Equatable {
    /// With the Web Content Accessibility Guidelines, as the model statement grades it.
    enum Compliance: String, Choice {
        case full, partial, none

        var label: String {
            switch self {
            case .full: "Fully compliant"
            case .partial: "Partially compliant"
            case .none: "Not compliant"
            }
        }
    }

    /// One thing that the law asks for.
    enum Item: String, CaseIterable, Sendable {
        case compliance = "how far the site complies", gaps = "what does not work", testing =
            "how and when it was tested"
        case prepared = "when the statement was prepared", contact = "whom to tell of a problem"
        case controller = "who the controller is", officer = "how to reach the data protection officer"
        case basis = "the lawful basis", recipients = "who receives personal data", retention = "how long they are kept"

        static let ofAccessibility: [Item] = [.compliance, .gaps, .testing, .prepared, .contact]
        static let ofPrivacy: [Item] = [.controller, .officer, .basis, .recipients, .retention]
    }

    var version = 0
    var compliance: Compliance?
    var gaps = "", testedHow = ""
    var testedOn: Day?, preparedOn: Day?, reviewedOn: Day?
    var email = "", telephone = ""
    var controller = "", officer = "", lawfulBasis = "", recipients = "", retention = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        version = try row["version"]
        compliance = try row["compliance"]
        (gaps, testedHow) = (try row["gaps"], try row["tested_how"])
        (testedOn, preparedOn, reviewedOn) = (try row["tested_on"], try row["prepared_on"], try row["reviewed_on"])
        (email, telephone) = (try row["email"], try row["telephone"])
        (controller, officer) = (try row["controller"], try row["officer"])
        (lawfulBasis, recipients) = (try row["lawful_basis"], try row["recipients"])
        retention = try row["retention"]
    }

    static func now(_ visit: Visit) throws -> PublicStatements {
        let kept: PublicStatements? = try visit.db.first(
            """
            SELECT version, compliance, gaps, tested_how, tested_on, prepared_on, reviewed_on, email, telephone, controller, officer,
                   lawful_basis, recipients, retention FROM public_statements
            """)
        return kept ?? PublicStatements()
    }

    /// What is not filled in yet.
    func missing(_ items: [Item] = Item.allCases) -> [Item] { items.filter { !isFilled($0) } }

    private func isFilled(_ item: Item) -> Bool {
        switch item {
        case .compliance: compliance != nil
        case .gaps: compliance == .full || !gaps.isEmpty
        case .testing: !testedHow.isEmpty && testedOn != nil
        case .prepared: preparedOn != nil
        case .contact: !email.isEmpty || !telephone.isEmpty
        case .controller: !controller.isEmpty
        case .officer: !officer.isEmpty
        case .basis: !lawfulBasis.isEmpty
        case .recipients: !recipients.isEmpty
        case .retention: !retention.isEmpty
        }
    }

    /// False when somebody changed it meanwhile.
    func save(in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO public_statements AS s (compliance, gaps, tested_how, tested_on, prepared_on, reviewed_on, email, telephone,
                                                controller, officer, lawful_basis, recipients, retention)
            VALUES (\(compliance), \(gaps), \(testedHow), \(testedOn), \(preparedOn), \(reviewedOn), \(email), \(telephone),
                    \(controller), \(officer), \(lawfulBasis), \(recipients), \(retention))
            ON CONFLICT (tenant_id) DO UPDATE
               SET compliance = excluded.compliance, gaps = excluded.gaps, tested_how = excluded.tested_how,
                   tested_on = excluded.tested_on, prepared_on = excluded.prepared_on, reviewed_on = excluded.reviewed_on,
                   email = excluded.email, telephone = excluded.telephone, controller = excluded.controller,
                   officer = excluded.officer, lawful_basis = excluded.lawful_basis, recipients = excluded.recipients,
                   retention = excluded.retention, version = s.version + 1
             WHERE s.version = \(Int32(version))
            """) == 1
    }
}

extension Paths {
    static let publicStatements = "/settings/statements"
    static let accessibility = "/accessibility"
    static let privacy = "/privacy"
}
