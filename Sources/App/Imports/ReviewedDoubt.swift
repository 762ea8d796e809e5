import PlanReader

/// A point that the reader was not sure of, asked with its own reading as one answer: "d0" is the first of a paper.
struct ReviewedDoubt: Sendable {
    let words: String?
    let places: [Link]
    let branch: BranchField
    /// How it was answered, on the one line that it folds to.
    let answer: String?

    init(_ doubt: PlanDraft.Doubt, at name: String, of plan: PlanFile, _ fields: Fields, _ form: FormBuilder) {
        words = doubt.text.isEmpty ? nil : ReviewPage.shortened(doubt.text)
        let asked = doubt.answers(in: plan)
        func more(_ field: PieceField?) -> [InnerQuestion] {
            guard let field else { return [] }
            return field.isList
                ? [.area(form.area(name + "_value", field.label, hint: field.hint, rows: 2))]
                : [.text(form.text(name + "_value", field.label, hint: field.hint, width: "20"))]
        }
        let titles =
            doubt.kind != .parts
            ? []
            : plan.parts.prefix(20).indices.map { index in
                InnerQuestion.text(form.text("\(name)_part\(index)", "Title of plan \(index + 1)"))
            }
        let count = doubt.pieces(in: plan, fields).count
        branch = form.branch(
            name, doubt.question + (doubt.question.hasSuffix("?") ? "" : "."),
            [("yes", asked.right, more(asked.rightField) + titles), ("no", asked.wrong, more(asked.wrongField))],
            hint: count > 1
                ? "\(counted(count, "action says", "actions say").sentenceCase) so: your answer is for all of them."
                : nil)
        let isWrong = form.mistakes.list.contains { $0.field == name || $0.field.hasPrefix(name + "_") }
        let value = asked.wrongField == nil ? "" : form.fields[name + "_value"].replacing("\n", with: "; ")
        answer =
            isWrong
            ? nil : doubt.isRight.map { $0 ? asked.right : asked.wrong + (value.isEmpty ? "" : ": \(value)") }
        places = ReviewPage.places([doubt.lines]) + doubt.piece(in: plan)
    }
}

/// A field of a piece that an answer changes, asked beside it.
struct PieceField {
    let name, label: String
    var hint: String?
    var isList = false
}

extension PlanDraft.Doubt {
    struct Answers {
        let right, wrong: String
        var rightField: PieceField?, wrongField: PieceField?
    }

    /// As it was read, and the other way. What is changed elsewhere is changed there.
    func answers(in plan: PlanFile) -> Answers {
        let elsewhere = Answers(right: "It is right as it was read", wrong: "It is not: I correct it below")
        let action = plan.action(place).map { plan.recommendations[$0.recommendation].actions[$0.action] }
        let recommendation = plan.recommendation(place).map { plan.recommendations[$0] }
        switch kind {
        case .look: return elsewhere
        case .due where action != nil:
            return Answers(
                right: "None: it is never late", wrong: "This day",
                wrongField: PieceField(name: "due", label: "To be done by", hint: "For example, April 2027."))
        case .status where action != nil:
            return Answers(
                right: "None", wrong: "This status",
                wrongField: PieceField(
                    name: "status", label: "Achievement", hint: "In your council’s words, such as Part met."))
        case .leads:
            guard action != nil else { return elsewhere }
            let names = taken.replacing("\n", with: "; ")
            return Answers(
                right: names.isEmpty ? "Nobody leads it" : "As it was read: \(names)", wrong: "Otherwise",
                wrongField: PieceField(name: "leads", label: "Leads", hint: "One a line.", isList: true))
        case .workstream:
            guard let action, action.workstream == taken || isRight == false else { return elsewhere }
            return Answers(right: "Yes, “\(taken)” is its workstream", wrong: "No, it belongs to the words")
        case .number:
            guard recommendation != nil else { return elsewhere }
            return Answers(
                right: "\(taken) is right", wrong: "Another",
                wrongField: PieceField(name: "number", label: "Number"))
        case .twin:
            guard recommendation != nil else { return Answers(right: "Yes", wrong: "No: they are joined") }
            return Answers(
                right: "Yes, with another number", wrong: "No: join them",
                rightField: PieceField(name: "number", label: "Its number"))
        case .month:
            return Answers(
                right: "\(Day(iso: taken)?.monthText ?? taken) is right", wrong: "Another month",
                wrongField: PieceField(name: "month", label: "Month", hint: "For example, September 2026."))
        case .parts:
            return Answers(
                right: "Yes: import \(counted(plan.parts.count, "plan", "plans"))", wrong: "No: one plan with parts")
        case .due, .status: return elsewhere
        }
    }

