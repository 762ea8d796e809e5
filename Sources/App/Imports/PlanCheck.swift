import PlanReader

/// What the database would refuse of a plan, as sentences to act on, by the names of the fields on the review page.
extension PlanFile {
    var mistakes: Mistakes {
        var check = PlanCheck()
        check.addHead(of: self)
        var plan = self
        plan.nameAllPieces()
        for it in plan.recommendations where !it.isLeftOut { check.add(it, at: it.key) }
        for (index, note) in footnotes.enumerated() where !note.isLeftOut { check.add(note, at: "n\(index)_words") }
        for (index, section) in sections.enumerated() where !section.isLeftOut {
            check.most("s\(index)_heading", section.heading, .sectionHeading, "The heading")
            check.length(
                "s\(index)_words", section.words, .section, least: section.heading.isEmpty ? 1 : 0,
                "Enter the text of the section, in up to 20,000 characters")
        }
        for (index, entry) in glossary.enumerated() where !entry.isLeftOut {
            check.length("g\(index)_short", entry.short, .abbreviation, "Enter an abbreviation of 2 to 20 characters")
            let sentence = "Enter what \(entry.short) stands for in 2 to 200 characters"
            check.length("g\(index)_long", entry.long, .expansion, sentence)
        }
        return check.mistakes
    }
}

struct PlanCheck {
    private(set) var mistakes = Mistakes()
    private var numbers: Set<String> = [], notes: Set<Int> = []

    fileprivate mutating func add(_ field: String, _ text: String) { mistakes.add(field, text) }

    fileprivate mutating func length(
        _ field: String, _ text: String, _ limit: PlanLimit, least: Int? = nil, _ sentence: String
    ) {
        let range = (least ?? limit.least)...limit.most
        if !range.contains(text.unicodeScalars.count) || text.utf8.contains(0) { add(field, sentence) }
    }

    fileprivate mutating func most(_ field: String, _ text: String, _ limit: PlanLimit, _ what: String) {
        length(field, text, limit, least: 0, "\(what) must be \(limit.most.formatted()) characters or fewer")
    }

    fileprivate mutating func addHead(of plan: PlanFile) {
        for mistake in Plan(plan).mistakes.list {
            add(Plan.reviewed.contains { $0.name == mistake.field } ? mistake.field : "title", mistake.text)
        }
        if plan.recommendations.allSatisfy(\.isLeftOut) {
            add("paper", "Import a plan that has at least one recommendation")
        }
        most("title", plan.fingerprint ?? "", .fingerprint, "The fingerprint")
        for word in plan.words { length("title", word.words, .status, "Each status must have 1 to 60 characters") }
    }

    fileprivate mutating func add(_ it: PlanFile.Footnote, at field: String) {
        length(field, it.words, .note, "Enter note \(it.number) in up to 2,000 characters")
        if !notes.insert(it.number).inserted {
            add(field, "Give each note a number of its own: \(it.number) is there twice")
        }
        if !(1...9_999).contains(it.number) { add(field, "Each note needs a number from 1 to 9,999") }
    }

    fileprivate mutating func add(_ it: PlanFile.Recommendation, at place: String) {
        length("\(place)_number", it.number, .number, "Enter the recommendation’s number, like 7 or 7a")
        if !it.number.isEmpty, !numbers.insert(Recommendation.key(it.number)).inserted {
            add("\(place)_number", "Give each recommendation a number of its own: \(it.number) is there twice")
        }
        let field = "\(place)_words"
        length(
            field, it.words, .recommendation, least: it.state == .open ? 1 : 0,
            "Enter what recommendation \(it.number) says, in up to 10,000 characters")
        most(field, it.responseWords, .response, "The answer to recommendation \(it.number)")
        most("\(place)_other_words", it.otherWords, .otherWords, "What else the paper says")
        length(
            field, it.stateWords, .stateWords, least: it.state == .open ? 0 : 1,
            "Say in up to 1,000 characters why recommendation \(it.number) is no longer followed up")
        for action in it.actions where !action.isLeftOut { add(action, at: action.key, of: it.number) }
        for measure in it.measures where !measure.isLeftOut { add(measure, field) }
        var months: Set<String> = []
        for update in it.updates where !update.isLeftOut && !update.isUndated {
            add(update, at: update.key, of: it.number, &months)
        }
    }

