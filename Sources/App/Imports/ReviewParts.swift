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

/// The fields of one recommendation and what hangs on it.
struct ReviewedRecommendation: Sendable {
    let id, heading: String
    let places: [Link]
    let preview: Markup
    let isOpen: Bool
    let number: TextField
    let kind, response: SelectField
    let text, responseWords, otherWords: TextArea
    let leaveOut: LeaveOut
    let actions: [ReviewedAction]
    let measures: [ReviewedMeasure]
    let updates: [ReviewedUpdate]

    init(_ it: PlanFile.Recommendation, at place: String, _ form: FormBuilder) {
        let name = it.number.isEmpty ? "without a number" : it.number
        id = place
        heading = "Recommendation \(name)"
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        isOpen = form.isWrong(place + "_")
        number = form.text(place + "_number", "Number", width: "4")
        kind = form.select(
            place + "_kind", "What it does", Recommendation.Kind.allCases.map { ($0.rawValue, $0.label) })
        text = form.area(place + "_words", "Words of recommendation \(name)", rows: 6)
        response = form.select(
            place + "_response", "Executive response", Recommendation.Response.allCases.map { ($0.rawValue, $0.label) })
        responseWords = form.area(place + "_response_words", "Words of the answer", optional: true, rows: 2)
        otherWords = form.area(place + "_other_words", "Also in the paper", optional: true, rows: 2)
        leaveOut = LeaveOut(place, "recommendation \(name)", form)
        actions = it.actions.enumerated().map { ReviewedAction($1, at: "\(place)a\($0)", of: name, index: $0, form) }
        measures = it.measures.enumerated().map { ReviewedMeasure($1, at: "\(place)m\($0)", form) }
        let choices = [("", "The whole recommendation")] + it.actions.indices.map { (String($0), "Action \($0 + 1)") }
        updates = it.updates.enumerated().map {
            ReviewedUpdate($1, at: "\(place)u\($0)", of: name, about: choices, form)
        }
    }
}

/// The fields of one action, with its three axes.
struct ReviewedAction: Sendable {
    let id, heading: String
    let places: [Link]
    let preview: Markup
    let facts: [PieceFact]
    let isOpen: Bool
    let text, leads, successMeasure: TextArea
    let workstream, status, reportWords, report, months, caveat, due, dueWords: TextField
    let duty, recordability: SelectField
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Action, at place: String, of number: String, index: Int, _ form: FormBuilder) {
        id = place
        heading = "Action \(index + 1) of recommendation \(number)"
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        facts = it.facts
        isOpen = form.isWrong(place + "_")
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
    let period, grade, asOf: TextField
    let about: SelectField
    let evidence, explanation, impact: TextArea
    let leaveOut: LeaveOut

    init(
        _ it: PlanFile.Update, at place: String, of number: String, about choices: [(String, String)],
        _ form: FormBuilder
    ) {
        id = place
        heading = "Update of \(it.period.monthText) on recommendation \(number)"
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.evidence)
        facts = it.facts
        isOpen = form.isWrong(place + "_")
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

/// The fields of one footnote.
struct ReviewedNote: Sendable {
    let heading: String
    let places: [Link]
    let text: TextArea
    let kind: SelectField
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Footnote, at place: String, _ form: FormBuilder) {
        let hangs = it.recommendation.map { number in
            let action = it.action.map { "action \($0 + 1) of " } ?? ""
            return ", on " + (it.term.isEmpty ? "" : "“\(it.term)” in ") + action + "recommendation \(number)"
        }
        heading = "Note \(it.number)" + (hangs ?? "")
        places = ReviewPage.places(it.lines)
        text = form.area(place + "_words", "Words of note \(it.number)", rows: 2)
        kind = form.select(
            place + "_kind", "Kind of note",
            [
                ("abbreviation", "Abbreviation"), ("definition", "Definition"), ("caveat", "Caveat"),
                ("lineage", "Earlier review"),
                ("note", "Note"),
            ])
        leaveOut = LeaveOut(place, "note \(it.number)", form)
    }
}

/// The fields of one abbreviation.
struct ReviewedAbbreviation: Sendable {
    let short, long: TextField
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Abbreviation, at place: String, _ form: FormBuilder) {
        short = form.text(place + "_short", "Abbreviation", width: "10")
        long = form.text(place + "_long", "What \(it.short) stands for")
        leaveOut = LeaveOut(place, it.short, form)
    }
}

/// The fields of one section that is kept as text.
struct ReviewedSection: Sendable {
    let name: String
    let places: [Link]
    let preview: Markup
    let isOpen: Bool
    let headline: TextField
    let text: TextArea
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Section, at place: String, _ form: FormBuilder) {
        name = it.heading.isEmpty ? "A section without a heading" : it.heading
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        isOpen = form.isWrong(place + "_")
        headline = form.text(place + "_heading", "Heading", optional: true)
        text = form.area(place + "_words", "Text of “\(name)”", optional: true, rows: 6)
        leaveOut = LeaveOut(place, "“\(name)”", form)
    }
}