    /// The keys of its piece and of the actions that say the same in the same place.
    fileprivate func pieces(in plan: PlanFile, _ fields: Fields) -> [String] {
        let names: [String]
        switch kind {
        case .due: names = ["_due_words", "_due"]
        case .leads: names = ["_leads"]
        default: return [place]
        }
        return plan.recommendations.flatMap(\.actions).map(\.key).filter { key in
            key == place || names.allSatisfy { fields[key + $0] == fields[place + $0] }
        }
    }

    /// The recommendation that it is about, on this page.
    fileprivate func piece(in plan: PlanFile) -> [Link] {
        let owner = plan.recommendation(place) ?? plan.action(place)?.recommendation
        let near =
            owner
            ?? plan.recommendations.firstIndex {
                $0.lines.contains { $0.first <= lines.first && lines.first <= $0.last }
            }
        guard kind != .parts, kind != .month, let near else { return [] }
        let it = plan.recommendations[near]
        return [Link(label: "recommendation \(it.number)", link: "#\(it.key)")]
    }
}

/// What was answered on the review page: the content with it, and the fields of the pieces that it changes.
struct ReviewedImport {
    private(set) var content: PendingImport.Content
    /// As they were typed, with what was answered beside a question in its place.
    private(set) var fields: Fields
    private(set) var plan: ReviewedPlan
    private var unreadable = Mistakes()
    /// Asked for by an answer: two recommendations become one.
    private(set) var joining: PlanFile.Mend?

    init(_ typed: Fields, over content: PendingImport.Content, today: Day) {
        (self.content, fields) = (content, typed)
        let before = Fields(content.plan)
        plan = ReviewedPlan(Fields(), over: PlanFile(title: ""), today: today)
        for index in content.doubts.indices where typed.has("d\(index)") {
            answer(index, typed["d\(index)"] == "yes", before)
        }
        for index in content.notUnderstood.indices where content.notUnderstood[index].fate != .placed {
            self.content.notUnderstood[index].fate = typed["l\(index)_out"] == "yes" ? .leftOut : .kept
        }
        plan = ReviewedPlan(fields, over: self.content.plan, today: today)
        self.content.plan = plan.plan
        for index in content.doubts.indices where isAnsweredElsewhere(content.doubts[index]) {
            self.content.doubts[index].isRight = false
        }
    }

    /// The day, or the status, that was asked for stands in the piece itself.
    private func isAnsweredElsewhere(_ doubt: PlanDraft.Doubt) -> Bool {
        guard let place = content.plan.action(doubt.place) else { return false }
        let action = content.plan.recommendations[place.recommendation].actions[place.action]
        return doubt.kind == .due && action.due != nil || doubt.kind == .status && !action.achievement.isEmpty
    }

    /// What could not be kept as it was typed.
    var cannotBeKept: Mistakes { plan.unreadable.and(unreadable) }

    /// All that keeps it from being saved.
    var mistakes: Mistakes { plan.mistakes.and(unreadable) }

