import Mustache

/// A page that asks before something happens to an update: removal, correction or members' agreement.
struct UpdateStep: View {
    static let template = "updates/step"
    let problems: ErrorSummary?
    let kicker, heading, lead, action: String
    /// Of the draft, where the step ends it.
    var edition: String?
    var clash: Conflict?
    var facts: SummaryList
    var reason: TextArea?
    var meeting: BranchField?
    var minute: TextField?
    var outcome: BranchField?
    var leaves: RadioField?
    var save: SaveRow

    init(
        _ heading: String, _ lead: String, _ step: String, _ save: SaveRow, _ form: FormBuilder, _ update: Update,
        _ subject: UpdateSubject,
        _ visit: Visit
    ) {
        problems = form.problems
        kicker = subject.kicker
        (self.heading, self.lead, self.save) = (heading, lead, save)
        action = visit.link(subject.path(of: update.id) + step)
        facts = SummaryList(rows: [
            SummaryRow(label: "About", markup: subject.prose.html(subject.about(update.actionID))),
            SummaryRow(label: "Evidence", markup: subject.prose.html(update.evidence)),
            SummaryRow(
                label: "Assessment", absent: update.assessmentWords == nil ? "None" : nil,
                tags: Array(update.tags.prefix(update.assessmentWords == nil ? 0 : 1))),
        ])
        self.save.cancel = Link(label: "Cancel", link: visit.link(subject.path(of: update.id)))
    }

    init(removing update: Update, of subject: UpdateSubject, for visit: Visit) {
        self.init(
            "Remove the draft update for \(update.period.monthText)?",
            "What is written in it will be gone, and its documents with it. Nothing that was submitted is touched.",
            "/removal",
            SaveRow(label: "Remove the draft", isDanger: true), FormBuilder(Fields()), update, subject, visit)
        edition = String(update.version)
    }

    init(correcting update: Update, of subject: UpdateSubject, _ form: FormBuilder, for visit: Visit) {
        self.init(
            "Correct the update for \(update.period.monthText)",
            "It makes a new version, in draft, with what this one says. When you submit the new one, this one stays visible as corrected.",
            "/correction", SaveRow(label: "Begin the correction"), form, update, subject, visit)
        reason = form.area(
            "reason", "Reason for the correction",
            hint: "Everyone who sees the update sees it. No names of young people.", rows: 3, limit: 1_000)
    }
}
