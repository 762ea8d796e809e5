import HTTP
import Postgres

/// Recording from an update's page what a meeting decided about it.
enum AgreementPages {
    private static let path = "/plans/:plan/recommendations/:recommendation/updates/:update/agreement"
    static let routes: [Route] = [
        .get(path, .agreeUpdates, ask),
        .post(path, .agreeUpdates, agree),
    ]

    private static func ask(_ visit: Visit) throws -> Response {
        let (subject, update) = try UpdateSteps.found(visit)
        try requireAgreeable(update)
        let meetings = try visit.db(Meeting.past(of: subject.plan.body, on: visit.today))
        var fields = Fields()
        fields["meeting"] = meetings.isEmpty ? "new" : ""
        fields["met_body"] = subject.plan.body
        let step = UpdateStep(agreeing: update, of: subject, at: meetings, FormBuilder(fields), for: visit)
        return try UpdateSteps.page(step, visit, subject, update)
    }

    private static func agree(_ visit: Visit) throws -> Response {
        let (subject, update) = try UpdateSteps.found(visit)
        try requireAgreeable(update)
        let meetings = try visit.db(Meeting.past(of: subject.plan.body, on: visit.today))
        let form: AgreementForm
        do {
            form = try AgreementForm(
                visit.form, meetings: meetings, asksLeaving: subject.asksLeaving(update), today: visit.today)
        } catch {
            let form = FormBuilder(visit.form, error)
            let step = UpdateStep(agreeing: update, of: subject, at: meetings, form, for: visit)
            return try UpdateSteps.page(step, visit, subject, update)
        }
        guard let meeting = try form.record(about: update, of: subject, by: visit.person().id, in: visit.db) else {
            throw Failure.conflict(
                "This update was corrected, agreed or taken back meanwhile. Open it again to see what it says now.")
        }
        return decided(form.resolution, at: meeting, subject, update, visit)
    }

    private static func decided(
        _ resolution: Resolution, at meeting: Meeting, _ subject: UpdateSubject, _ update: Update, _ visit: Visit
    ) -> Response {
        let (heading, text) =
            if resolution.leavesMonitoring {
                ("Agreed", "\(subject.name) is signed off and closed.")
            } else if resolution.outcome == .confirmed {
                ("Agreed", "Members’ agreement is recorded with the meeting of \(meeting.name), and its minute.")
            } else {
                ("Not confirmed", "What members said stands beside the assessment. Now record a correction.")
            }
        return visit.redirect(to: subject.path(of: update.id), saying: text, heading: heading)
    }

    private static func requireAgreeable(_ update: Update) throws(Failure) {
        switch update.state {
        case .submitted: return
        case .draft: throw .conflict("This update is still a draft. Submit it before members’ agreement is recorded.")
        case .agreed: throw .conflict("Members’ agreement to this update is recorded already.")
        case .superseded: throw .conflict("This version was corrected: members’ agreement belongs to the latest one.")
        }
    }
}

extension UpdateSubject {
    /// Whether members' agreement to this update may end the monitoring of the recommendation.
    func asksLeaving(_ update: Update) -> Bool {
        update.tone == .achieved && recommendation.state == .open && (update.actionID == nil || actions.count == 1)
    }
}

extension UpdateStep {
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
            "leaves", "If they confirmed it: did they close \(subject.name.lowercased())?",
            [("yes", "Yes, it is signed off"), ("no", "No, it comes back at the next monitoring")])
    }
}
