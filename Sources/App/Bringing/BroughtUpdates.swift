extension BroughtPlan {
    /// The updates of a recommendation, one for each period and action: what a paper says twice in one period is one update.
    static func updates(
        _ it: UnderstoodPlan.Recommendation, gradings: [UnderstoodPlan.Grading], today: Day
    ) -> [WholePlan.Update] {
        var updates: [WholePlan.Update] = []
        for understood in it.updates {
            guard let update = update(understood, gradings: gradings, today: today) else { continue }
            if let index = updates.firstIndex(where: { $0.period == update.period && $0.action == update.action }) {
                updates[index].add(update)
            } else {
                updates.append(update)
            }
        }
        return updates
    }

    private static func update(
        _ it: UnderstoodPlan.Update, gradings: [UnderstoodPlan.Grading], today: Day
    ) -> WholePlan.Update? {
        let grade = grade(it, gradings)
        let said = [text(it.evidence), text(it.explanation), text(it.impact)]
        if said.allSatisfy(\.isEmpty), grade.isEmpty { return nil }
        let day = it.period?.day ?? it.asOf ?? today
        return WholePlan.Update(
            action: it.action, period: ApproximateDay(day, .month).day,
            evidence: said[0].isEmpty ? "The paper gives no evidence of progress for this period." : said[0],
            grade: grade,
            explanation: said[1], impact: said[2], asOf: it.asOf, isContext: isContext(said[0]), lines: it.lines)
    }

    /// "It is too early to fully evaluate …" tells what goes on around, not how far anything has come.
    private static func isContext(_ evidence: String) -> Bool { evidence.folded.contains("too early to") }

    /// How the council may spell the grade: as the paper's own key does, with its number, without it.
    private static func grade(_ it: UnderstoodPlan.Update, _ gradings: [UnderstoodPlan.Grading]) -> [String] {
        var candidates: [String] = []
        if let number = it.gradeNumber {
            if let grading = gradings.first(where: { $0.number == number }) {
                candidates.append("\(number) \(grading.words)")
            }
            candidates.append(it.gradeWords.map { "\(number) \($0)" } ?? String(number))
        }
        if let words = it.gradeWords, !words.isEmpty { candidates.append(words) }
        return candidates
    }
}

extension WholePlan.Update {
    fileprivate mutating func add(_ other: WholePlan.Update) {
        func both(_ one: String, _ two: String) -> String {
            one.isEmpty || two.isEmpty ? one + two : one + "\n\n" + two
        }
        evidence = both(evidence, other.evidence)
        explanation = both(explanation, other.explanation)
        impact = both(impact, other.impact)
        if grade.isEmpty { grade = other.grade }
        asOf = asOf ?? other.asOf
        lines += other.lines
    }
}

/// The quantities that an action is measured by: one measure for each thing that is counted.
enum BroughtMeasures {
    static func measures(_ action: UnderstoodPlan.Action) -> [WholePlan.Measure] {
        var measures: [WholePlan.Measure] = []
        for milestone in action.milestones {
            let title = title(milestone)
            let goal = goal(milestone)
            if let index = measures.firstIndex(where: { $0.title == title && $0.comparator == milestone.byWords ?? "" })
            {
                measures[index].milestones.append(goal)
            } else {
                measures.append(
                    WholePlan.Measure(
                        title: title, unit: unit(milestone.unit),
                        comparator: String((milestone.byWords ?? "").prefix(300)),
                        milestones: [goal]))
            }
        }
        return measures
    }

    /// What the report itself counts, with the parts that it names.
    static func measure(_ it: UnderstoodPlan.Count, today: Day) -> WholePlan.Measure {
        var measure = WholePlan.Measure(title: it.title, unit: unit(it.unit), comparator: it.comparator)
        if let wanted = it.goal { measure.milestones = [goal(wanted)] }
        guard let value = it.value else { return measure }
        let month = it.of ?? ApproximateDay(today, .month)
        func source(_ words: String) -> String { String(words.prefix(300)) }
        measure.readings = [
            WholePlan.Reading(
                value: Double(value), asOf: month, source: source(it.words),
                parts: it.parts.map { .init(value: Double($0.value), asOf: month, subset: source($0.words)) })
        ]
        return measure
    }

    private static func title(_ milestone: UnderstoodPlan.Milestone) -> String {
        guard let unit = milestone.unit, !unit.isEmpty else { return "What is to be reached" }
        return String((unit.prefix(1).uppercased() + unit.dropFirst()).prefix(300))
    }

    private static func goal(_ it: UnderstoodPlan.Milestone) -> WholePlan.Milestone {
        var goal = WholePlan.Milestone(value: Double(it.value), due: it.by)
        switch it.sense {
        case .exactly, .nearly: goal.sense = .exactly
        case .atLeast: goal.sense = .atLeast
        case .atMost: goal.sense = .upTo
        case .moreThan: (goal.sense, goal.value) = (.atLeast, Double(it.value) + 1)
        }
        if let breadth = it.breadth, breadth.value > 0 {
            (goal.breadth, goal.breadthUnit) = (breadth.value, String(breadth.unit.prefix(60)))
        }
        return goal
    }

    static func unit(_ words: String?) -> Unit {
        let words = folded(words ?? "")
        let units: [(Unit, [String])] = [
            (.businesses, ["employer", "business", "compan", "provider"]), (.days, ["day"]), (.claims, ["claim"]),
            (.places, ["place", "apprenticeship", "opportunit", "traineeship", "internship", "interview"]),
            (.people, ["people", "person", "leaver", "learner", "resident", "young", "candidate"]),
            (.jobs, ["job", "post"]),
            (.percent, ["%", "per cent", "percent"]), (.gbp, ["£", "pound"]),
        ]
        return units.first { unit in unit.1.contains { words.contains($0) } }?.0 ?? .other
    }
}
