import PlanReader

/// What a file could hold that no paper leads to, and the database would refuse.
extension PlanCheck {
    mutating func addRest(of plan: PlanFile) {
        for (text, limit, what) in [
            (plan.reference, 60, "The reference"), (plan.body, 200, "The body"), (plan.origin, 500, "The origin"),
            (plan.portfolio, 200, "The portfolio"), (plan.targetGroups, 1_000, "Who the plan is for"),
            (plan.supersededBy, 300, "What supersedes the plan"), (plan.fingerprint ?? "", 64, "The fingerprint"),
        ] { most("title", text, limit, what) }
        for decision in plan.decisions {
            length(
                "title", decision.body, 1...200, "Each decision needs the body that made it, in up to 200 characters")
            most("title", decision.words, 1_000, "The words of a decision")
        }
        for word in plan.words { length("title", word.words, 1...60, "Each grade must have 1 to 60 characters") }
        for (index, note) in plan.footnotes.enumerated() where !note.isLeftOut && !(1...9_999).contains(note.number) {
            add("n\(index)_words", "Each note needs a number from 1 to 9,999")
        }
        for (index, recommendation) in plan.recommendations.enumerated() where !recommendation.isLeftOut {
            addRest(of: recommendation, at: "r\(index)")
        }
    }

    private mutating func addRest(of it: PlanFile.Recommendation, at place: String) {
        let field = "\(place)_words"
        most(field, it.responseWords, 4_000, "The answer to recommendation \(it.number)")
        length(
            field, it.stateWords, it.state == .open ? 0...1_000 : 1...1_000,
            "Say in up to 1,000 characters why recommendation \(it.number) is no longer followed up")
        for (index, action) in it.actions.enumerated() where !action.isLeftOut {
            let field = "\(place)a\(index)_words"
            most(field, action.recordabilityWords, 1_000, "Why an action cannot be counted")
            if action.leads.contains(where: { $0.name.isEmpty }) { add(field, "Each lead needs a name") }
            if action.reportDuty == .recurring, action.report == nil {
                add(field, "Enter when the first report is due")
            }
        }
        for measure in it.measures where !measure.isLeftOut { addRest(of: measure, field) }
        addUpdates(of: it, at: place)
    }

    private mutating func addRest(of it: PlanFile.Measure, _ field: String) {
        length(field, it.title, 1...300, "Each measure needs a name of up to 300 characters")
        most(field, it.comparator, 300, "What a measure is compared with")
        for goal in it.milestones {
            number(field, goal.value, goal.breadth)
            most(field, goal.breadthUnit, 60, "Over how many of what")
        }
        for reading in it.readings { add(reading, isPart: false, field) }
    }

    private mutating func add(_ it: PlanFile.Reading, isPart: Bool, _ field: String) {
        number(field, it.value, it.breadth)
        length(
            field, it.subset, isPart ? 1...300 : 0...300, "Say who a part of a reading counts, in up to 300 characters")
        most(field, it.source, 300, "The source of a reading")
        most(field, it.caveat, 500, "The caveat of a reading")
        for part in it.parts { add(part, isPart: true, field) }
    }

    private mutating func number(_ field: String, _ value: Double, _ breadth: Int?) {
        if value < 0 || breadth.map({ !(1...1_000_000).contains($0) }) ?? false {
            add(field, "Quantities must not be below zero")
        }
    }

    /// One update for each month and action, unless a later edition mends it.
    private mutating func addUpdates(of it: PlanFile.Recommendation, at place: String) {
        var taken: Set<String> = []
        for (index, update) in it.updates.enumerated() where !update.isLeftOut {
            let month = ApproximateDay(update.period, .month)
            let isNew = taken.insert("\(update.action.map(String.init) ?? "-") \(month.day)").inserted
            if !isNew, update.correctionReason.isEmpty {
                add(
                    "\(place)u\(index)_period",
                    "There are two updates of \(month.text) about the same: give one another month, or leave it out")
            }
            if update.state == .agreed, update.agreedOn == nil {
                add("\(place)u\(index)_period", "Say when members agreed the update of \(month.text)")
            }
            for (text, limit, what) in [
                (update.slipReason, 60, "The reason for a slip"), (update.agreedAt, 200, "Where an update was agreed"),
                (update.minute, 60, "The minute"), (update.disagreement, 1_000, "The disagreement"),
                (update.correctionReason, 1_000, "The reason for a correction"),
            ] { most("\(place)u\(index)_evidence", text, limit, what) }
        }
    }

    private mutating func most(_ field: String, _ text: String, _ limit: Int, _ what: String) {
        length(field, text, 0...limit, "\(what) must be \(limit.formatted()) characters or fewer")
    }
}
