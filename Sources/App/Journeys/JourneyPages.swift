import Mustache

/// Referrals, journeys, and the board of all open cases.
enum JourneyPages: Feature {
    static let registers: [any AnyRegister] = [Referral.register, Referral.everywhere]
    static let routes: [Route] =
        NewReferral.routes + ReferralPages.routes + MovePages.routes + BoardPages.routes + SheetPages.routes
    static let views: [any View.Type] = [BoardPage.self, BoardTable.self, SheetPage.self]
    static let places = [
        Place("Board", Paths.board, .seeYoungPeople, rank: 31, in: .people),
        Place("Referrals", Paths.referrals, .seeReferrals, rank: 32, in: .people),
    ]
    static let audited = [attempts, entries]

    private static let attempts = AuditedTable(
        "attempts", "Attempt", group: YoungPerson.register.auditGroup ?? "",
        [
            AuditedColumn("number", "Number"), AuditedColumn("began_on", "Began"), AuditedColumn("ended_on", "Ended"),
            AuditedColumn("ending", "How it ended") { $0.isEmpty ? nil : $0.replacing("_", with: " ").sentenceCase },
            AuditedColumn("exit_reason", "Why early", ExitReason.self), AuditedColumn("exit_words", "In more words"),
            AuditedColumn("recontact_on", "To be spoken to again"),
        ]
    ) { $0.many = "Attempts" }

    private static let entries = AuditedTable(
        "stage_entries", "Stage of a journey", group: YoungPerson.register.auditGroup ?? "",
        [
            AuditedColumn("stage_id", "Stage", references: "stages"), AuditedColumn("entered_on", "Entered"),
            AuditedColumn("left_on", "Left"), AuditedColumn("words", "How it went"),
        ]
    ) { $0.many = "Stages of the journey" }
}
