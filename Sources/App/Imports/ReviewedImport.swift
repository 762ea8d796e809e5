import PlanReader
import Postgres

/// What was reviewed of a paper: the content with what was typed and answered.
struct ReviewedImport {
    private(set) var content: PendingImport.Content
    let plan: ReviewedPlan
    private let answers: AnsweredDoubts

    init(_ typed: Fields, over content: PendingImport.Content, today: Day) {
        answers = AnsweredDoubts(typed, over: content)
        self.content = answers.content
        for index in content.notUnderstood.indices where content.notUnderstood[index].fate != .placed {
            if index < PendingImport.Content.mostLeftovers {
                self.content.notUnderstood[index].fate = typed["l\(index)_out"] == "yes" ? .leftOut : .kept
            }
        }
        plan = ReviewedPlan(answers.fields, over: answers.content.plan, today: today)
        self.content.plan = plan.plan
        settleMonths()
        settleElsewhere()
    }

    /// As they were typed, with what was answered beside a question in its place.
    var fields: Fields { answers.fields }

    /// Asked for by answers: two recommendations become one, each by the number of its question.
    var joining: [Int] { answers.joining }

    /// What could not be kept as it was typed.
    var cannotBeKept: Mistakes { answers.unreadable.and(plan.unreadable) }

    /// All that keeps it from being saved.
    var mistakes: Mistakes { answers.unreadable.and(plan.mistakes) }

    /// Progress of which somebody said the month is an update.
    private mutating func settleMonths() {
        let said = Set(content.doubts.filter { $0.kind == .month && $0.isRight != nil }.flatMap(\.pieces))
        guard !said.isEmpty else { return }
        for index in content.plan.recommendations.indices {
            for at in content.plan.recommendations[index].updates.indices
            where said.contains(content.plan.recommendations[index].updates[at].key) {
                content.plan.recommendations[index].updates[at].isUndated = false
            }
        }
    }

    /// A day, or a status, that was asked for and stands in all of the pieces themselves.
    private mutating func settleElsewhere() {
        let actions = content.plan.recommendations.flatMap(\.actions)
        let dated = Set(actions.filter { $0.due != nil }.map(\.key))
        let graded = Set(actions.filter { !$0.achievement.isEmpty }.map(\.key))
        for index in content.doubts.indices where [.due, .status].contains(content.doubts[index].kind) {
            let pieces = content.doubts[index].pieces
            let settled = content.doubts[index].kind == .due ? dated : graded
            if !pieces.isEmpty, pieces.allSatisfy(settled.contains) { content.doubts[index].isRight = false }
        }
    }
}

/// What was answered on the review page, and the fields of the pieces that it changes.
private struct AnsweredDoubts {
    var content: PendingImport.Content
    var fields: Fields
    var unreadable = Mistakes()
    var joining: [Int] = []

    init(_ typed: Fields, over content: PendingImport.Content) {
        (self.content, fields) = (content, typed)
        let before = Fields(content.plan)
        for index in content.doubts.indices where typed.has("d\(index)") {
            answer(index, typed["d\(index)"] == "yes", before)
        }
    }

    private mutating func answer(_ index: Int, _ isRight: Bool, _ before: Fields) {
        let doubt = content.doubts[index], name = "d\(index)", value = fields[name + "_value"]
        let asked = doubt.answers(in: content.plan), isNew = doubt.isRight != isRight
        if let sentence = asked.refusal(of: value, isRight) { return unreadable.add(name + "_value", sentence) }
        content.doubts[index].isRight = isRight
        switch doubt.kind {
        case .month where !isRight:
            if let month = ApproximateDay.read(value) { change(index, to: ApproximateDay(month.day, .month).day) }
        case .parts:
            for part in content.plan.parts.indices where isRight && fields.has("\(name)_part\(part)") {
                content.plan.parts[part] = fields["\(name)_part\(part)"]
            }
        case .workstream: if isNew { label(doubt, isRight) }
        case .twin where !isRight: if content.plan.recommendation(doubt.place) != nil { joining.append(index) }
        case .due where isRight, .status where isRight:
            if isNew, let field = asked.wrongField { set(field, of: doubt, to: "", before) }
        default:
            guard let field = isRight ? asked.rightField : asked.wrongField else { return }
            if value != before[doubt.target(field)] { set(field, of: doubt, to: value, before) }
        }
    }

    /// Of all pieces that say the same, for it was asked once; what was typed into a piece itself stays.
    private mutating func set(_ field: PieceField, of doubt: PlanDraft.Doubt, to value: String, _ before: Fields) {
        let own = before[doubt.target(field)]
        for key in doubt.pieces.isEmpty ? [doubt.place] : doubt.pieces {
            let target = doubt.target(field, at: key)
            if before[target] == own, fields[target] == own { fields[target] = value }
        }
    }

    /// All progress of the month that was taken is of this one.
    private mutating func change(_ index: Int, to month: Day) {
        guard let taken = Day(iso: content.doubts[index].taken), month != taken else { return }
        for key in content.doubts[index].pieces where fields[key + "_period"] == taken.monthText {
            fields[key + "_period"] = month.monthText
        }
        content.doubts[index].taken = month.isoText
    }

    /// A label goes back into the words that it was taken from, or out of them again.
    private mutating func label(_ doubt: PlanDraft.Doubt, _ isRight: Bool) {
        let opening = doubt.taken + " – "
        for key in doubt.pieces {
            let (workstream, words) = (key + "_workstream", key + "_words")
            if !isRight, fields[workstream] == doubt.taken {
                (fields[workstream], fields[words]) = ("", opening + fields[words])
            } else if isRight, fields[workstream].isEmpty, fields[words].hasPrefix(opening) {
                (fields[workstream], fields[words]) = (doubt.taken, String(fields[words].dropFirst(opening.count)))
            }
        }
    }
}

extension PendingImport.Content {
    private static let mostLines = 400, mostBodies = 50

    /// Takes the committee that the paper names and the council has, the one with the longest name, and asks about it.
    mutating func askForBody(_ paper: ImportedPaper, in db: Transaction) throws {
        guard plan.body.isEmpty else { return }
        let bodies = try db.each([Meeting.bodies])[0].prefix(Self.mostBodies).map { ($0, Array(folded($0).utf8)) }
            .filter { $0.1.count > 5 }
        var found: (body: String, line: Int)?
        for (index, line) in paper.lines.prefix(Self.mostLines).enumerated() where !bodies.isEmpty {
            let text = Array(folded(SourceText.shown(line.prefix(2_000))).utf8)
            for (body, key) in bodies where body.count > found?.body.count ?? 0 && text.firstRange(of: key) != nil {
                found = (body, index + 1)
            }
        }
        guard let found else { return }
        plan.body = found.body
        doubts.insert(
            .init(
                lines: SourceLines(found.line), text: "",
                question: "Is this a plan of the \(found.body)? The paper names it",
                kind: .body, taken: found.body), at: 0)
    }
}

extension Fields {
    /// What the review begins with: the pieces, and what was answered.
    init(_ content: PendingImport.Content) {
        self.init(content.plan)
        for (index, doubt) in content.doubts.enumerated() {
            if let isRight = doubt.isRight { self["d\(index)"] = isRight ? "yes" : "no" }
            let asked = doubt.answers(in: content.plan)
            if let field = asked.wrongField ?? asked.rightField, field.isList || doubt.isRight != nil {
                self["d\(index)_value"] =
                    doubt.kind == .month ? Day(iso: doubt.taken)?.monthText ?? "" : self[doubt.target(field)]
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