    private mutating func add(_ it: PlanFile.Action, at place: String, of number: String) {
        length(
            "\(place)_words", it.words, .action,
            "Enter what is to be done about recommendation \(number), in up to 10,000 characters")
        most("\(place)_workstream", it.workstream, .workstream, "The workstream")
        for lead in it.leads {
            length("\(place)_leads", lead.name, .lead, least: 0, "Enter one lead a line, each of up to 200 characters")
            if lead.name.isEmpty { add("\(place)_words", "Each lead needs a name") }
        }
        if let words = it.achievement.first {
            length("\(place)_status", words, .status, "The status must be 60 characters or fewer")
        }
        most("\(place)_report_words", it.reportWords, .reportWords, "The words of the report")
        most("\(place)_measure", it.successMeasure, .successMeasure, "The success measure")
        most("\(place)_due", it.dueWords, .dueWords, "The date")
        most("\(place)_words", it.recordabilityWords, .recordability, "Why an action cannot be counted")
        guard it.reportDuty == .recurring else { return }
        if !(1...60).contains(it.everyMonths ?? 0) {
            add("\(place)_report_months", "Enter how many months lie between the reports, from 1 to 60")
        }
        if it.report == nil { add("\(place)_report", "Enter when the first report is due, like March 2018") }
    }

    /// One update for each month and action, unless a later edition corrects it.
    private mutating func add(
        _ it: PlanFile.Update, at place: String, of number: String, _ months: inout Set<String>
    ) {
        let field = "\(place)_evidence", month = ApproximateDay(it.period, .month)
        if it.state != .draft {
            length(
                field, it.evidence, .evidence, least: 1,
                "Enter the evidence of progress, in up to 20,000 characters")
        }
        most("\(place)_explanation", it.explanation, .explanation, "The explanation")
        most("\(place)_impact", it.impact, .impact, "The evidence of impact")
        if let grade = it.grade.first {
            length("\(place)_grade", grade, .status, "The grade must be 60 characters or fewer")
        }
        if let action = it.action, action < 0 {
            add(field, "Say which action of recommendation \(number) this is about")
        }
        let isNew = months.insert("\(it.action.map(String.init) ?? "-") \(month.day)").inserted
        if !isNew, it.correctionReason.isEmpty {
            add(
                "\(place)_period",
                "There are two updates of \(month.text) about the same: give one another month, or leave it out")
        }
        if it.state == .agreed, it.agreedOn == nil {
            add("\(place)_period", "Say when members agreed the update of \(month.text)")
        }
        for (text, limit, what) in [
            (it.slipReason, PlanLimit.slipReason, "The reason for a slip"),
            (it.agreedAt, .agreedAt, "Where an update was agreed"), (it.minute, .minute, "The minute"),
            (it.disagreement, .disagreement, "The disagreement"),
            (it.correctionReason, .correctionReason, "The reason for a correction"),
        ] { most(field, text, limit, what) }
    }

    private mutating func add(_ it: PlanFile.Measure, _ field: String) {
        length(field, it.title, .measure, "Each measure needs a name of up to 300 characters")
        most(field, it.comparator, .comparator, "What a measure is compared with")
        for goal in it.milestones {
            number(field, goal.value, goal.breadth)
            most(field, goal.breadthUnit, .breadthUnit, "Over how many of what")
        }
        for reading in it.readings { add(reading, isPart: false, field) }
    }

    private mutating func add(_ it: PlanFile.Reading, isPart: Bool, _ field: String) {
        number(field, it.value, it.breadth)
        length(
            field, it.subset, .subset, least: isPart ? 1 : 0,
            "Say who a part of a reading counts, in up to 300 characters")
        most(field, it.source, .source, "The source of a reading")
        most(field, it.caveat, .caveat, "The caveat of a reading")
        for part in it.parts { add(part, isPart: true, field) }
    }

    private mutating func number(_ field: String, _ value: Double, _ breadth: Int?) {
        if value < 0 || breadth.map({ !(1...1_000_000).contains($0) }) ?? false {
            add(field, "Quantities must not be below zero")
        }
    }
}
