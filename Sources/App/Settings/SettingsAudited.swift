import Postgres

/// What histories and the audit call the tables of what a council settles for itself.
extension AuditedTable {
    static let settingsGroup = "Settings, words and teams"
    static let ofSettings = [labels, cycles, brokerage, localOffer, statements, leadMembers, bounds]

    private static let bounds = AuditedTable(
        "bounds", "Bounds", group: settingsGroup,
        [
            AuditedColumn("megabytes", "Megabytes of documents, papers and imports"),
            AuditedColumn("drafts", "Updates in draft"), AuditedColumn("imports", "Imports in progress"),
            AuditedColumn("forms", "Forms of one person in an hour"),
        ]
    ) { $0.path = { _, visit in visit.can(.changeSettings) ? Paths.storage : nil } }

    private static let labels = AuditedTable(
        "column_labels", "Columns and headings", group: settingsGroup,
        ColumnLabels.Term.allCases.map { AuditedColumn($0.rawValue, $0.usual) }
    ) { $0.path = { _, _ in Paths.labels } }

    private static let cycles = AuditedTable(
        "tenants", "When updates are due", group: settingsGroup,
        [
            AuditedColumn("first_update_months", "Months to the first update"),
            AuditedColumn("repeat_months", "Months between updates"),
        ]
    ) { $0.path = { _, _ in Paths.cycles } }

    private static let brokerage = AuditedTable(
        "brokerage_settings", "Brokerage", group: settingsGroup,
        [
            AuditedColumn("budget_cap", "Personal budget", words: { Int($0).map(BrokerageSettings.pounds) }),
            AuditedColumn("caseload_limit", "Caseload of one worker"),
            AuditedColumn("review_months", "Months between reviews"),
            AuditedColumn("decision_days", "Days for a decision"),
            AuditedColumn("recontact_days", "Days to a re-contact"),
        ]
    ) { $0.path = { _, _ in Paths.brokerage } }

    private static let localOffer = AuditedTable(
        "local_offer_settings", "Local offer for work", group: settingsGroup,
        [
            AuditedColumn("is_public", "Shown to residents", words: { ["true": "Yes", "false": "No"][$0] }),
            AuditedColumn("telephone", "Telephone"), AuditedColumn("email", "E-mail"),
            AuditedColumn("hours", "When somebody answers"),
            AuditedColumn("send_link", "Address of the SEND Local Offer"),
        ]
    ) { $0.path = { _, visit in visit.can(.changeSettings) ? Paths.localOfferSettings : nil } }

    private static let statements = AuditedTable(
        "public_statements", "Accessibility and privacy", group: settingsGroup,
        [
            AuditedColumn(
                "compliance", "Compliance", words: { PublicStatements.Compliance(rawValue: $0)?.label }),
            AuditedColumn("gaps", "What does not work"), AuditedColumn("tested_how", "How it was tested"),
            AuditedColumn("tested_on", "Last tested"), AuditedColumn("prepared_on", "Statement prepared"),
            AuditedColumn("reviewed_on", "Statement reviewed"), AuditedColumn("email", "E-mail"),
            AuditedColumn("telephone", "Telephone"), AuditedColumn("controller", "Controller"),
            AuditedColumn("officer", "Data protection officer"), AuditedColumn("lawful_basis", "Lawful basis"),
            AuditedColumn("recipients", "Who receives personal data"),
            AuditedColumn("retention", "How long they are kept"),
        ]
    ) { $0.path = { _, visit in visit.can(.changeSettings) ? Paths.publicStatements : nil } }

    private static let leadMembers = AuditedTable(
        "lead_members", "Lead officer", group: settingsGroup,
        [
            AuditedColumn("person_id", "Person", references: "people"),
            AuditedColumn("lead_id", "Lead", references: "leads"),
        ])
}
