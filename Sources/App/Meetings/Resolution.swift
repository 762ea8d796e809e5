import Postgres

/// What members decided about one item of a meeting that was held.
struct Resolution {
    let outcome: MeetingItem.Outcome
    let words, minute: String
    /// Members agreed that the recommendation leaves monitoring.
    let leavesMonitoring: Bool

    init(_ outcome: MeetingItem.Outcome, words: String = "", minute: String = "", leavesMonitoring: Bool = false) {
        (self.outcome, self.words, self.minute) = (outcome, words, minute)
        self.leavesMonitoring = leavesMonitoring && outcome == .confirmed
    }

    /// What the minutes must say.
    var isOfAssessment: Bool { outcome == .confirmed || outcome == .notConfirmed }

    /// Records it of an item without an update.
    func record(of item: MeetingItem.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            UPDATE meeting_items SET outcome = \(outcome), outcome_words = \(words), minute = \(minute), version = version + 1
             WHERE id = \(item) AND outcome <> 'confirmed'
            """)
    }

    /// Records it of an item with an update, which is agreed when it is confirmed; its recommendation may leave monitoring.
    /// False when the update was corrected or agreed meanwhile.
    func record(
        of item: MeetingItem.ID, about update: Update.ID, of recommendation: Recommendation.ID, at meeting: Meeting,
        by person: Person.ID, in db: Transaction
    ) throws(PostgresError) -> Bool {
        try record(of: item, in: db)
        guard outcome == .confirmed else { return true }
        guard try Update.agree(update, at: meeting, minute: minute, by: person, in: db) else { return false }
        if leavesMonitoring {
            try Recommendation.signOff(
                recommendation,
                saying: "Signed off by members at \(meeting.body) on \(meeting.heldOn.longText) (minute \(minute)).",
                in: db)
        }
        return true
    }
}
