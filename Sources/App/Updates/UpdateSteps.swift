import HTTP
import PlanReader
import Postgres

/// What happens to an update after it is written: removed as a draft, corrected, agreed by members.
enum UpdateSteps {
    private static func found(_ visit: Visit) throws -> (UpdateSubject, Update) {
        let subject = try UpdateSubject.find(visit)
        try subject.requireWriter(visit)
        return (subject, try subject.update(visit))
    }

    static func askRemoval(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        guard update.state == .draft else { throw Failure.conflict(UpdatePages.frozen(update)) }
        return try page(UpdateStep(removing: update, of: subject, for: visit), visit, subject, update)
    }

    static func remove(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        guard try Update.remove(update.id, in: visit.db) else { throw Failure.conflict(UpdatePages.frozen(update)) }
        return visit.redirect(
            to: subject.path, saying: "The draft update for \(update.period.monthText) is gone.", heading: "Removed")
    }

    static func askCorrection(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        try requireCorrectable(update, subject)
        return try page(
            UpdateStep(correcting: update, of: subject, FormBuilder(Fields()), for: visit), visit, subject, update)
    }

    static func correct(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        try requireCorrectable(update, subject)
        var check = Check(visit.form)
        let reason = check.text(
            "reason", 1...PlanLimit.correctionReason.most,
            or: "Enter the reason for the correction in up to 1,000 characters")
        guard check.mistakes.isEmpty else {
            let form = FormBuilder(visit.form, check.mistakes)
            return try page(UpdateStep(correcting: update, of: subject, form, for: visit), visit, subject, update)
        }
        let edition = (subject.editions(of: update).map(\.edition).max() ?? update.edition) + 1
        guard let id = try Update.correct(update, because: reason, edition: edition, in: visit.db) else {
            throw Failure.conflict(
                "There is already a correction of this update in draft. Open the update again to find it.")
        }
        try Document.carry(from: update.id, to: id, in: visit.db)
        return visit.redirect(
            to: subject.path(of: id) + "/edit",
            saying: "Put right what was wrong, then submit it.",
            heading: "Correction begun")
    }

    private static func requireCorrectable(_ update: Update, _ subject: UpdateSubject) throws {
        guard update.isCurrent else {
            throw Failure.conflict(
                update.state == .draft
                    ? "This update is still a draft: change the draft itself."
                    : "This version was corrected already: correct the latest one.")
        }
        if subject.editions(of: update).contains(where: { $0.state == .draft }) {
            throw Failure.conflict(
                "There is already a correction of this update in draft. Open the update again to find it.")
        }
    }

    static func askAgreement(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        try requireAgreeable(update)
        let meetings = try visit.db(Meeting.past(of: subject.plan.body, on: visit.today))
        var fields = Fields()
        fields["meeting"] = meetings.isEmpty ? "new" : ""
        fields["met_body"] = subject.plan.body
        let step = UpdateStep(agreeing: update, of: subject, at: meetings, FormBuilder(fields), for: visit)
        return try page(step, visit, subject, update)
    }

    static func agree(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        try requireAgreeable(update)
        let meetings = try visit.db(Meeting.past(of: subject.plan.body, on: visit.today))
        let form: AgreementForm
        do {
            form = try AgreementForm(
                visit.form, meetings: meetings, asksLeaving: subject.asksLeaving(update), today: visit.today)
        } catch {
            let form = FormBuilder(visit.form, error)
            let step = UpdateStep(agreeing: update, of: subject, at: meetings, form, for: visit)
            return try page(step, visit, subject, update)
        }
        guard let meeting = try form.record(about: update, of: subject, by: visit.person().id, in: visit.db) else {
            throw Failure.conflict(
                "This update was corrected or agreed meanwhile. Open it again to see what it says now.")
        }
        return decided(form.resolution, at: meeting, subject, update, visit)
    }

    private static func decided(
        _ resolution: Resolution, at meeting: Meeting, _ subject: UpdateSubject, _ update: Update, _ visit: Visit
    ) -> Response {
        let (heading, text) =
            if resolution.leavesMonitoring {
                ("Agreed", "\(subject.name) is signed off and leaves monitoring.")
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

    private static func page(_ step: UpdateStep, _ visit: Visit, _ subject: UpdateSubject, _ update: Update) throws
        -> Response
    {
        let back = Link(label: "Update for \(update.period.monthText)", link: visit.link(subject.path(of: update.id)))
        let title =
            (step.problems == nil ? "" : "Error: ") + step.heading + " – \(subject.name) – \(subject.plan.title)"
        return try visit.page(
            step, title: title, back: back, status: step.problems == nil ? .ok : .unprocessableContent)
    }
}

extension UpdateSubject {
    /// Whether members' agreement to this update may end the monitoring of the recommendation.
    func asksLeaving(_ update: Update) -> Bool {
        update.tone == .achieved && recommendation.state == .open && (update.actionID == nil || actions.count == 1)
    }
}
