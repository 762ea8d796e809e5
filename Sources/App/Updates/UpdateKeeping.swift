import Postgres

/// What came of keeping an update, as a draft or submitted.
enum UpdateKept {
    case done(Update.ID, period: Day)
    /// Typed wrongly, or missing before it may be submitted.
    case refused(Mistakes)
    /// The grade disagrees with the facts, and nobody has said that it stands.
    case disagrees(String)
    /// This month and subject have one already.
    case taken(Update)
    /// Somebody changed, submitted or removed it meanwhile.
    case stale
}

extension UpdateSubject {
    /// What a draft still needs before it may be submitted, and where its grade disagrees with the facts.
    func readiness(of draft: Update, today: Day) -> (needs: Mistakes, disagreement: String) {
        do {
            let form = try UpdateForm(
                UpdateForm.fields(of: draft, today: today), in: self, correcting: nil, today: today)
            return (form.mistakes(in: self, today: today), form.disagreement(in: self, today: today))
        } catch { return (error, "") }
    }

    /// Keeps what was typed, in one transaction with what it brings about. The one way by which an update is written.
    func keep(_ fields: Fields, as draft: Update?, submits: Bool, for visit: Visit) throws -> UpdateKept {
        let corrected = draft.flatMap { $0.correctsID == nil ? nil : $0 }
        let attachments = try Attachments(visit, already: documents(of: draft?.id).count)
        let form: UpdateForm
        do { form = try UpdateForm(fields, in: self, correcting: corrected, today: visit.today) } catch {
            return .refused(error.and(attachments.mistakes))
        }
        if corrected == nil, let rival = rival(period: form.period, about: form.actionID, other: draft?.id) {
            return .taken(rival)
        }
        guard submits else { return try judged(form, attachments, draft, fields, submits: false, visit) }
        return try counting(on: form.gradedOn(visit.today), visit.db).judged(
            form, attachments, draft, fields, submits: true, visit)
    }

    private func judged(
        _ form: UpdateForm, _ attachments: Attachments, _ draft: Update?, _ fields: Fields, submits: Bool,
        _ visit: Visit
    ) throws -> UpdateKept {
        let missing = submits ? form.mistakes(in: self, today: visit.today) : Mistakes()
        let mistakes = missing.and(attachments.mistakes)
        guard mistakes.isEmpty else { return .refused(mistakes) }
        guard submits else { return try write(form, attachments, .draft, as: draft, fields, visit) }
        let disagreement = form.disagreement(in: self, today: visit.today)
        guard disagreement.isEmpty || fields["confirmed"] == disagreement else { return .disagrees(disagreement) }
        let stage = Update.Stage(
            submitter: try visit.person().id, disagreement: form.toldDisagreement(in: self, today: visit.today),
            keepsNewDate: form.grade(in: self)?.needsNewDate ?? false)
        return try write(form, attachments, stage, as: draft, fields, visit)
    }

    private func write(
        _ form: UpdateForm, _ attachments: Attachments, _ stage: Update.Stage, as draft: Update?, _ fields: Fields,
        _ visit: Visit
    ) throws -> UpdateKept {
        let id: Update.ID
        if let draft {
            guard try Update.change(draft.id, version: Int(fields["version"]) ?? 0, form, stage, in: visit.db) else {
                return .stale
            }
            id = draft.id
        } else {
            guard let added = try Update.add(form, to: self, stage, in: visit.db) else {
                let now = try UpdateSubject.find(recommendation.id, in: plan.id, visit.db)
                guard let rival = now.rival(period: form.period, about: form.actionID, other: nil) else {
                    throw Failure.unavailable
                }
                return .taken(rival)
            }
            id = added
        }
        if draft.map({ $0.correctsID == nil || $0.namesReports }) ?? true {
            try Update.answer(id, form.answers, in: visit.db)
        }
        if stage.state == .submitted {
            if let corrected = draft?.correctsID { try Update.supersede(corrected, in: visit.db) }
            let inForce = readingsInForce(on: form.gradedOn(visit.today))
            let kept = try Reading.keep(inForce, in: plan.id, visit.db)
            _ = try visit.db(UpdateFigure.freeze(kept, with: id))
        }
        let place = DocumentPlace(plan: plan.id, recommendation: recommendation.id, update: id)
        try attachments.add(to: place, in: visit.db)
        return .done(id, period: form.period)
    }
}
