import Mustache
import PlanReader

/// A tick that keeps a piece from coming in.
struct LeaveOut: Sendable {
    let id, what: String
    let isChecked: Bool

    init(_ place: String, _ what: String, _ form: FormBuilder) {
        (id, self.what, isChecked) = (place + "_out", what, form.fields[place + "_out"] == "yes")
    }
}

/// A button that changes the pieces themselves: split, join, move, add.
struct MendButton: Sendable { let label, about, value: String }

/// Text that can be cut in two, a button before each of its pieces but the first.
struct Cuttable: Sendable {
    struct Cut: Sendable { let words: String, button: MendButton }
    let first: String, rest: [Cut]

    /// Nil for a single sentence.
    init?(_ words: String, _ key: String, _ what: String) {
        let pieces = words.cuttable.prefix(20)
        guard pieces.count > 1 else { return nil }
        first = pieces[0]
        rest = pieces.enumerated().dropFirst().map { index, piece in
            let about = " \(what), before “\(piece.cut(to: 40))”"
            return Cut(
                words: piece, button: MendButton(label: "Split here", about: about, value: "split:\(key):\(index)"))
        }
    }
}

/// What was not understood: kept with the plan as text, put into it, or left out.
struct ReviewedLeftover: Sendable {
    let words, why: String
    let places: [Link]
    let leaveOut: LeaveOut
    let buttons: [MendButton]

    init(_ it: PlanDraft.Leftover, at index: Int, of plan: PlanFile, _ form: FormBuilder) {
        (words, why, places) = (ReviewPage.shortened(it.text), it.why, ReviewPage.places([it.lines]))
        let about = ": \(it.text.cut(to: 40))"
        leaveOut = LeaveOut("l\(index)", "line \(it.lines.first)", form)
        let above = plan.recommendation(before: it.lines.first)
        buttons =
            (above.map {
                [
                    MendButton(
                        label: "Make it an action of \(plan.recommendations[$0].number)", about: about,
                        value: "leftover:\(index):action:\(plan.recommendations[$0].key)")
                ]
            } ?? [])
            + [
                MendButton(
                    label: "Make it a recommendation", about: about,
                    value: "leftover:\(index):recommendation:\(above.map { plan.recommendations[$0].key } ?? "")")
            ]
    }
}

extension PlanFile {
    /// The last recommendation that begins on this line or before it.
    func recommendation(before line: Int) -> Int? {
        recommendations.lastIndex { ($0.lines.map(\.first).min() ?? .max) <= line && !$0.isLeftOut }
            ?? recommendations.indices.first
    }
}

/// The fields of one recommendation and what hangs on it, folded to a line where there are many.
struct ReviewedRecommendation: Sendable {
    let id, heading, excerpt, facts: String
    /// "2 points to check"
    let flag: String?
    let places: [Link]
    let preview: Markup
    let isOpen, isEdited: Bool
    let number: TextField
    let kind, response: SelectField
    let text, responseWords, otherWords: TextArea
    let leaveOut: LeaveOut
    let cuts: Cuttable?
    let buttons: [MendButton]
    let actions: [ReviewedAction]
    let measures: [ReviewedMeasure]
    let updates: [ReviewedUpdate]

    /// So few stand open.
    private static let fewest = 4

    static func all(of content: PendingImport.Content, open: String, _ form: FormBuilder) -> [Self] {
        let plan = content.plan, all = plan.recommendations
        var flags: [String: Int] = [:], owners: [String: String] = [:]
        for it in all { for key in [it.key] + it.actions.map(\.key) { owners[key] = it.key } }
        for doubt in content.doubts where doubt.isRight == nil {
            if let owner = owners[doubt.place] { flags[owner, default: 0] += 1 }
        }
        // Neighbours that are not left out.
        let before = neighbours(all), after = Array(neighbours(all.reversed()).reversed())
        return all.indices.map { index in
            ReviewedRecommendation(
                all[index], before: before[index], after: after[index], flags: flags[all[index].key] ?? 0,
                isOpen: all.count <= fewest, open: open, form)
        }
    }

    /// Of each the last one before it that is not left out.
    private static func neighbours(_ all: [PlanFile.Recommendation]) -> [PlanFile.Recommendation?] {
        var last: PlanFile.Recommendation?
        return all.map { it in
            defer { if !it.isLeftOut { last = it } }
            return last
        }
    }

