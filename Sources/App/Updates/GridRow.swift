import Postgres

/// One row of the sheet of a plan's updates: what is kept of an action, or of a recommendation as a whole, for a month,
/// and what was typed.
struct GridRow {
    let subject: UpdateSubject
    /// Nil where it is about the recommendation as a whole.
    let action: Action?
    let period: Day
    /// The update of this month; nil before it is begun.
    let kept: Update?
    /// What its form begins with.
    let begun: Fields

    init(_ subject: UpdateSubject, _ action: Action?, _ period: Day, today: Day) {
        (self.subject, self.action, self.period) = (subject, action, period)
        let there = subject.updates.filter {
            $0.period == period && $0.actionID == action?.id && $0.state != .superseded
        }
        kept = there.first(where: \.isCurrent) ?? there.first
        if let kept {
            begun = UpdateForm.fields(of: kept, today: today)
        } else {
            var fields = UpdateForm.fields(
                about: action.map { "\($0.id)" } ?? "", for: period, today: today)
            fields["assessment"] = Self.preset(subject, action, before: period)
            begun = fields
        }
    }

    var place: UpdatePlace { UpdatePlace(subject.recommendation.id, action?.id) }
    /// Before the name of each of its fields.
    var prefix: String { "row_\(place.text)_" }
    /// Where the page comes back to.
    var anchor: String { "row-\(place.text)" }
    /// "Recommendation 7", "Recommendation 2, HR", "Recommendation 2, the whole".
    var name: String {
        let part = action == nil ? (subject.actions.count > 1 ? "the whole" : "") : subject.part(action?.id)
        return subject.name + (part.isEmpty ? "" : ", \(part)")
    }
    /// Empty before it is begun.
    var version: String { kept.map { String($0.version) } ?? "" }
    /// Submitted ones are frozen, and a correction has its own page with its reason.
    var isOpen: Bool { kept.map { $0.state == .draft && $0.correctsID == nil } ?? true }

    var leads: String {
        let names = action?.leads ?? subject.leads
        return names.isEmpty ? "Nobody named" : names.joined(separator: ", ")
    }

    /// What was said last time of the same.
    var last: Update? { Self.last(subject, action, before: period) }

    private static func last(_ subject: UpdateSubject, _ action: Action?, before period: Day) -> Update? {
        subject.updates.first { $0.isCurrent && $0.period < period && $0.actionID == action?.id }
    }

    /// The last that said how far it has come.
    private static func lastAssessed(_ subject: UpdateSubject, _ action: Action?, before period: Day) -> Update? {
        subject.updates.first {
            $0.isCurrent && $0.period < period && $0.actionID == action?.id && $0.assessmentID != nil
        }
    }

    /// The status that it had before this month. What is kept with the action or the recommendation is of today: it counts
    /// only where no update of this month or a later one may have brought it.
    private static func standing(_ subject: UpdateSubject, _ action: Action?, before period: Day) -> Assessment.ID? {
        if let last = lastAssessed(subject, action, before: period) { return last.assessmentID }
        let isOfLater = subject.updates.contains {
            $0.isCurrent && $0.period >= period && $0.actionID == action?.id && $0.assessmentID != nil
        }
        if isOfLater { return nil }
        return action == nil ? subject.recommendation.assessmentID : action?.assessmentID
    }

    /// The status that its form begins with: the one it had, unless members did not confirm that or nobody may choose it any more.
    private static func preset(_ subject: UpdateSubject, _ action: Action?, before period: Day) -> String {
        guard lastAssessed(subject, action, before: period)?.isRefused != true,
            let standing = standing(subject, action, before: period),
            subject.assessments.contains(where: { $0.id == standing && !$0.isRetired })
        else { return "" }
        return "\(standing)"
    }

    /// In the council's words; nil where there is none.
    var was: Assessment? {
        let id = Self.standing(subject, action, before: period)
        return subject.assessments.first { $0.id == id }
    }

    /// What was typed into it, as the update's own form reads it. Whoever ticks that there is nothing new need not write it.
    func typed(_ sent: Fields) -> Fields {
        var typed = sent
        typed["period_month"] = String(period.month)
        typed["period_year"] = String(period.year)
        typed["about"] = action.map { "\($0.id)" } ?? ""
        if typed["is_context"] == "1", typed["evidence"].isEmpty {
            typed["evidence"] = last.map { "Nothing new since \($0.period.monthText)." } ?? "Nothing new to report."
        }
        return typed
    }

    /// What is kept of it: whoever ticks that there is nothing new says nothing of a status that was only there.
    func said(_ typed: Fields) -> Fields {
        guard typed["is_context"] == "1", typed["assessment"] == Self.preset(subject, action, before: period) else {
            return typed
        }
        var said = typed
        said["assessment"] = ""
        return said
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

    /// Nothing is said in it yet: what it begins with says nothing by itself, nor does emptying that.
    func isBlank(_ fields: Fields) -> Bool {
        fields.all("answers").isEmpty
            && Self.parts.allSatisfy { part in
                let typed = Fields.tidy(fields[part])
                return typed.isEmpty || typed == Fields.tidy(begun[part])
            }
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