    private mutating func answer(_ index: Int, _ isRight: Bool, _ before: Fields) {
        let doubt = content.doubts[index], name = "d\(index)", value = fields[name + "_value"]
        content.doubts[index].isRight = isRight
        let asked = doubt.answers(in: content.plan)
        switch doubt.kind {
        case .month:
            guard !isRight else { return }
            guard let month = ApproximateDay.read(value), month.precision != .year else {
                return unreadable.add(name + "_value", "Enter the month of the progress, like September 2026")
            }
            change(index, to: ApproximateDay(month.day, .month).day)
        case .parts:
            for part in content.plan.parts.indices where isRight && fields.has("\(name)_part\(part)") {
                content.plan.parts[part] = fields["\(name)_part\(part)"]
            }
        case .workstream: label(doubt, isRight)
        case .twin where !isRight: joining = joining ?? twin(doubt)
        case .due where isRight && doubt.isRight != true, .status where isRight && doubt.isRight != true:
            if let field = asked.wrongField { set(field, of: doubt, to: "", before) }
        default:
            guard let field = isRight ? asked.rightField : asked.wrongField else { return }
            if value != before["\(doubt.place)_\(field.name)"] { set(field, of: doubt, to: value, before) }
        }
    }

    /// Of all pieces that say the same: it was asked once.
    private mutating func set(_ field: PieceField, of doubt: PlanDraft.Doubt, to value: String, _ before: Fields) {
        for key in doubt.pieces(in: content.plan, before) { fields["\(key)_\(field.name)"] = value }
    }

    /// All progress of the month that was taken is of this one.
    private mutating func change(_ index: Int, to month: Day) {
        let taken = content.doubts[index].taken
        guard month.isoText != taken else { return }
        for update in content.plan.recommendations.flatMap(\.updates) where update.period.isoText == taken {
            if fields[update.key + "_period"] == update.period.monthText {
                fields[update.key + "_period"] = month.monthText
            }
        }
        content.doubts[index].taken = month.isoText
    }

    /// A label goes back into the words that it was taken from, or out of them again.
    private mutating func label(_ doubt: PlanDraft.Doubt, _ isRight: Bool) {
        let opening = doubt.taken + " – "
        for key in content.plan.recommendations.flatMap(\.actions).map(\.key) {
            let (workstream, words) = (key + "_workstream", key + "_words")
            if !isRight, fields[workstream] == doubt.taken {
                (fields[workstream], fields[words]) = ("", opening + fields[words])
            } else if isRight, fields[workstream].isEmpty, fields[words].hasPrefix(opening) {
                (fields[workstream], fields[words]) = (doubt.taken, String(fields[words].dropFirst(opening.count)))
            }
        }
    }

    /// The one that bears the number first.
    private func twin(_ doubt: PlanDraft.Doubt) -> PlanFile.Mend? {
        let all = content.plan.recommendations
        guard let own = content.plan.recommendation(doubt.place),
            let first = all.firstIndex(where: { Recommendation.key($0.number) == Recommendation.key(all[own].number) }),
            first < own
        else { return nil }
        return .join(all[first].key, with: doubt.place)
    }
}

extension Fields {
    /// What the review begins with: the pieces, and what was answered.
    init(_ content: PendingImport.Content) {
        self.init(content.plan)
        for (index, doubt) in content.doubts.enumerated() {
            if let isRight = doubt.isRight { self["d\(index)"] = isRight ? "yes" : "no" }
            let asked = doubt.answers(in: content.plan)
            if let field = asked.wrongField ?? asked.rightField {
                self["d\(index)_value"] =
                    doubt.kind == .month ? Day(iso: doubt.taken)?.monthText ?? "" : self["\(doubt.place)_\(field.name)"]
            }
            if doubt.kind == .parts {
                for (part, title) in content.plan.parts.enumerated() { self["d\(index)_part\(part)"] = title }
            }
        }
        for (index, it) in content.notUnderstood.enumerated() where it.fate == .leftOut {
            self["l\(index)_out"] = "yes"
        }
    }
}