    private init(
        _ it: PlanFile.Recommendation, before: PlanFile.Recommendation?, after: PlanFile.Recommendation?, flags: Int,
        isOpen: Bool, open: String, _ form: FormBuilder
    ) {
        let name = it.number.isEmpty ? "without a number" : it.number, place = it.key
        id = place
        heading = "Recommendation \(name)"
        excerpt = it.words.cut(to: 120)
        facts = it.line
        flag = countedIfAny(flags, "point to check", "points to check")?.sentenceCase
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        let parts = [place] + it.actions.map(\.key) + it.updates.map(\.key)
        isEdited = form.isWrong(place + "_") || open == place || it.words.isEmpty && it.state == .open
        self.isOpen = isOpen || isEdited || parts.contains { $0 == open || form.isWrong($0 + "_") }
        number = form.text(place + "_number", "Number", width: "4")
        kind = form.select(
            place + "_kind", "What it does", Recommendation.Kind.allCases.map { ($0.rawValue, $0.label) })
        text = form.area(place + "_words", "Words of recommendation \(name)", rows: 6)
        response = form.select(
            place + "_response", "Executive response", Recommendation.Response.allCases.map { ($0.rawValue, $0.label) })
        responseWords = form.area(place + "_response_words", "Words of the answer", optional: true, rows: 2)
        otherWords = form.area(place + "_other_words", "Also in the paper", optional: true, rows: 2)
        leaveOut = LeaveOut(place, "recommendation \(name)", form)
        cuts = Cuttable(it.words, place, "recommendation \(name)")
        let about = ", recommendation \(name)"
        buttons = [
            after.map { MendButton(label: "Join with \($0.number)", about: about, value: "join:\(place)") },
            before.map {
                MendButton(label: "Make it an action of \($0.number)", about: about, value: "demote:\(place)")
            },
            MendButton(label: "Add an action", about: about, value: "action:\(place)"),
            MendButton(label: "Add an update", about: about, value: "update:\(place)"),
            MendButton(label: "Add a recommendation below", about: about, value: "recommendation:\(place)"),
        ].compactMap(\.self)
        actions = it.actions.enumerated().map { index, action in
            let next = it.actions.indices.dropFirst(index + 1).first { !it.actions[$0].isLeftOut }
            return ReviewedAction(action, of: name, index: index, next: next, open: open, form)
        }
        measures = it.measures.map { ReviewedMeasure($0, at: $0.key, form) }
        let choices = [("", "The whole recommendation")] + it.actions.indices.map { (String($0), "Action \($0 + 1)") }
        updates = it.updates.map { ReviewedUpdate($0, of: name, about: choices, open: open, form) }
    }
}

