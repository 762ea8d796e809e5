import HTTP
import Postgres

/// The form of a contact’s own provider or offer, and the press that says it is right.
struct OwnEditing<R: ContactKept>: Sendable {
    let path: String
    let record: @Sendable (Visit) throws -> R

    var routes: [Route] {
        [
            .get(path + "/edit", .updateOwnProvider, edit), .post(path + "/edit", .updateOwnProvider, save),
            .get(path + "/assurance", .updateOwnProvider, askAssurance),
            .post(path + "/assurance", .updateOwnProvider, assure),
        ]
    }

    /// What it is part of, and whether the contact’s changes wait.
    private struct Standing {
        let provider: Provider
        let isTrusted: Bool
        let waiting: ProviderChange?

        /// Changes with the record and with what waits: a form of either as it was is told so.
        func edition(_ version: Int) -> String {
            "\(version)" + (waiting.map { ".\($0.id).\($0.version)" } ?? "")
        }
    }

    private func place(_ record: R, _ visit: Visit) throws -> Standing {
        let (waiting, isTrusted) = try visit.db.all(
            ProviderChange.waiting(record.ownOffer),
            Query<Bool?>.value("SELECT is_trusted FROM provider_contacts WHERE person_id = (SELECT app.person())"))
        return Standing(
            provider: try OwnProviderPages.ownRecord(visit), isTrusted: isTrusted ?? false, waiting: waiting)
    }

    private func form(_ record: R, _ place: Standing, _ context: FormContext<R>) -> RecordForm {
        let own = R.ownPath(record.id)
        let what =
            place.isTrusted
            ? "What you save is published at once." : "What you send is read by the council before it is published."
        return RecordForm(
            kicker: record.ownOffer == nil ? "Your provider" : place.provider.name, heading: "Edit \(record.name)",
            lead:
                "\(what) With it you say that all of it is right today. What is not asked here is the council’s to say.",
            path: own + "/edit", back: Link(label: record.name, link: own),
            save: place.isTrusted ? "Save and publish" : "Send to the council"
        ) { form in FormPart.parts(of: R.ownFields, form, context) }
    }

    /// As it is published, with the answers that wait in their place.
    private func fields(_ record: R, _ place: Standing, _ context: FormContext<R>) -> Fields {
        let shown = place.waiting.map { waiting in
            record.answering(R.ownFields.filter { waiting.fields.contains($0.name) }, waiting.answers, context)
        }
        var fields = (shown ?? record).boxes(of: R.ownFields)
        fields["version"] = place.edition(record.version)
        return fields
    }

    private func edit(_ visit: Visit) throws -> Response {
        let record = try record(visit), place = try place(record, visit)
        let context = try R.context(of: record, visit)
        return try form(record, place, context).page(visit, fields(record, place, context))
    }

    private func save(_ visit: Visit) throws -> Response {
        let record = try record(visit), place = try place(record, visit)
        let context = try R.context(of: record, visit)
        var check = Check(visit.form)
        var sent = R.read(&check, context, among: R.ownFields)
        do { try check.finish() } catch {
            return try form(record, place, context).page(visit, visit.form, error)
        }
        guard visit.form["version"] == place.edition(record.version) else {
            return try stale(record, place, context, visit)
        }
        let fields = sent.differing(from: record)
        if place.isTrusted {
            sent.assure(by: place.provider.name, on: visit.today)
            guard try sent.keepOwn(fields, version: record.version, in: visit.db) else {
                return try stale(self.record(visit), place, context, visit)
            }
            // What was sent before they were trusted would undo this.
            if let waiting = place.waiting {
                _ = try ProviderChange.withdraw(waiting, version: waiting.version, in: visit.db)
            }
            return visit.redirect(to: R.ownPath(record.id), saying: "\(record.name) is published as you saved it.")
        }
        if fields.isEmpty {
            if let waiting = place.waiting {
                _ = try ProviderChange.withdraw(waiting, version: waiting.version, in: visit.db)
            }
            sent.assure(by: place.provider.name, on: visit.today)
            _ = try sent.keepOwn([], version: record.version, in: visit.db)
            return visit.redirect(
                to: R.ownPath(record.id),
                saying: "It says what is published already, so nothing waits at the council. It stands as right today.",
                heading: "Nothing to send")
        }
        try ProviderChange.send(
            fields, from: record, to: sent, provider: place.provider.id, by: visit.person().id, in: visit.db)
        return visit.redirect(
            to: R.ownPath(record.id),
            saying:
                "\(counted(fields.count, "answer is", "answers are").sentenceCase) with \(visit.council.name). Until somebody has read them, what was published stays.",
            heading: "Sent")
    }

    private func stale(_ record: R, _ place: Standing, _ context: FormContext<R>, _ visit: Visit) throws -> Response {
        try form(record, place, context).stale(visit, theirs: fields(record, place, context), by: nil)
    }

    private func assurance(_ record: R) -> RecordForm {
        let own = R.ownPath(record.id), step = R.assuranceStep
        return RecordForm(
            kicker: "Your provider", heading: step.heading(record),
            lead:
                "Your provider’s name and today stand beside it, and in \(R.monthsAssured.formatted()) months it is due again.",
            path: own + "/assurance", back: Link(label: record.name, link: own), save: step.label
        ) { _ in [] }
    }

    private func askAssurance(_ visit: Visit) throws -> Response {
        let record = try record(visit)
        try checkOpen(record, visit)
        return try assurance(record).page(visit, fields(record))
    }

    private func assure(_ visit: Visit) throws -> Response {
        var record = try record(visit)
        try checkOpen(record, visit)
        record.assure(by: try OwnProviderPages.ownRecord(visit).name, on: visit.today)
        guard try record.keepOwn([], version: visit.version, in: visit.db) else {
            let now = try self.record(visit)
            return try assurance(now).page(
                visit, fields(now), clash: Conflict(changed: now.name, by: nil, for: visit))
        }
        return visit.redirect(
            to: R.ownPath(record.id), saying: "\(record.name) is right as of today.", heading: "Confirmed")
    }

    private func fields(_ record: R) -> Fields {
        var fields = Fields()
        fields["version"] = String(record.version)
        return fields
    }

    private func checkOpen(_ record: R, _ visit: Visit) throws {
        if try place(record, visit).waiting != nil {
            throw Failure.conflict("What you sent says how it is. Withdraw that first if it is right as it stands.")
        }
        guard R.assuranceStep.isOpen(record) else {
            throw Failure.conflict("This was done already. Open the \(R.words.one) to see how it stands.")
        }
    }
}
