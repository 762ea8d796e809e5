import HTTP
import PlanReader
import Postgres

/// What happens to an update after it is written: removed as a draft, corrected.
enum UpdateSteps {
    static func found(_ visit: Visit) throws -> (UpdateSubject, Update) {
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
        guard update.state == .draft else { throw Failure.conflict(UpdatePages.frozen(update)) }
        guard try Update.remove(update.id, version: visit.version, in: visit.db) else { return try stale(visit) }
        return visit.redirect(
            to: subject.path, saying: "The draft update for \(update.period.monthText) is gone.", heading: "Removed")
    }

    /// Somebody saved or submitted the draft after the page was opened.
    private static func stale(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        guard update.state == .draft else { throw Failure.conflict(UpdatePages.frozen(update)) }
        var step = UpdateStep(removing: update, of: subject, for: visit)
        step.clash = Conflict(changed: "this draft", by: try visit.db(LastSave.of("updates", update.id)), for: visit)
        return try page(step, visit, subject, update)
    }

    static let tooLate =
        """
        It can no longer be taken back. Only whoever submitted it can do that, within ten minutes, while nobody else has opened it, \
        put it on an agenda, corrected it or published a paper of the plan, and the recommendation is open. \
        Record a correction instead.
        """

    static func takeBack(_ visit: Visit) throws -> Response {
        let (subject, update) = try found(visit)
        guard try Update.takeBack(update.id, in: visit.db) else { throw Failure.conflict(tooLate) }
        return visit.redirect(
            to: subject.path(of: update.id), saying: "The update is a draft again. Nobody else had opened its page.",
            heading: "Taken back")
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
        guard check.isDone else {
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

    static func page(_ step: UpdateStep, _ visit: Visit, _ subject: UpdateSubject, _ update: Update) throws
        -> Response
    {
        let back = Link(label: "Update for \(update.period.monthText)", link: visit.link(subject.path(of: update.id)))
        let title =
            (step.problems == nil ? "" : "Error: ") + step.heading + " – \(subject.name) – \(subject.plan.title)"
        return try visit.page(
            step, title: title, back: back,
            status: step.clash != nil ? .conflict : step.problems != nil ? .unprocessableContent : .ok)
    }
}