extension PlanFile.Recommendation {
    /// "2 actions · Head of SEND · March 2027 · On track"
    fileprivate var line: String {
        let actions = self.actions.filter { !$0.isLeftOut }
        func few(_ all: [String]) -> String {
            var seen: Set<String> = []
            let different = all.filter { !$0.isEmpty && seen.insert($0).inserted }
            return different.prefix(2).joined(separator: "; ") + (different.count > 2 ? " and others" : "")
        }
        return [
            state == .open ? counted(actions.count, "action", "actions").sentenceCase : state.label,
            few(actions.flatMap { $0.leads.map(\.name) }), few(actions.map { $0.due?.text ?? $0.dueWords }),
            few(actions.compactMap(\.achievement.first)),
            countedIfAny(updates.count, "update", "updates") ?? "",
        ].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

/// The fields of one action, with its three axes.
struct ReviewedAction: Sendable {
    let id, heading: String
    let places: [Link]
    let preview: Markup
    let facts: [PieceFact]
    let isOpen: Bool
    let owner: TextField
    let cuts: Cuttable?
    let buttons: [MendButton]
    let text, leads, successMeasure: TextArea
    let workstream, status, reportWords, report, months, caveat, due, dueWords: TextField
    let duty, recordability: SelectField
    let leaveOut: LeaveOut

    init(
        _ it: PlanFile.Action, of number: String, index: Int, next: Int?, open: String, _ form: FormBuilder
    ) {
        let place = it.key, about = ", action \(index + 1) of recommendation \(number)"
        id = place
        owner = form.text(
            place + "_of", "Recommendation", hint: "Enter another number to move the action there.", width: "4")
        cuts = Cuttable(it.words, place, "action \(index + 1) of recommendation \(number)")
        buttons =
            (next.map { [MendButton(label: "Join with action \($0 + 1)", about: about, value: "join:\(place)")] } ?? [])
            + [MendButton(label: "Make it a recommendation", about: about, value: "promote:\(place)")]
        heading = "Action \(index + 1) of recommendation \(number)"
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        facts = it.facts
        isOpen = form.isWrong(place + "_") || open == place || it.words.isEmpty
        text = form.area(place + "_words", "What is to be done", rows: 5)
        leads = form.area(place + "_leads", "Leads", hint: "One a line.", optional: true, rows: max(2, it.leads.count))
        workstream = form.text(place + "_workstream", "Workstream", optional: true)
        status = form.text(
            place + "_status", "Achievement", hint: "In your council’s words, such as Part met.", optional: true)
        duty = form.select(
            place + "_duty", "Report owed",
            [("none", "None"), ("once", "Once"), ("recurring", "Repeats")])
        reportWords = form.text(place + "_report_words", "The report in the paper’s words", optional: true)
        report = form.text(place + "_report", "First report by", hint: "For example, March 2027.", optional: true)
        months = form.text(
            place + "_report_months", "Months between reports", optional: true, width: "4", inputMode: "numeric")
        recordability = form.select(
            place + "_recordability", "Can it be counted",
            [("counted", "Yes"), ("estimated", "Only estimated"), ("cannot", "It cannot be recorded")])
        caveat = form.text(place + "_recordability_words", "Why it cannot be counted", optional: true)
        due = form.text(place + "_due", "To be done by", hint: "For example, April 2027.", optional: true)
        dueWords = form.text(place + "_due_words", "The date in the paper’s words", optional: true)
        successMeasure = form.area(place + "_measure", "Success measure", optional: true, rows: 3)
        leaveOut = LeaveOut(place, "action \(index + 1) of recommendation \(number)", form)
    }
}

/// A quantity that was read; its values are edited on its own page, once it is imported.
struct ReviewedMeasure: Sendable {
    let words: String
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Measure, at place: String, _ form: FormBuilder) {
        let goals = it.milestones.map { goal in
            var text = goal.value.formatted()
            switch goal.sense {
            case .atLeast: text = "at least " + text
            case .upTo: text = "up to " + text
            case .exactly: break
            }
            if let breadth = goal.breadth { text += " over \(breadth) \(goal.breadthUnit)" }
            if let due = goal.due { text += " by \(due.text)" }
            return text
        }
        let readings = it.readings.map { reading in
            let parts = reading.parts.map { $0.value.formatted() }.joined(separator: " + ")
            return "\(reading.value.formatted()) at \(reading.asOf.text)" + (parts.isEmpty ? "" : ", of those \(parts)")
        }
        let facts = goals.map { "to be \($0)" } + readings + (it.comparator.isEmpty ? [] : [it.comparator])
        words = "\(it.title.trimmedOfStops): \(facts.joined(separator: "; "))"
        leaveOut = LeaveOut(place, "this measure", form)
    }
}

/// The fields of one update.
struct ReviewedUpdate: Sendable {
    let id, heading: String
    let places: [Link]
    let preview: Markup
    let facts: [PieceFact]
    let isOpen: Bool
    let period, grade, asOf, owner: TextField
    let about: SelectField
    let evidence, explanation, impact: TextArea
    let leaveOut: LeaveOut

    init(
        _ it: PlanFile.Update, of number: String, about choices: [(String, String)], open: String, _ form: FormBuilder
    ) {
        let place = it.key
        id = place
        owner = form.text(
            place + "_of", "Recommendation", hint: "Enter another number to move the update there.", width: "4")
        heading =
            it.isUndated
            ? "Progress on recommendation \(number), of no month"
            : "Update of \(it.period.monthText) on recommendation \(number)"
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.evidence)
        facts = it.facts
        isOpen = form.isWrong(place + "_") || open == place || it.evidence.isEmpty && it.state != .draft
        period = form.text(place + "_period", "Month", hint: "For example, September 2026.", width: "20")
        grade = form.text(
            place + "_grade", "Assessment", hint: "In your council’s words, such as 2 On-track.", optional: true)
        asOf = form.text(place + "_as_of", "As of", hint: "The day of the figures.", optional: true, width: "20")
        about = form.select(place + "_about", "It is about", choices)
        evidence = form.area(place + "_evidence", "Evidence of progress", rows: 4)
        explanation = form.area(place + "_explanation", "Explanation", optional: true, rows: 3)
        impact = form.area(place + "_impact", "Evidence of impact", optional: true, rows: 3)
        leaveOut = LeaveOut(place, "this update", form)
    }
}
