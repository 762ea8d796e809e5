import Mustache

/// A page that asks before something happens to an update: removal, correction or members' agreement.
struct UpdateStep: View {
    static let template = "updates/step"
    let problems: ErrorSummary?
    let kicker, heading, lead, action: String
    var facts: SummaryList
    var reason: TextArea?
    var meeting: BranchField?
    var minute: TextField?
    var outcome: BranchField?
    var leaves: RadioField?
    var save: SaveRow

    private init(
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

    init(
        agreeing update: Update, of subject: UpdateSubject, at meetings: [Meeting], _ form: FormBuilder,
        for visit: Visit
    ) {
        self.init(
            "Record what members decided about the update for \(update.period.monthText)",
            "Officers propose an assessment; members confirm it at a meeting.", "/agreement",
            SaveRow(label: "Record the decision"), form, update, subject, visit)
        if !update.disagreement.isEmpty { facts.rows.append(SummaryRow(label: "To note", text: update.disagreement)) }
        let another = [
            InnerQuestion.text(
                form.text(
                    "met_body", "Meeting",
                    hint: "As in its minutes, such as Children and Young People Select Committee.")),
            InnerQuestion.day(form.day("met_on", "Day of the meeting")),
        ]
        meeting = form.branch(
            "meeting", "Which meeting?",
            meetings.map { ($0.id.description, $0.name, []) } + [("new", "A meeting that is not listed here", another)])
        minute = form.text("minute", "Minute", hint: "Its number, such as CYP/23/26.", width: "20")
        let confirmed =
            update.assessmentWords.map { "Members confirmed the assessment “\($0)”" } ?? "Members noted the update"
        outcome = form.branch(
            "outcome", "What did members decide?",
            [
                (MeetingItem.Outcome.confirmed.rawValue, confirmed, []),
                (
                    MeetingItem.Outcome.notConfirmed.rawValue, "Members did not confirm it",
                    [
                        InnerQuestion.area(
                            form.area(
                                "outcome_words", "What they said instead",
                                hint: "It stands beside the assessment until officers correct it.", rows: 3,
                                limit: 4_000))
                    ]
                ),
            ])
        guard subject.asksLeaving(update) else { return }
        leaves = form.radios(
            "leaves", "If they confirmed it: does \(subject.name.lowercased()) leave monitoring?",
            [("yes", "Yes, it is signed off"), ("no", "No, it comes back at the next monitoring")])
    }
}
