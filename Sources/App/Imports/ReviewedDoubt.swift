import PlanReader

/// A point that the reader was not sure of, asked with its own reading as one answer: "d0" is the first of a paper.
struct ReviewedDoubt: Sendable {
    let words: String?
    let places: [Link]
    let branch: BranchField
    /// How it was answered, on the one line that it folds to.
    let answer: String?

    init(_ doubt: PlanDraft.Doubt, at name: String, of plan: PlanFile, _ form: FormBuilder) {
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
            : plan.parts.indices.map { index in
                InnerQuestion.text(form.text("\(name)_part\(index)", "Title of plan \(index + 1)"))
            }
        let count = plan.action(doubt.place) == nil ? 0 : doubt.pieces.count
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
    /// What is accepted, and what is said otherwise.
    var demand: (accepts: (String) -> Bool, sentence: String)?
}

extension PlanDraft.Doubt {
    struct Answers {
        let right, wrong: String
        var rightField: PieceField?, wrongField: PieceField?

        /// Why what stands beside the answer is none.
        func refusal(of value: String, _ isRight: Bool) -> String? {
            guard let field = isRight ? rightField : wrongField, let (accepts, sentence) = field.demand else {
                return nil
            }
            return accepts(value) ? nil : sentence
        }
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
                wrongField: PieceField(
                    name: "due", label: "To be done by", hint: "For example, April 2027.",
                    demand: ({ ApproximateDay.read($0) != nil }, "Enter a date, like 27 March 2027 or March 2027")))
        case .status where action != nil:
            return Answers(
                right: "None", wrong: "This status",
                wrongField: PieceField(
                    name: "status", label: "Achievement", hint: "In your council’s words, such as Part met.",
                    demand: ({ !$0.isEmpty }, "Enter the status")))
        case .leads:
            guard action != nil else { return elsewhere }
            let names = taken.replacing("\n", with: "; ")
            return Answers(
                right: names.isEmpty ? "Nobody leads it" : "As it was read: \(names)", wrong: "Otherwise",
                wrongField: PieceField(
                    name: "leads", label: "Leads", hint: "One a line; nothing where nobody leads.", isList: true))
        case .workstream:
            guard let action, action.workstream == taken || isRight == false else { return elsewhere }
            return Answers(right: "Yes, “\(taken)” is its workstream", wrong: "No, it belongs to the words")
        case .number:
            guard recommendation != nil else { return elsewhere }
            return Answers(
                right: "\(taken) is right", wrong: "Another",
                wrongField: PieceField(name: "number", label: "Number", demand: ({ !$0.isEmpty }, "Enter its number")))
        case .twin:
            guard recommendation != nil else { return Answers(right: "Yes", wrong: "No: they are joined") }
            return Answers(
                right: "Yes, with another number", wrong: "No: join them",
                rightField: PieceField(
                    name: "number", label: "Its number",
                    demand: ({ !$0.isEmpty }, "Enter another number, like 7a")))
        case .month:
            return Answers(
                right: Day(iso: taken)?.monthText ?? taken, wrong: "Another month",
                wrongField: PieceField(
                    name: "month", label: "Month", hint: "For example, September 2026.",
                    demand: (
                        { ApproximateDay.read($0).map { $0.precision != .year } ?? false },
                        "Enter the month of the progress, like September 2026"
                    )))
        case .parts:
            return Answers(
                right: "Yes: import \(counted(plan.parts.count, "plan", "plans"))", wrong: "No: one plan with parts")
        case .body:
            return Answers(
                right: "Yes: its meetings take up what is due", wrong: "No: another, or none yet",
                wrongField: PieceField(name: "body", label: "Committee"))
        case .due, .status: return elsewhere
        }
    }

    /// The name of a field of its piece; of the plan itself where it is about the whole.
    func target(_ field: PieceField, at key: String? = nil) -> String {
        place.isEmpty ? field.name : "\(key ?? place)_\(field.name)"
    }

    /// The recommendation that it is about, on this page.
    fileprivate func piece(in plan: PlanFile) -> [Link] {
        let owner = plan.recommendation(place) ?? plan.action(place)?.recommendation
        let near =
            owner
            ?? plan.recommendations.firstIndex {
                $0.lines.contains { $0.first <= lines.first && lines.first <= $0.last }
            }
        guard ![.parts, .month, .body].contains(kind), let near else { return [] }
        let it = plan.recommendations[near]
        return [Link(label: "recommendation \(it.number)", link: "#\(it.key)")]
    }
}
