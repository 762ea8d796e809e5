import PlanReader

extension Plan {
    /// What its fields refuse.
    var mistakes: Mistakes {
        var check = Check(texts, asksYears: false), plan = Plan()
        for field in Self.fields { field.read(&check, &plan, Self.unseen) }
        return check.mistakes
    }

    fileprivate static var unseen: FormContext<Plan> { FormContext(choices: nil, existing: nil, today: .first) }
}

extension PlanFile {
    /// What was typed of the plan itself.
    mutating func take(_ fields: Fields) {
        var check = Check(fields, asksYears: false), plan = Plan(self)
        for field in Plan.reviewed { field.read(&check, &plan, Plan.unseen) }
        plan.write(to: &self)
    }
}
