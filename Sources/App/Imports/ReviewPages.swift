import HTTP
import PlanReader
import Postgres

/// Reviewing what was read of a paper: correcting it, answering what was doubtful, changing its pieces, and saving all of it at once.
enum ReviewPages {
    static let routes: [Route] = [
        .get("/imports/:import/review", .importPlans, lane: .slow, show),
        .post("/imports/:import/review", .importPlans, upTo: 16 << 20, fields: 20_000, lane: .slow, save),
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let pending = try ImportPages.pending(visit), content = pending.content
        if content.isUnread { return .redirect(to: visit.link(ColumnPages.path(pending.id))) }
        let reviewed = ReviewedImport(Fields(content), over: content, today: visit.today)
        return try page(visit, pending, reviewed, nil, .init(open: visit.query("open")))
    }

    /// The plan of `pending` is the one that was reviewed; its form is shown as it was typed.
    private static func page(
        _ visit: Visit, _ pending: PendingImport, _ reviewed: ReviewedImport, _ mistakes: Mistakes?,
        _ state: ReviewPage.State = .init()
    ) throws -> Response {
        let form = FormBuilder(reviewed.fields, mistakes)
        let vocabulary = try Vocabulary(in: visit.db)
        let view = ReviewPage(
            form, pending, unlikely: reviewed.plan.unlikely, vocabulary: vocabulary, state, for: visit)
        let isConflict = state.already != nil || state.warning != nil
        return try visit.page(
            view, title: form.title("Check what was read"),
            back: Link(label: "Import a plan", link: visit.link(Paths.imports)),
            status: isConflict ? .conflict : mistakes == nil ? .ok : .unprocessableContent)
    }

    /// Saves the plan, or only what was changed so far.
    private static func save(_ visit: Visit) throws -> Response {
        var pending = try ImportPages.pending(visit)
        let before = pending.content
        if before.isUnread { return .redirect(to: visit.link(ColumnPages.path(pending.id))) }
        guard Int(visit.form["shape"]) == before.shape else {
            let stored = ReviewedImport(Fields(before), over: before, today: visit.today)
            return try page(visit, pending, stored, nil, .init(warning: otherPieces))
        }
        let reviewed = ReviewedImport(visit.form, over: before, today: visit.today)
        pending.content = reviewed.content
        guard Int(visit.form["version"]) == pending.version else {
            return try page(visit, pending, reviewed, nil, .init(warning: stale(pending)))
        }
        if visit.form.isHeld { return try page(visit, pending, reviewed, nil) }
        let step = visit.form["mend"]
        if step == "back" { return try takeBack(pending, reviewed, before, visit) }
        if !step.isEmpty || !reviewed.joining.isEmpty { return try mend(pending, reviewed, step, visit) }
        if visit.form["step"] == "keep" { return try keep(pending, reviewed, visit) }
        return try importAll(pending, reviewed, visit)
    }

    private static func importAll(_ pending: PendingImport, _ reviewed: ReviewedImport, _ visit: Visit) throws
        -> Response
    {
        let mistakes = reviewed.mistakes
        guard mistakes.isEmpty else { return try page(visit, pending, reviewed, mistakes) }
        let openEnds = pending.content.openEnds
        if let openEnds, visit.form["anyway"] != "yes" {
            let mistake = Mistakes("anyway", "Say whether it is imported as it is. \(openEnds)")
            return try page(visit, pending, reviewed, mistake, .init(anyway: openEnds))
        }
        let plans = pending.content.plans
        if let wrong = try Self.mistakes(inTitlesOf: plans, pending.content, visit) {
            return try page(visit, pending, reviewed, wrong)
        }
        var saved: [SavedPlan] = []
        for plan in plans {
            do {
                switch try PlanImport.save(plan, in: visit.db) {
                case .already(let id, let title):
                    // What was saved before it is taken back with the visit.
                    guard saved.isEmpty else { throw Failure.conflict("“\(title)” was imported before.") }
                    let already = AlreadyThere(title: title, link: visit.link(Paths.plan(id)))
                    return try page(visit, pending, reviewed, nil, .init(already: already))
                case .saved(let it): saved.append(it)
                }
            } catch let mistakes as Mistakes {
                guard saved.isEmpty else { throw Failure.conflict(mistakes.list.map(\.text).joined(separator: ". ")) }
                return try page(visit, pending, reviewed, mistakes)
            }
        }
        if let file = try PendingImport.file(of: pending.id, in: visit.db) {
            for it in saved { try SourceFile.keep(file, with: it.id, in: visit.db) }
        }
        _ = try PendingImport.remove(pending.id, in: visit.db)
        if saved.count == 1 {
            return visit.redirect(
                to: Paths.plan(saved[0].id), saying: saved[0].sentence, heading: "Imported as a draft")
        }
        let titles = plans.map { "“\($0.title)”" }.listed
        return visit.redirect(to: Paths.plans, saying: "\(titles) were imported.", heading: "Imported as drafts")
    }

