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
        guard Int(visit.form["reading"]) == before.reading else {
            let stored = ReviewedImport(Fields(before), over: before, today: visit.today)
            return try page(visit, pending, stored, nil, .init(warning: readAgain))
        }
        let reviewed = ReviewedImport(visit.form, over: before, today: visit.today)
        pending.content = reviewed.content
        guard Int(visit.form["version"]) == pending.version else {
            return try page(visit, pending, reviewed, nil, .init(warning: stale(pending)))
        }
        if visit.form.isHeld { return try page(visit, pending, reviewed, nil) }
        let step = visit.form["mend"]
        if step == "back" { return try takeBack(pending, before, visit) }
        if !step.isEmpty || reviewed.joining != nil { return try mend(pending, reviewed, step, visit) }
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
        do {
            var saved: [(PlanFile, SavedPlan)] = []
            for plan in pending.content.plans {
                switch try PlanImport.save(plan, in: visit.db) {
                case .already(let id, let title):
                    let already = AlreadyThere(title: title, link: visit.link(Paths.plan(id)))
                    guard saved.isEmpty else { throw Failure.conflict("“\(title)” was imported before.") }
                    return try page(visit, pending, reviewed, nil, .init(already: already))
                case .saved(let it): saved.append((plan, it))
                }
            }
            if let file = try PendingImport.file(of: pending.id, in: visit.db) {
                for (_, it) in saved { try SourceFile.keep(file, with: it.id, in: visit.db) }
            }
            _ = try PendingImport.remove(pending.id, in: visit.db)
            if saved.count == 1, let (_, it) = saved.first {
                return visit.redirect(to: Paths.plan(it.id), saying: it.sentence, heading: "Imported as a draft")
            }
            let titles = saved.map { "“\($0.0.title)”" }.listed
            return visit.redirect(to: Paths.plans, saying: "\(titles) were imported.", heading: "Imported as drafts")
        } catch let mistakes as Mistakes {
            return try page(visit, pending, reviewed, mistakes)
        }
    }

    private static func keep(_ pending: PendingImport, _ reviewed: ReviewedImport, _ visit: Visit) throws -> Response {
        let unreadable = reviewed.cannotBeKept
        guard unreadable.isEmpty else { return try page(visit, pending, reviewed, unreadable) }
        guard try PendingImport.keep(pending.content, of: pending.id, version: pending.version, in: visit.db) else {
            return try page(visit, pending, reviewed, nil, .init(warning: stale(pending)))
        }
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
        var content = pending.content
        guard let done = content.mend(step, or: reviewed.joining, today: visit.today) else {
            throw Failure.conflict("That piece is not there any more. Look at the page again.")
        }
        if let sentence = ImportPages.tooMany(content.plan) {
            return try page(visit, pending, reviewed, Mistakes("title", sentence))
        }
        content.lastStep = done.sentence
        guard
            try PendingImport.keep(
                content, of: pending.id, version: pending.version, before: .this(pending.content), in: visit.db)
        else { return try page(visit, pending, reviewed, nil, .init(warning: stale(pending))) }
        return visit.redirect(to: "\(ImportPages.review(pending.id))?open=\(done.key)#\(done.key)")
    }

    /// As it was before the last step, with what was typed since.
    private static func takeBack(_ pending: PendingImport, _ stored: PendingImport.Content, _ visit: Visit) throws
        -> Response
    {
        guard let before = try PendingImport.before(pending.id, in: visit.db) else {
            throw Failure.conflict("There is nothing left to take back.")
        }
        var fields = Fields(before)
        fields.take(visit.form, where: Fields(stored))
        let reviewed = ReviewedImport(fields, over: before, today: visit.today)
        let unreadable = reviewed.cannotBeKept
        guard unreadable.isEmpty else {
            let typed = ReviewedImport(visit.form, over: stored, today: visit.today)
            return try page(visit, pending, typed, typed.cannotBeKept)
        }
        guard
            try PendingImport.keep(
                reviewed.content, of: pending.id, version: pending.version, before: .none, in: visit.db)
        else { return try page(visit, pending, reviewed, nil, .init(warning: stale(pending))) }
        return visit.redirect(to: ImportPages.review(pending.id), saying: "The last step is taken back.")
    }

    private static func stale(_ pending: PendingImport) -> Warning {
        Warning(
            tone: "caution", heading: "You changed this plan in another window",
            text:
                "That was on \(pending.changedAt). What you typed here is below: send it again to put it in place of what you typed there."
        )
    }

    private static let readAgain = Warning(
        tone: "caution", heading: "The paper was read again in another window",
        text:
            "What you typed here has no place in the new reading, which is below. Go back in your browser to copy from it."
    )
}

extension PendingImport.Content {
    /// The plan, or one for each review in it.
    var plans: [PlanFile] { isSeveral ? whole.separated : [whole] }

    /// With what was not understood as text.
    var whole: PlanFile {
        var plan = self.plan.kept
        let left = notUnderstood.filter { $0.fate == .kept }
        if !left.isEmpty {
            var words = left.map { "Line \($0.lines.first): \($0.text)" }.joined(separator: "\n\n")
            words = words.cut(to: PlanLimit.section.most)
            plan.sections.append(.init(heading: "Not understood when it was imported", words: words))
        }
        return plan
    }

    /// What is not settled yet, as the question whether it may stay so; nil where everything is.
    var openEnds: String? {
        let open = countedIfAny(doubts.count { $0.isRight == nil }, "question has", "questions have")
        let left = countedIfAny(notUnderstood.count { $0.fate == .kept }, "piece was", "pieces were")
        let sentences = [
            open.map { "\($0.sentenceCase) no answer and \($0.hasPrefix("one ") ? "stays" : "stay") as read" },
            left.map { "\($0.sentenceCase) not understood and \($0.hasPrefix("one ") ? "stays" : "stay") as text" },
        ].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: ". ")
    }

    /// The step of a button, or the one that an answer asks for. Nil where its piece is gone.
    mutating func mend(_ step: String, or joining: PlanFile.Mend?, today: Day) -> PlanFile.Mended? {
        if step.isEmpty { return joining.flatMap { plan.mend($0, today: today) } }
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
    }
}
