import Values

extension PlanFile {
    /// The quantities that an action is measured by: one measure for each thing that is counted.
    static func measures(_ action: PlanDraft.Action) -> [Measure] {
        var measures: [Measure] = []
        for milestone in action.milestones {
            let title = title(milestone)
            let goal = Milestone(milestone)
            if let index = measures.firstIndex(where: { $0.title == title && $0.comparator == milestone.byWords ?? "" })
            {
                measures[index].milestones.append(goal)
            } else {
                measures.append(
                    Measure(
                        title: title, unit: unit(milestone.unit),
                        comparator: (milestone.byWords ?? "").cut(to: PlanLimit.comparator.most),
                        milestones: [goal]))
            }
        }
        return measures
    }

    private static func title(_ milestone: PlanDraft.Milestone) -> String {
        guard let unit = milestone.unit, !unit.isEmpty else { return "What is to be reached" }
        return (unit.prefix(1).uppercased() + unit.dropFirst()).cut(to: PlanLimit.measure.most)
    }

    fileprivate static func unit(_ words: String?) -> Unit {
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

extension PlanFile.Measure {
    /// What the report itself counts, with the parts that it names.
    init(_ it: PlanDraft.Count, today: Day) {
        self.init(title: it.title, unit: PlanFile.unit(it.unit), comparator: it.comparator)
        if let goal = it.goal { milestones = [.init(goal)] }
        guard let value = it.value else { return }
        let month = it.of ?? ApproximateDay(today, .month)
        func source(_ words: String) -> String { words.cut(to: PlanLimit.source.most) }
        readings = [
            .init(
                value: Double(value), asOf: month, source: source(it.words),
                parts: it.parts.map { .init(value: Double($0.value), asOf: month, subset: source($0.words)) })
        ]
    }
}

extension PlanFile.Milestone {
    fileprivate init(_ it: PlanDraft.Milestone) {
        self.init(sense: it.sense, value: Double(it.value), due: it.by)
        if let breadth = it.breadth, breadth.value > 0 {
            (self.breadth, breadthUnit) = (breadth.value, breadth.unit.cut(to: PlanLimit.breadthUnit.most))
        }
    }
}
