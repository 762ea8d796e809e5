import Mustache

/// Obligations with their firms, what was promised and what came of it, and the page on which a firm confirms.
enum ObligationPages: Feature {
    static let registers: [any AnyRegister] = [
        Obligation.register, Counterparty.register, SocialValueMeasure.register, ObligationPromise.register,
        PromiseEntry.register,
    ]
    static let views: [any View.Type] = [ObligationShow.self] + ConfirmationPages.views
    static let places = [Place("Obligations", Paths.obligations, .seeObligations, rank: 66, in: .figures)]
    static let routes: [Route] =
        [.get(Obligation.register.one, .seeObligations, ObligationShow.show)] + ConfirmationPages.routes
    static let dated = [DatedKind.promises]
    static let audited = [
        AuditedTable(of: PromiseInstalment.self, group: Obligation.register.title),
        AuditedTable(
            "confirmation_links", "Link for a firm", group: Obligation.register.title,
            [
                AuditedColumn("counterparty_id", "Firm", references: "counterparties"),
                AuditedColumn("first_on", "Delivered from"), AuditedColumn("last_on", "Delivered until"),
                AuditedColumn("ends_on", "Works until"), AuditedColumn("withdrawn_on", "Ended on"),
                AuditedColumn("answered_by", "Answered by"), AuditedColumn("answered_post", "Their job"),
                AuditedColumn("note", "What the council should know"),
            ]
        ) { $0.many = "Links for firms" },
        AuditedTable(
            "confirmation_answers", "Answer of a firm", group: Obligation.register.title,
            [
                AuditedColumn("asked", "Asked"), AuditedColumn("unit", "Counted in"),
                AuditedColumn("was", "As the council had it"),
                AuditedColumn("said", "Answered"),
            ]
        ) { $0.many = "Answers of firms" },
    ]
}
