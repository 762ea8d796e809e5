import Postgres

/// One recommendation in the grid of a plan's updates: what is kept of it for a month, and what was typed.
struct GridRow {
    let subject: UpdateSubject
    let period: Day
    /// The update of this month about the recommendation as a whole; nil before it is begun.
    let kept: Update?
    /// What its form begins with.
    let begun: Fields

    init(_ subject: UpdateSubject, _ period: Day, today: Day) {
        (self.subject, self.period) = (subject, period)
        let there = subject.updates.filter { $0.period == period && $0.actionID == nil && $0.state != .superseded }
        kept = there.first(where: \.isCurrent) ?? there.first
        begun =
            kept.map { UpdateForm.fields(of: $0, today: today) }
            ?? UpdateForm.fields(about: "", for: period, today: today)
    }

    var id: Recommendation.ID { subject.recommendation.id }
    /// Before the name of each of its fields.
    var prefix: String { "row_\(id)_" }
    /// Where the page comes back to.
    var anchor: String { "row-\(id)" }
    /// Empty before it is begun.
    var version: String { kept.map { String($0.version) } ?? "" }
    /// Submitted ones are frozen, and a correction has its own page with its reason.
    var isOpen: Bool { kept.map { $0.state == .draft && $0.correctsID == nil } ?? true }

    /// What was said last time.
    var last: Update? { subject.last(before: period, about: nil) }

    /// What was typed into it, as the update's own form reads it.
    func typed(_ sent: Fields) -> Fields {
        var typed = sent
        typed["period_month"] = String(period.month)
        typed["period_year"] = String(period.year)
        typed["about"] = ""
        return typed
    }

    private static let parts = [
        "evidence", "assessment", "explanation", "impact", "new_due_day", "new_due_month", "new_due_year",
        "slip_reason",
        "is_context", "as_of_day", "as_of_month", "as_of_year",
    ]

    /// The same for the same contents: tells what was touched from what was only sent along.
    static func mark(_ fields: Fields) -> String {
        let texts = parts.map { Fields.tidy(fields[$0]) } + fields.all("answers").sorted()
        let text = texts.joined(separator: "\u{0}")
        return Secret.text(Array(Secret.sha256(Array(text.utf8)).prefix(9)))
    }

    /// Nothing is said in it yet.
    static func isBlank(_ fields: Fields) -> Bool {
        ["evidence", "assessment", "explanation", "impact", "is_context", "answers"].allSatisfy { fields[$0].isEmpty }
    }
}

/// A row that needs another look, with what was typed there.
struct GridRowLeft {
    var typed: Fields
    var mistakes = Mistakes()
    /// Somebody else saved it meanwhile, and who.
    var isStale = false
    var last: LastSave?
}