    /// Of several plans: each needs a title that no other has.
    private static func mistakes(
        inTitlesOf plans: [PlanFile], _ content: PendingImport.Content, _ visit: Visit
    ) throws -> Mistakes? {
        guard plans.count > 1, let asked = content.doubts.firstIndex(where: { $0.kind == .parts }) else { return nil }
        let keys = plans.map { folded($0.title) }
        let known: Set<String> = Set(
            try visit.db.values("SELECT title_key FROM plans WHERE title_key = ANY (\(keys))") as [String])
        var mistakes = Mistakes(), seen: Set<String> = []
        for (index, plan) in plans.enumerated() {
            let part = (plan.recommendations.first?.part ?? index + 1) - 1, field = "d\(asked)_part\(part)"
            if content.plan.parts.indices.contains(part), content.plan.parts[part].isEmpty || keys[index].isEmpty {
                mistakes.add(field, "Enter a title for plan \(part + 1)")
            } else if !seen.insert(keys[index]).inserted || known.contains(keys[index]) {
                mistakes.add(field, "Enter another title for plan \(part + 1): “\(plan.title)” is there already")
            }
        }
        return mistakes.isEmpty ? nil : mistakes
    }

    private static func keep(_ pending: PendingImport, _ reviewed: ReviewedImport, _ visit: Visit) throws -> Response {
        let unreadable = reviewed.cannotBeKept
        guard unreadable.isEmpty else { return try page(visit, pending, reviewed, unreadable) }
        // What is saved now is not taken back with the step before it.
        guard
            try PendingImport.keep(
                pending.content, of: pending.id, version: pending.version, before: .none, in: visit.db)
        else { return try page(visit, pending, reviewed, nil, .init(warning: stale(pending))) }
        return visit.redirect(
            to: ImportPages.review(pending.id),
            saying: "Your changes are saved. Nothing is in your action plans yet.")
    }

    /// One step that changes the pieces, on what was typed so far.
    private static func mend(
        _ pending: PendingImport, _ reviewed: ReviewedImport, _ step: String, _ visit: Visit
    ) throws -> Response {
        let unreadable = reviewed.cannotBeKept
        guard unreadable.isEmpty else { return try page(visit, pending, reviewed, unreadable) }
        if let sentence = ImportPages.tooMany(pending.content.plan) {
            return try page(visit, pending, reviewed, Mistakes("title", sentence))
        }
        var before = pending.content, content = pending.content
        for index in reviewed.joining { before.doubts[index].isRight = nil }
        guard let done = step.isEmpty ? content.join(reviewed.joining, visit.today) : content.mend(step, visit.today)
        else { return try page(visit, pending, reviewed, nil, .init(warning: nothingToDo)) }
        if let sentence = ImportPages.tooMany(content.plan) {
            return try page(visit, pending, reviewed, Mistakes("title", sentence))
        }
        content.shape += 1
        content.lastStep = done.sentence
        guard
            try PendingImport.keep(
                content, of: pending.id, version: pending.version, before: .this(before), in: visit.db)
        else { return try page(visit, pending, reviewed, nil, .init(warning: stale(pending))) }
        return visit.redirect(to: "\(ImportPages.review(pending.id))?open=\(done.key)#\(done.key)")
    }

    /// As it was before the last step, with what was typed since.
    private static func takeBack(
        _ pending: PendingImport, _ typed: ReviewedImport, _ stored: PendingImport.Content, _ visit: Visit
    ) throws -> Response {
        guard let before = try PendingImport.before(pending.id, in: visit.db) else {
            throw Failure.conflict("There is nothing left to take back.")
        }
        guard typed.cannotBeKept.isEmpty else { return try page(visit, pending, typed, typed.cannotBeKept) }
        var fields = Fields(before)
        fields.take(visit.form, where: Fields(stored))
        var content = ReviewedImport(fields, over: before, today: visit.today).content
        content.shape = stored.shape + 1
        guard
            try PendingImport.keep(content, of: pending.id, version: pending.version, before: .none, in: visit.db)
        else { return try page(visit, pending, typed, nil, .init(warning: stale(pending))) }
        return visit.redirect(to: ImportPages.review(pending.id), saying: "The last step is taken back.")
    }

