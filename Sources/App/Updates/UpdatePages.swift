import Formats
import HTTP
import Mustache
import Postgres

/// Recording how a recommendation comes on: new updates, drafts and the page of each.
enum UpdatePages: Feature {
    static let audited = [AuditedTable.updates]
    static let found: [FoundKind] = [.updates]
    static let dated: [DatedKind] = [.updates, .reports]
    private static let base = "/plans/:plan/recommendations/:recommendation/updates"
    /// Two of the largest files and the words.
    private static let bodyLimit = 2 * DocumentKind.mostBytes + 1 << 20
    static let routes: [Route] =
        [
            .get(base + "/new", .seeDrafts, new),
            .post(base, .seeDrafts, upTo: bodyLimit, create),
            .get(base + "/:update", .seePlans, show),
            .get(base + "/:update/edit", .seeDrafts, edit),
            .post(base + "/:update/edit", .seeDrafts, upTo: bodyLimit, change),
            .post(base + "/:update/submission", .seeDrafts, submit),
            .post(base + "/:update/withdrawal", .seeDrafts, UpdateSteps.takeBack),
            .get(base + "/:update/removal", .seeDrafts, UpdateSteps.askRemoval),
            .post(base + "/:update/removal", .seeDrafts, UpdateSteps.remove),
            .get(base + "/:update/correction", .seeDrafts, UpdateSteps.askCorrection),
            .post(base + "/:update/correction", .seeDrafts, UpdateSteps.correct),
        ] + UpdateHistory.routes + DocumentRemoval.routes
    static let views: [any View.Type] = [UpdateEntry.self, UpdateShow.self, UpdateStep.self]

    private static func new(_ visit: Visit) throws -> Response {
        let subject = try writable(visit)
        if let reason = subject.closedBecause { throw Failure.conflict(reason) }
        return try entry(visit, subject, UpdateForm.fields(about: visit.query("action"), today: visit.today))
    }

    private static func create(_ visit: Visit) throws -> Response {
        let subject = try writable(visit)
        if let reason = subject.closedBecause { throw Failure.conflict(reason) }
        return try keep(visit, subject, nil, visit.form, isDraft: !visit.form["draft"].isEmpty)
    }

    private static func show(_ visit: Visit) throws -> Response {
        let subject = try UpdateSubject.find(visit)
        let update = try subject.update(visit)
        visit.open([update])
        let figures = try visit.db(UpdateFigure.all(of: update.id))
        let back = Link(label: subject.name, link: visit.link(subject.path))
        let title = "Update for \(update.period.monthText) – \(subject.name) – \(subject.plan.title)"
        return try visit.page(UpdateShow(update, figures, of: subject, for: visit), title: title, back: back)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let subject = try writable(visit)
        let update = try subject.update(visit)
        guard update.state == .draft else { throw Failure.conflict(frozen(update)) }
        return try entry(visit, subject, UpdateForm.fields(of: update, today: visit.today), draft: update)
    }

    private static func change(_ visit: Visit) throws -> Response {
        let subject = try writable(visit)
        let update = try subject.update(visit)
        return try keep(visit, subject, update, visit.form, isDraft: !visit.form["draft"].isEmpty)
    }

    /// Straight from the draft's page: what is kept is what is submitted.
    private static func submit(_ visit: Visit) throws -> Response {
        let subject = try writable(visit)
        let update = try subject.update(visit)
        guard update.state == .draft else { throw Failure.conflict(frozen(update)) }
        var fields = UpdateForm.fields(of: update, today: visit.today)
        guard fields["version"] == visit.form["version"] else {
            let who = Conflict.who(try visit.db(LastSave.of("updates", update.id)), visit)
            throw Failure.conflict(
                "\(who) changed this draft after you opened it. Open it again, read it, and submit it from there.")
        }
        fields["confirmed"] = visit.form["confirmed"]
        return try keep(visit, subject, update, fields, isDraft: false)
    }

    private static func writable(_ visit: Visit) throws -> UpdateSubject {
        let subject = try UpdateSubject.find(visit)
        try subject.requireWriter(visit)
        return subject
    }

    static func frozen(_ update: Update) -> String {
        let when = update.submittedAt.map { " on \($0)" } ?? "", who = update.submittedByName.map { " by \($0)" } ?? ""
        let next =
            update.revocableUntil.map {
                "Open it and take it back, which you can until \($0) while nobody else opens it."
            }
            ?? "Open it and record a correction instead."
        return "This update was submitted\(when)\(who), so it cannot be changed as it stands. \(next)"
    }

    /// Saves a draft or submits, or shows the form again with what stands in the way.
    private static func keep(
        _ visit: Visit, _ subject: UpdateSubject, _ draft: Update?, _ fields: Fields, isDraft: Bool
    ) throws -> Response {
        switch try subject.keep(fields, as: draft, submits: !isDraft, for: visit) {
        case .refused(let mistakes): return try entry(visit, subject, fields, draft: draft, mistakes: mistakes)
        case .disagrees(let words): return try entry(visit, subject, fields, draft: draft, disagreement: words)
        case .taken(let rival): return try taken(visit, subject, fields, draft, rival)
        case .stale: return try stale(visit, fields)
        case .done(let id, let period):
            let saying =
                isDraft
                ? "The draft for \(period.monthText) is saved."
                : "The update for \(period.monthText) is recorded for \(subject.name.lowercased())."
            return visit.redirect(
                to: subject.path(of: id), saying: saying, heading: isDraft ? "Draft saved" : "Submitted")
        }
    }

    private static func taken(
        _ visit: Visit, _ subject: UpdateSubject, _ fields: Fields, _ draft: Update?, _ rival: Update
    ) throws -> Response {
        let mistakes = Mistakes(
            "period_month", "There is already an update for \(rival.period.monthText): open it, or choose another month"
        )
        let link = Link(
            label: "Open the update for \(rival.period.monthText)", link: visit.link(subject.path(of: rival.id)))
        return try entry(visit, subject, fields, draft: draft, mistakes: mistakes, rival: link)
    }

    /// Somebody saved first: both versions, and what was typed stays in the form.
    private static func stale(_ visit: Visit, _ fields: Fields) throws -> Response {
        let subject = try UpdateSubject.find(visit)
        let theirs = try subject.update(visit)
        let last = try visit.db(LastSave.of("updates", theirs.id))
        var fields = fields
        fields["version"] = String(theirs.version)
        return try entry(
            visit, subject, fields, draft: theirs,
            conflict: UpdateEntry.conflict(theirs, fields, subject, by: last, for: visit))
    }

    private static func entry(
        _ visit: Visit, _ subject: UpdateSubject, _ fields: Fields, draft: Update? = nil, mistakes: Mistakes? = nil,
        disagreement: String = "", conflict: Conflict? = nil, rival: Link? = nil
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        var view = UpdateEntry(form, subject, draft: draft, for: visit)
        view.conflict = conflict
        view.rival = rival
        view.ask(about: disagreement)
        let isAsking = !disagreement.isEmpty
        let title =
            form.title(isAsking ? "Check before you submit" : view.heading)
            + " – \(subject.name)\(subject.actionPart(fields["about"])) – \(subject.plan.title)"
        let back = draft.map {
            Link(label: "Update for \($0.period.monthText)", link: visit.link(subject.path(of: $0.id)))
        }
        let status: Status = conflict != nil ? .conflict : mistakes != nil || isAsking ? .unprocessableContent : .ok
        return try visit.page(
            view, title: title, back: back ?? Link(label: subject.name, link: visit.link(subject.path)), status: status)
    }
}