    private static func stale(_ pending: PendingImport) -> Warning {
        Warning(
            tone: "caution", heading: "You changed this plan in another window",
            text:
                "That was on \(pending.changedAt). What you typed here is below: send it again to put it in place of what you typed there."
        )
    }

    private static let otherPieces = Warning(
        tone: "caution", heading: "You changed this plan in another window",
        text:
            "Its pieces are others now, so what you typed here has no place. Go back in your browser to copy from it."
    )
    private static let nothingToDo = Warning(
        tone: "caution", heading: "Nothing was changed",
        text: "The piece that you pressed a button of cannot be changed so. What you typed is below."
    )
}

extension PendingImport.Content {
    /// The plan, or one for each review in it.
    var plans: [PlanFile] { isSeveral ? whole.separated : [whole] }

    /// With what was not understood as text.
    var whole: PlanFile {
        var plan = self.plan.kept
        var words = ""
        func end() {
            if !words.isEmpty {
                plan.sections.append(.init(heading: "Not understood when it was imported", words: words))
            }
            words = ""
        }
        for it in notUnderstood where it.fate == .kept {
            let line = "Line \(it.lines.first): \(it.text)".cut(to: PlanLimit.section.most)
            if words.unicodeScalars.count + line.unicodeScalars.count + 2 > PlanLimit.section.most { end() }
            words += (words.isEmpty ? "" : "\n\n") + line
        }
        end()
        return plan
    }

    /// What is not settled yet, as the question whether it may stay so; nil where everything is.
    var openEnds: String? {
        let sentences = [
            countedIfAny(
                doubts.count { $0.isRight == nil }, "question has no answer and stays as read",
                "questions have no answer and stay as read"),
            countedIfAny(
                notUnderstood.count { $0.fate == .kept }, "piece was not understood and stays as text",
                "pieces were not understood and stay as text"),
        ].compactMap { $0?.sentenceCase }
        return sentences.isEmpty ? nil : sentences.joined(separator: ". ")
    }

    /// The step of a button. Nil where its piece is gone, or nothing stands there to do it with.
    mutating func mend(_ step: String, _ today: Day) -> PlanFile.Mended? {
        let parts = step.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.first == "leftover" else { return PlanFile.Mend(step).flatMap { plan.mend($0, today: today) } }
        guard parts.count == 4, let index = Int(parts[1]), notUnderstood.indices.contains(index),
            notUnderstood[index].fate != .placed
        else { return nil }
        let leftover = notUnderstood[index]
        guard let key = plan.add(leftover, as: parts[2], at: parts[3]) else { return nil }
        notUnderstood[index].fate = .placed
        return .init(key: key, sentence: "“\(leftover.text.cut(to: 60))” is in the plan now")
    }

    /// Recommendations that bear the number of an earlier one become part of it, as was answered.
    fileprivate mutating func join(_ asked: [Int], _ today: Day) -> PlanFile.Mended? {
        var last: PlanFile.Mended?
        for index in asked {
            let place = doubts[index].place, all = plan.recommendations
            guard let own = plan.recommendation(place) else { continue }
            let number = Recommendation.key(all[own].number)
            guard let first = all.firstIndex(where: { Recommendation.key($0.number) == number }), first < own,
                let done = plan.mend(.join(all[first].key, with: place), today: today)
            else {
                doubts[index].isRight = nil
                continue
            }
            last = done
        }
        return last
    }
}

extension PlanFile {
    /// A piece of its own for what was not understood.
    fileprivate mutating func add(_ leftover: PlanDraft.Leftover, as what: String, at key: String) -> String? {
        let place = recommendation(key)
        switch what {
        case "action":
            guard let place else { return nil }
            var action = Action(words: leftover.text)
            action.lines = [leftover.lines]
            recommendations[place].actions.append(action)
            nameAllPieces()
            return recommendations[place].actions.last?.key
        case "recommendation":
            return addRecommendation(after: place, words: leftover.text, lines: [leftover.lines])
        default: return nil
        }
    }
}

extension Fields {
    /// What was typed over what was there.
    fileprivate mutating func take(_ typed: Fields, where stored: Fields) {
        for name in typed.names where typed[name] != stored[name] && (has(name) || !stored.has(name)) {
            self[name] = typed[name]
        }
        // A tick that was taken off is not sent.
        for name in stored.names where name.hasSuffix("_out") && !typed.has(name) { set(name, []) }
    }
}
